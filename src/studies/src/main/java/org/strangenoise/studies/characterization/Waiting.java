package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Operation;
import org.strangenoise.studies.characterization.Routine.Counted;

/** A routine whose curves are over the time that qubits wait, and the free numbers of what decays and turns in it. */
abstract class Waiting extends Routine {

    final double[] delays;

    /** The longest delay, to which guesses are relative. */
    final double span;

    /** @param delays in seconds, in the order in which they are run */
    Waiting(double[] delays) {
        this.delays = delays.clone();
        this.span = Arrays.stream(delays).max().orElse(1);
    }

    @Override
    final Abscissa abscissa() {
        return new Abscissa("waiting time", "µs", 1e-6);
    }

    /** Runs of a curve, one a delay, that read the first qubit. */
    final List<Sequence> each(int curve, DoubleFunction<List<Operation>> operations) {
        List<Sequence> sequences = new ArrayList<>();
        for (double delay : delays) {
            sequences.add(Sequence.of(curve, delay, operations.apply(delay), 0));
        }
        return sequences;
    }

    static Free offset(String name) {
        return parameter(name, 0.5, -0.5, 1.5, 1);
    }

    static Free amplitude(String name) {
        return parameter(name, 0.5, -1.5, 1.5, 1);
    }

    /** From nothing to a decay within a hundredth of the record. */
    final Free rate(String name) {
        return parameter(name, 1 / span, 0, 100 / span, 1 / span);
    }

    /** From nothing to a thousand turns within the record. */
    final Free frequency(String name, double guess) {
        return parameter(name, guess, 0, 1e3 / span, 1 / span);
    }

    /** Of a Gaussian decay, from nothing to one within a hundredth of the record. */
    final Free squaredRate() {
        return parameter("squared Gaussian rate", 1 / (span * span), 0, 1e4 / (span * span), 1 / (span * span));
    }

    /**
     * {@code B + e^{-rate t} (a cos 2 pi f t + b sin 2 pi f t)}: where a search for its five numbers begins. Of a grid
     * of frequencies and rates, at each of which the best B, a and b are linear, those that miss the shares least.
     */
    static final class DampedOscillation {

        private static final double[] DECAYS = {0.1, 0.6, 1.5, 4, 12};

        /** Frequencies are tried at this share of the inverse of the time. */
        private static final double FINE = 0.25;

        private static final int MOST_FREQUENCIES = 400;

        /** Columns that are nearly multiples of each other decide nothing. */
        private static final double SINGULAR = 1e-9;

        /** One place of the grid: B, a, b, f, rate, and how far it misses. */
        private record Place(double[] values, double missed) {}

        private DampedOscillation() {}

        /** The most promising places {@code (B, a, b, f, rate)}. */
        static List<double[]> starts(Counted curve, int count) {
            double span = Arrays.stream(curve.x()).max().orElse(1)
                    - Arrays.stream(curve.x()).min().orElse(0);
            double shortest = span;
            for (int k = 1; k < curve.x().length; k++) {
                shortest = Math.min(shortest, Math.abs(curve.x()[k] - curve.x()[k - 1]));
            }
            double step = FINE / span;
            int frequencies = (int) Math.min(MOST_FREQUENCIES, Math.ceil(0.5 / shortest / step));
            List<Place> places = new ArrayList<>();
            for (int f = 1; f <= frequencies; f++) {
                for (double decay : DECAYS) {
                    places.add(at(curve, f * step, decay / span));
                }
            }
            return places.stream()
                    .sorted(Comparator.comparingDouble(Place::missed))
                    .limit(count)
                    .map(Place::values)
                    .toList();
        }

        /** Normal equations of three numbers; a grid has thousands of places. */
        private static Place at(Counted curve, double frequency, double rate) {
            double[][] normal = new double[3][4];
            double square = 0;
            for (int k = 0; k < curve.x().length; k++) {
                double t = curve.x()[k];
                double decay = StrictMath.exp(-rate * t);
                double angle = 2 * Math.PI * frequency * t;
                double[] row = {1, decay * StrictMath.cos(angle), decay * StrictMath.sin(angle), curve.shares()[k]};
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 4; j++) {
                        normal[i][j] += row[i] * row[j];
                    }
                }
                square += row[3] * row[3];
            }
            double[] right = {normal[0][3], normal[1][3], normal[2][3]};
            for (int i = 0; i < 3; i++) {
                double pivot = normal[i][i];
                if (!(pivot > SINGULAR * curve.x().length)) {
                    return new Place(new double[] {0.5, 0, 0, frequency, rate}, Double.POSITIVE_INFINITY);
                }
                for (int r = i + 1; r < 3; r++) {
                    double factor = normal[r][i] / pivot;
                    for (int j = i; j < 4; j++) {
                        normal[r][j] -= factor * normal[i][j];
                    }
                }
            }
            double[] best = new double[3];
            for (int i = 2; i >= 0; i--) {
                double rest = normal[i][3];
                for (int j = i + 1; j < 3; j++) {
                    rest -= normal[i][j] * best[j];
                }
                best[i] = rest / normal[i][i];
            }
            double missed = square - best[0] * right[0] - best[1] * right[1] - best[2] * right[2];
            return new Place(new double[] {best[0], best[1], best[2], frequency, rate}, missed);
        }
    }
}
