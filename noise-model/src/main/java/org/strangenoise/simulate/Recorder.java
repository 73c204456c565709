package org.strangenoise.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.ReadoutConfusion;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.MicrocanonicalState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.Readout;

/** Evaluates observables at recording points, one after the other, for one initial state. */
final class Recorder {

    private final List<Observable> observables;
    private final Readout readout;
    private final double[][][] series;
    private final double[] bloch = new double[3];
    private double @Nullable [] blochVectors;
    private @Nullable ComplexMatrix blockSum;
    private int point;

    Recorder(List<Observable> observables, NoisyCircuit circuit) {
        this(observables, circuit, points(circuit));
    }

    private Recorder(List<Observable> observables, NoisyCircuit circuit, int points) {
        this.observables = observables;
        this.readout = readout(circuit.readout());
        this.series = new double[observables.size()][points][];
        for (int k = 0; k < series.length; k++) {
            for (int at = 0; at < points; at++) {
                series[k][at] = new double[observables.get(k).size(circuit.qubits())];
            }
        }
    }

    /** A recorder of the task's recording points; the members of its ensemble have the same. */
    static Recorder of(SimulationTask task) {
        NoisyCircuit circuit = task.ensemble().members().get(0).circuit();
        return new Recorder(task.observables(), circuit, points(task));
    }

    /** The number of recording points of a task. */
    static int points(SimulationTask task) {
        return task.recording() == Recording.END
                ? 1
                : points(task.ensemble().members().get(0).circuit());
    }

    /** The number of recording points: every segment's end, and the start where no preparation precedes it. */
    static int points(NoisyCircuit circuit) {
        return circuit.segments().size() + (startsAtStart(circuit) ? 1 : 0);
    }

    /** True if point 0 is the circuit's start. */
    static boolean startsAtStart(NoisyCircuit circuit) {
        return circuit.segments().stream()
                .noneMatch(s -> s.end().filter(b -> b == Boundary.PREPARATION).isPresent());
    }

    /** Records the state at the next point; {@code reference} is the pure state fidelities compare with. */
    void record(QuantumState state, @Nullable QuantumState reference) {
        for (int k = 0; k < series.length; k++) {
            evaluate(observables.get(k), state, reference, series[k][point]);
        }
        point++;
    }

    /**
     * The same for a state whose Bloch vectors are known.
     *
     * @param vectors three numbers a qubit
     */
    void record(QuantumState state, @Nullable QuantumState reference, double[] vectors) {
        blochVectors = vectors;
        record(state, reference);
        blochVectors = null;
    }

    /** True if an observable is a function of Bloch vectors. */
    static boolean needsBlochVectors(List<Observable> observables) {
        return observables.stream()
                .anyMatch(observable -> observable instanceof Observable.BlochVector
                        || observable instanceof Observable.MeanBlochVector
                        || observable instanceof Observable.QubitEntropy
                        || observable instanceof Observable.MeanEntropy);
    }

    private void blochVector(QuantumState state, int qubit, double[] out) {
        if (blochVectors == null) {
            state.blochVector(qubit, out);
        } else {
            System.arraycopy(blochVectors, 3 * qubit, out, 0, 3);
        }
    }

    Map<Observable, double[][]> values() {
        Map<Observable, double[][]> values = new LinkedHashMap<>();
        for (int k = 0; k < series.length; k++) {
            values.put(observables.get(k), series[k]);
        }
        return values;
    }

    private void evaluate(Observable observable, QuantumState state, @Nullable QuantumState reference, double[] out) {
        if (observable instanceof Observable.BlochVector request) {
            blochVector(state, request.qubit(), out);
        } else if (observable instanceof Observable.MeanBlochVector) {
            for (int q = 0; q < state.qubits(); q++) {
                blochVector(state, q, bloch);
                for (int k = 0; k < 3; k++) {
                    out[k] += bloch[k] / state.qubits();
                }
            }
        } else if (observable instanceof Observable.QubitEntropy request) {
            out[0] = entropy(state, request.qubit());
        } else if (observable instanceof Observable.MeanEntropy) {
            for (int q = 0; q < state.qubits(); q++) {
                out[0] += entropy(state, q) / state.qubits();
            }
        } else if (observable instanceof Observable.Leakage request) {
            out[0] = state.leakage(request.qubit());
        } else if (observable instanceof Observable.MeanLeakage) {
            for (int q = 0; q < state.qubits(); q++) {
                out[0] += state.leakage(q) / state.qubits();
            }
        } else if (observable instanceof Observable.Purity) {
            out[0] = state.purity();
        } else if (observable instanceof Observable.PauliExpectation request) {
            out[0] = request.measured()
                    ? state.readExpectation(request.pauli(), readout)
                    : state.pauliExpectation(request.pauli());
        } else if (observable instanceof Observable.Probabilities request) {
            double[] read = request.measured() ? state.readProbabilities(readout) : state.probabilities();
            System.arraycopy(read, 0, out, 0, out.length);
        } else if (observable instanceof Observable.Fidelity) {
            if (reference == null) {
                throw new IllegalStateException("a fidelity is recorded, but no reference state is given");
            }
            out[0] = state.fidelity(reference);
        } else if (observable instanceof Observable.MicrocanonicalOverlap) {
            ComplexMatrix block = state.symmetricBlock();
            blockSum = blockSum == null ? block : blockSum.plus(block);
            out[0] = MicrocanonicalState.overlap(blockSum.scaled(1.0 / (point + 1)));
        }
    }

    private double entropy(QuantumState state, int qubit) {
        blochVector(state, qubit, bloch);
        return Entropy.ofBloch(bloch[0], bloch[1], bloch[2]);
    }

    /** The confusion of all qubits. */
    static Readout readout(List<ReadoutConfusion> confusions) {
        return new Readout(
                confusions.stream().mapToDouble(ReadoutConfusion::p1Given0).toArray(),
                confusions.stream().mapToDouble(ReadoutConfusion::p0Given1).toArray(),
                confusions.stream().mapToDouble(ReadoutConfusion::p1Given2).toArray());
    }
}
