package org.strangenoise.simulate.kernel;

import org.strangenoise.math.CacheLines;

/**
 * The same real map on many states at once: one array a coefficient, one entry a state. The just-in-time compiler turns
 * these loops into vector instructions by itself, since every array runs over the same index.
 */
public final class LaneLoops {

    private LaneLoops() {}

    /** Adds factor a to the sum. */
    public static void add(double[] sum, double factor, double[] a) {
        LaneKernel.forNext(sum.length).add(sum, factor, a, 0);
    }

    /** Adds factor a to the sum, after the lead of {@link CacheLines} in both. */
    public static void addAfterLead(double[] sum, double factor, double[] a) {
        LaneKernel.forNext(sum.length).add(sum, factor, a, CacheLines.LEAD);
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
