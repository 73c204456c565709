package org.strangenoise.studies.characterization;

import java.util.List;
import org.strangenoise.circuit.Operation;

/**
 * What a routine has done to qubits in |0>, and when it looks.
 *
 * @param curve the curve that its points belong to
 * @param x the points' abscissas, one a boundary of the operations; a sequence without boundaries has one, at its end.
 *     Several boundaries stand for as many runs that end there, since what comes later changes nothing before
 * @param operations on the routine's qubits
 * @param read which of these are read out, at least one; bit k of an outcome is the k-th
 */
record Sequence(int curve, double[] x, List<Operation> operations, List<Integer> read) {

    Sequence {
        operations = List.copyOf(operations);
        read = List.copyOf(read);
    }

    /** One point, at the end. */
    static Sequence of(int curve, double x, List<Operation> operations, int read) {
        return new Sequence(curve, new double[] {x}, operations, List.of(read));
    }

    int outcomes() {
        return 1 << read.size();
    }
}
