package org.strangenoise.yaml;

/** Text that is no quantity of the wanted kind; the message says what it must be and what it was. */
public final class QuantityFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    QuantityFormatException(String message) {
        super(message);
    }
}
