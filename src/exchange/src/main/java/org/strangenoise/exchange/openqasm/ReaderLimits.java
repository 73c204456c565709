package org.strangenoise.exchange.openqasm;

/**
 * What a file may ask for before it is refused, so that no input can exhaust the machine.
 *
 * @param characters of one file
 * @param nesting of parentheses, brackets, braces, signs and loops
 * @param qubits of the whole program
 * @param operations executed, gates inside gate definitions and loop passes included
 * @param includes of files, counting each time one is named
 */
public record ReaderLimits(int characters, int nesting, int qubits, int operations, int includes) {

    /** 32 million characters, 64 levels, 4096 qubits, 1 million operations, 32 includes. */
    public static final ReaderLimits DEFAULT = new ReaderLimits(31_000_000, 64, 4096, 1_000_000, 32);

    /** The most bytes a file may have: four a character. */
    public long bytes() {
        return 4L * characters;
    }

    public ReaderLimits withOperations(int newOperations) {
        return new ReaderLimits(characters, nesting, qubits, newOperations, includes);
    }
}
