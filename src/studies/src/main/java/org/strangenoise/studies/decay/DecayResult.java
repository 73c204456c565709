package org.strangenoise.studies.decay;

import java.util.List;
import java.util.Optional;
import org.strangenoise.budget.DecayFit;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.decay.DecayPlan.DecayCurve;
import org.strangenoise.studies.decay.DecayPlan.DecayModel;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * Decays and their fits.
 *
 * @param times seconds since the start, or since the last reset before the step
 * @param curves in the plan's order
 * @param pulses that drive qubits of more than two levels
 */
public record DecayResult(
        DecayPlan plan, double[] times, List<Curve> curves, Pulses pulses, Method method, List<String> warnings)
        implements AnalysisResult {

    public DecayResult {
        curves = List.copyOf(curves);
    }

    /**
     * One decay by step, the plan's first step first.
     *
     * @param band of the noisy values; empty where none was drawn
     * @param fit to the noisy values
     */
    public record Curve(DecayCurve plan, double[] ideal, double[] noisy, Optional<ConfidenceBand> band, DecayFit fit) {
        /** True if the fitted model has a Gaussian part. */
        public boolean hasGaussianPart() {
            return plan.model() == DecayModel.EXPONENTIAL_GAUSSIAN;
        }
    }

    /** A curve's error per gate of the plan's length; NaN if the plan names none. */
    public double errorPerGate(Curve curve) {
        return plan.gateSeconds() > 0 ? curve.fit().errorPerGate(plan.gateSeconds()) : Double.NaN;
    }
}
