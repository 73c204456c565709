package org.strangenoise.math;

import java.util.Arrays;

/**
 * The exponential of a square complex matrix.
 *
 * <p>Scaling and squaring with the diagonal Pade approximants of order 3, 5, 7, 9, 13, order and scaling chosen by
 * Al-Mohy and Higham, SIAM J. Matrix Anal. Appl. 31, 970 (2009): powers of A bound its growth, so that a matrix with
 * large off-diagonal entries (far from normal) is not scaled more than it needs.
 */
public final class MatrixExponential {

    private static final double[][] PADE = {
        {120, 60, 12, 1},
        {30240, 15120, 3360, 420, 30, 1},
        {17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1},
        {17643225600.0, 8821612800.0, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1},
    };
    private static final double[] PADE_13 = {
        64764752532480000.0,
        32382376266240000.0,
        7771770303897600.0,
        1187353796428800.0,
        129060195264000.0,
        10559470521600.0,
        670442572800.0,
        33522128640.0,
        1323241920,
        40840800,
        960960,
        16380,
        182,
        1
    };

    /** Largest argument at which the backward error of the approximant stays below rounding. */
    private static final double[] THETA = {
        1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068
    };

    private static final double THETA_13 = 4.25;

    /** Base-two logarithm of the reciprocal leading coefficient of the backward error, orders 3, 5, 7, 9 and 13. */
    private static final double[] LOG2_BACKWARD = {
        log2(100800.0),
        log2(10059033600.0),
        log2(4487938430976000.0),
        log2(5.914384781877412e21),
        log2(1.1325077560602111e35)
    };

    private static final double LOG2_UNIT_ROUNDOFF = -53;

    private MatrixExponential() {}

    /**
     * {@code exp(A) = sum A^k / k!} for any square matrix.
     *
     * @throws IllegalArgumentException if a is not square or not finite
     * @throws ArithmeticException if the exponential overflows
     */
    public static ComplexMatrix of(ComplexMatrix a) {
        Require.square("a", a);
        Require.finite("a", a.re(), a.im());
        // A power of two brings huge matrices into a range where their sixth power is finite; it is undone below.
        int preScaling = Math.max(0, Math.getExponent(norm1(a)) - 60);
        ComplexMatrix scaled = a.scaled(Math.scalb(1.0, -preScaling));
        ComplexMatrix a2 = scaled.times(scaled);
        ComplexMatrix a4 = a2.times(a2);
        ComplexMatrix a6 = a4.times(a2);
        double growth = Math.max(StrictMath.pow(norm1(a4), 1.0 / 4), StrictMath.pow(norm1(a6), 1.0 / 6));
        ComplexMatrix[] evenPowers = {ComplexMatrix.identity(a.rows()), a2, a4, a6};
        if (preScaling == 0) {
            for (int i = 0; i < PADE.length; i++) {
                if (growth <= THETA[i] && extraScaling(a, i, 2 * i + 3, 0) == 0) {
                    return pade(a, evenPowers, PADE[i]);
                }
            }
        }
        int s = preScaling;
        if (growth > 0) {
            s = Math.max(0, preScaling + (int) Math.ceil(log2(growth / THETA_13)));
        }
        s += extraScaling(a, PADE.length, 13, s);
        return squared(pade13(scaled, evenPowers, preScaling - s), s);
    }

    /** {@code exp(-i factor H)} of a Hermitian matrix, by its eigendecomposition; unitary to rounding. */
    public static ComplexMatrix hermitian(ComplexMatrix h, double factor) {
        return HermitianEigen.of(h).function(x -> StrictMath.cos(factor * x), x -> -StrictMath.sin(factor * x));
    }

