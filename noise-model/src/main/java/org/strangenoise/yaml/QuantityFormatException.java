package org.strangenoise.yaml;

/** Text that is no quantity of the wanted kind; the message says what it must be and what it was. */
public final class QuantityFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String clause;

    QuantityFormatException(String clause) {
        super(clause);
        this.clause = clause;
    }

    /** The message: what the quantity must be and what it was, to be put after its name. */
    public String clause() {
        return clause;
    }
}
