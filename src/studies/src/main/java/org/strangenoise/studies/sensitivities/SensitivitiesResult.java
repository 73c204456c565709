package org.strangenoise.studies.sensitivities;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.experiment.Sensitivity;

/**
 * Derivatives.
 *
 * @param error standard deviation of the figure of merit from all uncertainties that the device states, with their
 *     correlations, to first order
 * @param linearLoss the loss if it were linear in the rates: minus the derivative by ln noise.scale
 * @param pulses that drive qubits of more than two levels
 */
public record SensitivitiesResult(
        SensitivitiesPlan plan,
        double ideal,
        double noisy,
        List<Sensitivity> entries,
        double error,
        double linearLoss,
        CoherenceLimit limit,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {
    /** Ideal minus noisy. */
    public double loss() {
        return ideal - noisy;
    }

    /**
     * The rule of thumb beside what is.
     *
     * @param seconds from start to the step
     * @param infidelity average over all states of coherence-limited gates of this length, to first order
     * @param found infidelity of the figure of merit's own starts; NaN for a circuit that resets qubits
     */
    public record CoherenceLimit(double seconds, double infidelity, double found) {}
}
