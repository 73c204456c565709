package org.strangenoise.studies.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.LeastSquaresFit;
import org.strangenoise.studies.budget.Player;
import org.strangenoise.studies.budget.ProfileLikelihood;
import org.strangenoise.studies.budget.RootSearch;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.MeasuredPoint;

/** What noise costs and what would win it back. */
public sealed interface BudgetResult extends AnalysisResult {

    @Override
    BudgetPlan plan();

    /**
     * A loss divided among the noise.
     *
     * @param players in the order of the attribution's rows
     * @param attribution by player and step
     * @param qubits names by index
     * @param coverage which noise met which operation, for the first start
     */
    record Attributed(
            BudgetPlan.Attribution plan,
            List<Player> players,
            Attribution attribution,
            List<String> qubits,
            NoiseCoverage coverage,
            Method method,
            List<String> warnings)
            implements BudgetResult {}

    /**
     * One derivative. By a number of all qubits it is that of one common relative change, at the values they have.
     *
     * @param value SI units; NaN where the qubits' differ
     * @param derivative of the figure of merit per SI unit; NaN where the qubits' values differ
     * @param logarithmic {@code sum of value * derivative}: per relative change
     * @param uncertainty of the value, one standard deviation; 0 where none is known, NaN where the qubits' differ
     * @param error what the uncertainties of the parameter alone make of the figure of merit, to first order
     */
    record Sensitivity(
            String address, double value, double derivative, double logarithmic, double uncertainty, double error) {
        /** Of one number: {@code value * derivative}, and {@code |derivative| * uncertainty}. */
        static Sensitivity of(String address, double value, double derivative, double uncertainty) {
            return new Sensitivity(
                    address, value, derivative, value * derivative, uncertainty, Math.abs(derivative) * uncertainty);
        }
    }

    /**
     * The rule of thumb beside what is.
     *
     * @param seconds from start to the step
     * @param infidelity average over all states of coherence-limited gates of this length, to first order
     * @param found infidelity of the figure of merit's own starts; NaN for a circuit that resets qubits
     */
    record CoherenceLimit(double seconds, double infidelity, double found) {}

    /**
     * Derivatives.
     *
     * @param error standard deviation of the figure of merit from all uncertainties that the device states, with their
     *     correlations, to first order
     * @param linearLoss the loss if it were linear in the rates: minus the derivative by ln noise.scale
     */
    record Sensitivities(
            BudgetPlan.Sensitivities plan,
            double ideal,
            double noisy,
            List<Sensitivity> entries,
            double error,
            double linearLoss,
            CoherenceLimit limit,
            Method method,
            List<String> warnings)
            implements BudgetResult {
        /** Ideal minus noisy. */
        public double loss() {
            return ideal - noisy;
        }
    }

    /**
     * An inverse answer.
     *
     * @param present the parameter's value in the study
     * @param root the answer nearest to it
     * @param found the figure of merit at the answer, or the closest it comes
     * @param limit why there is none
     */
    record Solved(
            BudgetPlan.SolveFor plan,
            double present,
            RootSearch search,
            OptionalDouble root,
            double found,
            Optional<String> limit,
            Method method,
            List<String> warnings)
            implements BudgetResult {}

    /**
     * A map with a level.
     *
     * @param values {@code [y][x]}
     * @param device x and y of the study's device
     * @param deviceValue the figure of merit there
     * @param line branches of the level, each of points (x, y) in their order; a closed one ends where it begins
     * @param firstOrder points of the level on the map if the figure of merit were linear in 1/x and 1/y
     * @param point where the second condition holds too
     */
    record Contour(
            BudgetPlan.Contour plan,
            double[][] values,
            double[] device,
            double deviceValue,
            List<List<double[]>> line,
            List<double[]> firstOrder,
            Optional<double[]> point,
            Method method,
            List<String> warnings)
            implements BudgetResult {}

    /**
     * Error bars.
     *
     * @param nominal the figure of merit by step with the device's own values
     * @param entries what each uncertainty makes of it
     * @param linear its standard deviation at the last step, to first order
     * @param deviation standard deviation of drawn devices, by step
     * @param quantiles of drawn devices at {@link #LEVELS}, {@code [level][step]}
     * @param refused how many drawn devices were unphysical and drawn again
     */
    record ErrorBars(
            BudgetPlan.ErrorBars plan,
            double[] nominal,
            List<Sensitivity> entries,
            double linear,
            double[] deviation,
            double[][] quantiles,
            int refused,
            Method method,
            List<String> warnings)
            implements BudgetResult {

        /** Two, one and no standard deviations of a normal distribution. */
        public static final List<Double> LEVELS =
                List.of(0.022750132, ConfidenceBand.LOW, 0.5, ConfidenceBand.HIGH, 0.977249868);

        /** Shares of the variance that differ by less than this part are the same. */
        private static final double TIE = 1e-6;

        /**
         * What each uncertainty makes of the variance to first order, {@code d_i s_i sum_j c_ij d_j s_j / sigma^2}: the
         * sum is 1, and a share below 0 lessens the error of others. All are 0 where sigma is.
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

        /**
         * The places of the uncertainties with the largest share, more than one where they tie; none without shares.
         */
        public List<Integer> dominant() {
            double[] shares = shares();
            double largest = Arrays.stream(shares).max().orElse(0);
            return IntStream.range(0, shares.length)
                    .filter(i -> largest > 0 && shares[i] >= largest * (1 - TIE))
                    .boxed()
                    .toList();
        }
    }

    /**
     * A fitted model along the steps of one series of points.
     *
     * @param kappa the points' own, if they have one
     * @param values by step, from 0 to the last point's
     * @param errors standard deviation of each, from the covariance of the parameters; NaN where that is infinite
     */
    record FittedCurve(
            String experiment,
            String observable,
            SpinDirection start,
            OptionalDouble kappa,
            double[] values,
            double[] errors) {}

    /**
     * A fit.
     *
     * @param profiles one a parameter
     * @param curves the model at every step, one curve a series of points
     */
    record Fitted(
            BudgetPlan.Fit plan,
            LeastSquaresFit.Fit fit,
            List<ProfileLikelihood> profiles,
            List<FittedCurve> curves,
            Method method,
            List<String> warnings)
            implements BudgetResult {

        /** Measured minus fitted value of a point, in units of its error. */
        public double residual(int point) {
            MeasuredPoint measured = plan.points().get(point);
            return (measured.value() - fit.values()[point]) / measured.error();
        }
    }
}
