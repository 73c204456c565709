package org.strangenoise.simulate.pure;

import java.util.Arrays;
import java.util.List;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.tensor.PassScheduler;

/** A linear map of a state vector. */
public sealed interface PureOperation extends PassScheduler.TileOperation {

    /** A map of a whole state vector that no tile is large enough for, in place. */
    @FunctionalInterface
    interface RegisterMap {
        void apply(double[] re, double[] im);
    }

    /** A gate on a register of some qubits, by its matrix or its phases. */
    static PureOperation of(int register, UnitaryOperation gate) {
        if (gate instanceof DiagonalOperation diagonal && diagonal.qubits().size() > 1) {
            boolean ising = diagonal.exponent().axis().terms().stream()
                    .allMatch(term -> Long.bitCount(term.string().signMask()) <= 2);
            return ising ? IsingFactor.of(register, diagonal) : new PhaseFactor(diagonal.qubits(), diagonal.phases());
        }
        return of(gate.qubits(), gate.matrix());
    }

    /** A 2^k x 2^k matrix on k qubits. */
    static PureOperation of(List<Integer> qubits, ComplexMatrix matrix) {
        return qubits.size() == 1
                ? OneQubitMatrix.of(qubits.get(0), matrix)
                : new SeveralQubitMatrix(List.copyOf(qubits), matrix);
    }

    private static int mask(List<Integer> qubits) {
        int mask = 0;
        for (int q : qubits) {
            mask |= 1 << q;
        }
        return mask;
    }

    /**
     * A 2 x 2 matrix on one qubit.
     *
     * @param m real and imaginary parts of the entries in turn, row-major
     */
    record OneQubitMatrix(int qubit, double[] m) implements PureOperation {

        static OneQubitMatrix of(int qubit, ComplexMatrix u) {
            double[] m = new double[8];
            for (int k = 0; k < 4; k++) {
                m[2 * k] = u.re()[k];
                m[2 * k + 1] = u.im()[k];
            }
            return new OneQubitMatrix(qubit, m);
        }

        /** First {@code earlier}, then this. */
        OneQubitMatrix after(OneQubitMatrix earlier) {
            double[] n = earlier.m;
            double[] product = new double[8];
            for (int r = 0; r < 8; r += 4) {
                for (int c = 0; c < 4; c += 2) {
                    product[r + c] = m[r] * n[c] - m[r + 1] * n[c + 1] + m[r + 2] * n[c + 4] - m[r + 3] * n[c + 5];
                    product[r + c + 1] = m[r] * n[c + 1] + m[r + 1] * n[c] + m[r + 2] * n[c + 5] + m[r + 3] * n[c + 4];
                }
            }
            return new OneQubitMatrix(qubit, product);
        }

        ComplexMatrix matrix() {
            return ComplexMatrix.of(2, 2, new double[] {m[0], m[2], m[4], m[6]}, new double[] {m[1], m[3], m[5], m[7]});
        }

        boolean isDiagonal() {
            return m[2] == 0 && m[3] == 0 && m[4] == 0 && m[5] == 0;
        }

        boolean isReal() {
            return m[1] == 0 && m[3] == 0 && m[5] == 0 && m[7] == 0;
        }

        boolean hasUnitDiagonal() {
            return m[0] == 1 && m[1] == 0 && m[6] == 1 && m[7] == 0;
        }

        /** Rows divided by what stands on the diagonal: this is diag(m00, m11) after the result. */
        OneQubitMatrix withUnitDiagonal() {
            return new OneQubitMatrix(qubit, new double[] {1, 0, m[2] / m[0], 0, m[4] / m[6], 0, 1, 0});
        }

        @Override
        public int acts() {
            return 1 << qubit;
        }
    }

    /** A 2^k x 2^k matrix on several qubits. */
    record SeveralQubitMatrix(List<Integer> qubits, ComplexMatrix matrix) implements PureOperation {

        /** Which of two qubits, if either, leaves the other alone while it is |0> and never changes; -1 if neither. */
        int control() {
            for (int control = 0; control < 2 && qubits.size() == 2; control++) {
                int set = 1 << control;
                boolean controls = true;
                for (int r = 0; r < 4; r++) {
                    for (int c = 0; c < 4; c++) {
                        boolean inside = (r & set) != 0 && (c & set) != 0;
                        boolean one = r == c && !inside;
                        controls &= inside || (matrix.re(r, c) == (one ? 1 : 0) && matrix.im(r, c) == 0);
                    }
                }
                if (controls) {
                    return control;
                }
            }
            return -1;
        }

        /** The other qubit's matrix while the control is |1>. */
        double[] controlled(int control) {
            int target = 2 - control;
            int set = 1 << control;
            double[] m = new double[8];
            for (int r = 0; r < 2; r++) {
                for (int c = 0; c < 2; c++) {
                    m[4 * r + 2 * c] = matrix.re(set + r * target, set + c * target);
                    m[4 * r + 2 * c + 1] = matrix.im(set + r * target, set + c * target);
                }
            }
            return m;
        }

