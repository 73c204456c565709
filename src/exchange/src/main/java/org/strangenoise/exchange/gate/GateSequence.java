package org.strangenoise.exchange.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.strangenoise.circuit.UnitaryOperation;

/**
 * The unitary {@code exp(i phase) * (last gate) ... (first gate)}.
 *
 * @param phase radians
 * @param gates in the order of time
 */
public record GateSequence(double phase, List<UnitaryOperation> gates) {

    public GateSequence {
        gates = List.copyOf(gates);
    }

    /** One gate. */
    public static GateSequence of(UnitaryOperation gate) {
        return new GateSequence(0, List.of(gate));
    }

    /** The inverse: each gate's inverse, last first. */
    public GateSequence inverse() {
        List<UnitaryOperation> reversed = new ArrayList<>(gates.size());
        for (UnitaryOperation gate : gates) {
            reversed.add(gate.inverse());
        }
        Collections.reverse(reversed);
        return new GateSequence(-phase, reversed);
    }

    /** First this, then {@code next}. */
    public GateSequence then(GateSequence next) {
        List<UnitaryOperation> all = new ArrayList<>(gates);
        all.addAll(next.gates);
        return new GateSequence(phase + next.phase, all);
    }
}
