package org.strangenoise.yaml;

/**
 * A measured value with its standard uncertainty, both in the SI unit of its kind (s, Hz, rad).
 *
 * @param value the value; never NaN, infinite only where {@code inf} was written
 * @param uncertainty the standard uncertainty, finite and at least 0; 0 if none is known
 */
public record Quantity(double value, double uncertainty) {

    /** Refuses NaN, and an uncertainty that is negative or infinite. */
    public Quantity {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("Argument `value` must be a number, but is NaN");
        }
        if (!(uncertainty >= 0 && uncertainty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Argument `uncertainty` must be finite and at least 0, but is " + uncertainty);
        }
    }

    /** A value known exactly. */
    public static Quantity exact(double value) {
        return new Quantity(value, 0);
    }

    /**
     * Parses {@code 20 ns}, {@code 10 us +/- 1 us}, {@code 10 +/- 1 us}, {@code inf}, {@code 5.305 MHz},
     * {@code -3*pi/4}, {@code 30 deg}. Decimal units are converted exactly: {@code 20 ns} is the double nearest to
     * 2e-8.
     *
     * @throws QuantityFormatException if the text is no quantity of that kind; the message is a clause such as
     *     {@code must have a unit (ps, ns, us, ms, s), but was the bare number `20`}, to be put after the quantity's
     *     name
     */
    public static Quantity parse(String text, QuantityKind kind) {
        return new QuantityParser(text, kind).parse();
    }
}
