package org.strangenoise.state;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.WalshHadamard;
import org.strangenoise.pauli.PauliString;

/**
 * A state of n qubits as far as observables need it. Backends answer without forming a dense matrix where they can.
 * Qubit 0 is bit 0 of an index.
 */
public interface QuantumState {

    /** Number of qubits. */
    int qubits();

    /** Writes the Bloch vector (x, y, z) of one qubit's reduced state to {@code out}; |0> is (0, 0, 1). */
    void blochVector(int qubit, double[] out);

    /** Tr rho^2. */
    double purity();

    /** Tr(P rho). */
    double pauliExpectation(PauliString pauli);

    /** The 2^n diagonal entries by basis index. */
    double[] probabilities();

    /**
     * The block in the symmetric subspace, {@code <D_k|rho|D_l>}, (n+1) x (n+1); Dicke state D_k is the normalised sum
     * of the basis states with k qubits in |1>.
     */
    ComplexMatrix symmetricBlock();

    /** {@code <psi|rho|psi>} with a pure reference. */
    double fidelity(QuantumState pureReference);

    /** The population of one qubit above |1>; 0 on two levels. */
    default double leakage(int qubit) {
        return 0;
    }

    /** The expectation of a Pauli string as read: every letter rotated to z without error, then confused. */
    default double readExpectation(PauliString pauli, Readout readout) {
        return readout.confuse(this, pauli);
    }

    /** The 2^n outcome probabilities as read. */
    default double[] readProbabilities(Readout readout) {
        return readout.confuse(probabilities());
    }

    /**
     * The 2^n outcome probabilities in a product basis as read: every qubit rotated without error so that its direction
     * is z, which moves no population above |1>.
     */
    default double[] readProbabilities(ProductBasis basis, Readout readout) {
        double[] numbers = new double[1 << qubits()];
        for (int on = 0; on < numbers.length; on++) {
            numbers[on] = basis.sign(on) * pauliExpectation(basis.axes(on));
        }
        WalshHadamard.inverse(numbers);
        return readout.confuse(numbers);
    }
}
