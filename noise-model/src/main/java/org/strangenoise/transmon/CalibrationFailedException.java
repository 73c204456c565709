package org.strangenoise.transmon;

/** A pulse that cannot be calibrated; the message says what was reached. */
public final class CalibrationFailedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** With what it is that cannot be done, and why. */
    public CalibrationFailedException(String message) {
        super(message);
    }
}
