package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.ValueAndJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Weighted least squares by Levenberg-Marquardt from several starts: minimises {@code chi^2 = sum ((y - f(p)) / s)^2 +
 * sum ((p - p0) / s0)^2}, the second sum over parameters with a prior.
 */
public final class LeastSquaresFit {

    /**
     * Fisher information, scaled to a unit diagonal, with an eigenvalue below this tells parameters apart no longer.
     */
    private static final double SINGULAR = 1e-8;

    private static final int MAX_ITERATIONS = 200;

    /** A refit begins near its end; one that needs more keeps its start's chi^2, which is no less. */
    private static final int MAX_REFIT_ITERATIONS = 40;

    /**
     * Looking for a minimum ends where another step is predicted to lower chi^2 by less than this. The prediction,
     * right to a few of its hundredths, is taken off, so that what is left is no part of the rise of 1 that ends an
     * interval.
     */
    private static final double NEGLIGIBLE = 1e-7;

    /** What is fitted: values and their derivatives, one row a point, one column a parameter. */
    @FunctionalInterface
    public interface Model {
        Prediction at(double[] parameters);

        /** The same; nobody looks at the derivatives by one of the parameters, which is held. */
        default Prediction at(double[] parameters, int held) {
            return at(parameters);
        }

        /** The values alone, which may cost much less. */
        default double[] values(double[] parameters) {
            return at(parameters).values();
        }

        /** The parameters themselves, or the nearest ones that are allowed together. */
        default double[] feasible(double[] parameters) {
            return parameters;
        }
    }

    /** The model's values and {@code [point][parameter]} derivatives. */
    public record Prediction(double[] values, double[][] jacobian) {}

    /**
     * A free parameter.
     *
     * @param low least value allowed
     * @param high greatest value allowed
     * @param scale a typical size, which makes parameters comparable
     * @param prior mean of a normal prior; NaN for none
     * @param priorError its standard deviation
     */
    public record Free(
            String name, double start, double low, double high, double scale, double prior, double priorError) {
        /** The nearest value within the bounds. */
        public double bounded(double value) {
            return Math.max(low, Math.min(high, value));
        }

        public boolean hasPrior() {
            return !Double.isNaN(prior);
        }
    }

    /**
     * The best fit.
     *
     * @param parameters where chi^2 is least
     * @param covariance of the parameters; infinite where they cannot be told apart
     * @param chiSquare priors included
     * @param degrees points and priors less parameters
     * @param values the model there
     * @param undetermined the combinations of parameters that the data do not determine
     * @param weakest the combination, in units of the parameters' own errors, that they determine least
     * @param startsAgreeing how many of the starts found this minimum
     */
    public record Fit(
            double[] parameters,
            double[][] covariance,
            double chiSquare,
            int degrees,
            double[] values,
            Optional<String> undetermined,
            String weakest,
            int startsAgreeing) {
        /** How often chi^2 is this large or larger if the model is right and errors are normal; NaN without degrees. */
        public double probability() {
            return degrees > 0 ? 1 - new ChiSquaredDistribution(degrees).cumulativeProbability(chiSquare) : Double.NaN;
        }

        /** One standard deviation of a parameter. */
        public double error(int parameter) {
            return Math.sqrt(covariance[parameter][parameter]);
        }
    }

    /**
     * A least chi^2, of all parameters or with one held.
     *
     * @param parameters where it is
     * @param chiSquare there; NaN if a held parameter cannot have its value beside the others
     */
    public record Minimum(double[] parameters, double chiSquare) {}

    private final Model model;
    private final List<Free> free;
    private final double[] data;
    private final double[] errors;

    public LeastSquaresFit(Model model, List<Free> free, double[] data, double[] errors) {
        this.model = model;
        this.free = List.copyOf(free);
        this.data = data.clone();
        this.errors = errors.clone();
    }

