package org.strangenoise.noise;

/**
 * Which noise is switched on. T1 off keeps Tphi and silences thermal; thermal off means an excited population of 0;
 * quasi-static off means no detunings. Crosstalk of a pair belongs to what its first qubit does, or its second while
 * the first idles. A pulse on more than two levels that is replaced by the unitary part W of its computational block
 * has no leakage; one followed by W's way to the gate has no control error; with both off it is the gate.
 */
@FunctionalInterface
public interface NoiseSelection {

    /** Stands for the qubit of a mechanism that acts on several at once. */
    int SEVERAL_QUBITS = -1;

    /** Everything the device says. */
    NoiseSelection ALL = (mechanism, qubit, operation, step) -> true;

    /**
     * True if the noise acts.
     *
     * @param mechanism {@link NoiseMechanism} name or an extra channel's id
     * @param qubit index, or {@link #SEVERAL_QUBITS}
     * @param operation name of the operation during or after which it acts, {@code idle} or {@code step}
     * @param step 1 for the first step after preparation, 0 for the preparation
     */
    boolean includes(String mechanism, int qubit, String operation, int step);

    /** True if the answer may differ between steps; then equal steps are made one by one. */
    default boolean dependsOnStep() {
        return false;
    }
}
