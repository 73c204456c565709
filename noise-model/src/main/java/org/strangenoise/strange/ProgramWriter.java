package org.strangenoise.strange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.redfx.strange.Gate;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Cnot;
import org.redfx.strange.gate.Cz;
import org.redfx.strange.gate.Hadamard;
import org.redfx.strange.gate.Measurement;
import org.redfx.strange.gate.RotationX;
import org.redfx.strange.gate.RotationY;
import org.redfx.strange.gate.Swap;
import org.redfx.strange.gate.X;
import org.redfx.strange.gate.Y;
import org.redfx.strange.gate.Z;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;

/**
 * Writes circuits as Strange Programs that Strange's own simulator carries out as they are meant: neighbouring
 * one-qubit gates share a Step, every gate on more qubits has one of its own. Gates that Strange knows are written as
 * Strange's, all others, also z rotations, as {@link OperationGate}; boundaries, barriers and delays as
 * {@link TimingGate}. {@link ProgramReader} reads the same circuit back; one without boundaries gets a
 * {@link Boundary#LAYER} at its end.
 */
public final class ProgramWriter {

    private final Program program;
    private final List<Gate> open = new ArrayList<>();
    private final Set<Integer> busy = new HashSet<>();

    private ProgramWriter(int qubits) {
        this.program = new Program(qubits);
    }

    /**
     * The circuit as a Program. Time grows with the square of the number of Steps, as Strange checks each against all.
     *
     * @throws IllegalArgumentException if the circuit holds a reset, which Strange cannot express
     */
    public static Program write(Circuit circuit) {
        ProgramWriter writer = new ProgramWriter(circuit.qubits());
        circuit.operations().forEach(writer::add);
        if (circuit.operations().stream().noneMatch(Transforms::isBoundary)) {
            writer.add(Boundary.LAYER);
        }
        writer.closeStep();
        return writer.program;
    }

    private void add(Operation operation) {
        Gate gate = gate(operation);
        List<Integer> qubits = operation.qubits();
        boolean alone = qubits.size() != 1;
        if (alone || busy.contains(qubits.get(0))) {
            closeStep();
        }
        open.add(gate);
        busy.addAll(qubits);
        if (alone) {
            closeStep();
        }
    }

    private void closeStep() {
        if (!open.isEmpty()) {
            program.addStep(new Step(open.toArray(Gate[]::new)));
            open.clear();
            busy.clear();
        }
    }

    private static Gate gate(Operation operation) {
        if (operation instanceof UnitaryOperation unitary) {
            return gate(unitary);
        } else if (operation instanceof org.strangenoise.circuit.Measurement measurement) {
            return new Measurement(measurement.qubit());
        } else if (operation instanceof Boundary boundary) {
            return TimingGate.boundary(boundary);
        } else if (operation instanceof Barrier barrier) {
            return TimingGate.barrier(barrier.qubits());
        } else if (operation instanceof Delay delay) {
            return TimingGate.delay(delay.qubit(), delay.seconds());
        }
        throw new IllegalArgumentException(
                "Argument `circuit` must hold gates, measurements and waiting times only, but holds " + operation);
    }

    /** Strange's gate if its meaning is this very operation, else the operation itself. */
    private static Gate gate(UnitaryOperation operation) {
        int first = operation.qubits().get(0);
        int last = operation.qubits().get(operation.qubits().size() - 1);
        double angle =
                operation.parameters().isEmpty() ? 0 : operation.parameters().get(0);
        return switch (operation.name()) {
            case "x" -> choose(operation, Gates.x(first), new X(first));
            case "y" -> choose(operation, Gates.y(first), new Y(first));
            case "z" -> choose(operation, Gates.z(first), new Z(first));
            case "h" -> choose(operation, Gates.h(first), new Hadamard(first));
            case "rx" -> choose(operation, Gates.rx(angle, first), new RotationX(angle, first));
            case "ry" -> choose(operation, Gates.ry(angle, first), new RotationY(angle, first));
            case "cnot" -> choose(operation, Gates.cnot(first, last), new Cnot(first, last));
            case "cz" -> choose(operation, Gates.cz(first, last), new Cz(first, last));
            case "swap" -> choose(operation, Gates.swap(first, last), new Swap(first, last));
            default -> new OperationGate(operation);
        };
    }

    private static Gate choose(UnitaryOperation operation, UnitaryOperation known, Gate stranges) {
        return operation.equals(known) ? stranges : new OperationGate(operation);
    }
}
