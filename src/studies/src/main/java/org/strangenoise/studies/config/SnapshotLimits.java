package org.strangenoise.studies.config;

/** How much a time series may hold at one step. */
public final class SnapshotLimits {

    /** Of Pauli strings and entries of a density matrix, 4^n, while that is a readable number. */
    public static final int MOST_QUBITS_OF_STATES = 6;

    /** Of outcomes, 2^n. */
    public static final int MOST_QUBITS_OF_OUTCOMES = 12;

    /** Up to here an imported circuit has them unasked. */
    public static final int MOST_QUBITS_UNASKED = 4;

    /** Half a gigabyte. */
    public static final double MOST_RECORDED = 1 << 26;

    private SnapshotLimits() {}

    /** True if so many numbers can be recorded at every step, as backends do. */
    public static boolean fits(CircuitSource circuit, double numbers) {
        return numbers * (circuit.steps() + 1.0) <= MOST_RECORDED;
    }
}
