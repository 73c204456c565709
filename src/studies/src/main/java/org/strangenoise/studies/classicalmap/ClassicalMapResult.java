package org.strangenoise.studies.classicalmap;

import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;

/**
 * Points of the classical stroboscopic map.
 *
 * @param theta of every point, start after start, steps 0 to the plan's
 * @param phi of every point, in -pi..pi
 * @param lyapunov exponent of every start's orbit over {@link #LYAPUNOV_STEPS} steps, per step
 * @param spreadEntropy of a cloud of classical tops as wide as the quantum top's state from every start, mean over
 *     steps; empty if not asked
 * @param idealEntropy mean one-qubit entropy of the quantum top from every start, mean over steps; empty if not asked
 * @param noisyEntropy likewise, with the device's noise
 */
public record ClassicalMapResult(
        ClassicalMapPlan plan,
        double[] theta,
        double[] phi,
        double[] lyapunov,
        double[] spreadEntropy,
        double[] idealEntropy,
        double[] noisyEntropy,
        Method method)
        implements AnalysisResult {

    /** Enough to tell regular from chaotic orbits; the exponents of regular ones are log(steps)/steps, not yet 0. */
    public static final int LYAPUNOV_STEPS = 200;

    /** True if entropies were asked for. */
    boolean hasEntropy() {
        return plan.average().isPresent();
    }

    /** Spearman's, of entropies with Lyapunov exponents; NaN for fewer than two starts. */
    double rankCorrelation(double[] entropy) {
        return correlation(entropy, lyapunov);
    }

    /** Likewise with the entropies of the clouds. */
    double spreadCorrelation(double[] entropy) {
        return correlation(entropy, spreadEntropy);
    }

    private static double correlation(double[] entropy, double[] classical) {
        return entropy.length < 2 ? Double.NaN : new SpearmansCorrelation().correlation(entropy, classical);
    }
}
