package org.strangenoise.exchange;

/** Writes one format. */
public interface Exporter {

    /**
     * The file.
     *
     * @throws IllegalArgumentException if the source lacks what the format needs
     * @throws org.strangenoise.exchange.gate.NoExactFormException if it holds what the format cannot say
     */
    Exported export(ExportSource source);

    /** Whether the file calls qubits by their numbers on the device; others count their own from 0. */
    default boolean namesPhysicalQubits() {
        return false;
    }
}
