package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.strangenoise.budget.LeastSquaresFit.Fit;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.budget.LeastSquaresFit.Prediction;

/**
 * The most likely parameters of a model of counts: maximises {@code sum_k n_k ln p_k(theta)}, less the normal priors.
 *
 * <p>Least squares with the weights {@code N / p} of the model itself has the score equations of the likelihood at its
 * fixed point ({@code sum (n - N p) / p dp = 0}, as the p of a point sum to one) and its Fisher information as inverse
 * covariance; so it is repeated with new weights until it stays (Charnes, Frome and Yu, J. Am. Stat. Assoc. 71, 169
 * (1976)).
 */
public final class CountsFit {

    /** Derivatives by central differences of this share of a parameter's scale. */
    private static final double STEP = 1e-6;

    private static final int MOST_ROUNDS = 20;

    /** Parameters that move by less, in their own errors, stay. */
    private static final double STAYS = 0.01;

    /** Of many starts only the nearest to the counts are worth a search. */
    private static final int MOST_TRIED = 2;

    /** Rarer outcomes than this share of one count weigh as if they were as rare. */
    private static final double RAREST = 0.01;

    /** What is counted: probabilities of the outcomes of each point, {@code [point][outcome]}, each summing to one. */
    @FunctionalInterface
    public interface Model {
        double[][] at(double[] parameters);
    }

    /**
     * The most likely parameters.
     *
     * @param fit parameters, covariance by the Fisher information, and what is not determined
     * @param deviance {@code 2 sum n ln(n / (N p))}, which for many counts has the distribution of chi^2 if the model
     *     is right
     * @param degrees outcomes less one a point, less parameters without a prior
     */
    public record MostLikely(Fit fit, double deviance, int degrees) {

        /** How often the deviance is this large or larger if the model is right; NaN without degrees of freedom. */
        public double probability() {
            return degrees > 0 ? 1 - new ChiSquaredDistribution(degrees).cumulativeProbability(deviance) : Double.NaN;
        }
    }

    private final Model model;
    private final List<Free> free;
    private final double[][] counts;
    private final double[] shots;

    /** @param counts {@code [point][outcome]} */
    public CountsFit(Model model, List<Free> free, double[][] counts) {
        this.model = model;
        this.free = List.copyOf(free);
        this.counts = counts;
        this.shots = Arrays.stream(counts)
                .mapToDouble(point -> Arrays.stream(point).sum())
                .toArray();
    }

    /** Fits from every start; the first round takes its weights from the counts. */
    public MostLikely fit(List<double[]> starts) {
        double[][] weighing = new double[counts.length][];
        for (int k = 0; k < counts.length; k++) {
            int outcomes = counts[k].length;
            double all = shots[k] + 0.5 * outcomes;
            weighing[k] = Arrays.stream(counts[k]).map(n -> (n + 0.5) / all).toArray();
        }
        LeastSquaresFit first = weighed(weighing);
        Fit fit = first.fit(starts.stream()
                .sorted(Comparator.comparingDouble(first::chiSquare))
                .limit(MOST_TRIED)
                .toList());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] before = fit.parameters();
            fit = weighed(model.at(before)).fit(List.of(before));
            if (stays(before, fit)) {
                break;
            }
        }
        double deviance = 0;
        double[][] expected = model.at(fit.parameters());
        int degrees = -free.size();
        for (int k = 0; k < counts.length; k++) {
            degrees += counts[k].length - 1;
            for (int o = 0; o < counts[k].length; o++) {
                double n = counts[k][o];
                if (n > 0) {
                    deviance += 2 * n * StrictMath.log(n / (shots[k] * Math.max(expected[k][o], RAREST / shots[k])));
                }
            }
        }
        degrees += (int) free.stream().filter(Free::hasPrior).count();
        return new MostLikely(fit, deviance, degrees);
    }

    private boolean stays(double[] before, Fit after) {
        for (int i = 0; i < before.length; i++) {
            double error = after.error(i);
            double unit = Double.isFinite(error) ? error : free.get(i).scale();
            if (Math.abs(after.parameters()[i] - before[i]) > STAYS * unit) {
                return false;
            }
        }
        return true;
    }

    /** The same with weights fixed by given probabilities. Of two outcomes one says all. */
    private LeastSquaresFit weighed(double[][] probabilities) {
        List<Double> shares = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            double least = RAREST / shots[k];
            boolean two = counts[k].length == 2;
            for (int o = two ? 1 : 0; o < counts[k].length; o++) {
                double p = Math.max(least, probabilities[k][o]);
                double q = two ? Math.max(least, probabilities[k][0]) : 1;
                shares.add(counts[k][o] / shots[k]);
                errors.add(Math.sqrt(p * q / shots[k]));
            }
        }
        return new LeastSquaresFit(
                this::predicted,
                free,
                shares.stream().mapToDouble(x -> x).toArray(),
                errors.stream().mapToDouble(x -> x).toArray());
    }

    private Prediction predicted(double[] parameters) {
        double[] values = flat(model.at(parameters));
        double[][] jacobian = new double[values.length][parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            double step = STEP * free.get(i).scale();
            double[] beside = parameters.clone();
            beside[i] = parameters[i] + step;
            double[] above = flat(model.at(beside));
            beside[i] = parameters[i] - step;
            double[] below = flat(model.at(beside));
            for (int k = 0; k < values.length; k++) {
                jacobian[k][i] = (above[k] - below[k]) / (2 * step);
            }
        }
        return new Prediction(values, jacobian);
    }

    private double[] flat(double[][] probabilities) {
        List<Double> values = new ArrayList<>();
        for (double[] point : probabilities) {
            for (int o = point.length == 2 ? 1 : 0; o < point.length; o++) {
                values.add(point[o]);
            }
        }
        return values.stream().mapToDouble(x -> x).toArray();
    }
}
