package org.strangenoise.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A complex number as it stands in a document: {@code 1}, {@code 0.9}, {@code 0.5-0.5i}, {@code -1e-3i}, {@code i}.
 *
 * @param re real part, finite
 * @param im imaginary part, finite
 */
public record ComplexScalar(double re, double im) {

    private static final int LONGEST = 200;
    private static final String UNSIGNED = "(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?";
    private static final Pattern REAL = Pattern.compile("[-+]?" + UNSIGNED);
    private static final Pattern IMAGINARY = Pattern.compile("([-+]?)(" + UNSIGNED + ")?[ij]");
    private static final Pattern COMPLEX = Pattern.compile("([-+]?" + UNSIGNED + ")([-+](?:" + UNSIGNED + ")?[ij])");

    /** Parses a real, imaginary or complex number in Cartesian form; empty if the text is none or is not finite. */
    public static Optional<ComplexScalar> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String compact = text.replace(" ", "");
        Matcher complex = COMPLEX.matcher(compact);
        double re = 0;
        double im = 0;
        if (complex.matches()) {
            re = Double.parseDouble(complex.group(1));
            im = imaginary(complex.group(2));
        } else if (REAL.matcher(compact).matches()) {
            re = Double.parseDouble(compact);
        } else if (IMAGINARY.matcher(compact).matches()) {
            im = imaginary(compact);
        } else {
            return Optional.empty();
        }
        return Double.isFinite(re) && Double.isFinite(im) ? Optional.of(new ComplexScalar(re, im)) : Optional.empty();
    }

    private static double imaginary(String text) {
        Matcher parts = IMAGINARY.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Argument `text` must be imaginary, but is " + Quoted.value(text));
        }
        double magnitude = parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2));
        return parts.group(1).equals("-") ? -magnitude : magnitude;
    }
}
