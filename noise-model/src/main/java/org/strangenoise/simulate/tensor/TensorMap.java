package org.strangenoise.simulate.tensor;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.kernel.PhaseTable;
import org.strangenoise.simulate.kernel.ScalarTensorKernel;
import org.strangenoise.simulate.kernel.SparseMap;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.state.DensityTensor;

/**
 * One instruction of a noisy circuit as a real linear map of the 4^n coefficients of a {@link DensityTensor}, with its
 * transpose: the basis is orthonormal, so the transpose is the map of the Heisenberg picture. Immutable; safe for
 * concurrent use.
 */
public sealed interface TensorMap {

    /** Replaces the coefficients by their image. */
    void apply(double[] coefficients);

    /** Replaces an observable's coefficients by those it has before the instruction. */
    void applyTransposed(double[] coefficients);

    /** True if the other is the same map to the last bit. */
    boolean isSame(TensorMap other);

    /**
     * The map of an instruction.
     *
     * @param qubits register size
     * @param propagator the map of a continuous evolution
     * @return empty for a measurement, which leaves the state alone
     */
    static Optional<TensorMap> of(
            int qubits, NoisyInstruction instruction, Function<Lindbladian, SuperOperator> propagator) {
        int[] digits = instruction.qubits().stream().mapToInt(Integer::intValue).toArray();
        if (!hasMatrix(instruction)
                && instruction instanceof NoisyInstruction.Gate gate
                && gate.operation() instanceof DiagonalOperation diagonal) {
            return Optional.of(new Phases(qubits, digits, diagonal.phases()));
        }
        return matrix(instruction, propagator).map(matrix -> local(digits, matrix));
    }

    /** False for a diagonal gate on so many qubits that it goes by its phases. */
    static boolean hasMatrix(NoisyInstruction instruction) {
        return !(instruction instanceof NoisyInstruction.Gate gate
                && gate.operation() instanceof DiagonalOperation
                && instruction.qubits().size() > Local.MAX_DIAGONAL);
    }

