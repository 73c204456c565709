package org.strangenoise.exchange;

import java.util.List;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;

/** Dense unitaries of small circuits, entry by entry: slow, and independent of every simulator. */
public final class Unitaries {

    private Unitaries() {}

    /** The product of the circuit's gates; what is no gate is passed over. */
    public static ComplexMatrix of(Circuit circuit) {
        ComplexMatrix product = ComplexMatrix.identity(1 << circuit.qubits());
        for (Operation operation : circuit.operations()) {
            if (operation instanceof UnitaryOperation gate) {
                product =
                        embedded(gate.matrix(), gate.qubits(), circuit.qubits()).times(product);
            }
        }
        return product;
    }

    /** A local matrix on a register. */
    public static ComplexMatrix embedded(ComplexMatrix local, List<Integer> qubits, int total) {
        int d = 1 << total;
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                if (isSpectatorEqual(r, c, qubits)) {
                    re[r][c] = local.re(local(r, qubits), local(c, qubits));
                    im[r][c] = local.im(local(r, qubits), local(c, qubits));
                }
            }
        }
        return ComplexMatrix.of(re, im);
    }

    private static boolean isSpectatorEqual(int r, int c, List<Integer> qubits) {
        int mask = qubits.stream().mapToInt(q -> 1 << q).sum();
        return (r & ~mask) == (c & ~mask);
    }

    private static int local(int index, List<Integer> qubits) {
        int local = 0;
        for (int k = 0; k < qubits.size(); k++) {
            local += (index >> qubits.get(k) & 1) * (1 << k);
        }
        return local;
    }

    /** The largest entry of {@code a - e^{i phase} b}. */
    public static double distance(ComplexMatrix a, ComplexMatrix b, double phase) {
        return a.distance(b.scaled(Math.cos(phase), Math.sin(phase)));
    }

    /** The largest entry of {@code a - e^{i x} b} for the best x. */
    public static double distanceUpToPhase(ComplexMatrix a, ComplexMatrix b) {
        ComplexMatrix overlap = b.adjoint().times(a);
        return distance(a, b, Math.atan2(overlap.traceIm(), overlap.traceRe()));
    }
}
