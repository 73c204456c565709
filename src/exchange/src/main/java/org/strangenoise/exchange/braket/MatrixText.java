package org.strangenoise.exchange.braket;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.ComplexMatrix;

/** Matrices as Braket's pragmas write them: {@code [[1, 0], [0, 0.6+0.8im]]}. */
public final class MatrixText {

    private static final String NUMBER = "(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]{1,4}+)?";
    private static final Pattern REAL = Pattern.compile("[-+]?\\s*+" + NUMBER);
    private static final Pattern IMAGINARY = Pattern.compile("([-+]?\\s*+)(" + NUMBER + ")?\\s*+im");

    private final String text;
    private int at;

    private MatrixText(String text) {
        this.text = text;
    }

    /** A matrix whose every entry reads back as the same doubles. */
    public static String of(ComplexMatrix matrix) {
        StringBuilder rows = new StringBuilder("[");
        for (int r = 0; r < matrix.rows(); r++) {
            rows.append(r == 0 ? "[" : ", [");
            for (int c = 0; c < matrix.columns(); c++) {
                rows.append(c == 0 ? "" : ", ").append(entry(matrix.re(r, c), matrix.im(r, c)));
            }
            rows.append(']');
        }
        return rows.append(']').toString();
    }

    private static String entry(double re, double im) {
        if (im == 0) {
            return Double.toString(re);
        }
        String imaginary = Math.abs(im) + "im";
        if (re == 0) {
            return (im < 0 ? "-" : "") + imaginary;
        }
        return re + (im < 0 ? "-" : "+") + imaginary;
    }

    /**
     * One or more matrices, separated by commas.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static List<ComplexMatrix> parse(String text) {
        MatrixText source = new MatrixText(text);
        List<ComplexMatrix> matrices = new ArrayList<>();
        do {
            matrices.add(source.matrix());
        } while (source.take(','));
        if (source.at < text.length()) {
            throw source.malformed();
        }
        return matrices;
    }

    private ComplexMatrix matrix() {
        List<double[][]> rows = new ArrayList<>();
        require('[');
        do {
            rows.add(row());
        } while (take(','));
        require(']');
        double[][] re = new double[rows.size()][];
        double[][] im = new double[rows.size()][];
        for (int r = 0; r < re.length; r++) {
            re[r] = rows.get(r)[0];
            im[r] = rows.get(r)[1];
            if (re[r].length != re[0].length) {
                throw new IllegalArgumentException(
                        "the rows of a matrix must have one length, but have " + re[0].length + " and " + re[r].length);
            }
        }
        return ComplexMatrix.of(re, im);
    }

    private double[][] row() {
        List<double[]> entries = new ArrayList<>();
        require('[');
        do {
            entries.add(entry());
        } while (take(','));
        require(']');
        double[][] row = new double[2][entries.size()];
        for (int c = 0; c < entries.size(); c++) {
            row[0][c] = entries.get(c)[0];
            row[1][c] = entries.get(c)[1];
        }
        return row;
    }

    private double[] entry() {
        skipSpaces();
        Matcher imaginary = lookingAt(IMAGINARY);
        if (imaginary != null) {
            return new double[] {0, imaginary(imaginary)};
        }
        Matcher real = lookingAt(REAL);
        if (real == null) {
            throw malformed();
        }
        double re = number(real.group());
        at = real.end();
        skipSpaces();
        boolean isSum = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
        Matcher second = isSum ? lookingAt(IMAGINARY) : null;
        return new double[] {re, second == null ? 0 : imaginary(second)};
    }

    private double imaginary(Matcher match) {
        at = match.end();
        double size = match.group(2) == null ? 1 : Double.parseDouble(match.group(2));
        return match.group(1).startsWith("-") ? -size : size;
    }

    private static double number(String signed) {
        return Double.parseDouble(signed.replaceAll("\\s", ""));
    }

    private @Nullable Matcher lookingAt(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher : null;
    }

    private boolean take(char symbol) {
        skipSpaces();
        boolean there = at < text.length() && text.charAt(at) == symbol;
        if (there) {
            at++;
        }
        skipSpaces();
        return there;
    }

    private void require(char symbol) {
        if (!take(symbol)) {
            throw malformed();
        }
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("a matrix must be written as [[1, 0], [0, 0.6+0.8im]], but character "
                + (at + 1) + " of its text does not fit");
    }
}
