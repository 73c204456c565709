package org.strangenoise.strange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.redfx.strange.Gate;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.ControlledGate;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;

/** What a block does to the operations inside it: shift, inversion, control. */
final class Transforms {

    private Transforms() {}

    /** The operations {@code by} qubits higher. */
    static List<Operation> shifted(List<Operation> operations, int by) {
        return by == 0
                ? operations
                : operations.stream().map(o -> shifted(o, by)).toList();
    }

    private static Operation shifted(Operation operation, int by) {
        List<Integer> qubits = operation.qubits().stream().map(q -> q + by).toList();
        if (operation instanceof UnitaryOperation unitary) {
            return unitary.on(qubits);
        } else if (operation instanceof Measurement) {
            return new Measurement(qubits.get(0));
        } else if (operation instanceof Reset) {
            return new Reset(qubits.get(0));
        } else if (operation instanceof Delay delay) {
            return new Delay(qubits.get(0), delay.seconds());
        } else if (operation instanceof Barrier) {
            return new Barrier(qubits);
        }
        return operation;
    }

    /** The inverse operations in reverse order. */
    static List<Operation> inverse(Gate block, List<Operation> operations) {
        List<Operation> inverse = new ArrayList<>();
        for (Operation operation : operations) {
            refuseRecords(block, operation);
            boolean turned = operation instanceof UnitaryOperation unitary && !isOwnInverse(unitary);
            inverse.add(turned ? ((UnitaryOperation) operation).inverse() : operation);
        }
        Collections.reverse(inverse);
        return inverse;
    }

    /** True for a fixed gate such as x or cnot: a device inverts it by the same pulse, not by one backwards. */
    private static boolean isOwnInverse(UnitaryOperation gate) {
        if (!gate.parameters().isEmpty()) {
            return false;
        }
        if (gate instanceof DiagonalOperation diagonal) {
            return Arrays.stream(diagonal.phases()).allMatch(phi -> Math.abs(StrictMath.sin(phi)) < 1e-14);
        }
        return gate instanceof MatrixOperation matrix && matrix.matrix().hermiticityDefect() == 0;
    }

    /** Every gate under one more control; what only waits stays. */
    static List<Operation> controlled(Gate block, List<Operation> operations, int control) {
        List<Operation> controlled = new ArrayList<>();
        for (Operation operation : operations) {
            refuseRecords(block, operation);
            controlled.add(
                    operation instanceof UnitaryOperation unitary && !isIdentity(unitary)
                            ? ControlledGate.of(unitary, control)
                            : operation);
        }
        return controlled;
    }

    private static boolean isIdentity(UnitaryOperation gate) {
        return gate.equals(Gates.id(gate.qubits().get(0)));
    }

    private static void refuseRecords(Gate block, Operation operation) {
        if (operation instanceof Reset || operation instanceof Measurement) {
            throw new UnsupportedGateException(
                    block,
                    "holds a " + (operation instanceof Reset ? "reset" : "measurement")
                            + ", which cannot be inverted or controlled");
        }
    }

    /** True if an operation ends a segment. */
    static boolean isBoundary(Operation operation) {
        return operation instanceof Boundary;
    }
}
