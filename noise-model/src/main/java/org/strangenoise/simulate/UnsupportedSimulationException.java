package org.strangenoise.simulate;

import java.util.Optional;

/** A backend cannot carry out a task; the message says why and what would. */
public final class UnsupportedSimulationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what it is that cannot be done, and why. */
    public UnsupportedSimulationException(String message) {
        super(message);
    }

    /** Throws what a {@link Simulator#refusal} says, if anything. */
    static void throwIf(Optional<String> refusal) {
        refusal.ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
    }
}
