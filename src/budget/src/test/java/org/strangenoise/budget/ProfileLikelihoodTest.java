package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.budget.LeastSquaresFit.Prediction;

class ProfileLikelihoodTest {

    private static final double[] X = {0.5, 1, 2};
    private static final double[] Y = {0.62, 0.43, 0.1};
    private static final double SIGMA = 0.12;

    private static Free free(String name, double start, double low, double high) {
        return new Free(name, start, low, high, 1, Double.NaN, 1);
    }

    private static LeastSquaresFit line(double slopeHigh) {
        return new LeastSquaresFit(
                p -> new Prediction(
                        new double[] {p[0], p[0] + p[1], p[0] + 2 * p[1]}, new double[][] {{1, 0}, {1, 1}, {1, 2}}),
                List.of(free("a", 0, -100, 100), free("b", 0, -100, slopeHigh)),
                new double[] {1, 3, 2},
                new double[] {0.5, 0.5, 0.5});
    }

    /** {@code a exp(-x / T)} with a and T free. */
    private static LeastSquaresFit decay(double longest) {
        return decay(ProfileLikelihoodTest::decaying, longest);
    }

    private static LeastSquaresFit decay(LeastSquaresFit.Model model, double longest) {
        return new LeastSquaresFit(
                model, List.of(free("a", 1, -1e9, 1e9), free("T", 1, 1e-3, longest)), Y, new double[] {
                    SIGMA, SIGMA, SIGMA
                });
    }

    private static Prediction decaying(double[] p) {
        double[] values = new double[X.length];
        double[][] slopes = new double[X.length][];
        for (int k = 0; k < X.length; k++) {
            double e = Math.exp(-X[k] / p[1]);
            values[k] = p[0] * e;
            slopes[k] = new double[] {e, p[0] * e * X[k] / (p[1] * p[1])};
        }
        return new Prediction(values, slopes);
    }

    /** Without derivatives by what is held, and counting how often the model is asked for all of them. */
    private static final class Sparing implements LeastSquaresFit.Model {

        private final LeastSquaresFit.Model model;
        private int whole;

        Sparing(LeastSquaresFit.Model model) {
            this.model = model;
        }

        @Override
        public Prediction at(double[] parameters) {
            whole++;
            return model.at(parameters);
        }

        @Override
        public Prediction at(double[] parameters, int held) {
            Prediction all = model.at(parameters);
            for (double[] row : all.jacobian()) {
                row[held] = Double.NaN;
            }
            return all;
        }

        @Override
        public double[] values(double[] parameters) {
            return model.at(parameters).values();
        }
    }

    @Test
    void aProfileTakesNoDerivativeByTheParameterThatItHolds() {
        LeastSquaresFit.Fit fit = decay(1e9).fit(List.of(new double[] {1, 1}));
        for (int i = 0; i < 2; i++) {
            Sparing sparing = new Sparing(ProfileLikelihoodTest::decaying);
            ProfileLikelihood found = ProfileLikelihood.of(decay(sparing, 1e9), fit, i);
            ProfileLikelihood expected = ProfileLikelihood.of(decay(1e9), fit, i);
            assertArrayEquals(expected.rise(), found.rise());
            assertEquals(expected.low(), found.low());
            assertEquals(expected.high(), found.high());
            assertEquals(0, sparing.whole);
        }
    }

