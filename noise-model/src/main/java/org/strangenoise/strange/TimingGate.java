package org.strangenoise.strange;

import java.util.List;
import org.redfx.strange.gate.Identity;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Operation;

/** A gate that tells when, not what: the identity on Strange's own simulator. */
public final class TimingGate extends Identity implements ExactGate {

    private final Operation operation;
    private final String caption;

    private TimingGate(Operation operation, int qubit, String caption) {
        super(qubit);
        this.operation = operation;
        this.caption = caption;
    }

    /** The end of a segment of the Program: of its preparation, of a layer, of a step of a repeated drive. */
    public static TimingGate boundary(Boundary boundary) {
        return new TimingGate(boundary, 0, boundary.name().substring(0, 1));
    }

    /** Synchronises these qubits. */
    public static TimingGate barrier(List<Integer> qubits) {
        Barrier barrier = new Barrier(qubits);
        return new TimingGate(barrier, barrier.qubits().get(0), "|");
    }

    /** Lets a qubit wait. */
    public static TimingGate delay(int qubit, double seconds) {
        return new TimingGate(new Delay(qubit, seconds), qubit, seconds + " s");
    }

    @Override
    public List<Operation> operations() {
        return List.of(operation);
    }

    /** The time belongs to qubits that the gate was made for. */
    @Override
    public void setMainQubitIndex(int qubit) {
        throw new UnsupportedOperationException("a timing gate stays on its qubit");
    }

    @Override
    public String getCaption() {
        return caption;
    }
}