    /** How many halvings beyond s the order needs because |A| entrywise may grow faster than A does. */
    private static int extraScaling(ComplexMatrix a, int index, int order, int s) {
        double logNorm = log2(norm1(a));
        double logPower = log2NormOfAbsolutePower(a, 2 * order + 1);
        if (logPower == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        double logRatio = logPower - logNorm - 2.0 * order * s - LOG2_BACKWARD[index] - LOG2_UNIT_ROUNDOFF;
        return Math.max(0, (int) Math.ceil(logRatio / (2 * order)));
    }

    /** log2 of the 1-norm of |A|^power (entrywise modulus), kept in range by rescaling. */
    private static double log2NormOfAbsolutePower(ComplexMatrix a, int power) {
        int n = a.rows();
        double[] modulus = a.re();
        double[] im = a.im();
        for (int i = 0; i < modulus.length; i++) {
            modulus[i] = StrictMath.hypot(modulus[i], im[i]);
        }
        double[] columnSums = new double[n];
        Arrays.fill(columnSums, 1);
        double log = 0;
        for (int step = 0; step < power; step++) {
            double[] next = new double[n];
            double max = 0;
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < n; c++) {
                    next[c] += columnSums[r] * modulus[r * n + c];
                }
            }
            for (double value : next) {
                max = Math.max(max, value);
            }
            if (max == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            for (int c = 0; c < n; c++) {
                next[c] /= max;
            }
            log += log2(max);
            columnSums = next;
        }
        return log;
    }

    /** The approximant of order 3 to 9: numerator V + U, denominator V - U, U odd and V even in A. */
    private static ComplexMatrix pade(ComplexMatrix a, ComplexMatrix[] known, double[] b) {
        ComplexMatrix even = known[0].scaled(b[0]);
        ComplexMatrix odd = known[0].scaled(b[1]);
        for (int k = 1; 2 * k < b.length; k++) {
            ComplexMatrix power = k < known.length ? known[k] : known[2].times(known[2]);
            even = even.plus(b[2 * k], power);
            odd = odd.plus(b[2 * k + 1], power);
        }
        return quotient(a.times(odd), even);
    }

    private static ComplexMatrix pade13(ComplexMatrix unscaled, ComplexMatrix[] powers, int exponent) {
        double[] b = PADE_13;
        ComplexMatrix one = powers[0];
        ComplexMatrix a = unscaled.scaled(Math.scalb(1.0, exponent));
        ComplexMatrix a2 = powers[1].scaled(Math.scalb(1.0, 2 * exponent));
        ComplexMatrix a4 = powers[2].scaled(Math.scalb(1.0, 4 * exponent));
        ComplexMatrix a6 = powers[3].scaled(Math.scalb(1.0, 6 * exponent));
        ComplexMatrix highOdd = a6.times(a6.scaled(b[13]).plus(b[11], a4).plus(b[9], a2));
        ComplexMatrix odd = highOdd.plus(b[7], a6).plus(b[5], a4).plus(b[3], a2).plus(b[1], one);
        ComplexMatrix highEven = a6.times(a6.scaled(b[12]).plus(b[10], a4).plus(b[8], a2));
        ComplexMatrix even =
                highEven.plus(b[6], a6).plus(b[4], a4).plus(b[2], a2).plus(b[0], one);
        return quotient(a.times(odd), even);
    }

    private static ComplexMatrix quotient(ComplexMatrix odd, ComplexMatrix even) {
        return LinearSolver.of(even.minus(odd)).solve(even.plus(odd));
    }

    private static ComplexMatrix squared(ComplexMatrix root, int times) {
        ComplexMatrix result = root;
        for (int i = 0; i < times; i++) {
            result = result.times(result);
        }
        if (!Double.isFinite(norm1(result))) {
            throw new ArithmeticException("Argument `a` must have an exponential within double range, but it overflows"
                    + " after " + times + " squarings");
        }
        return result;
    }

    /** The largest column sum of moduli. */
    private static double norm1(ComplexMatrix a) {
        double norm = 0;
        for (int c = 0; c < a.columns(); c++) {
            double sum = 0;
            for (int r = 0; r < a.rows(); r++) {
                sum += StrictMath.hypot(a.re(r, c), a.im(r, c));
            }
            norm = Double.isNaN(sum) ? sum : Math.max(norm, sum);
        }
        return norm;
    }

    private static double log2(double x) {
        return StrictMath.log(x) / StrictMath.log(2);
    }
}
