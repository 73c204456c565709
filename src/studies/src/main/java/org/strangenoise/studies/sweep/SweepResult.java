package org.strangenoise.studies.sweep;

import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * One observable over one or two parameters.
 *
 * @param ideal by value of the first parameter, then of the second (one column if there is only one)
 * @param noisy likewise
 * @param band of the noisy values of one parameter; empty for two, and where none was drawn
 * @param pulses that drive qubits of more than two levels, point by point
 */
public record SweepResult(
        SweepPlan plan,
        double[][] ideal,
        double[][] noisy,
        Optional<ConfidenceBand> band,
        List<PulseAt> pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {

    /**
     * A pulse at a point.
     *
     * @param at the values of the parameters, one or two
     * @param found what its calibration found there
     */
    public record PulseAt(List<Double> at, Pulses.Found found) {
        public PulseAt {
            at = List.copyOf(at);
        }
    }

    /** True if there is one parameter, so that values are a curve. */
    boolean isCurve() {
        return plan.over().size() == 1;
    }
}
