package org.strangenoise.exchange.gate;

import java.util.List;

/**
 * A gate as a sequence of standard gates: {@code U = exp(i phase) * (last call) ... (first call)}.
 *
 * @param calls in the order of time, on the gate's own qubits 0, 1, ...
 * @param phase the global phase, a multiple of the gate's parameter if the calls' angles are
 */
public record Decomposition(List<GateCall> calls, Angle phase) {

    public Decomposition {
        calls = List.copyOf(calls);
    }
}