    /** Fits from every start, keeps the least chi^2 and fits from there to the last digits. */
    public Fit fit(List<double[]> starts) {
        return best(starts.stream().map(this::minimum).toList());
    }

    /** The minimum of chi^2 that is found from a start, but for the last digits. */
    public Minimum minimum(double[] start) {
        return minimise(model.feasible(start), -1, 0, NEGLIGIBLE);
    }

    /** The fit from the least of some minima, of equal ones the first, to the last digits. */
    public Fit best(List<Minimum> minima) {
        if (minima.isEmpty()) {
            throw new IllegalArgumentException("Argument `starts` must hold at least one start, but is empty");
        }
        Minimum best = minima.get(0);
        for (Minimum each : minima) {
            best = each.chiSquare() < best.chiSquare() ? each : best;
        }
        Minimum least = minimise(best.parameters(), -1, 0, 0);
        double limit = least.chiSquare() + 1e-6 * Math.max(1, least.chiSquare());
        int agreeing =
                (int) minima.stream().filter(end -> end.chiSquare() <= limit).count();
        return describe(least.parameters(), least.chiSquare(), agreeing);
    }

    /** The least chi^2 with one parameter held at a value, found from a start of the others. */
    public Minimum held(double[] start, int parameter, double value) {
        double[] bounded = new double[start.length];
        for (int i = 0; i < bounded.length; i++) {
            bounded[i] = free.get(i).bounded(start[i]);
        }
        double[] allowed = model.feasible(bounded);
        Minimum end = free.size() == 1
                ? new Minimum(allowed, chiSquare(allowed))
                : minimise(allowed, parameter, value, NEGLIGIBLE);
        return end.parameters()[parameter] == value ? end : new Minimum(end.parameters(), Double.NaN);
    }

    /** {@code chi^2} with one parameter held at a value; NaN where the others do not allow that value. */
    double chiSquareHeld(double[] parameters, int parameter, double value) {
        double[] bounded = parameters.clone();
        bounded[parameter] = value;
        double[] allowed = model.feasible(bounded);
        return allowed[parameter] == value ? chiSquare(allowed) : Double.NaN;
    }

    /** A free parameter by its place. */
    public Free free(int parameter) {
        return free.get(parameter);
    }

    /** {@code chi^2} at some parameters. */
    public double chiSquare(double[] parameters) {
        double[] residuals = residuals(parameters, model.values(parameters));
        return Arrays.stream(residuals).map(r -> r * r).sum();
    }

