package org.strangenoise.studies.attribution;

import java.util.Optional;
import java.util.Set;
import org.strangenoise.budget.Split;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.MeritPlan;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.yaml.Location;

/**
 * The loss from ideal to noisy, divided among the noise.
 *
 * @param splits by what noise is divided
 * @param standardError of the Shapley values where orders are sampled
 * @param maxPermutations most orders sampled, reverses not counted
 * @param beside an earlier attribution that the shares by step are drawn beside
 */
public record AttributionPlan(
        Header header,
        FigureOfMerit merit,
        Set<Split> splits,
        double standardError,
        int maxPermutations,
        Optional<Beside> beside)
        implements MeritPlan {
    public AttributionPlan {
        splits = Set.copyOf(splits);
    }

    @Override
    public AttributionType type() {
        return AttributionType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new AttributionPlan(header.withSeed(seed), merit, splits, standardError, maxPermutations, beside);
    }

    /**
     * Another analysis, named by its id.
     *
     * @param location where it is named
     */
    public record Beside(String id, Location location) {}
}
