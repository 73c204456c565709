package org.strangenoise.transmon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;

/**
 * What a {@link LadderGenerator} does in its time, in blocks: a Hamiltonian that keeps the number of excitations
 * couples only states of equal number, and a Lindbladian of it only entries of the density matrix whose row and column
 * differ by the same number. Exact exponentials where nothing depends on time, Dormand-Prince 8(5,3) where pulses are
 * shaped.
 */
public final class LadderPropagator {

    /** Radians that are integrated at most: 20 us at an anharmonicity of 220 MHz, a second's work. */
    private static final double LARGEST_TURN = 3e4;

    /** Places at which a pulse is looked at for its height. */
    private static final int SAMPLES = 32;

    /** Part of the matrix on these indices; entry (i, j) takes {@code indices[j]} to {@code indices[i]}. */
    public record Block(int[] indices, ComplexMatrix matrix) {}

    /** Rows of a sparse complex matrix in the making, one list of (column, re, im) a row. */
    private static final class Rows {
        private final int[][] columns;
        private final double[][] re;
        private final double[][] im;
        private final int[] counts;

        private Rows(int size) {
            columns = new int[size][8];
            re = new double[size][8];
            im = new double[size][8];
            counts = new int[size];
        }

        private void add(int row, int column, double x, double y) {
            int count = counts[row];
            if (count == columns[row].length) {
                columns[row] = Arrays.copyOf(columns[row], 2 * count);
                re[row] = Arrays.copyOf(re[row], 2 * count);
                im[row] = Arrays.copyOf(im[row], 2 * count);
            }
            columns[row][count] = column;
            re[row][count] = x;
            im[row][count] = y;
            counts[row]++;
        }

        /** The largest sum of moduli of a row, no less than the largest eigenvalue. */
        private double largestRow() {
            double largest = 0;
            for (int r = 0; r < counts.length; r++) {
                double sum = 0;
                for (int k = 0; k < counts[r]; k++) {
                    sum += StrictMath.hypot(re[r][k], im[r][k]);
                }
                largest = Math.max(largest, sum);
            }
            return largest;
        }

        private void addTo(double factor, double[] sumRe, double[] sumIm) {
            int size = counts.length;
            for (int r = 0; r < size; r++) {
                for (int k = 0; k < counts[r]; k++) {
                    sumRe[r * size + columns[r][k]] += factor * re[r][k];
                    sumIm[r * size + columns[r][k]] += factor * im[r][k];
                }
            }
        }
    }

    private LadderPropagator() {}

    /** The unitary of the Hamiltonian alone, one block a number of excitations where it keeps that. */
    public static List<Block> unitary(LadderGenerator generator, double tolerance) {
        return onStates(generator, new double[generator.space().dimension()], tolerance);
    }

    /** What no jump leaves of a pure state: {@code H - i/2 sum L^dagger L} in its time, in the same blocks. */
    public static List<Block> withoutJump(LadderGenerator generator, double tolerance) {
        return onStates(generator, generator.noJumpDamping(), tolerance);
    }

    private static List<Block> onStates(LadderGenerator generator, double[] damping, double tolerance) {
        return Arrays.stream(stateGroups(generator.space(), generator.isConserving()))
                .map(indices -> new Block(indices, onStates(generator, damping, indices, tolerance)))
                .toList();
    }

    private static int[][] stateGroups(LadderSpace space, boolean conserving) {
        return groups(space.dimension(), conserving ? space::excitations : i -> 0);
    }

    /** Size of the largest block of {@link #unitary}. */
    public static int largestGroup(LadderSpace space, boolean conserving) {
        return Arrays.stream(stateGroups(space, conserving))
                .mapToInt(g -> g.length)
                .max()
                .orElse(0);
    }

    private static ComplexMatrix onStates(
            LadderGenerator generator, double[] damping, int[] indices, double tolerance) {
        int size = indices.length;
        int[] position = positions(generator.space().dimension(), indices);
        Rows constant = new Rows(size);
        List<Rows> timed = new ArrayList<>();
        for (int r = 0; r < size; r++) {
            constant.add(r, r, -damping[indices[r]], -generator.energies()[indices[r]]);
        }
        for (LadderGenerator.Part part : generator.parts()) {
            Rows rows = new Rows(size);
            for (int r = 0; r < size; r++) {
                for (int k = part.rowStarts[indices[r]]; k < part.rowStarts[indices[r] + 1]; k++) {
                    rows.add(r, position[part.columns[k]], part.im[k], -part.re[k]);
                }
            }
            timed.add(rows);
        }
        double seconds = generator.lindbladian().seconds();
        boolean decays = Arrays.stream(damping).anyMatch(rate -> rate != 0);
        if (generator.isConstant() && decays) {
            return MatrixExponential.of(dense(generator, constant, timed).scaled(seconds));
        }
        if (generator.isConstant()) {
            // exp(-i H t) from the Hermitian H = i G, which stays unitary however long it takes.
            return MatrixExponential.hermitian(dense(generator, constant, timed).scaled(0, 1), seconds);
        }
        return integrated(generator, constant, timed, tolerance);
    }

