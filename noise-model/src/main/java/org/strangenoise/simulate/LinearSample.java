package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StatePart;
import org.strangenoise.state.StateVector;

/**
 * The numbers linear in the state from which all asked observables of an averaged state follow, in one array; for
 * quadratic parts, as the purity, two independent pure states stand in for the two copies.
 */
final class LinearSample {

    private final ObservedParts parts;
    private final Readout readout;
    private final int observables;

    LinearSample(SimulationTask task) {
        this.parts = new ObservedParts(task.observables(), task.ensemble().qubits());
        this.readout = task.ensemble().members().get(0).circuit().readout();
        this.observables = task.observables().size();
    }

    /** Numbers a recording point has. */
    int size() {
        return parts.size();
    }

    /** True if the states' Bloch vectors are among the numbers. */
    boolean needsBlochVectors() {
        return parts.needsBlochVectors();
    }

    /**
     * Adds the numbers of two independent states to {@code out} from {@code at} on.
     *
     * @param norms their squared norms
     * @param blochVectors of all qubits of both, times the squared norm, if they are needed
     */
    void add(
            QuantumState[] pair,
            double[] norms,
            double[][] blochVectors,
            @Nullable StateVector reference,
            double[] out,
            int at) {
        StatePart.Setting setting = new StatePart.Setting(readout, reference);
        for (int p = 0; p < parts.parts().size(); p++) {
            StatePart part = parts.parts().get(p);
            double[] numbers = new double[parts.start(p + 1) - parts.start(p)];
            if (part.isQuadratic()) {
                part.readPair(pair[0], pair[1], setting, numbers, 0);
                for (int k = 0; k < numbers.length; k++) {
                    // Counted twice, as everything else is counted once a state.
                    out[at + parts.start(p) + k] += 2 * numbers[k] / (norms[0] * norms[1]);
                }
                continue;
            }
            for (int side = 0; side < 2; side++) {
                double weight = 1 / norms[side];
                if (part instanceof StatePart.Bloch bloch) {
                    addAll(weight, blochVectors[side], 3 * bloch.qubit(), out, at + parts.start(p), 3);
                } else {
                    part.read(pair[side], setting, numbers, 0);
                    addAll(weight, numbers, 0, out, at + parts.start(p), numbers.length);
                }
            }
        }
    }

    private static void addAll(double weight, double[] values, int from, double[] out, int at, int count) {
        for (int k = 0; k < count; k++) {
            out[at + k] += weight * values[from + k];
        }
    }

    /** The observables' values at every point from the sums of {@code count} states. */
    List<double[][]> values(double[][] sums, double count) {
        List<double[][]> all = new ArrayList<>();
        for (int k = 0; k < observables; k++) {
            double[][] series = new double[sums.length][];
            double[] runningSum = parts.runningSum(k);
            for (int point = 0; point < sums.length; point++) {
                series[point] = parts.value(k, means(sums[point], count), runningSum, point + 1);
            }
            all.add(series);
        }
        return all;
    }

    private static double[] means(double[] sums, double count) {
        double[] means = new double[sums.length];
        for (int k = 0; k < means.length; k++) {
            means[k] = sums[k] / count;
        }
        return means;
    }
}
