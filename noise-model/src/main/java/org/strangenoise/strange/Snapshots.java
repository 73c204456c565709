package org.strangenoise.strange;

/** Whether a result keeps the probabilities after every Step; 2^n numbers each. */
public enum Snapshots {
    /** Every Step keeps its state. */
    ON,
    /** Only the end is kept. */
    OFF,
    /**
     * On as long as all of them together hold at most 2^20 probabilities, and memory for the states on the way lasts.
     */
    AUTO;

    private static final long MOST = 1L << 20;

    boolean keep(int qubits, int steps) {
        return switch (this) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> qubits <= 20 && (long) steps << qubits <= MOST;
        };
    }
}
