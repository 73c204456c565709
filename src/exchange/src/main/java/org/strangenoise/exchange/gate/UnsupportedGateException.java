package org.strangenoise.exchange.gate;

/** A gate that a format cannot say exactly. */
public final class UnsupportedGateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsupportedGateException(String message) {
        super(message);
    }
}
