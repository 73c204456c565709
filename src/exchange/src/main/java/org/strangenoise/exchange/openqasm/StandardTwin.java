package org.strangenoise.exchange.openqasm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CommonToken;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.gate.GateSequence;
import org.strangenoise.exchange.gate.SingleGate;
import org.strangenoise.math.ComplexMatrix;

/** Files that include no library define {@code ry} or {@code cx} themselves: such a definition is the standard gate. */
final class StandardTwin {

    private static final double TOLERANCE = 1e-12;

    /** Values at which two families of rotations are compared; no multiples of each other or of pi. */
    private static final double[] ANGLES = {0.7310585786, -2.4142135623, 1.2360679775, 0.3010299957};

    private StandardTwin() {}

    /** The standard gate that a definition repeats under its name, up to a global phase in OpenQASM 2; else itself. */
    static GateSymbol of(GateSymbol.Defined gate) {
        Optional<StandardGate> standard = StandardGates.find(gate.name());
        boolean sameShape = standard.isPresent()
                && standard.get().parameters() == gate.parameterCount()
                && standard.get().qubits() == gate.qubitCount();
        return sameShape && agree(gate, standard.get()) ? new GateSymbol.Standard(gate.name(), standard.get()) : gate;
    }

    private static boolean agree(GateSymbol.Defined gate, StandardGate standard) {
        int n = gate.qubitCount();
        for (double factor : new double[] {1, -1.618}) {
            List<Double> angles = IntStream.range(0, gate.parameterCount())
                    .mapToObj(k -> factor * ANGLES[k])
                    .toList();
            List<Integer> qubits = IntStream.range(0, n).boxed().toList();
            GateSequence body;
            try {
                body = new GateExpansion(Set.of(), new Budget(10_000))
                        .expand(List.of(), gate, angles, qubits, gate.place(), new CommonToken(0));
            } catch (QasmException | BudgetSpentException e) {
                // Too large, or not defined at these angles: whatever it is, it is not the standard gate.
                return false;
            }
            Optional<UnitaryOperation> single = SingleGate.of(gate.name(), List.of(), n, body);
            if (single.isEmpty()
                    || !agree(single.get().matrix(), standard.on(angles, qubits).matrix(), gate.version2())) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(ComplexMatrix a, ComplexMatrix b, boolean upToPhase) {
        if (!upToPhase) {
            return a.distance(b) < TOLERANCE;
        }
        ComplexMatrix overlap = a.adjoint().times(b);
        double re = overlap.traceRe() / a.rows();
        double im = overlap.traceIm() / a.rows();
        return a.scaled(re, im).distance(b) < TOLERANCE;
    }
}
