package org.strangenoise.exchange.openqasm;

import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;

/** A problem that ends the statement in which it was found; the reader goes on with the next one. */
final class QasmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    QasmException(Location location, String message) {
        super(message, null, false, false);
        this.problem = Problem.error(location, message);
    }

    Problem problem() {
        return problem;
    }

    /** A statement uses something whose definition was refused: it is left out without a message of its own. */
    static final class AlreadyReportedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AlreadyReportedException() {
            super("reported before", null, false, false);
        }
    }
}
