package org.strangenoise.studies.config;

import org.strangenoise.circuit.Circuit;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.state.SpinDirection;

/** Where a study's circuit comes from. */
public sealed interface CircuitSource {

    /** Register size. */
    int qubits();

    /** The number of recorded steps. */
    int steps();

    /**
     * The kicked top.
     *
     * @param top the top itself
     * @param steps Floquet steps, not negative
     * @param initial the coherent state an analysis without one starts from
     * @param preparation how a start comes about
     */
    record KickedTopSource(KickedTop top, int steps, SpinDirection initial, Preparation preparation)
            implements CircuitSource {

        @Override
        public int qubits() {
            return top.qubits();
        }

        /** The circuit from a start: with its preparation gates if they are asked for. */
        public Circuit circuit(SpinDirection start) {
            return preparation == Preparation.GATES ? top.preparedCircuit(start, steps) : top.circuit(steps);
        }

        public KickedTopSource withTop(KickedTop newTop) {
            return new KickedTopSource(newTop, steps, initial, preparation);
        }

        public KickedTopSource withSteps(int newSteps) {
            return new KickedTopSource(top, newSteps, initial, preparation);
        }
    }

    /** How the start of a kicked top comes about. */
    enum Preparation {
        /** The exact product state. */
        IDEAL,
        /** Preparation gates with their durations and noise. */
        GATES
    }
}
