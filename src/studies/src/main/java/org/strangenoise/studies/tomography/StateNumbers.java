package org.strangenoise.studies.tomography;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.Observable;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StatePart;
import org.strangenoise.state.StateVector;
import org.strangenoise.tomography.PauliVector;

/**
 * Some observables of a state that is at hand, one number after the other. An observable of the mean of the states so
 * far has no number here, but parts whose means are taken later.
 *
 * @param observables in order
 * @param qubits of the states
 */
public record StateNumbers(List<Observable> observables, int qubits) {

    private static final double PURE = 1 - 1e-9;

    /**
     * Of one state.
     *
     * @param values one observable's numbers after the other's; NaN for one of the mean of states
     * @param parts the numbers of these ones' parts
     */
    public record Point(double[] values, double[] parts) {}

    public StateNumbers {
        observables = List.copyOf(observables);
    }

    /** How many numbers there are. */
    public int size() {
        return observables.stream().mapToInt(o -> o.size(qubits)).sum();
    }

    /** @param reference the ideal state at the same step; null where it is mixed, and then what compares is NaN */
    public Point of(DensityMatrix state, @Nullable QuantumState reference) {
        StatePart.Setting setting = new StatePart.Setting(Readout.perfect(qubits), reference);
        double[] values = new double[size()];
        List<double[]> parts = new ArrayList<>();
        int at = 0;
        for (Observable observable : observables) {
            double[] own = new double[observable.size(qubits)];
            if (observable.needsReference() && reference == null) {
                Arrays.fill(own, Double.NaN);
            } else {
                double[] numbers = read(observable, state, setting);
                if (observable.seesRunningMean()) {
                    parts.add(numbers);
                    Arrays.fill(own, Double.NaN);
                } else {
                    observable.evaluate(qubits, numbers, own);
                }
            }
            System.arraycopy(own, 0, values, at, own.length);
            at += own.length;
        }
        return new Point(values, parts.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    private double[] read(Observable observable, DensityMatrix state, StatePart.Setting setting) {
        List<StatePart> parts = observable.parts(qubits);
        double[] numbers =
                new double[parts.stream().mapToInt(part -> part.size(qubits)).sum()];
        int at = 0;
        for (StatePart part : parts) {
            part.read(state, setting, numbers, at);
            at += part.size(qubits);
        }
        return numbers;
    }

    /** The numbers that a simulation found at a step. */
    public double[] of(SimulationResult result, int step) {
        double[] values = new double[size()];
        int at = 0;
        for (Observable observable : observables) {
            double[] own = result.series(observable)[step];
            System.arraycopy(own, 0, values, at, own.length);
            at += own.length;
        }
        return values;
    }

    /** Puts the numbers of observables of the mean of states where they belong, given the means of their parts. */
    public void fillMeans(double[] meanParts, double[] values) {
        int at = 0;
        int from = 0;
        for (Observable observable : observables) {
            int size = observable.size(qubits);
            if (observable.seesRunningMean()) {
                int length = observable.parts(qubits).stream()
                        .mapToInt(part -> part.size(qubits))
                        .sum();
                double[] own = new double[size];
                observable.evaluate(qubits, Arrays.copyOfRange(meanParts, from, from + length), own);
                System.arraycopy(own, 0, values, at, size);
                from += length;
            }
            at += size;
        }
    }

    /** A state as amplitudes; null where it is mixed. */
    public static @Nullable StateVector pure(PauliVector vector) {
        if (vector.inner(vector) < PURE) {
            return null;
        }
        ComplexMatrix vectors = HermitianEigen.of(vector.matrix()).eigenvectors();
        int d = 1 << vector.qubits();
        double[] re = new double[d];
        double[] im = new double[d];
        for (int b = 0; b < d; b++) {
            re[b] = vectors.re(b, d - 1);
            im[b] = vectors.im(b, d - 1);
        }
        return StateVector.view(vector.qubits(), re, im);
    }
}
