package org.strangenoise.simulate.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Permutation-symmetric maps that commute with z rotations, on blocks of total spin: diagonal unitaries, and
 * phase-covariant channels alike on every qubit. A sequence of them is fused into few exact factors: in the best case
 * one decay, one scaling with turns, one excitation and one dephasing. Factors are power series with positive terms
 * where populations are concerned, so that nothing cancels; their lengths are chosen for an error below one rounding.
 */
public final class CovariantMap {

    private final List<Factor> factors;

    private CovariantMap(List<Factor> factors) {
        this.factors = factors;
    }

    /** One factor on one coherence order. */
    @FunctionalInterface
    interface Factor {
        void apply(CoherenceSector sector);
    }

    /** Applies the map to all entries of one coherence order, with a workspace of the calling thread. */
    void apply(double[][][] blocks, int order, CoherenceSector sector) {
        sector.load(blocks, order);
        for (Factor factor : factors) {
            factor.apply(sector);
        }
        sector.store(blocks);
    }

    /** Gathers maps in the order in which they act. */
    public static final class Builder {

        /** Largest exponent of one dephasing series; stronger dephasing takes several. */
        private static final double LARGEST_EXPONENT = 8;

        /** Flips at larger rates are carried out in several pieces, each with a pivot far from zero. */
        private static final double LARGEST_PIECE = 0.5;

        private static final double NEGLIGIBLE = 1e-18;

        /** Minus the logarithm of {@link #NEGLIGIBLE}. */
        private static final double NOTHING_LEFT = 41.4;

        private final int n;
        private final List<Factor> factors = new ArrayList<>();
        private PopulationMaps populations;
        private boolean populationsChange;
        private double dephasing;

        /** The identity on n qubits. */
        public Builder(int n) {
            this.n = n;
            populations = new PopulationMaps(n);
        }

        /** Whether nothing has been added. */
        public boolean isIdentity() {
            return factors.isEmpty() && !populationsChange && dephasing == 0;
        }

        /** Adds {@code exp(-i phase_k)} on the states with k qubits in |1>, k = 0..n. */
        public void addPhases(double[] phase) {
            closePopulations();
            double[] copy = phase.clone();
            factors.add(sector -> sector.turn(copy));
        }

        /** Adds {@code exp(-i (linear k + quadratic k^2))} on the states with k qubits in |1>. */
        public void addPhases(double linear, double quadratic) {
            add(PopulationMaps.phases(n, linear, quadratic));
        }

        /**
         * Adds flips of each qubit, {@code [[1 - excitation, decay], [excitation, 1 - decay]]} on (rho_00, rho_11),
         * with {@code rho_01 *= sqrt(1 - excitation - decay)}. The sum of both probabilities must be at most 1.
         */
        public void addFlips(double excitation, double decay) {
            add(PopulationMaps.channel(n, excitation, decay));
        }

        /**
         * Adds flips of every qubit while a Hamiltonian acts: {@code exp} of the generator {@code -i [H, .] + sum_q
         * (decay D[s-] + excitation D[s+])} for unit time, {@code H = linear k + quadratic k^2} on states of k qubits
         * in |1>.
         */
        public void addIsingRelaxation(double linear, double quadratic, double excitation, double decay) {
            int pieces = Math.max(1, (int) Math.ceil((excitation + decay) / LARGEST_PIECE));
            PopulationMaps piece = PopulationMaps.evolution(
                    n, linear / pieces, quadratic / pieces, excitation / pieces, decay / pieces);
            for (int k = 0; k < pieces; k++) {
                add(piece);
            }
        }

        /**
         * Adds {@code rho_01 *= exp(-exponent)} on every qubit. A negative exponent, as some factorisations of channels
         * need, loses digits by {@code exp(-n exponent)}.
         */
        public void addDephasing(double exponent) {
            // Commutes with all else.
            dephasing += exponent;
        }

        /** The product of all that was added. */
        public CovariantMap build() {
            closePopulations();
            if (dephasing != 0) {
                factors.add(dephasing(dephasing));
                dephasing = 0;
            }
            return new CovariantMap(List.copyOf(factors));
        }

        private void add(PopulationMaps next) {
            PopulationMaps both = populations.then(next);
            // Strengths above 1 would make series whose terms cancel; they arise where turned flips interfere.
            if (populationsChange && both.largestStrength() > 1) {
                closePopulations();
                both = next;
            }
            populations = both;
            populationsChange = true;
        }

        private void closePopulations() {
            if (!populationsChange) {
                return;
            }
            PopulationMaps.Split[] splits = new PopulationMaps.Split[n + 1];
            for (int order = 0; order <= n; order++) {
                splits[order] = populations.split(order);
            }
            CollectiveJump.Coefficients decays = CollectiveJump.DECAY.coefficients(n);
            CollectiveJump.Coefficients excitations = CollectiveJump.EXCITATION.coefficients(n);
            factors.add(sector -> apply(splits[sector.order()], decays, excitations, sector));
            populations = new PopulationMaps(n);
            populationsChange = false;
        }

        private void apply(
                PopulationMaps.Split split,
                CollectiveJump.Coefficients decays,
                CollectiveJump.Coefficients excitations,
                CoherenceSector sector) {
            if (split.decayFirst()) {
                jump(decays, split.decay(), split.decayAngle(), sector);
            } else {
                jump(excitations, split.excitation(), split.excitationAngle(), sector);
            }
            sector.scale(split.scale());
            sector.turn(split.offset(), split.slope());
            if (split.decayFirst()) {
                jump(excitations, split.excitation(), split.excitationAngle(), sector);
            } else {
                jump(decays, split.decay(), split.decayAngle(), sector);
            }
        }

        /** A flip of complex strength: one that changes k by c gains the angle between turns of -c angle per k. */
        private void jump(
                CollectiveJump.Coefficients coefficients, double strength, double angle, CoherenceSector sector) {
            if (strength == 0) {
                return;
            }
            double slope = -coefficients.jump.change * angle;
            sector.turn(0, slope);
            sector.jump(coefficients, strength, terms(strength));
            sector.turn(0, -slope);
        }

        /** Where the series of a flip may end: term k adds at most C(n, k) strength^k to the trace. */
        private int terms(double strength) {
            int terms = 0;
            double bound = 1;
            while (terms < n && bound > NEGLIGIBLE) {
                bound *= strength * (n - terms) / (terms + 1);
                terms++;
            }
            return terms;
        }

        /** {@code exp(-w exponent)} for w coherences: sum_q Z_q . Z_q has the eigenvalue n - 2w. */
        private Factor dephasing(double exponent) {
            CollectiveJump.Coefficients coefficients = CollectiveJump.PHASE_FLIP.coefficients(n);
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
            double damping = StrictMath.exp(-exponent * n / 2 / rounds);
            return sector -> {
                // Every entry of an order has at least that many coherences.
                if (exponent * sector.order() > NOTHING_LEFT) {
                    sector.clear();
                } else {
                    sector.dephase(coefficients, strength, enough, rounds, damping);
                }
            };
        }
    }
}
