package org.strangenoise.simulate.kernel;

/**
 * The same real map on many states at once: one array a coefficient, one entry a state. The just-in-time compiler turns
 * these loops into vector instructions by itself, since every array runs over the same index.
 */
public final class LaneLoops {

    private LaneLoops() {}

    /** A full 4 x 4 matrix on four coefficients. */
    public static void full(double[] a, double[] b, double[] c, double[] d, double[] m) {
        double m0 = m[0];
        double m1 = m[1];
        double m2 = m[2];
        double m3 = m[3];
        double m4 = m[4];
        double m5 = m[5];
        double m6 = m[6];
        double m7 = m[7];
        double m8 = m[8];
        double m9 = m[9];
        double m10 = m[10];
        double m11 = m[11];
        double m12 = m[12];
        double m13 = m[13];
        double m14 = m[14];
        double m15 = m[15];
        for (int j = 0; j < a.length; j++) {
            double w = a[j];
            double x = b[j];
            double y = c[j];
            double z = d[j];
            a[j] = m0 * w + m1 * x + m2 * y + m3 * z;
            b[j] = m4 * w + m5 * x + m6 * y + m7 * z;
            c[j] = m8 * w + m9 * x + m10 * y + m11 * z;
            d[j] = m12 * w + m13 * x + m14 * y + m15 * z;
        }
    }

    /** Rows and columns 0 to 2 of a 4 x 4 matrix. */
    public static void three(double[] a, double[] b, double[] c, double[] m) {
        double m0 = m[0];
        double m1 = m[1];
        double m2 = m[2];
        double m4 = m[4];
        double m5 = m[5];
        double m6 = m[6];
        double m8 = m[8];
        double m9 = m[9];
        double m10 = m[10];
        for (int j = 0; j < a.length; j++) {
            double w = a[j];
            double x = b[j];
            double y = c[j];
            a[j] = m0 * w + m1 * x + m2 * y;
            b[j] = m4 * w + m5 * x + m6 * y;
            c[j] = m8 * w + m9 * x + m10 * y;
        }
    }

    /** (a, b) to (p a + q b, r a + s b). */
    public static void two(double[] a, double[] b, double p, double q, double r, double s) {
        for (int j = 0; j < a.length; j++) {
            double x = a[j];
            double y = b[j];
            a[j] = p * x + q * y;
            b[j] = r * x + s * y;
        }
    }

    /** a to factor a. */
    public static void scale(double[] a, double factor) {
        for (int j = 0; j < a.length; j++) {
            a[j] *= factor;
        }
    }

    /** Adds factor a to the sum. */
    public static void add(double[] sum, double factor, double[] a) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * a[j];
        }
    }

    /** Adds the products of two arrays, entry by entry, to the sum. */
    public static void addProducts(double[] sum, double[] factors, double[] a) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factors[j] * a[j];
        }
    }

    /** Adds {@code f a + g b + h c + k d} to the sum. */
    public static void add(
            double[] sum, double f, double[] a, double g, double[] b, double h, double[] c, double k, double[] d) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += f * a[j] + g * b[j] + h * c[j] + k * d[j];
        }
    }

    /** The same with factors for each entry. */
    public static void addProducts(
            double[] sum,
            double[] f,
            double[] a,
            double[] g,
            double[] b,
            double[] h,
            double[] c,
            double[] k,
            double[] d) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += f[j] * a[j] + g[j] * b[j] + h[j] * c[j] + k[j] * d[j];
        }
    }

    /** Sets a row to {@code f a}. */
    public static void set(double[] row, double f, double[] a) {
        for (int j = 0; j < row.length; j++) {
            row[j] = f * a[j];
        }
    }

    /** Sets a row to {@code f a + g b}. */
    public static void set(double[] row, double f, double[] a, double g, double[] b) {
        for (int j = 0; j < row.length; j++) {
            row[j] = f * a[j] + g * b[j];
        }
    }

    /** Sets a row to {@code f a + g b + h c + k d}. */
    public static void set(
            double[] row, double f, double[] a, double g, double[] b, double h, double[] c, double k, double[] d) {
        for (int j = 0; j < row.length; j++) {
            row[j] = f * a[j] + g * b[j] + h * c[j] + k * d[j];
        }
    }

    /** Sets a row to products, entry by entry. */
    public static void setProducts(double[] row, double[] f, double[] a) {
        for (int j = 0; j < row.length; j++) {
            row[j] = f[j] * a[j];
        }
    }

    /** Sets a row to the sum of two products, entry by entry. */
    public static void setProducts(double[] row, double[] f, double[] a, double[] g, double[] b) {
        for (int j = 0; j < row.length; j++) {
            row[j] = f[j] * a[j] + g[j] * b[j];
        }
    }

    /** Sets a row to the sum of four products, entry by entry. */
    public static void setProducts(
            double[] row,
            double[] f,
            double[] a,
            double[] g,
            double[] b,
            double[] h,
            double[] c,
            double[] k,
            double[] d) {
        for (int j = 0; j < row.length; j++) {
            row[j] = f[j] * a[j] + g[j] * b[j] + h[j] * c[j] + k[j] * d[j];
        }
    }

    /** Adds factor (a - b) to the sum. */
    public static void addDifference(double[] sum, double factor, double[] a, double[] b) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * (a[j] - b[j]);
        }
    }

    /** The sum of the products of two arrays, in the order of their entries. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** Adds a squared to the sum. */
    public static void addSquares(double[] sum, double[] a) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += a[j] * a[j];
        }
    }
}
