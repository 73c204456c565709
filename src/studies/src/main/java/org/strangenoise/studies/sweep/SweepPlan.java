package org.strangenoise.studies.sweep;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.SweepAxis;

/**
 * One observable over one or two parameters.
 *
 * @param contours values of the observable whose lines are drawn over a map
 * @param ideal whether the ideal values are read too; if not, they are NaN
 */
public record SweepPlan(
        Header header,
        List<SweepAxis> over,
        String observable,
        Observable quantity,
        int step,
        StartState start,
        List<Double> contours,
        boolean ideal)
        implements AnalysisPlan {
    public SweepPlan {
        over = List.copyOf(over);
        contours = List.copyOf(contours);
    }

    @Override
    public SweepType type() {
        return SweepType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return with(header.withSeed(seed));
    }

    @Override
    public Optional<AnalysisPlan> withParametersOf(Setup setup) {
        boolean good = over.stream().allMatch(axis -> axis.refusal(setup).isEmpty());
        return good ? Optional.of(with(header.withSetup(setup))) : Optional.empty();
    }

    @Override
    public AnalysisPlan forFields(Set<String> names) {
        return new SweepPlan(header, over, observable, quantity, step, start, contours, names.contains("ideal"));
    }

    private SweepPlan with(Header newHeader) {
        return new SweepPlan(newHeader, over, observable, quantity, step, start, contours, ideal);
    }
}
