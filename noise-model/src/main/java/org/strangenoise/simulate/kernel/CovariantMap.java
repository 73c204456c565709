package org.strangenoise.simulate.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of permutation-symmetric maps that commute with z rotations, on blocks of total spin: diagonal unitaries,
 * and the same phase-covariant channel on every qubit in exact factors. Factors are power series with positive terms
 * where populations are concerned, so that nothing cancels; their lengths are chosen for an error below one rounding.
 */
public final class CovariantMap {

    /** Largest exponent of one dephasing series; stronger dephasing takes several. */
    private static final double LARGEST_EXPONENT = 8;

    private static final double NEGLIGIBLE = 1e-18;

    /** One factor on one coherence order. */
    @FunctionalInterface
    interface Factor {
        void apply(CoherenceSector sector);
    }

    private final int n;
    private final List<Factor> factors = new ArrayList<>();

    /** The identity on n qubits, to which factors are added. */
    public CovariantMap(int n) {
        this.n = n;
    }

    public boolean isIdentity() {
        return factors.isEmpty();
    }

    /** Adds {@code exp(-i phase_k)} on the states with k qubits in |1>, k = 0..n. */
    public void addPhases(double[] phase) {
        double[] copy = phase.clone();
        factors.add(sector -> sector.turn(copy));
    }

    /**
     * Adds {@code rho -> K rho K} with {@code K = diag(scale0, scale1)} on every qubit.
     *
     * @param scale0 factor of |0>, not negative
     * @param scale1 factor of |1>, not negative
     */
    public void addScaling(double scale0, double scale1) {
        double[] scale = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            scale[k] = Math.pow(scale0, n - k) * Math.pow(scale1, k);
        }
        factors.add(sector -> sector.scale(scale));
    }

    /** Adds {@code rho_00 += strength rho_11} on every qubit, strength in 0..1. */
    public void addDecay(double strength) {
        addFlip(CollectiveJump.DECAY, strength);
    }

    /** Adds {@code rho_11 += strength rho_00} on every qubit, strength in 0..1. */
    public void addExcitation(double strength) {
        addFlip(CollectiveJump.EXCITATION, strength);
    }

    private void addFlip(CollectiveJump jump, double strength) {
        if (strength == 0) {
            return;
        }
        CollectiveJump.Coefficients coefficients = jump.coefficients(n);
        // Term k adds at most C(n, k) strength^k to the trace.
        int terms = 0;
        double bound = 1;
        while (terms < n && bound > NEGLIGIBLE) {
            bound *= strength * (n - terms) / (terms + 1);
            terms++;
        }
        int enough = terms;
        factors.add(sector -> sector.jump(coefficients, strength, enough));
    }

    /**
     * Adds {@code rho_01 *= exp(-exponent)} on every qubit. A negative exponent, as some factorisations of channels
     * need, loses digits by {@code exp(-n exponent)}.
     */
    public void addDephasing(double exponent) {
        if (exponent == 0) {
            return;
        }
        CollectiveJump.Coefficients coefficients = CollectiveJump.PHASE_FLIP.coefficients(n);
        // exp(-w exponent) for w coherences: sum_q Z_q . Z_q has the eigenvalue n - 2w.
        double total = Math.abs(exponent) * n / 2;
        int rounds = Math.max(1, (int) Math.ceil(total / LARGEST_EXPONENT));
        int terms = 1;
        double bound = total / rounds;
        while (bound > NEGLIGIBLE) {
            terms++;
            bound *= total / rounds / terms;
        }
        int enough = terms;
        double strength = exponent / 2 / rounds;
        double damping = Math.exp(-exponent * n / 2 / rounds);
        factors.add(sector -> sector.dephase(coefficients, strength, enough, rounds, damping));
    }

    /** Applies the map to all entries of one coherence order, with a workspace of the calling thread. */
    void apply(double[][][] blocks, int order, CoherenceSector sector) {
        sector.load(blocks, order);
        for (Factor factor : factors) {
            factor.apply(sector);
        }
        sector.store(blocks);
    }
}
