package org.strangenoise.math;

import java.util.Arrays;

/**
 * An immutable dense complex matrix.
 *
 * <p>Entries are stored row-major, real and imaginary parts in separate arrays: entry (r, c) stands at index {@code r *
 * columns + c}. This is the readable type of the library's interfaces; hot loops work on plain arrays.
 */
public final class ComplexMatrix {

    private final int rows;
    private final int columns;
    private final double[] re;
    private final double[] im;

    /** Kept, since the same matrix is checked wherever a gate of it is placed; NaN while unknown. */
    private volatile double unitarityDefect = Double.NaN;

    private ComplexMatrix(int rows, int columns, double[] re, double[] im) {
        this.rows = rows;
        this.columns = columns;
        this.re = re;
        this.im = im;
    }

    /** Takes copies of row-major parts, each of length {@code rows * columns}. */
    public static ComplexMatrix of(int rows, int columns, double[] re, double[] im) {
        requireLength("re", re, rows, columns);
        requireLength("im", im, rows, columns);
        return new ComplexMatrix(rows, columns, re.clone(), im.clone());
    }

    /** A real matrix from its rows, all of the same length. */
    public static ComplexMatrix ofReal(double[]... entries) {
        return of(entries, new double[entries.length][entries[0].length]);
    }

    /** A complex matrix from the rows of its real and imaginary parts. */
    public static ComplexMatrix of(double[][] re, double[][] im) {
        int rows = re.length;
        int columns = re[0].length;
        double[] flatRe = new double[rows * columns];
        double[] flatIm = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            if (re[r].length != columns || im[r].length != columns) {
                throw new IllegalArgumentException("Argument `re`/`im` must have rows of " + columns
                        + " entries, but row " + r + " has " + re[r].length + " and " + im[r].length);
            }
            System.arraycopy(re[r], 0, flatRe, r * columns, columns);
            System.arraycopy(im[r], 0, flatIm, r * columns, columns);
        }
        return new ComplexMatrix(rows, columns, flatRe, flatIm);
    }

    /** The identity of dimension d. */
    public static ComplexMatrix identity(int d) {
        double[] re = new double[d * d];
        for (int i = 0; i < d; i++) {
            re[i * d + i] = 1;
        }
        return new ComplexMatrix(d, d, re, new double[d * d]);
    }

    /** The zero matrix. */
    public static ComplexMatrix zero(int rows, int columns) {
        return new ComplexMatrix(rows, columns, new double[rows * columns], new double[rows * columns]);
    }

    /** A square matrix with the given diagonal. */
    public static ComplexMatrix diagonal(double[] re, double[] im) {
        int d = re.length;
        double[] fullRe = new double[d * d];
        double[] fullIm = new double[d * d];
        for (int i = 0; i < d; i++) {
            fullRe[i * d + i] = re[i];
            fullIm[i * d + i] = im[i];
        }
        return new ComplexMatrix(d, d, fullRe, fullIm);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Real part of entry (r, c). */
    public double re(int r, int c) {
        return re[r * columns + c];
    }

    /** Imaginary part of entry (r, c). */
    public double im(int r, int c) {
        return im[r * columns + c];
    }

    /** A copy of the real parts, row-major. */
    public double[] re() {
        return re.clone();
    }

    /** A copy of the imaginary parts, row-major. */
    public double[] im() {
        return im.clone();
    }

    /** The product {@code this * other}. */
    public ComplexMatrix times(ComplexMatrix other) {
        if (columns != other.rows) {
            throw new IllegalArgumentException(
                    "Argument `other` must have " + columns + " rows, but has " + other.rows);
        }
        double[] outRe = new double[rows * other.columns];
        double[] outIm = new double[rows * other.columns];
        MatrixProduct.multiply(rows, columns, other.columns, re, im, other.re, other.im, outRe, outIm);
        return new ComplexMatrix(rows, other.columns, outRe, outIm);
    }

    /** The sum {@code this + other}. */
    public ComplexMatrix plus(ComplexMatrix other) {
        return plus(1, other);
    }

    /** The difference {@code this - other}. */
    public ComplexMatrix minus(ComplexMatrix other) {
        return plus(-1, other);
    }

    /** The combination {@code this + factor * other}. */
    public ComplexMatrix plus(double factor, ComplexMatrix other) {
        requireSameShape(other);
        double[] outRe = re.clone();
        double[] outIm = im.clone();
        for (int i = 0; i < outRe.length; i++) {
            outRe[i] += factor * other.re[i];
            outIm[i] += factor * other.im[i];
        }
        return new ComplexMatrix(rows, columns, outRe, outIm);
    }

    /** The multiple {@code factor * this}. */
    public ComplexMatrix scaled(double factor) {
        return scaled(factor, 0);
    }

    /** The multiple {@code (a + ib) * this}. */
    public ComplexMatrix scaled(double a, double b) {
        double[] outRe = new double[re.length];
        double[] outIm = new double[re.length];
        for (int i = 0; i < re.length; i++) {
            outRe[i] = a * re[i] - b * im[i];
            outIm[i] = a * im[i] + b * re[i];
        }
        return new ComplexMatrix(rows, columns, outRe, outIm);
    }

    /** The Hermitian adjoint. */
    public ComplexMatrix adjoint() {
        return transposed(-1);
    }

    /** The transpose, without conjugation. */
    public ComplexMatrix transpose() {
        return transposed(1);
    }

    private ComplexMatrix transposed(double imaginarySign) {
        double[] outRe = new double[re.length];
        double[] outIm = new double[re.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                outRe[c * rows + r] = re[r * columns + c];
                outIm[c * rows + r] = imaginarySign * im[r * columns + c];
            }
        }
        return new ComplexMatrix(columns, rows, outRe, outIm);
    }

    /** The entrywise complex conjugate. */
    public ComplexMatrix conjugate() {
        double[] outIm = new double[im.length];
        for (int i = 0; i < im.length; i++) {
            outIm[i] = -im[i];
        }
        return new ComplexMatrix(rows, columns, re.clone(), outIm);
    }

    /** The Kronecker product {@code this (x) other}: {@code other} holds the fast (least significant) index. */
    public ComplexMatrix kronecker(ComplexMatrix other) {
        int outRows = rows * other.rows;
        int outColumns = columns * other.columns;
        double[] outRe = new double[outRows * outColumns];
        double[] outIm = new double[outRows * outColumns];
        for (int r = 0; r < outRows; r++) {
            for (int c = 0; c < outColumns; c++) {
                int mine = (r / other.rows) * columns + c / other.columns;
                int theirs = (r % other.rows) * other.columns + c % other.columns;
                outRe[r * outColumns + c] = re[mine] * other.re[theirs] - im[mine] * other.im[theirs];
                outIm[r * outColumns + c] = re[mine] * other.im[theirs] + im[mine] * other.re[theirs];
            }
        }
        return new ComplexMatrix(outRows, outColumns, outRe, outIm);
    }

    /** Real part of the trace. */
    public double traceRe() {
        return trace(re);
    }

    /** Imaginary part of the trace. */
    public double traceIm() {
        return trace(im);
    }

    private double trace(double[] part) {
        double sum = 0;
        for (int i = 0; i < Math.min(rows, columns); i++) {
            sum += part[i * columns + i];
        }
        return sum;
    }

    /** The largest modulus of an entry. */
    public double maxAbs() {
        double max = 0;
        for (int i = 0; i < re.length; i++) {
            // The sum bounds the modulus, which is slow to find without overflow; NaN must pass.
            if (!(Math.abs(re[i]) + Math.abs(im[i]) <= max)) {
                max = Math.max(max, StrictMath.hypot(re[i], im[i]));
            }
        }
        return max;
    }

    /** The largest modulus of an entry of {@code this - other}. */
    public double distance(ComplexMatrix other) {
        return minus(other).maxAbs();
    }

    /** The largest modulus of an entry of {@code M^dagger M - 1}; zero for a unitary or an isometry. */
    public double unitarityDefect() {
        double known = unitarityDefect;
        if (Double.isNaN(known)) {
            known = adjoint().times(this).distance(identity(columns));
            unitarityDefect = known;
        }
        return known;
    }

    /** The largest modulus of an entry of {@code M - M^dagger}; zero for a Hermitian matrix. */
    public double hermiticityDefect() {
        return distance(adjoint());
    }

    private static void requireLength(String name, double[] part, int rows, int columns) {
        if (rows < 1 || columns < 1 || part.length != rows * columns) {
            throw new IllegalArgumentException("Argument `" + name + "` must have rows * columns = " + rows + " * "
                    + columns + " entries, but has " + part.length);
        }
    }

    private void requireSameShape(ComplexMatrix other) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException("Argument `other` must be " + rows + " x " + columns + ", but is "
                    + other.rows + " x " + other.columns);
        }
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof ComplexMatrix other
                && rows == other.rows
                && columns == other.columns
                && Arrays.equals(re, other.re)
                && Arrays.equals(im, other.im);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(re) + Arrays.hashCode(im);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows; r++) {
            text.append(r == 0 ? "[" : " ");
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "[" : ", ").append(re(r, c));
                if (im(r, c) != 0) {
                    text.append(im(r, c) < 0 ? " - " : " + ")
                            .append(Math.abs(im(r, c)))
                            .append('i');
                }
            }
            text.append(r == rows - 1 ? "]]" : "]\n");
        }
        return text.toString();
    }

    /**
     * The product of two complex matrices in split row-major storage.
     *
     * <p>Two shapes of the same sum: plain index loops for narrow matrices, and for wide ones a row kernel that takes
     * two terms at a time. The just-in-time compiler vectorises the latter because every array in its loop runs over
     * the same index; three times faster from 32 columns on.
     */
    static final class MatrixProduct {

        /** From here the vectorised kernel repays the copying of rows. */
        private static final int WIDE = 16;

        /** Rows of the right factor that stay in cache while all rows of the left one pass. */
        private static final int BLOCK = 32;

        private MatrixProduct() {}

        /** Adds A B to the zeroed output: A is rows x inner, B inner x columns. */
        static void multiply(
                int rows,
                int inner,
                int columns,
                double[] aRe,
                double[] aIm,
                double[] bRe,
                double[] bIm,
                double[] outRe,
                double[] outIm) {
            if (columns < WIDE) {
                multiplyNarrow(rows, inner, columns, aRe, aIm, bRe, bIm, outRe, outIm);
                return;
            }
            double[][] sumRe = new double[rows][columns];
            double[][] sumIm = new double[rows][columns];
            double[][] xRe = split(inner, columns, bRe);
            double[][] xIm = split(inner, columns, bIm);
            for (int first = 0; first < inner; first += BLOCK) {
                int end = Math.min(inner, first + BLOCK);
                for (int r = 0; r < rows; r++) {
                    for (int k = first; k < end; k += 2) {
                        int at = r * inner + k;
                        // An odd last term is paired with itself at weight zero.
                        int next = k + 1 < end ? k + 1 : k;
                        double a = aRe[at];
                        double b = aIm[at];
                        double c = next == k ? 0 : aRe[at + 1];
                        double d = next == k ? 0 : aIm[at + 1];
                        if (a != 0 || b != 0 || c != 0 || d != 0) {
                            add(a, -b, c, -d, xRe[k], xIm[k], xRe[next], xIm[next], sumRe[r]);
                            add(a, b, c, d, xIm[k], xRe[k], xIm[next], xRe[next], sumIm[r]);
                        }
                    }
                }
            }
            for (int r = 0; r < rows; r++) {
                System.arraycopy(sumRe[r], 0, outRe, r * columns, columns);
                System.arraycopy(sumIm[r], 0, outIm, r * columns, columns);
            }
        }

        private static void add(
                double a, double b, double c, double d, double[] x, double[] y, double[] u, double[] v, double[] sum) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += a * x[j] + b * y[j] + (c * u[j] + d * v[j]);
            }
        }

        private static double[][] split(int rows, int columns, double[] flat) {
            double[][] split = new double[rows][columns];
            for (int r = 0; r < rows; r++) {
                System.arraycopy(flat, r * columns, split[r], 0, columns);
            }
            return split;
        }

        private static void multiplyNarrow(
                int rows,
                int inner,
                int columns,
                double[] aRe,
                double[] aIm,
                double[] bRe,
                double[] bIm,
                double[] outRe,
                double[] outIm) {
            for (int r = 0; r < rows; r++) {
                for (int k = 0; k < inner; k++) {
                    double a = aRe[r * inner + k];
                    double b = aIm[r * inner + k];
                    if (a == 0 && b == 0) {
                        continue;
                    }
                    int out = r * columns;
                    int row = k * columns;
                    for (int c = 0; c < columns; c++) {
                        double x = bRe[row + c];
                        double y = bIm[row + c];
                        outRe[out + c] += a * x - b * y;
                        outIm[out + c] += a * y + b * x;
                    }
                }
            }
        }
    }
}
