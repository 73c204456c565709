package org.strangenoise.exchange.gate;

/** A gate that a format cannot say exactly. */
public final class NoExactFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoExactFormException(String message) {
        super(message);
    }
}