        /** The matrix on the same two qubits in the order (lower, higher). */
        ComplexMatrix ascending() {
            if (qubits.get(0) < qubits.get(1)) {
                return matrix;
            }
            int[] exchanged = {0, 2, 1, 3};
            double[] re = new double[16];
            double[] im = new double[16];
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    re[4 * r + c] = matrix.re(exchanged[r], exchanged[c]);
                    im[4 * r + c] = matrix.im(exchanged[r], exchanged[c]);
                }
            }
            return ComplexMatrix.of(4, 4, re, im);
        }

        @Override
        public int acts() {
            return mask(qubits);
        }
    }

    /**
     * Entry b times {@code exp(sum g_i z_i - i (constant + sum h_i z_i + sum_(i<j) J_ij z_i z_j))}, z = 1 for a bit 0,
     * -1 for 1, and times a positive scale.
     */
    record IsingFactor(double scale, double[] gains, double constant, double[] fields, double[][] couplings)
            implements PureOperation {

        static IsingFactor of(int register, DiagonalOperation diagonal) {
            double constant = 0;
            double[] fields = new double[register];
            double[][] couplings = new double[register][register];
            for (PauliSum.Term term : diagonal.exponent().axis().terms()) {
                double angle = diagonal.exponent().angle() * term.coefficient();
                long mask = term.string().signMask();
                if (mask == 0) {
                    constant += angle;
                    continue;
                }
                int first = diagonal.qubits().get(Long.numberOfTrailingZeros(mask));
                int last = diagonal.qubits().get(63 - Long.numberOfLeadingZeros(mask));
                if (first == last) {
                    fields[first] += angle;
                } else {
                    couplings[first][last] += angle;
                    couplings[last][first] += angle;
                }
            }
            return new IsingFactor(1, new double[register], constant, fields, couplings);
        }

        /** The phases {@code diag(e^(i p0), .., e^(i p3))} of two qubits, bit 0 of the index that of the first. */
        static IsingFactor ofPair(int register, int first, int second, double[] p) {
            double[] fields = new double[register];
            double[][] couplings = new double[register][register];
            fields[first] = -(p[0] - p[1] + p[2] - p[3]) / 4;
            fields[second] = -(p[0] + p[1] - p[2] - p[3]) / 4;
            couplings[first][second] = -(p[0] - p[1] - p[2] + p[3]) / 4;
            couplings[second][first] = couplings[first][second];
            return new IsingFactor(1, new double[register], -(p[0] + p[1] + p[2] + p[3]) / 4, fields, couplings);
        }

        /** Both factors in one. */
        IsingFactor plus(IsingFactor other) {
            int n = fields.length;
            double[][] sum = new double[n][];
            for (int i = 0; i < n; i++) {
                sum[i] = sum(couplings[i], other.couplings[i]);
            }
            return new IsingFactor(
                    scale * other.scale,
                    sum(gains, other.gains),
                    constant + other.constant,
                    sum(fields, other.fields),
                    sum);
        }

        private static double[] sum(double[] a, double[] b) {
            double[] sum = a.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += b[i];
            }
            return sum;
        }

        /** This and a diagonal matrix on one qubit, neither of whose entries is zero. */
        IsingFactor withDiagonal(int qubit, double[] m) {
            double[] newGains = gains.clone();
            double[] newFields = fields.clone();
            double size0 = StrictMath.hypot(m[0], m[1]);
            double size1 = StrictMath.hypot(m[6], m[7]);
            double phase0 = StrictMath.atan2(m[1], m[0]);
            double phase1 = StrictMath.atan2(m[7], m[6]);
            newGains[qubit] += StrictMath.log(size0 / size1) / 2;
            newFields[qubit] -= (phase0 - phase1) / 2;
            return new IsingFactor(
                    scale * Math.sqrt(size0 * size1), newGains, constant - (phase0 + phase1) / 2, newFields, couplings);
        }

        @Override
        public int acts() {
            return 0;
        }

        @Override
        public int reads() {
            int mask = 0;
            for (int i = 0; i < fields.length; i++) {
                boolean looksAt = fields[i] != 0 || gains[i] != 0;
                for (int j = 0; j < fields.length && !looksAt; j++) {
                    looksAt = couplings[i][j] != 0;
                }
                mask |= looksAt ? 1 << i : 0;
            }
            return mask;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof IsingFactor other
                    && scale == other.scale
                    && constant == other.constant
                    && Arrays.equals(gains, other.gains)
                    && Arrays.equals(fields, other.fields)
                    && Arrays.deepEquals(couplings, other.couplings);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Arrays.hashCode(gains) + Arrays.hashCode(fields)) + Arrays.deepHashCode(couplings);
        }
    }

    /** Entry b times {@code exp(-i phases[local index of b])}. */
    record PhaseFactor(List<Integer> qubits, double[] phases) implements PureOperation {
        @Override
        public int acts() {
            return 0;
        }

        @Override
        public int reads() {
            return mask(qubits);
        }
    }

    /**
     * A map of its own pass.
     *
     * @param acts bit q is set if what stands at qubit q changes
     */
    record WholeRegister(int acts, RegisterMap map) implements PureOperation {
        @Override
        public boolean isWhole() {
            return true;
        }
    }
}
