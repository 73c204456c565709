package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.MicrocanonicalState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StateVector;

/**
 * The numbers linear in the state from which all asked observables of an averaged state follow, in one array; the
 * overlap of two independent pure states stands in for the purity, whose mean it is.
 */
final class LinearSample {

    private final int qubits;
    private final List<Observable> observables;
    private final Readout readout;
    private final int[] starts;
    private final int blochStart;
    private final boolean bloch;
    private final int size;

    LinearSample(SimulationTask task) {
        this.qubits = task.ensemble().qubits();
        this.observables = task.observables();
        this.readout =
                Recorder.readout(task.ensemble().members().get(0).circuit().readout());
        this.starts = new int[observables.size()];
        this.blochStart = 0;
        this.bloch = Recorder.needsBlochVectors(observables);
        int at = bloch ? 3 * qubits : 0;
        for (int k = 0; k < starts.length; k++) {
            starts[k] = at;
            at += linearSize(observables.get(k));
        }
        this.size = at;
    }

    private int linearSize(Observable observable) {
        if (Recorder.needsBlochVectors(List.of(observable))) {
            return 0;
        }
        return observable instanceof Observable.MicrocanonicalOverlap
                ? 2 * (qubits + 1) * (qubits + 1)
                : observable.size(qubits);
    }

    /** Numbers a recording point has. */
    int size() {
        return size;
    }

    /** True if the states' Bloch vectors are among the numbers. */
    boolean needsBlochVectors() {
        return bloch;
    }

    /**
     * Adds the numbers of two independent states to {@code out} from {@code at} on.
     *
     * @param norms their squared norms
     * @param blochVectors of all qubits of both, times the squared norm, if they are needed
     */
    void add(
            StateVector[] pair,
            double[] norms,
            double[][] blochVectors,
            @Nullable StateVector reference,
            double[] out,
            int at) {
        for (int side = 0; side < 2; side++) {
            StateVector state = pair[side];
            double weight = 1 / norms[side];
            if (bloch) {
                addAll(weight, blochVectors[side], out, at + blochStart);
            }
            for (int k = 0; k < starts.length; k++) {
                addOne(observables.get(k), state, weight, reference, out, at + starts[k]);
            }
        }
        int purity = observables.indexOf(new Observable.Purity());
        if (purity >= 0) {
            // Counted twice, as everything else is counted once a state.
            out[at + starts[purity]] += 2 * pair[0].fidelity(pair[1]) / (norms[0] * norms[1]);
        }
    }

    private void addOne(
            Observable observable,
            StateVector state,
            double weight,
            @Nullable StateVector reference,
            double[] out,
            int at) {
        if (observable instanceof Observable.PauliExpectation request) {
            double value = request.measured()
                    ? readout.confuse(state, request.pauli())
                    : state.pauliExpectation(request.pauli());
            out[at] += weight * value;
        } else if (observable instanceof Observable.Probabilities request) {
            double[] probabilities = state.probabilities();
            addAll(weight, request.measured() ? readout.confuse(probabilities) : probabilities, out, at);
        } else if (observable instanceof Observable.Fidelity && reference != null) {
            out[at] += weight * state.fidelity(reference);
        } else if (observable instanceof Observable.MicrocanonicalOverlap) {
            ComplexMatrix block = state.symmetricBlock();
            addAll(weight, block.re(), out, at);
            addAll(weight, block.im(), out, at + block.re().length);
        }
    }

    private static void addAll(double weight, double[] values, double[] out, int at) {
        for (int k = 0; k < values.length; k++) {
            out[at + k] += weight * values[k];
        }
    }

    /** The observables' values at every point from the sums of {@code count} states. */
    List<double[][]> values(double[][] sums, double count) {
        List<double[][]> all = new ArrayList<>();
        for (int k = 0; k < starts.length; k++) {
            double[][] series = new double[sums.length][];
            double[] blockSum = new double[2 * (qubits + 1) * (qubits + 1)];
            for (int point = 0; point < sums.length; point++) {
                series[point] = value(k, sums[point], count, blockSum, point + 1);
            }
            all.add(series);
        }
        return all;
    }

    private double[] value(int k, double[] sums, double count, double[] blockSum, int points) {
        Observable observable = observables.get(k);
        if (observable instanceof Observable.BlochVector request) {
            return bloch(sums, count, request.qubit());
        }
        if (observable instanceof Observable.QubitEntropy request) {
            return new double[] {entropy(sums, count, request.qubit())};
        }
        if (observable instanceof Observable.MeanBlochVector) {
            double[] mean = new double[3];
            for (int q = 0; q < qubits; q++) {
                addAll(1.0 / qubits, bloch(sums, count, q), mean, 0);
            }
            return mean;
        }
        if (observable instanceof Observable.MeanEntropy) {
            double mean = 0;
            for (int q = 0; q < qubits; q++) {
                mean += entropy(sums, count, q) / qubits;
            }
            return new double[] {mean};
        }
        int end = starts[k] + linearSize(observable);
        double[] means = Arrays.copyOfRange(sums, starts[k], end);
        for (int j = 0; j < means.length; j++) {
            means[j] /= count;
        }
        if (!(observable instanceof Observable.MicrocanonicalOverlap)) {
            return means;
        }
        addAll(1, means, blockSum, 0);
        int half = blockSum.length / 2;
        ComplexMatrix block = ComplexMatrix.of(
                qubits + 1,
                qubits + 1,
                Arrays.copyOf(blockSum, half),
                Arrays.copyOfRange(blockSum, half, blockSum.length));
        return new double[] {MicrocanonicalState.overlap(block.scaled(1.0 / points))};
    }

    private double[] bloch(double[] sums, double count, int qubit) {
        int at = blochStart + 3 * qubit;
        return new double[] {sums[at] / count, sums[at + 1] / count, sums[at + 2] / count};
    }

    private double entropy(double[] sums, double count, int qubit) {
        double[] vector = bloch(sums, count, qubit);
        return Entropy.ofBloch(vector[0], vector[1], vector[2]);
    }
}