    private double[] residuals(double[] parameters, double[] values) {
        List<Double> residuals = new ArrayList<>();
        for (int k = 0; k < data.length; k++) {
            residuals.add((values[k] - data[k]) / errors[k]);
        }
        for (int i = 0; i < free.size(); i++) {
            if (free.get(i).hasPrior()) {
                residuals.add(
                        (parameters[i] - free.get(i).prior()) / free.get(i).priorError());
            }
        }
        return residuals.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Derivatives of the residuals with respect to scaled parameters; a held parameter has none. */
    private double[][] slopes(double[][] jacobian, int held) {
        List<double[]> rows = new ArrayList<>();
        for (int k = 0; k < data.length; k++) {
            double[] row = new double[free.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] =
                        i == held ? 0 : jacobian[k][i] / errors[k] * free.get(i).scale();
            }
            rows.add(row);
        }
        for (int i = 0; i < free.size(); i++) {
            if (free.get(i).hasPrior()) {
                double[] row = new double[free.size()];
                row[i] = i == held ? 0 : free.get(i).scale() / free.get(i).priorError();
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }

    /**
     * A minimum near a start.
     *
     * @param held the parameter that keeps its value; -1 for none
     * @param negligible predicted fall of chi^2 that is not waited for; 0 to go on to the last digits
     */
    private Minimum minimise(double[] start, int held, double value, double negligible) {
        Residuals residuals = new Residuals(held, value);
        double[] scaled = new double[free.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = start[i] / free.get(i).scale();
        }
        RealVector first = allowed(new ArrayRealVector(scaled), held, value);
        if (residuals.predictedFall(first, negligible) < negligible) {
            return residuals.minimum(first, negligible);
        }
        int count = data.length + (int) free.stream().filter(Free::hasPrior).count();
        int most = held < 0 ? MAX_ITERATIONS : MAX_REFIT_ITERATIONS;
        LeastSquaresProblem problem = new LeastSquaresBuilder()
                .start(first)
                .target(new double[count])
                .model(residuals)
                .lazyEvaluation(true)
                .parameterValidator(point -> allowed(point, held, value))
                .checker((iteration, before, now) -> residuals.predictedFall(now.getPoint(), negligible) < negligible)
                .maxEvaluations(most)
                .maxIterations(most)
                .build();
        try {
            RealVector end = new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(1e-12)
                    .withParameterRelativeTolerance(1e-10)
                    .optimize(problem)
                    .getPoint();
            return residuals.minimum(end, negligible);
        } catch (ConvergenceException | TooManyEvaluationsException | TooManyIterationsException stuck) {
            // A start from which no minimum is found keeps its own, larger chi^2 and so does not win.
            return new Minimum(start, chiSquare(start));
        }
    }

    /** Residuals by scaled parameters, and their derivatives where somebody asks for them; the last ones are kept. */
    private final class Residuals implements ValueAndJacobianFunction {

        private final int held;
        private final double value;
        private double @Nullable [] valuedAt;
        private double[] values = {};
        private double @Nullable [] derivedAt;
        private double[][] slopes = {};

        Residuals(int held, double value) {
            this.held = held;
            this.value = value;
        }

        @Override
        public Pair<RealVector, RealMatrix> value(RealVector point) {
            double[] at = point.toArray();
            RealMatrix jacobian = computeJacobian(at);
            return new Pair<>(computeValue(at), jacobian);
        }

        @Override
        public RealVector computeValue(double[] point) {
            if (!Arrays.equals(point, valuedAt)) {
                double[] parameters = inside(new ArrayRealVector(point), held, value);
                values = residuals(parameters, model.values(parameters));
                valuedAt = point.clone();
            }
            return new ArrayRealVector(values);
        }

        @Override
        public RealMatrix computeJacobian(double[] point) {
            if (!Arrays.equals(point, derivedAt)) {
                double[] parameters = inside(new ArrayRealVector(point), held, value);
                Prediction prediction = held < 0 ? model.at(parameters) : model.at(parameters, held);
                values = residuals(parameters, prediction.values());
                valuedAt = point.clone();
                slopes = slopes(prediction.jacobian(), held);
                derivedAt = point.clone();
            }
            return new Array2DRowRealMatrix(slopes);
        }

        /** How much a step of Gauss and Newton would lower chi^2 if residuals were linear; no matter if nobody asks. */
        double predictedFall(RealVector point, double negligible) {
            if (negligible == 0) {
                return Double.POSITIVE_INFINITY;
            }
            RealMatrix jacobian = computeJacobian(point.toArray());
            RealVector residuals = computeValue(point.toArray());
            RealVector step =
                    new SingularValueDecomposition(jacobian).getSolver().solve(residuals);
            return jacobian.operate(step).dotProduct(residuals);
        }

        /** A point as the minimum that it is up to a negligible fall, which is taken off. */
        Minimum minimum(RealVector point, double negligible) {
            RealVector residuals = computeValue(point.toArray());
            boolean derived = Arrays.equals(point.toArray(), derivedAt);
            double fall = derived ? predictedFall(point, negligible) : 0;
            double left = fall < negligible ? fall : 0;
            return new Minimum(inside(point, held, value), residuals.dotProduct(residuals) - left);
        }
    }

    private RealVector allowed(RealVector point, int held, double value) {
        double[] values = inside(point, held, value);
        RealVector inside = point.copy();
        for (int i = 0; i < values.length; i++) {
            inside.setEntry(i, values[i] / free.get(i).scale());
        }
        return inside;
    }

    /** The parameters of a scaled point, moved into their bounds. */
    private double[] inside(RealVector point, int held, double value) {
        double[] values = new double[free.size()];
        for (int i = 0; i < values.length; i++) {
            Free each = free.get(i);
            double wanted = i == held ? value : point.getEntry(i) * each.scale();
            values[i] = each.bounded(wanted);
        }
        return model.feasible(values);
    }

    private Fit describe(double[] parameters, double chiSquare, int agreeing) {
        Prediction prediction = model.at(parameters);
        double[][] slopes = slopes(prediction.jacobian(), -1);
        int n = free.size();
        RealMatrix fisher =
                new Array2DRowRealMatrix(slopes, false).transpose().multiply(new Array2DRowRealMatrix(slopes, false));
        Directions directions = directions(fisher);
        Optional<String> undetermined =
                directions.open().isEmpty() ? Optional.empty() : Optional.of(String.join("; ", directions.open()));
        double[][] covariance = new double[n][n];
        if (undetermined.isPresent()) {
            for (double[] row : covariance) {
                Arrays.fill(row, Double.POSITIVE_INFINITY);
            }
        } else {
            RealMatrix inverse = new LUDecomposition(fisher, 0).getSolver().getInverse();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i][j] = inverse.getEntry(i, j)
                            * free.get(i).scale()
                            * free.get(j).scale();
                }
            }
        }
        return new Fit(
                parameters,
                covariance,
                chiSquare,
                slopes.length - n,
                prediction.values(),
                undetermined,
                directions.weakest(),
                agreeing);
    }

    /**
     * What the data tell least.
     *
     * @param open combinations of parameters that they do not determine
     * @param weakest the one that they determine least among those they depend on
     */
    private record Directions(List<String> open, String weakest) {}

    /** The eigenvectors of the scaled Fisher information whose eigenvalues vanish, and the one of the least. */
    private Directions directions(RealMatrix fisher) {
        List<String> open = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            if (fisher.getEntry(i, i) > 0) {
                seen.add(i);
            } else {
                open.add(free.get(i).name() + " (the data do not depend on it)");
            }
        }
        if (seen.isEmpty()) {
            return new Directions(open, open.get(0));
        }
        RealMatrix scaled = new Array2DRowRealMatrix(seen.size(), seen.size());
        for (int a = 0; a < seen.size(); a++) {
            for (int b = 0; b < seen.size(); b++) {
                int i = seen.get(a);
                int j = seen.get(b);
                scaled.setEntry(a, b, fisher.getEntry(i, j) / Math.sqrt(fisher.getEntry(i, i) * fisher.getEntry(j, j)));
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(scaled);
        int least = 0;
        for (int k = 0; k < seen.size(); k++) {
            least = eigen.getRealEigenvalue(k) < eigen.getRealEigenvalue(least) ? k : least;
            if (eigen.getRealEigenvalue(k) <= SINGULAR) {
                open.add(combination(eigen.getEigenvector(k), seen));
            }
        }
        return new Directions(open, combination(eigen.getEigenvector(least), seen));
    }

    private String combination(RealVector weights, List<Integer> parameters) {
        StringBuilder combination = new StringBuilder();
        for (int k = 0; k < parameters.size(); k++) {
            double weight = weights.getEntry(k);
            if (Math.abs(weight) > 0.05) {
                String sign = weight < 0 ? "-" : combination.isEmpty() ? "" : "+";
                combination.append(String.format(
                        Locale.ROOT,
                        "%s%s%.2f %s",
                        combination.isEmpty() ? "" : " ",
                        combination.isEmpty() ? sign : sign + " ",
                        Math.abs(weight),
                        free.get(parameters.get(k)).name()));
            }
        }
        return combination.toString();
    }
}
