package org.strangenoise.state;

import org.strangenoise.pauli.PauliString;

/** A request for a number, or a few, of the state at every recording point. Entropies in bits. */
public sealed interface Observable {

    /** How many numbers it yields for n qubits. */
    default int size(int qubits) {
        return 1;
    }

    /** (x, y, z) of one qubit. */
    record BlochVector(int qubit) implements Observable {
        @Override
        public int size(int qubits) {
            return 3;
        }
    }

    /** (x, y, z), mean over qubits. */
    record MeanBlochVector() implements Observable {
        @Override
        public int size(int qubits) {
            return 3;
        }
    }

    /** Entropy of one qubit's reduced state. */
    record QubitEntropy(int qubit) implements Observable {}

    /** Entropy of one qubit's reduced state, mean over qubits. */
    record MeanEntropy() implements Observable {}

    /** Population of one qubit above |1>. */
    record Leakage(int qubit) implements Observable {}

    /** Population of one qubit above |1>, mean over qubits. */
    record MeanLeakage() implements Observable {}

    /** Tr rho^2 of the whole state. */
    record Purity() implements Observable {}

    /**
     * Tr(P rho).
     *
     * @param measured true to include readout confusion: the expectation an experiment finds after rotating each letter
     *     to z without error
     */
    record PauliExpectation(PauliString pauli, boolean measured) implements Observable {}

    /** The 2^n outcome probabilities by basis index, with or without readout confusion. */
    record Probabilities(boolean measured) implements Observable {
        @Override
        public int size(int qubits) {
            return 1 << qubits;
        }
    }

    /** {@code <psi|rho|psi>} with the state psi of the reference circuit at the same point. */
    record Fidelity() implements Observable {}

    /**
     * {@code Tr sqrt(sqrt(rho_mc) rho_bar sqrt(rho_mc))} with the microcanonical state {@code rho_mc = P_sym / (n+1)}
     * and the mean rho_bar of the states recorded so far, the first included (Neill et al., eq. 6; not squared).
     */
    record MicrocanonicalOverlap() implements Observable {}
}
