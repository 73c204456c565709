package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.strangenoise.state.Observable;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.StatePart;

/** The different parts of a state that some observables see, in one array: each is read once for all of them. */
final class ObservedParts {

    private final int qubits;
    private final List<Observable> observables;
    private final List<StatePart> parts;

    /** By part: where its numbers start, and at the end how many there are. */
    private final int[] starts;

    /** By observable: the places of its parts. */
    private final List<int[]> places = new ArrayList<>();

    ObservedParts(List<Observable> observables, int qubits) {
        this.qubits = qubits;
        this.observables = observables;
        Map<StatePart, Integer> known = new LinkedHashMap<>();
        for (Observable observable : observables) {
            List<StatePart> own = observable.parts(qubits);
            if (own.stream().anyMatch(StatePart::needsReference) && !observable.needsReference()) {
                throw new IllegalStateException(
                        observable + " has a part that needs a reference, but says that it needs none");
            }
            places.add(own.stream()
                    .mapToInt(part -> known.computeIfAbsent(part, p -> known.size()))
                    .toArray());
        }
        this.parts = List.copyOf(known.keySet());
        this.starts = new int[parts.size() + 1];
        for (int p = 0; p < parts.size(); p++) {
            // Too many to hold, as the probabilities of 40 qubits are, is for a backend to refuse.
            starts[p + 1] = (int)
                    Math.min(Integer.MAX_VALUE, (long) starts[p] + parts.get(p).size(qubits));
        }
    }

    static ObservedParts of(SimulationTask task) {
        return new ObservedParts(task.observables(), task.ensemble().qubits());
    }

    /** How many numbers there are. */
    int size() {
        return starts[parts.size()];
    }

    List<StatePart> parts() {
        return parts;
    }

    /** Where the numbers of a part start. */
    int start(int part) {
        return starts[part];
    }

    /** True if Bloch vectors are among the parts. */
    boolean needsBlochVectors() {
        return parts.stream().anyMatch(StatePart.Bloch.class::isInstance);
    }

    /**
     * Writes the numbers of a state.
     *
     * @param blochVectors of all qubits, three numbers each, if they are known
     */
    void read(QuantumState state, StatePart.Setting setting, double @Nullable [] blochVectors, double[] out) {
        for (int p = 0; p < parts.size(); p++) {
            if (blochVectors != null && parts.get(p) instanceof StatePart.Bloch bloch) {
                System.arraycopy(blochVectors, 3 * bloch.qubit(), out, starts[p], 3);
            } else {
                parts.get(p).read(state, setting, out, starts[p]);
            }
        }
    }

    /** Copies the numbers of one observable's parts out of those of all. */
    double[] ofObservable(int k, double[] all) {
        int[] own = places.get(k);
        int size = 0;
        for (int place : own) {
            size += starts[place + 1] - starts[place];
        }
        double[] numbers = new double[size];
        int at = 0;
        for (int place : own) {
            int length = starts[place + 1] - starts[place];
            System.arraycopy(all, starts[place], numbers, at, length);
            at += length;
        }
        return numbers;
    }

    /**
     * The numbers of one observable.
     *
     * @param all of every part, from the state
     * @param runningSum of this observable's parts over the points before, if it sees a running mean; all are added
     * @param count of points, this one included
     */
    double[] value(int k, double[] all, double[] runningSum, int count) {
        Observable observable = observables.get(k);
        double[] numbers = ofObservable(k, all);
        if (observable.seesRunningMean()) {
            double share = 1.0 / count;
            for (int j = 0; j < numbers.length; j++) {
                runningSum[j] += numbers[j];
                numbers[j] = share * runningSum[j];
            }
        }
        double[] out = new double[observable.size(qubits)];
        observable.evaluate(qubits, numbers, out);
        return out;
    }

    /** Where {@link #value} keeps a running sum; empty for observables without one. */
    double[] runningSum(int k) {
        return observables.get(k).seesRunningMean()
                ? new double[ofObservable(k, new double[size()]).length]
                : new double[0];
    }
}
