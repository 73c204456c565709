package org.strangenoise.studies.output;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.ClassicalMapResult;
import org.strangenoise.studies.analysis.DecayResult;
import org.strangenoise.studies.analysis.DynamicsResult;
import org.strangenoise.studies.analysis.EntropyMapResult;
import org.strangenoise.studies.analysis.PulseSequenceResult;
import org.strangenoise.studies.analysis.SweepResult;
import org.strangenoise.studies.analysis.SystemSizeResult;
import org.strangenoise.studies.figure.Figure;

/** The figures of an analysis; their ids begin with the analysis' id. */
final class Figures {

    private Figures() {}

    static List<Figure> of(AnalysisResult result, List<AnalysisResult> all) {
        if (result instanceof DynamicsResult dynamics) {
            return new DynamicsFigures(dynamics, all).figures();
        }
        if (result instanceof EntropyMapResult map) {
            return MapFigures.entropy(map);
        }
        if (result instanceof ClassicalMapResult map) {
            return List.of(MapFigures.classical(map));
        }
        if (result instanceof SweepResult sweep) {
            return List.of(SweepFigures.of(sweep));
        }
        if (result instanceof PulseSequenceResult pulses) {
            return List.of(CircuitFigures.pulses(pulses));
        }
        if (result instanceof SystemSizeResult sizes) {
            return List.of(SystemSizeFigures.of(sizes));
        }
        if (result instanceof DecayResult decay) {
            return List.of(DecayFigures.of(decay));
        }
        if (result instanceof BudgetResult budget) {
            return BudgetFigures.of(budget, all);
        }
        throw new IllegalStateException("no figures for " + result.plan().type());
    }
}
