package org.strangenoise.studies.ergodicity;

import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.state.MicrocanonicalState;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.experiment.Method;

/** Averages in time, one start after the other. */
public record ErgodicityResult(ErgodicityPlan plan, List<Series> series, Method method, List<String> warnings)
        implements AnalysisResult {

    /**
     * From one start.
     *
     * @param ideal means of every operator over steps 0 to N, {@code [operator][N]}
     * @param noisy likewise, with the device's noise
     * @param measured likewise, of counts; empty if nothing is measured
     * @param errors standard deviations of the measured means at the last step
     * @param idealEcho by step: overlap of the states with and without the perturbation
     * @param noisyEcho fidelity of the noisy state to the perturbed one
     * @param growth by step: how far apart two neighbouring starts of the classical top are, of what they were
     */
    public record Series(
            StartState start,
            double[][] ideal,
            double[][] noisy,
            double[][] measured,
            double[] errors,
            double[] idealEcho,
            double[] noisyEcho,
            double[] growth) {}

    /** Root mean square over the operators of means in time less microcanonical ones, by step. */
    public double[] deviation(double[][] means) {
        int steps = means.length == 0 ? 0 : means[0].length;
        return IntStream.range(0, steps)
                .mapToDouble(step -> {
                    double sum = 0;
                    for (int k = 0; k < means.length; k++) {
                        double off = means[k][step]
                                - MicrocanonicalState.expectation(
                                        plan.operators().get(k));
                        sum += off * off / means.length;
                    }
                    return Math.sqrt(sum);
                })
                .toArray();
    }
}
