package org.strangenoise.schedule;

/** A circuit uses an operation whose duration nobody states, so its noise cannot be known. */
public final class UnknownDurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what it is that cannot be done, and why. */
    public UnknownDurationException(String message) {
        super(message);
    }
}
