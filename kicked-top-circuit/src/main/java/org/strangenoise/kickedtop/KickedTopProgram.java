package org.strangenoise.kickedtop;

import org.redfx.strange.Program;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.strange.ProgramWriter;

/**
 * The kicked top as a Program of Strange gates, which Strange's own simulator carries out as well as ours. Preparation
 * and every Floquet step end with a Step of one {@link org.strangenoise.strange.TimingGate}, so that ours meets the
 * circuit of {@link KickedTop#preparedCircuit} with all its timing and noise.
 *
 * <p>The {@code native} and {@code exchange} kicks are one gate on all qubits; on Strange's own simulator, which needs
 * its dense matrix, on at most 10 qubits. The {@code cnot} kick consists of Cnots and of z rotations that are gates of
 * ours, since Strange's RotationZ is a global phase.
 */
public final class KickedTopProgram {

    private KickedTopProgram() {}

    /** Preparation of the spin coherent state by gates, then {@code steps} Floquet steps. */
    public static Program of(KickedTop top, SpinDirection direction, int steps) {
        return ProgramWriter.write(top.preparedCircuit(direction, steps));
    }

    /** The same from a product state, with a direction for each qubit. */
    public static Program of(KickedTop top, InitialState.Product start, int steps) {
        return ProgramWriter.write(top.preparedCircuit(start, steps));
    }
}