    /**
     * The superoperator on row-major density matrices, index {@code row d + column}; where the Hamiltonian keeps the
     * number of excitations, one block a difference between row and column, those below 0 left out: they follow, as the
     * matrix is Hermitian.
     */
    public static List<Block> superOperator(LadderGenerator generator, double tolerance) {
        int d = generator.space().dimension();
        return Arrays.stream(sectors(generator.space(), generator.isConserving()))
                .map(indices -> new Block(indices, superOperator(generator, d, indices, tolerance)))
                .toList();
    }

    /** Size of the largest block of {@link #superOperator}. */
    public static int largestSector(LadderSpace space, boolean conserving) {
        return Arrays.stream(sectors(space, conserving))
                .mapToInt(s -> s.length)
                .max()
                .orElse(0);
    }

    private static int[][] sectors(LadderSpace space, boolean conserving) {
        int d = space.dimension();
        IntUnaryOperator difference = conserving ? i -> space.excitations(i / d) - space.excitations(i % d) : i -> 0;
        return Arrays.stream(groups(d * d, difference))
                .filter(indices -> difference.applyAsInt(indices[0]) >= 0)
                .toArray(int[][]::new);
    }

    private static ComplexMatrix superOperator(LadderGenerator generator, int d, int[] indices, double tolerance) {
        LadderSpace space = generator.space();
        int[] position = positions(d * d, indices);
        double[] half = generator.halfDecay();
        Rows constant = new Rows(indices.length);
        for (int i = 0; i < indices.length; i++) {
            int r = indices[i] / d;
            int c = indices[i] % d;
            constant.add(
                    i,
                    i,
                    -half[r] - half[c] - generator.dephasing(r, c),
                    generator.energies()[c] - generator.energies()[r]);
            for (int q = 0; q < space.qubits(); q++) {
                addJumps(generator, q, r, c, i, d, position, constant);
            }
        }
        List<Rows> timed = new ArrayList<>();
        for (LadderGenerator.Part part : generator.parts()) {
            Rows rows = new Rows(indices.length);
            for (int i = 0; i < indices.length; i++) {
                int r = indices[i] / d;
                int c = indices[i] % d;
                for (int k = part.rowStarts[r]; k < part.rowStarts[r + 1]; k++) {
                    rows.add(i, position[part.columns[k] * d + c], part.im[k], -part.re[k]);
                }
                // X H has the entry (r, k) of X times h(k, c) = conj h(c, k).
                for (int k = part.rowStarts[c]; k < part.rowStarts[c + 1]; k++) {
                    rows.add(i, position[r * d + part.columns[k]], part.im[k], part.re[k]);
                }
            }
            timed.add(rows);
        }
        return generator.isConstant()
                ? MatrixExponential.of(dense(generator, constant, timed)
                        .scaled(generator.lindbladian().seconds()))
                : integrated(generator, constant, timed, tolerance);
    }

    private static void addJumps(
            LadderGenerator generator, int q, int r, int c, int at, int d, int[] position, Rows rows) {
        LadderSpace space = generator.space();
        LadderLindbladian.Relaxation rates =
                generator.lindbladian().relaxations().get(q);
        int n = space.level(r, q);
        int m = space.level(c, q);
        int shift = space.stride(q) * (d + 1);
        int top = space.levels(q) - 1;
        if (rates.down() > 0 && n < top && m < top) {
            double rate = rates.down() * rates.jump(n + 1) * rates.jump(m + 1);
            rows.add(at, position[r * d + c + shift], rate, 0);
        }
        if (rates.up() > 0 && n > 0 && m > 0) {
            double rate = rates.up() * rates.jump(n) * rates.jump(m);
            rows.add(at, position[r * d + c - shift], rate, 0);
        }
    }

