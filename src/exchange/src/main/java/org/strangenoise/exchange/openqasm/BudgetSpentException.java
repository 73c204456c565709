package org.strangenoise.exchange.openqasm;

import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;

/** A limit was reached: reading ends. */
final class BudgetSpentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BudgetSpentException(Location location, String message) {
        super(message, null, false, false);
        this.problem = Problem.error(location, message);
    }

    Problem problem() {
        return problem;
    }
}
