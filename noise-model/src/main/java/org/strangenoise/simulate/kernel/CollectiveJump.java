package org.strangenoise.simulate.kernel;

import java.util.Arrays;

/**
 * How the collective sum of a local jump, {@code sum_q A_q rho A_q^dagger}, couples blocks of total spin, for A = Z or
 * a flip of one qubit. It leads from spin j to j - 1, j and j + 1; entry (k, k') of a block gets from each source
 * {@code weight * element(k) * element(k')}, where k counts the qubits in |1>.
 *
 * <p>Derivation: let the last qubit jump. With the others' total spin j1 = j -+ 1/2 kept, A acts between the two spins
 * that j1 and 1/2 make, with Clebsch-Gordan elements; the average over permutations weighs j1 with the share of the
 * copies of spin j that pass through it, {@code 2j (n/2+j+1) / (n (2j+1))} for j1 = j - 1/2 (cf. Shammah et al., Phys.
 * Rev. A 98, 063815 (2018)). The coefficients are square roots of counts over counts: no factor grows with n.
 */
enum CollectiveJump {
    /** |1> to |0>. */
    DECAY(-1),
    /** Z. */
    PHASE_FLIP(0),
    /** |0> to |1>. */
    EXCITATION(1);

    /** What it does to k. */
    final int change;

    CollectiveJump(int change) {
        this.change = change;
    }

    /** The coefficients for n qubits. */
    Coefficients coefficients(int n) {
        return new Coefficients(n, this);
    }

    /** Tables of one jump; {@code shift = source block - target block + 1}, so that shift 0 lowers the spin. */
    static final class Coefficients {

        final CollectiveJump jump;
        private final int n;

        /** {@code [shift][target block]}. */
        private final double[][] weight;

        /** {@code [shift][source k][target block]}. */
        private final double[][][] element;

        private Coefficients(int n, CollectiveJump jump) {
            this.n = n;
            this.jump = jump;
            int blocks = n / 2 + 1;
            weight = new double[3][blocks];
            element = new double[3][n + 1][blocks];
            for (int shift = 0; shift < 3; shift++) {
                for (int target = 0; target < blocks; target++) {
                    int source = target + shift - 1;
                    if (source >= 0 && source < blocks) {
                        weight[shift][target] = weight(shift, n - 2.0 * source);
                        fillElements(shift, source, target);
                    }
                }
            }
        }

        private void fillElements(int shift, int source, int target) {
            for (int k = source; k <= n - source; k++) {
                int to = k + jump.change;
                if (to >= target && to <= n - target) {
                    element[shift][k][target] = element(shift, k - source, n - source - k);
                }
            }
        }

        private double weight(int shift, double twoJ) {
            double flip = switch (shift) {
                case 0 -> (n + twoJ + 2) / (2 * twoJ * (twoJ + 1));
                case 1 -> twoJ == 0 ? 0 : (n + 2.0) / (twoJ * (twoJ + 2));
                default -> (n - twoJ) / (2 * (twoJ + 2) * (twoJ + 1));
            };
            return jump == PHASE_FLIP ? 4 * flip : flip;
        }

        /** With a = j - m and b = j + m of the source. */
        private double element(int shift, double a, double b) {
            if (jump == PHASE_FLIP) {
                return switch (shift) {
                    case 0 -> Math.sqrt(a * b);
                    case 1 -> (b - a) / 2;
                    default -> Math.sqrt((a + 1) * (b + 1));
                };
            }
            double before = jump == DECAY ? a : b;
            double after = jump == DECAY ? b : a;
            return switch (shift) {
                case 0 -> Math.sqrt(before * (before - 1));
                case 1 -> Math.sqrt(before * (after + 1));
                default -> Math.sqrt((after + 1) * (after + 2));
            };
        }

        /** Writes the factors of the entries (k, k + order) of blocks 0 to {@code last}, from shift 0, 1 and 2. */
        void write(int k, int order, int last, double[] lowered, double[] same, double[] raised) {
            int source = k - jump.change;
            if (source < 0 || source + order > n) {
                Arrays.fill(lowered, 0, last + 1, 0);
                Arrays.fill(same, 0, last + 1, 0);
                Arrays.fill(raised, 0, last + 1, 0);
                return;
            }
            write(0, source, order, last, lowered);
            write(1, source, order, last, same);
            write(2, source, order, last, raised);
        }

        private void write(int shift, int source, int order, int last, double[] out) {
            double[] left = element[shift][source];
            double[] right = element[shift][source + order];
            double[] factor = weight[shift];
            for (int o = 0; o <= last; o++) {
                out[o] = factor[o] * left[o] * right[o];
            }
        }
    }
}
