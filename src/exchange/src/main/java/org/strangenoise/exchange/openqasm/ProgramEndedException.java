package org.strangenoise.exchange.openqasm;

/** The program says that it ends: nothing after it is read. */
final class ProgramEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProgramEndedException() {
        super("the program has ended", null, false, false);
    }
}
