package org.strangenoise.studies.cli;

/** Bad usage that no file's line stands for; the message says what must be otherwise. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
