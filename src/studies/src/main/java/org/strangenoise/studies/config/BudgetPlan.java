package org.strangenoise.studies.config;

import java.util.Set;
import org.strangenoise.studies.budget.Split;

/** An analysis of what noise costs and what would win it back. */
public sealed interface BudgetPlan extends AnalysisPlan {

    /** The number it is about. */
    FigureOfMerit merit();

    /**
     * The loss from ideal to noisy, divided among the noise.
     *
     * @param splits by what noise is divided
     * @param standardError of the Shapley values where orders are sampled
     * @param maxPermutations most orders sampled, reverses not counted
     */
    record Attribution(Header header, FigureOfMerit merit, Set<Split> splits, double standardError, int maxPermutations)
            implements BudgetPlan {
        public Attribution {
            splits = Set.copyOf(splits);
        }

        @Override
        public String type() {
            return "decoherence-budget";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Attribution(header.withSeed(seed), merit, splits, standardError, maxPermutations);
        }
    }
}
