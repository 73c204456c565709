package org.strangenoise.simulate;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StatePart;
import org.strangenoise.state.StateVector;

/** Evaluates observables at recording points, one after the other, for one initial state. */
final class Recorder {

    private final List<Observable> observables;
    private final ObservedParts parts;
    private final Readout readout;
    private final double[] numbers;
    private final double[][] runningSums;
    private final double[][][] series;
    private int point;

    Recorder(List<Observable> observables, NoisyCircuit circuit) {
        this(observables, new ObservedParts(observables, circuit.qubits()), circuit, points(circuit));
    }

    private Recorder(List<Observable> observables, ObservedParts parts, NoisyCircuit circuit, int points) {
        this.observables = observables;
        this.parts = parts;
        this.readout = circuit.readout();
        this.numbers = new double[parts.size()];
        this.runningSums = new double[observables.size()][];
        this.series = new double[observables.size()][points][];
        for (int k = 0; k < series.length; k++) {
            runningSums[k] = parts.runningSum(k);
        }
    }

    /** A recorder of the task's recording points; the members of its ensemble have the same. */
    static Recorder of(SimulationTask task) {
        return of(task, ObservedParts.of(task));
    }

    /** The same with the parts of the task's observables, which all its recorders may share. */
    static Recorder of(SimulationTask task, ObservedParts parts) {
        NoisyCircuit circuit = task.ensemble().members().get(0).circuit();
        return new Recorder(task.observables(), parts, circuit, points(task));
    }

    /** The number of recording points of a task. */
    static int points(SimulationTask task) {
        return task.recording() == Recording.END
                ? 1
                : points(task.ensemble().members().get(0).circuit());
    }

    /** The number of recording points: every segment's end, and the start where no preparation precedes it. */
    static int points(NoisyCircuit circuit) {
        return circuit.segments().size() + (circuit.recordsStart() ? 1 : 0);
    }

    /** Records the state at the next point; {@code reference} is the pure state fidelities compare with. */
    void record(QuantumState state, @Nullable QuantumState reference) {
        record(state, reference, null);
    }

    /**
     * The same for a state whose Bloch vectors are known.
     *
     * @param vectors three numbers a qubit
     */
    void record(QuantumState state, @Nullable QuantumState reference, double @Nullable [] vectors) {
        parts.read(state, new StatePart.Setting(readout, reference), vectors, numbers);
        for (int k = 0; k < series.length; k++) {
            series[k][point] = parts.value(k, numbers, runningSums[k], point + 1);
        }
        point++;
    }

    /** True if an observable sees Bloch vectors. */
    boolean needsBlochVectors() {
        return parts.needsBlochVectors();
    }

    Map<Observable, double[][]> values() {
        return new SeriesByObservable(observables, series);
    }

    /** The ideal pure states that fidelities compare with, one a recording point, in order. */
    static final class ReferenceStates {

        private final @Nullable Iterator<StateVector> states;

        ReferenceStates(SimulationTask task, InitialState initial) {
            boolean needed = task.needsReference();
            List<StateVector> all =
                    needed ? StateVectorSimulator.states(task.reference().orElseThrow(), initial) : List.of();
            int from = needed && task.recording() == Recording.END ? all.size() - 1 : 0;
            this.states = needed ? all.listIterator(from) : null;
        }

        /** The state at the next point; null if no observable needs one. */
        @Nullable
        StateVector next() {
            return states == null ? null : states.next();
        }
    }
}