    private static ComplexMatrix dense(LadderGenerator generator, Rows constant, List<Rows> timed) {
        int size = constant.counts.length;
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        constant.addTo(1, re, im);
        for (int k = 0; k < timed.size(); k++) {
            timed.get(k).addTo(generator.parts().get(k).coefficient(0), re, im);
        }
        return ComplexMatrix.of(size, size, re, im);
    }

    private static ComplexMatrix integrated(
            LadderGenerator generator, Rows constant, List<Rows> timed, double tolerance) {
        int size = constant.counts.length;
        double seconds = generator.lindbladian().seconds();
        requireIntegrable(generator, constant, timed, seconds);
        double[] y = new double[2 * size * size];
        for (int i = 0; i < size; i++) {
            y[i * size + i] = 1;
        }
        FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
                return y.length;
            }

            @Override
            public void computeDerivatives(double x, double[] at, double[] out) {
                Arrays.fill(out, 0);
                add(constant, seconds, at, out, size);
                for (int k = 0; k < timed.size(); k++) {
                    double coefficient = generator.parts().get(k).coefficient(x * seconds);
                    add(timed.get(k), coefficient * seconds, at, out, size);
                }
            }
        };
        if (seconds > 0) {
            new DormandPrince853Integrator(1e-9, 1, tolerance / size, tolerance / size)
                    .integrate(equations, 0, y, 1, y);
        }
        int half = size * size;
        return ComplexMatrix.of(size, size, Arrays.copyOf(y, half), Arrays.copyOfRange(y, half, 2 * half));
    }

    /** The integrator's steps are some for each radian. */
    private static void requireIntegrable(LadderGenerator generator, Rows constant, List<Rows> timed, double seconds) {
        double turn = constant.largestRow() * seconds;
        for (int k = 0; k < timed.size(); k++) {
            double largest = 0;
            for (int i = 0; i <= SAMPLES; i++) {
                largest = Math.max(largest, Math.abs(generator.parts().get(k).coefficient(i * seconds / SAMPLES)));
            }
            turn += largest * timed.get(k).largestRow() * seconds;
        }
        if (!(turn <= LARGEST_TURN)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a pulse of %.4g s turns its levels by up to %.3g rad, more than the %.0g rad that are"
                            + " integrated: its duration, `anharmonicity`, `drag` or `rise-time` is out of proportion",
                    seconds,
                    turn,
                    LARGEST_TURN));
        }
    }

    private static void add(Rows rows, double factor, double[] y, double[] out, int size) {
        int half = size * size;
        for (int r = 0; r < size; r++) {
            for (int k = 0; k < rows.counts[r]; k++) {
                double a = factor * rows.re[r][k];
                double b = factor * rows.im[r][k];
                int from = rows.columns[r][k] * size;
                int to = r * size;
                for (int j = 0; j < size; j++) {
                    double x = y[from + j];
                    double z = y[half + from + j];
                    out[to + j] += a * x - b * z;
                    out[half + to + j] += a * z + b * x;
                }
            }
        }
    }

    private static int[][] groups(int count, IntUnaryOperator key) {
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        IntStream.range(0, count)
                .forEach(i -> groups.computeIfAbsent(key.applyAsInt(i), k -> new ArrayList<>())
                        .add(i));
        return groups.values().stream().map(LadderPropagator::array).toArray(int[][]::new);
    }

    private static int[] array(Collection<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] positions(int count, int[] indices) {
        int[] positions = new int[count];
        for (int i = 0; i < indices.length; i++) {
            positions[indices[i]] = i;
        }
        return positions;
    }

    /** The whole matrix of some blocks, the identity where none stands. */
    public static ComplexMatrix matrix(int dimension, List<Block> blocks) {
        double[] re = new double[dimension * dimension];
        double[] im = new double[dimension * dimension];
        boolean[] met = new boolean[dimension];
        for (Block block : blocks) {
            int[] indices = block.indices();
            for (int i = 0; i < indices.length; i++) {
                met[indices[i]] = true;
                for (int j = 0; j < indices.length; j++) {
                    re[indices[i] * dimension + indices[j]] = block.matrix().re(i, j);
                    im[indices[i] * dimension + indices[j]] = block.matrix().im(i, j);
                }
            }
        }
        for (int i = 0; i < dimension; i++) {
            if (!met[i]) {
                re[i * dimension + i] = 1;
            }
        }
        return ComplexMatrix.of(dimension, dimension, re, im);
    }
}
