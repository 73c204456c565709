package org.strangenoise.exchange.openqasm;

/** A statement uses something whose definition was refused: it is left out without a message of its own. */
final class AlreadyReportedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlreadyReportedException() {
        super("reported before", null, false, false);
    }
}
