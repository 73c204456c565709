package org.strangenoise.simulate.kernel;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;

/**
 * What a sequence of phase-covariant maps does to the populations of one qubit, order by order: complex 2 x 2 matrices
 * on (rho_00, rho_11).
 *
 * <p>With the Hamiltonian {@code A k + B k^2}, k qubits in |1>, a coherence (k, k + order) turns at the rate
 * {@code order (A + B (2k + order))}: linear in the numbers of qubits that are in |1> on both sides or on one. So
 * within an order every qubit evolves by itself: interaction, decay and excitation, one after the other or together,
 * multiply 2 x 2 matrices (cf. Foss-Feig et al., Phys. Rev. A 87, 042101 (2013)). A coherence gets the square root of
 * the determinant; what it loses beyond is dephasing, which commutes with everything here.
 */
final class PopulationMaps {

    private final int n;

    /** {@code [order][2 row + column]}. */
    private final double[][] re;

    private final double[][] im;

    /** Modulus of the determinant, the same in all orders. */
    private double determinant = 1;

    /** The determinant's angle in order s is {@code 2 s quadratic}. */
    private double quadratic;

    private double linear;

    PopulationMaps(int n) {
        this.n = n;
        re = new double[n + 1][];
        im = new double[n + 1][];
        for (int order = 0; order <= n; order++) {
            re[order] = new double[] {1, 0, 0, 1};
            im[order] = new double[4];
        }
    }

    /** These maps, then {@code next}; a new object. */
    PopulationMaps then(PopulationMaps next) {
        PopulationMaps both = new PopulationMaps(n);
        for (int order = 0; order <= n; order++) {
            multiply(next.re[order], next.im[order], re[order], im[order], both.re[order], both.im[order]);
        }
        both.determinant = determinant * next.determinant;
        both.quadratic = quadratic + next.quadratic;
        both.linear = linear + next.linear;
        return both;
    }

    private static void multiply(double[] aRe, double[] aIm, double[] bRe, double[] bIm, double[] re, double[] im) {
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                int at = 2 * r + c;
                re[at] = 0;
                im[at] = 0;
                for (int k = 0; k < 2; k++) {
                    int a = 2 * r + k;
                    int b = 2 * k + c;
                    re[at] += aRe[a] * bRe[b] - aIm[a] * bIm[b];
                    im[at] += aRe[a] * bIm[b] + aIm[a] * bRe[b];
                }
            }
        }
    }

    /**
     * {@code [[1 - excitation, decay], [excitation, 1 - decay]]} in every order, and its square root for coherences.
     */
    static PopulationMaps channel(int n, double excitation, double decay) {
        PopulationMaps maps = new PopulationMaps(n);
        for (double[] entries : maps.re) {
            entries[0] = 1 - excitation;
            entries[1] = decay;
            entries[2] = excitation;
            entries[3] = 1 - decay;
        }
        maps.determinant = 1 - excitation - decay;
        return maps;
    }

    /**
     * {@code exp [[-excitation, decay], [excitation, -decay + 2i order quadratic]]}: flips at these rates for unit time
     * under the Hamiltonian {@code linear k + quadratic k^2}.
     */
    static PopulationMaps evolution(int n, double linear, double quadratic, double excitation, double decay) {
        PopulationMaps maps = new PopulationMaps(n);
        for (int order = 0; order <= n; order++) {
            double turn = 2 * quadratic * order;
            ComplexMatrix m = MatrixExponential.of(ComplexMatrix.of(
                    new double[][] {{-excitation, decay}, {excitation, -decay}}, new double[][] {{0, 0}, {0, turn}}));
            maps.re[order] = m.re();
            maps.im[order] = m.im();
        }
        maps.determinant = StrictMath.exp(-excitation - decay);
        maps.quadratic = quadratic;
        maps.linear = linear;
        return maps;
    }

    /** {@link #evolution} under the Hamiltonian alone. */
    static PopulationMaps phases(int n, double linear, double quadratic) {
        PopulationMaps maps = new PopulationMaps(n);
        for (int order = 0; order <= n; order++) {
            maps.re[order][3] = StrictMath.cos(2 * quadratic * order);
            maps.im[order][3] = StrictMath.sin(2 * quadratic * order);
        }
        maps.quadratic = quadratic;
        maps.linear = linear;
        return maps;
    }

    /** The largest modulus of a decay or excitation strength that {@link #split} finds in any order. */
    double largestStrength() {
        double largest = 0;
        for (int order = 0; order <= n; order++) {
            double pivot = Math.max(modulus(order, 0), modulus(order, 3));
            largest = Math.max(largest, Math.max(modulus(order, 1), modulus(order, 2)) / pivot);
        }
        return largest;
    }

    private double modulus(int order, int entry) {
        return StrictMath.hypot(re[order][entry], im[order][entry]);
    }

    private double angle(int order, int entry) {
        return StrictMath.atan2(im[order][entry], re[order][entry]);
    }

    /**
     * One order as an excitation after a diagonal map after a decay, {@code [[1, 0], [v, 1]] diag(p, q) [[1, u], [0,
     * 1]]}, or mirrored if {@code |M_11| > |M_00|}: moduli and angles.
     *
     * @param decayFirst whether the decay comes before the excitation
     * @param decay modulus of u
     * @param decayAngle its angle
     * @param excitation modulus of v
     * @param excitationAngle its angle
     * @param scale by k: {@code sqrt(|p|)^(n-k) sqrt(|q|)^k}
     * @param offset the entry (k, k + order) turns by {@code offset + slope k}
     * @param slope likewise
     */
    record Split(
            boolean decayFirst,
            double decay,
            double decayAngle,
            double excitation,
            double excitationAngle,
            double[] scale,
            double offset,
            double slope) {}

    Split split(int order) {
        boolean decayFirst = modulus(order, 0) >= modulus(order, 3);
        int pivot = decayFirst ? 0 : 3;
        double pivotModulus = modulus(order, pivot);
        double pivotAngle = angle(order, pivot);
        double restModulus = determinant / pivotModulus;
        // The sum of both angles must be the determinant's, not a full turn more: coherences get half of it.
        double restAngle = 2 * order * quadratic - pivotAngle;
        double p = decayFirst ? pivotModulus : restModulus;
        double q = decayFirst ? restModulus : pivotModulus;
        double angleP = decayFirst ? pivotAngle : restAngle;
        double angleQ = decayFirst ? restAngle : pivotAngle;
        double[] scale = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            scale[k] = StrictMath.pow(p, (n - k) / 2.0) * StrictMath.pow(q, k / 2.0);
        }
        // (n - kappa) arg p + kappa arg q at the mean kappa = k + order/2 of both sides.
        double slope = angleQ - angleP;
        return new Split(
                decayFirst,
                modulus(order, 1) / pivotModulus,
                angle(order, 1) - pivotAngle,
                modulus(order, 2) / pivotModulus,
                angle(order, 2) - pivotAngle,
                scale,
                order * linear + n * angleP + slope * order / 2,
                slope);
    }
}
