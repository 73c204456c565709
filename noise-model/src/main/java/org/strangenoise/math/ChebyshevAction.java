package org.strangenoise.math;

/**
 * The action {@code exp(t A) v} for an operator whose spectrum lies near the imaginary interval {@code i [-R, R]}: a
 * Hamiltonian, or a Lindbladian of coherent motion faster than its decay.
 *
 * <p>Chebyshev expansion {@code exp(tA) v = J_0(tR) v + 2 sum_k J_k(tR) phi_k} with {@code phi_{k+1} = (2/R) A phi_k +
 * phi_{k-1}} (Tal-Ezer and Kosloff, J. Chem. Phys. 81, 3967 (1984)). It needs about {@code tR + 20} applications of A
 * and, unlike a Krylov space, only three vectors beside v. Decay makes the phi_k grow as {@code exp(decay t)}, so time
 * is cut into steps in which it is at most e; terms are summed until those left out are below the tolerance by their
 * measured norms. One instance per thread; {@link #apply} allocates nothing.
 */
public final class ChebyshevAction {

    private static final double MIN_TOLERANCE = 1e-15;

    private final LinearOperator a;
    private final double radius;
    private final int steps;
    private final double tau;
    private final double tolerance;
    private final double[] bessel;
    private double[] previousRe;
    private double[] previousIm;
    private double[] currentRe;
    private double[] currentIm;
    private final double[] imageRe;
    private final double[] imageIm;

    /**
     * @param a the operator A
     * @param dimension length of the vectors
     * @param radius R, a bound on the moduli of A's eigenvalues; rounding errors grow exponentially where it is
     *     exceeded
     * @param decay a bound on the real parts of A's eigenvalues, not negative
     * @param time t, not negative
     * @param tolerance error of the result relative to the vector's norm
     */
    public ChebyshevAction(
            LinearOperator a, int dimension, double radius, double decay, double time, double tolerance) {
        if (!(radius >= 0 && decay >= 0 && time >= 0) || !Double.isFinite((radius + decay) * time)) {
            throw new IllegalArgumentException("Arguments `radius`, `decay`, `time` must be finite and not negative,"
                    + " but are " + radius + ", " + decay + ", " + time);
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("Argument `tolerance` must be between 0 and 1, but is " + tolerance);
        }
        this.a = a;
        this.radius = Math.max(radius, decay);
        this.steps = Math.max(1, (int) Math.ceil(decay * time));
        this.tau = this.radius * time / steps;
        this.tolerance = Math.max(MIN_TOLERANCE, tolerance / steps);
        this.bessel = besselJ(tau);
        this.previousRe = new double[dimension];
        this.previousIm = new double[dimension];
        this.currentRe = new double[dimension];
        this.currentIm = new double[dimension];
        this.imageRe = new double[dimension];
        this.imageIm = new double[dimension];
    }

    /**
     * Replaces v by {@code exp(t A) v}.
     *
     * @param re real parts of v
     * @param im imaginary parts of v
     */
    public void apply(double[] re, double[] im) {
        if (tau == 0) {
            return;
        }
        for (int step = 0; step < steps; step++) {
            expand(re, im);
        }
    }

    private void expand(double[] re, double[] im) {
        double allowed = 0.1 * tolerance * Math.sqrt(squaredNorm(re, im));
        System.arraycopy(re, 0, previousRe, 0, re.length);
        System.arraycopy(im, 0, previousIm, 0, im.length);
        a.apply(re, im, currentRe, currentIm);
        for (int i = 0; i < re.length; i++) {
            currentRe[i] /= radius;
            currentIm[i] /= radius;
            re[i] = bessel[0] * re[i] + 2 * bessel[1] * currentRe[i];
            im[i] = bessel[0] * im[i] + 2 * bessel[1] * currentIm[i];
        }
        int small = 0;
        for (int k = 2; k < bessel.length; k++) {
            a.apply(currentRe, currentIm, imageRe, imageIm);
            double weight = 2 * bessel[k];
            double factor = 2 / radius;
            for (int i = 0; i < re.length; i++) {
                double x = factor * imageRe[i] + previousRe[i];
                double y = factor * imageIm[i] + previousIm[i];
                previousRe[i] = x;
                previousIm[i] = y;
                re[i] += weight * x;
                im[i] += weight * y;
            }
            swap();
            // Beyond the turning point k = tau the coefficients fall without oscillating.
            if (k > tau) {
                double term = Math.abs(weight) * Math.sqrt(squaredNorm(currentRe, currentIm));
                small = term <= allowed ? small + 1 : 0;
                if (small == 2) {
                    return;
                }
            }
        }
        throw new ArithmeticException("The Chebyshev expansion did not converge in " + bessel.length
                + " terms: the operator's spectrum lies far outside the radius " + radius);
    }

    private void swap() {
        double[] re = previousRe;
        double[] im = previousIm;
        previousRe = currentRe;
        previousIm = currentIm;
        currentRe = re;
        currentIm = im;
    }

    private static double squaredNorm(double[] re, double[] im) {
        double sum = 0;
        for (int i = 0; i < re.length; i++) {
            sum += re[i] * re[i] + im[i] * im[i];
        }
        return sum;
    }

    /**
     * {@code J_0(x), J_1(x), ...} until they are far below rounding, by Miller's backward recurrence {@code J_{k-1} =
     * (2k/x) J_k - J_{k+1}}, normalised by {@code J_0 + 2 sum J_{2k} = 1}.
     */
    static double[] besselJ(double x) {
        int count = (int) Math.ceil(x + 20 * StrictMath.cbrt(x) + 40);
        double[] j = new double[count];
        if (x == 0) {
            j[0] = 1;
            return j;
        }
        double above = 0;
        double here = Double.MIN_NORMAL;
        double sum = 0;
        for (int k = 2 * count; k > 0; k--) {
            double below = 2 * k / x * here - above;
            above = here;
            here = below;
            if (Math.abs(here) > 1e200) {
                here *= 1e-250;
                above *= 1e-250;
                sum *= 1e-250;
                for (int i = k; i < count; i++) {
                    j[i] *= 1e-250;
                }
            }
            if (k - 1 < count) {
                j[k - 1] = here;
            }
            if ((k - 1) % 2 == 0) {
                sum += k == 1 ? here : 2 * here;
            }
        }
        for (int k = 0; k < count; k++) {
            j[k] /= sum;
        }
        return j;
    }
}
