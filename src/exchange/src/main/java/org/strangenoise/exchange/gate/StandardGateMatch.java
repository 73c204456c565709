package org.strangenoise.exchange.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.circuit.UnitaryOperation;

/** Finds the standard gate that an operation is: by name, and only if its matrix is the same too. */
public final class StandardGateMatch {

    private static final double SAME = 1e-14;
    private static final Map<String, String> OTHER_NAMES = Map.of("cnot", "cx", "toffoli", "ccx");

    private StandardGateMatch() {}

    /** The name of the standard gate, empty if the operation is none. Its angles are the operation's parameters. */
    public static Optional<String> of(UnitaryOperation gate) {
        String name = OTHER_NAMES.getOrDefault(gate.name(), gate.name());
        for (String candidate : List.of(name, name + "dg")) {
            Optional<StandardGate> standard = StandardGates.find(candidate).filter(s -> isSame(s, gate));
            if (standard.isPresent()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(StandardGate standard, UnitaryOperation gate) {
        if (standard.parameters() != gate.parameters().size()
                || standard.qubits() != gate.qubits().size()) {
            return false;
        }
        List<Integer> local = IntStream.range(0, standard.qubits()).boxed().toList();
        return standard.on(gate.parameters(), local).matrix().distance(gate.matrix()) < SAME;
    }
}
