package org.strangenoise.exchange.openqasm;

import org.antlr.v4.runtime.Token;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;

/** Counts what a program asks for; a few lines can ask for more than any machine has. */
final class Budget {

    private final int most;
    private double spent;

    Budget(int most) {
        this.most = most;
    }

    /** Counts operations about to be made. */
    void spend(double operations, QasmPlace place, Token at) {
        spent += operations;
        if (spent > most) {
            throw new SpentException(
                    place.of(at),
                    "the program must come to at most " + most + " operations, gates in definitions and"
                            + " passes of loops included, but comes to more here");
        }
    }

    /** A limit was reached: reading ends. */
    static final class SpentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        SpentException(Location location, String message) {
            super(message, null, false, false);
            this.problem = Problem.error(location, message);
        }

        Problem problem() {
            return problem;
        }
    }
}
