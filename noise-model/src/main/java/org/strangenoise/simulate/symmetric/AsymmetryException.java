package org.strangenoise.simulate.symmetric;

/**
 * A circuit does not treat all qubits alike; the message names the instruction and the qubits that break the symmetry.
 */
public final class AsymmetryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AsymmetryException(String message) {
        super(message);
    }
}
