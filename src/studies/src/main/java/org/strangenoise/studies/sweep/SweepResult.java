package org.strangenoise.studies.sweep;

import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.Method;

/**
 * One observable over one or two parameters.
 *
 * @param ideal by value of the first parameter, then of the second (one column if there is only one)
 * @param noisy likewise
 * @param band of the noisy values of one parameter; empty for two, and where none was drawn
 */
public record SweepResult(
        SweepPlan plan,
        double[][] ideal,
        double[][] noisy,
        Optional<ConfidenceBand> band,
        Method method,
        List<String> warnings)
        implements AnalysisResult {

    /** True if there is one parameter, so that values are a curve. */
    boolean isCurve() {
        return plan.over().size() == 1;
    }
}
