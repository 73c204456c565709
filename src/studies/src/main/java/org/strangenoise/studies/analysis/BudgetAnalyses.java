package org.strangenoise.studies.analysis;

import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.config.BudgetPlan;

/** The analyses of a budget by their plans. */
final class BudgetAnalyses {

    private BudgetAnalyses() {}

    static Analysis of(BudgetPlan plan, SimulationOptions options) {
        if (plan instanceof BudgetPlan.Attribution attribution) {
            return new AttributionAnalysis(attribution, options);
        }
        throw new IllegalStateException("no analysis for " + plan.type());
    }
}
