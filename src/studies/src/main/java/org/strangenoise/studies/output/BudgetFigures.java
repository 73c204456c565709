package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.figure.Figure;

/** The figures of a budget's analyses. */
final class BudgetFigures {

    private BudgetFigures() {}

    static List<Figure> of(BudgetResult result, List<AnalysisResult> all) {
        if (result instanceof BudgetResult.Attributed attributed) {
            return AttributionFigures.of(attributed, all);
        }
        if (result instanceof BudgetResult.Sensitivities sensitivities) {
            return SensitivityFigures.tornado(sensitivities);
        }
        if (result instanceof BudgetResult.Contour contour) {
            return List.of(ContourFigures.map(contour));
        }
        if (result instanceof BudgetResult.Solved) {
            return List.of();
        }
        if (result instanceof BudgetResult.ErrorBars bars) {
            return List.of(UncertaintyFigures.band(bars));
        }
        if (result instanceof BudgetResult.Fitted fitted) {
            List<Figure> figures = new ArrayList<>(List.of(FitFigures.of(fitted)));
            figures.addAll(ProfileFigures.of(fitted));
            return figures;
        }
        throw new IllegalStateException("no figures for " + result.plan().type());
    }
}
