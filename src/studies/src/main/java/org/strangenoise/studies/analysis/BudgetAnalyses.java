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
        if (plan instanceof BudgetPlan.Sensitivities sensitivities) {
            return new SensitivityAnalysis(sensitivities, options);
        }
        if (plan instanceof BudgetPlan.SolveFor solve) {
            return new SolveForAnalysis(solve, options);
        }
        if (plan instanceof BudgetPlan.Contour contour) {
            return new ContourAnalysis(contour, options);
        }
        if (plan instanceof BudgetPlan.ErrorBars bars) {
            return new ErrorBarsAnalysis(bars, options);
        }
        if (plan instanceof BudgetPlan.Fit fit) {
            return new FitAnalysis(fit, options);
        }
        throw new IllegalStateException("no analysis for " + plan.type());
    }
}
