package org.strangenoise.strange;

import java.util.List;
import org.redfx.strange.Gate;

/**
 * A Strange gate beside what it is defined to do.
 *
 * @param gate Strange's
 * @param matrix bit k of its index belongs to qubits[k]
 * @param qubits where it acts
 * @param controls mask of further control qubits
 * @param exact false if Strange keeps it in single precision only
 */
record PlainGate(Gate gate, PlainMatrix matrix, int[] qubits, int controls, boolean exact) {

    void actOn(PlainState state) {
        state.apply(matrix, qubits, controls);
    }

    static PlainState run(int qubits, int basis, List<PlainGate> gates) {
        PlainState state = new PlainState(qubits, basis);
        gates.forEach(g -> g.actOn(state));
        return state;
    }
}
