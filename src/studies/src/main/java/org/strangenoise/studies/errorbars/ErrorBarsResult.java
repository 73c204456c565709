package org.strangenoise.studies.errorbars;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.experiment.Sensitivity;

/**
 * Error bars.
 *
 * @param nominal the figure of merit by step with the device's own values
 * @param entries what each uncertainty makes of it
 * @param linear its standard deviation at the last step, to first order
 * @param deviation standard deviation of drawn devices, by step
 * @param quantiles of drawn devices at {@link #LEVELS}, {@code [level][step]}
 * @param refused how many drawn devices were unphysical and drawn again
 * @param pulses that drive qubits of more than two levels
 */
public record ErrorBarsResult(
        ErrorBarsPlan plan,
        double[] nominal,
        List<Sensitivity> entries,
        double linear,
        double[] deviation,
        double[][] quantiles,
        int refused,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {

    /** Two, one and no standard deviations of a normal distribution. */
    public static final List<Double> LEVELS =
            List.of(0.022750132, ConfidenceBand.LOW, 0.5, ConfidenceBand.HIGH, 0.977249868);

    /** Shares of the variance that differ by less than this part are the same. */
    private static final double TIE = 1e-6;

    /**
     * What each uncertainty makes of the variance to first order, {@code d_i s_i sum_j c_ij d_j s_j / sigma^2}: the sum
     * is 1, and a share below 0 lessens the error of others. All are 0 where sigma is.
     */
    public double[] shares() {
        double[] shares = new double[entries.size()];
        for (int i = 0; i < shares.length && linear > 0; i++) {
            for (int j = 0; j < shares.length; j++) {
                shares[i] += plan.uncertainties().correlations()[i][j] * effect(i) * effect(j) / (linear * linear);
            }
        }
        return shares;
    }

    private double effect(int i) {
        return entries.get(i).derivative() * entries.get(i).uncertainty();
    }

    /** The places of the uncertainties with the largest share, more than one where they tie; none without shares. */
    public List<Integer> dominant() {
        double[] shares = shares();
        double largest = Arrays.stream(shares).max().orElse(0);
        return IntStream.range(0, shares.length)
                .filter(i -> largest > 0 && shares[i] >= largest * (1 - TIE))
                .boxed()
                .toList();
    }
}