    /**
     * Two lifetimes of which the data determine one: the other ends at its bound, and where it goes from there while
     * the first is held far away is told by no curve through minima. No held minimum may be above what a scan finds.
     */
    @Test
    void aProfileBesideABoundIsTheLeastThereIs() {
        double[] first = {0.1, 0.25, 0.4, 0.28, 0.5};
        double[] second = {0.14, 0.33, 0.55, 0.4, 0.65};
        double[] data = IntStream.range(0, first.length)
                .mapToDouble(k -> Math.exp(0.006 * first[k] - second[k] / 5))
                .toArray();
        double[] errors = {0.002, 0.002, 0.002, 0.002, 0.002};
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> {
                    double[] values = new double[data.length];
                    double[][] slopes = new double[data.length][];
                    for (int k = 0; k < data.length; k++) {
                        values[k] = Math.exp(-first[k] / p[0] - second[k] / p[1]);
                        slopes[k] = new double[] {
                            values[k] * first[k] / (p[0] * p[0]), values[k] * second[k] / (p[1] * p[1])
                        };
                    }
                    return new Prediction(values, slopes);
                },
                List.of(free("T1", 10, 1, 3e4), free("Tphi", 8, 1, 3e4)),
                data,
                errors);
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {10, 8}, new double[] {3e4, 3}));
        ProfileLikelihood profile = ProfileLikelihood.of(problem, fit, 1);
        int compared = 0;
        for (int k = 0; k < profile.values().length; k++) {
            if (Double.isNaN(profile.rise()[k])) {
                continue;
            }
            double held = profile.values()[k];
            double least = IntStream.rangeClosed(0, 4000)
                    .mapToDouble(i -> problem.chiSquare(new double[] {Math.pow(3e4, i / 4000.0), held}))
                    .min()
                    .orElseThrow();
            assertTrue(
                    profile.rise()[k] < least - fit.chiSquare() + 1e-3,
                    profile.rise()[k] + " at " + held + ", but " + (least - fit.chiSquare()) + " was found");
            compared++;
        }
        assertTrue(
                compared >= 9, compared + " values, " + Arrays.toString(fit.parameters()) + ", error " + fit.error(1));
    }

    /** The least chi^2 over the amplitude, in which the model is linear, at a decay time. */
    private static double exactChiSquare(double t) {
        double ye = 0;
        double ee = 0;
        double yy = 0;
        for (int k = 0; k < X.length; k++) {
            double e = Math.exp(-X[k] / t);
            ye += Y[k] * e;
            ee += e * e;
            yy += Y[k] * Y[k];
        }
        return (yy - ye * ye / ee) / (SIGMA * SIGMA);
    }

    @Test
    void aLinearModelHasTheNormalInterval() {
        LeastSquaresFit problem = line(100);
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {7, -3}));
        for (int i = 0; i < 2; i++) {
            ProfileLikelihood profile = ProfileLikelihood.of(problem, fit, i);
            assertEquals(fit.parameters()[i] - fit.error(i), profile.low(), 1e-7);
            assertEquals(fit.parameters()[i] + fit.error(i), profile.high(), 1e-7);
            for (int k = 0; k < profile.rise().length; k++) {
                double distance = ProfileLikelihood.AT_ERRORS.get(k);
                assertEquals(fit.parameters()[i] + distance * fit.error(i), profile.values()[k], 1e-12);
                assertEquals(distance * distance, profile.rise()[k], 1e-7);
            }
        }
    }

    @Test
    void aNonlinearModelHasAnAsymmetricIntervalAtWhoseEndsChiSquareIsOneHigher() {
        LeastSquaresFit problem = decay(1e4);
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {1, 1}));
        ProfileLikelihood profile = ProfileLikelihood.of(problem, fit, 1);
        double best = fit.parameters()[1];
        assertEquals(exactChiSquare(best), fit.chiSquare(), 1e-9);
        assertEquals(1, exactChiSquare(profile.low()) - fit.chiSquare(), 1e-6);
        assertEquals(1, exactChiSquare(profile.high()) - fit.chiSquare(), 1e-6);
        assertTrue(profile.high() - best > 1.2 * (best - profile.low()), profile.low() + " " + profile.high());
        for (int k = 0; k < profile.rise().length; k++) {
            if (Double.isFinite(profile.rise()[k])) {
                assertEquals(exactChiSquare(profile.values()[k]) - fit.chiSquare(), profile.rise()[k], 1e-7);
            }
        }
    }

    /** The bound lies within one standard deviation: there is no upper end, and no points beyond the bound. */
    @Test
    void whatABoundCutsHasNoEnd() {
        LeastSquaresFit free = line(100);
        LeastSquaresFit.Fit open = free.fit(List.of(new double[] {1, 1}));
        double bound = open.parameters()[1] + 0.7 * open.error(1);
        LeastSquaresFit problem = line(bound);
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {1, 0}));
        ProfileLikelihood profile = ProfileLikelihood.of(problem, fit, 1);
        assertTrue(Double.isNaN(profile.high()));
        assertEquals(open.parameters()[1] - open.error(1), profile.low(), 1e-6);
        assertEquals(0.25, profile.rise()[7], 1e-6);
        assertTrue(Double.isNaN(profile.rise()[8]));
        LeastSquaresFit farther = line(open.parameters()[1] + 1.2 * open.error(1));
        assertEquals(
                open.parameters()[1] + open.error(1),
                ProfileLikelihood.of(farther, farther.fit(List.of(new double[] {1, 0})), 1)
                        .high(),
                1e-6);
    }

    @Test
    void anUndeterminedParameterHasNone() {
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> new Prediction(new double[] {p[0] + p[1], 2 * (p[0] + p[1])}, new double[][] {{1, 1}, {2, 2}}),
                List.of(free("a", 0, -10, 10), free("b", 0, -10, 10)),
                new double[] {1, 2},
                new double[] {1, 1});
        ProfileLikelihood profile = ProfileLikelihood.of(problem, problem.fit(List.of(new double[2])), 0);
        assertEquals(0, profile.values().length);
        assertTrue(Double.isNaN(profile.low()) && Double.isNaN(profile.high()));
    }

    /** One parameter may be pushed against the bound that another one makes: b at most 2 a. */
    @Test
    void aBoundThatAnotherParameterMakesCutsToo() {
        LeastSquaresFit problem = new LeastSquaresFit(
                new LeastSquaresFit.Model() {
                    @Override
                    public Prediction at(double[] p) {
                        return new Prediction(new double[] {p[0], p[1]}, new double[][] {{1, 0}, {0, 1}});
                    }

                    @Override
                    public double[] feasible(double[] p) {
                        return new double[] {p[0], Math.min(p[1], 2 * p[0])};
                    }
                },
                List.of(free("a", 1, 0, 10), free("b", 1, 0, 10)),
                new double[] {1, 1.9},
                new double[] {1e-3, 0.05});
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {1, 1}));
        ProfileLikelihood near = ProfileLikelihood.of(problem, fit, 1);
        assertEquals(1.85, near.low(), 1e-6);
        assertEquals(1.95, near.high(), 1e-6);
        assertTrue(Double.isNaN(near.rise()[12]), "2.05 is above 2 a");
    }

    /** The other parameter would follow beyond its bound, where the model has no values. */
    @Test
    void theOthersStayWithinTheirBounds() {
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> {
                    if (p[1] < 0) {
                        throw new IllegalArgumentException("b must not be negative, but is " + p[1]);
                    }
                    return new Prediction(
                            new double[] {p[0] + p[1], p[0] + 1.1 * p[1]}, new double[][] {{1, 1}, {1, 1.1}});
                },
                List.of(free("a", 1, -100, 100), free("b", 1, 0, 100)),
                new double[] {3, 3.02},
                new double[] {0.1, 0.1});
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {1, 1}));
        ProfileLikelihood profile = ProfileLikelihood.of(problem, fit, 0);
        assertEquals(0.2, fit.parameters()[1], 1e-6);
        // At b = 0 only a is left: chi^2 = ((a - 3)^2 + (a - 3.02)^2) / 0.01 rises by 1 from its value at the best fit.
        assertEquals(3.01 + Math.sqrt((0.01 - 2e-4) / 2), profile.high(), 1e-6);
        assertTrue(profile.low() < 2.8 - 0.9 * fit.error(0), profile.low() + " with b free to rise");
    }

    /**
     * Of 200 sets of noisy points from one truth the intervals hold it in 60 to 76%, though the model is not linear.
     */
    @Test
    void theIntervalCoversTheTruthAsOftenAsItSays() {
        double amplitude = 0.8;
        double time = 1.3;
        double error = 0.12;
        double[] x = IntStream.range(0, 8).mapToDouble(k -> 0.3 + 0.4 * k).toArray();
        LeastSquaresFit.Model model = p -> {
            double[] values = new double[x.length];
            double[][] slopes = new double[x.length][];
            for (int k = 0; k < x.length; k++) {
                double e = Math.exp(-x[k] / p[1]);
                values[k] = p[0] * e;
                slopes[k] = new double[] {e, p[0] * e * x[k] / (p[1] * p[1])};
            }
            return new Prediction(values, slopes);
        };
        double[] errors = new double[x.length];
        Arrays.fill(errors, error);
        Random random = new Random(20261122);
        int[] covered = new int[2];
        for (int set = 0; set < 200; set++) {
            double[] data = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                data[k] = amplitude * Math.exp(-x[k] / time) + error * random.nextGaussian();
            }
            LeastSquaresFit problem =
                    new LeastSquaresFit(model, List.of(free("a", 1, -1e9, 1e9), free("T", 1, 1e-3, 1e6)), data, errors);
            LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {1, 1}, new double[] {0.5, 3}));
            double[] truth = {amplitude, time};
            for (int i = 0; i < 2; i++) {
                ProfileLikelihood profile = ProfileLikelihood.of(problem, fit, i);
                boolean above = !(truth[i] < profile.low());
                boolean below = !(truth[i] > profile.high());
                covered[i] += above && below ? 1 : 0;
            }
        }
        for (int count : covered) {
            assertTrue(count >= 120 && count <= 152, count + " of 200");
        }
    }
}