    /** The row-major 4^k x 4^k matrix of an instruction on k qubits; empty for a measurement. */
    static Optional<double[]> matrix(NoisyInstruction instruction, Function<Lindbladian, SuperOperator> propagator) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            if (gate.operation() instanceof DiagonalOperation diagonal) {
                double[] phases = diagonal.phases();
                return Optional.of(phases.length == 2 ? turn(phases[0] - phases[1]) : Phases.matrix(phases));
            }
            return Optional.of(HermitianBasis.ofUnitary(gate.operation().matrix()));
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            return Optional.of(
                    HermitianBasis.matrix(noise.channel().superOperator().matrix()));
        }
        return instruction instanceof NoisyInstruction.Continuous continuous
                ? Optional.of(HermitianBasis.matrix(
                        propagator.apply(continuous.lindbladian()).matrix()))
                : Optional.empty();
    }

    /** {@code rho_01 -> exp(-i angle) rho_01}: X and Y turn. */
    private static double[] turn(double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, cos, -sin, 0, 0, sin, cos};
    }

    /** A row-major 4^k x 4^k matrix on k digits, the first of them the fast one. */
    static TensorMap local(int[] digits, double[] matrix) {
        return new Local(digits, matrix);
    }

    /** The row-major product {@code a b} of two size x size matrices. */
    static double[] product(double[] a, double[] b, int size) {
        return HermitianBasis.product(a, b, size);
    }

    /** A matrix on few digits. */
    final class Local implements TensorMap {

        /** Diagonal gates on more qubits go by their phases. */
        static final int MAX_DIAGONAL = 4;

        private static final TensorKernel KERNEL = new ScalarTensorKernel();

        private final int[] digits;
        private final double[] matrix;
        private final Form forward;

        /** Made when first needed: a pass forward never does. */
        private volatile @Nullable Form backward;

        private Local(int[] digits, double[] matrix) {
            this.digits = digits;
            this.matrix = matrix;
            this.forward = Form.of(digits, matrix);
        }

        /** A matrix as the kernel takes it: on one digit whole, on several by its nonzero entries. */
        private record Form(
                double[] matrix,
                TensorKernel.Shape shape,
                @Nullable SparseMap sparse) {

            static Form of(int[] digits, double[] matrix) {
                return digits.length == 1
                        ? new Form(matrix, TensorKernel.Shape.of(matrix), null)
                        : new Form(matrix, TensorKernel.Shape.FULL, SparseMap.of(matrix, digits));
            }

            void carryOut(double[] x, int[] digits) {
                if (sparse == null) {
                    KERNEL.map(x, 0, x.length, 1 << (2 * digits[0]), matrix, shape);
                } else {
                    KERNEL.multiply(x, 0, x.length, sparse, new double[1 << (2 * digits.length)]);
                }
            }
        }

        private static double[] transposed(double[] matrix, int size) {
            double[] result = new double[matrix.length];
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    result[c * size + r] = matrix[r * size + c];
                }
            }
            return result;
        }

        /** A copy of the row-major 4^k x 4^k matrix. */
        public double[] matrix() {
            return matrix.clone();
        }

        @Override
        public void apply(double[] coefficients) {
            forward.carryOut(coefficients, digits);
        }

        @Override
        public void applyTransposed(double[] coefficients) {
            Form known = backward;
            if (known == null) {
                known = Form.of(digits, transposed(matrix, 1 << (2 * digits.length)));
                backward = known;
            }
            known.carryOut(coefficients, digits);
        }

        @Override
        public boolean isSame(TensorMap other) {
            return other instanceof Local local
                    && Arrays.equals(digits, local.digits)
                    && Arrays.equals(matrix, local.matrix);
        }
    }

    /** A diagonal gate on many qubits. */
    final class Phases implements TensorMap {

        /** Entries that are rounding. */
        private static final double ROUNDING = 3e-16;

        private final int qubits;
        private final double[] phases;
        private final PhaseTable forward;
        private final PhaseTable backward;

        private Phases(int qubits, int[] targets, double[] phases) {
            this.qubits = qubits;
            this.phases = phases;
            this.forward = new PhaseTable(qubits, targets, phases);
            this.backward = new PhaseTable(
                    qubits, targets, Arrays.stream(phases).map(p -> -p).toArray());
        }

        @Override
        public void apply(double[] coefficients) {
            carryOut(coefficients, forward);
        }

        @Override
        public void applyTransposed(double[] coefficients) {
            carryOut(coefficients, backward);
        }

        /**
         * The row-major matrix, for all qubits of the register. Coefficients with X or Y on the same k qubits, and the
         * same z elsewhere, mix: {@code 2^-k sum_s prod_q conj(B'_q) B_q exp(-i (phase_{z,s} - phase_{z,not s}))}, with
         * the entries 1 of X and -i, i of Y in rows s_q = 0, 1.
         */
        private static double[] matrix(double[] phases) {
            int last = phases.length - 1;
            int size = phases.length * phases.length;
            double[] matrix = new double[size * size];
            for (int flips = 0; flips <= last; flips++) {
                double weight = StrictMath.pow(0.5, Integer.bitCount(flips));
                for (int z = 0; z <= last; z++) {
                    for (int ys = 0; ys <= last && (z & flips) == 0; ys++) {
                        for (int yr = 0; yr <= last && (ys & ~flips) == 0; yr++) {
                            if ((yr & ~flips) == 0) {
                                int base = 2 * DensityTensor.spread(flips) + DensityTensor.spread(z);
                                double value = weight * mixing(phases, flips, z, yr, ys);
                                matrix[(base + DensityTensor.spread(yr)) * size + base + DensityTensor.spread(ys)] =
                                        Math.abs(value) <= ROUNDING ? 0 : value;
                            }
                        }
                    }
                }
            }
            return matrix;
        }

        /** The sum over s above, for the row with Y on the qubits of {@code yr} and the column with Y on {@code yc}. */
        private static double mixing(double[] phases, int flips, int z, int yr, int yc) {
            int different = yr ^ yc;
            int count = Integer.bitCount(different);
            double sum = 0;
            int s = 0;
            do {
                double turn = phases[z | s] - phases[z | (s ^ flips)];
                boolean minus = (Integer.bitCount(different & (s ^ yc)) + count / 2 & 1) != 0;
                double term = (count & 1) == 0 ? StrictMath.cos(turn) : StrictMath.sin(turn);
                sum += minus ? -term : term;
                s = (s - flips) & flips;
            } while (s != 0);
            return sum;
        }

        private void carryOut(double[] x, PhaseTable table) {
            double[] re = new double[x.length];
            double[] im = new double[x.length];
            DensityTensor.view(qubits, x).writeDense(re, im);
            table.applyToDensity(re, im);
            DensityTensor.fromDense(qubits, re, im, x);
        }

        @Override
        public boolean isSame(TensorMap other) {
            return other instanceof Phases table && Arrays.equals(phases, table.phases);
        }
    }
}
