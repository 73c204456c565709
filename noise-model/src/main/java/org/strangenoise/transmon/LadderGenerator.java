package org.strangenoise.transmon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.strangenoise.math.ComplexMatrix;

/**
 * A {@link LadderLindbladian} as numbers: the Hamiltonian's constant diagonal, its other parts as sparse matrices with
 * a coefficient in time, and the dissipator as damping of each entry and jumps between entries.
 */
public final class LadderGenerator {

    /** A Hermitian matrix by rows, with its coefficient in time. */
    public static final class Part {
        final DoubleUnaryOperator coefficient;
        final boolean constant;
        final int[] rowStarts;
        final int[] columns;
        final double[] re;
        final double[] im;

        private Part(Timed key, List<Map<Integer, double[]>> rows) {
            this.coefficient = key.coefficient();
            this.constant = !key.derivative && key.timing.shape().isConstant();
            this.rowStarts = new int[rows.size() + 1];
            int count = rows.stream().mapToInt(Map::size).sum();
            this.columns = new int[count];
            this.re = new double[count];
            this.im = new double[count];
            int at = 0;
            for (int r = 0; r < rows.size(); r++) {
                for (Map.Entry<Integer, double[]> entry : rows.get(r).entrySet()) {
                    columns[at] = entry.getKey();
                    re[at] = entry.getValue()[0];
                    im[at] = entry.getValue()[1];
                    at++;
                }
                rowStarts[r + 1] = at;
            }
        }

        /** The factor at a time in seconds. */
        public double coefficient(double t) {
            return coefficient.applyAsDouble(t);
        }

        /** Where each row begins among {@link #columns}, and the end of the last. */
        public int[] rowStarts() {
            return rowStarts;
        }

        /** The column of each entry, row by row. */
        public int[] columns() {
            return columns;
        }

        /** Real parts of the entries. */
        public double[] re() {
            return re;
        }

        /** Imaginary parts of the entries. */
        public double[] im() {
            return im;
        }
    }

    private record Timed(LadderLindbladian.Timing timing, boolean derivative) {
        DoubleUnaryOperator coefficient() {
            return derivative ? timing::derivative : timing::value;
        }
    }

    private final LadderLindbladian lindbladian;
    private final LadderSpace space;
    private final double[] energies;
    private final List<Part> parts;
    private final boolean conserving;

    /** The generator of a master equation. */
    public LadderGenerator(LadderLindbladian lindbladian) {
        this.lindbladian = lindbladian;
        this.space = new LadderSpace(lindbladian.levels());
        this.energies = new double[space.dimension()];
        Map<Timed, List<Map<Integer, double[]>>> rows = new LinkedHashMap<>();
        for (LadderLindbladian.Term term : lindbladian.terms()) {
            add(term, rows);
        }
        this.parts = new ArrayList<>();
        rows.forEach((key, entries) -> parts.add(new Part(key, entries)));
        this.conserving = parts.stream().allMatch(this::conserves);
    }

    private boolean conserves(Part part) {
        for (int r = 0; r < space.dimension(); r++) {
            for (int k = part.rowStarts[r]; k < part.rowStarts[r + 1]; k++) {
                if (space.excitations(r) != space.excitations(part.columns[k])) {
                    return false;
                }
            }
        }
        return true;
    }

    private void add(LadderLindbladian.Term term, Map<Timed, List<Map<Integer, double[]>>> rows) {
        if (term instanceof LadderLindbladian.Energy energy) {
            for (int i = 0; i < energies.length; i++) {
                int n = space.level(i, energy.qubit());
                energies[i] += energy.anharmonicity() / 2 * n * (n - 1) + energy.shift() * n;
            }
        } else if (term instanceof LadderLindbladian.Parity parity) {
            for (int i = 0; i < energies.length; i++) {
                energies[i] += parity.rate()
                        * (1 - 2 * space.level(i, parity.first()))
                        * (1 - 2 * space.level(i, parity.second()));
            }
        } else if (term instanceof LadderLindbladian.Drive drive) {
            addDrive(entries(rows, drive.timing(), false), drive.qubit(), drive.x(), drive.y());
            if (drive.drag() != 0) {
                addDrive(
                        entries(rows, drive.timing(), true),
                        drive.qubit(),
                        drive.drag() * drive.y(),
                        -drive.drag() * drive.x());
            }
        } else if (term instanceof LadderLindbladian.Exchange exchange) {
            addExchange(entries(rows, exchange.timing(), false), exchange);
        } else if (term instanceof LadderLindbladian.Subspace subspace) {
            addSubspace(entries(rows, subspace.timing(), false), subspace);
        }
    }

    private List<Map<Integer, double[]>> entries(
            Map<Timed, List<Map<Integer, double[]>>> rows, LadderLindbladian.Timing timing, boolean derivative) {
        return rows.computeIfAbsent(new Timed(timing, derivative), key -> {
            List<Map<Integer, double[]>> empty = new ArrayList<>();
            for (int i = 0; i < space.dimension(); i++) {
                empty.add(new TreeMap<>());
            }
            return empty;
        });
    }

    /** {@code x (a + a^dagger) - i y (a - a^dagger)}, whose entry (n - 1, n) is (x - i y) sqrt n. */
    private void addDrive(List<Map<Integer, double[]>> rows, int qubit, double x, double y) {
        for (int i = 0; i < rows.size(); i++) {
            int n = space.level(i, qubit);
            if (n > 0) {
                double root = Math.sqrt(n);
                int below = i - space.stride(qubit);
                put(rows, below, i, x * root, -y * root);
                put(rows, i, below, x * root, y * root);
            }
        }
    }

    private void addExchange(List<Map<Integer, double[]>> rows, LadderLindbladian.Exchange exchange) {
        int a = exchange.first();
        int b = exchange.second();
        for (int i = 0; i < rows.size(); i++) {
            int from = space.level(i, b);
            int to = space.level(i, a);
            if (from > 0 && to + 1 < space.levels(a)) {
                int moved = i + space.stride(a) - space.stride(b);
                double value = exchange.angle() * Math.sqrt((double) from * (to + 1));
                put(rows, moved, i, value, 0);
                put(rows, i, moved, value, 0);
            }
        }
    }

    private void addSubspace(List<Map<Integer, double[]>> rows, LadderLindbladian.Subspace subspace) {
        ComplexMatrix matrix = subspace.integrated().matrix();
        List<Integer> qubits = subspace.qubits();
        for (int i = 0; i < rows.size(); i++) {
            int bits = 0;
            int rest = i;
            boolean inside = true;
            for (int k = 0; k < qubits.size(); k++) {
                int level = space.level(i, qubits.get(k));
                inside &= level < 2;
                bits |= Math.min(1, level) << k;
                rest -= level * space.stride(qubits.get(k));
            }
            for (int other = 0; inside && other < matrix.rows(); other++) {
                if (matrix.re(bits, other) != 0 || matrix.im(bits, other) != 0) {
                    int column = rest;
                    for (int k = 0; k < qubits.size(); k++) {
                        column += (other >> k & 1) * space.stride(qubits.get(k));
                    }
                    put(rows, i, column, matrix.re(bits, other), matrix.im(bits, other));
                }
            }
        }
    }

    private static void put(List<Map<Integer, double[]>> rows, int row, int column, double re, double im) {
        double[] sum = rows.get(row).computeIfAbsent(column, c -> new double[2]);
        sum[0] += re;
        sum[1] += im;
    }

    /** The master equation. */
    public LadderLindbladian lindbladian() {
        return lindbladian;
    }

    /** The register. */
    public LadderSpace space() {
        return space;
    }

    /** The Hamiltonian's constant diagonal, rad/s. */
    public double[] energies() {
        return energies;
    }

    /** The constant part, then those that follow pulses. */
    public List<Part> parts() {
        return parts;
    }

    /** True if the Hamiltonian keeps the number of excitations. */
    public boolean isConserving() {
        return conserving;
    }

    /** True if it does not change with time. */
    public boolean isConstant() {
        return parts.stream().allMatch(part -> part.constant);
    }

    /** Half the sum of the rates that leave a basis state by jumps, 1/s. */
    public double[] halfDecay() {
        double[] half = new double[space.dimension()];
        for (int q = 0; q < space.qubits(); q++) {
            LadderLindbladian.Relaxation rates = lindbladian.relaxations().get(q);
            for (int i = 0; i < half.length; i++) {
                int n = space.level(i, q);
                half[i] += n == 0 ? 0 : rates.down() * square(rates.jump(n)) / 2;
                half[i] += n + 1 == space.levels(q) ? 0 : rates.up() * square(rates.jump(n + 1)) / 2;
            }
        }
        return half;
    }

    /** Half of {@code sum L^dagger L} over all jump operators, which is diagonal, 1/s. */
    public double[] noJumpDamping() {
        double[] damping = halfDecay();
        for (int q = 0; q < space.qubits(); q++) {
            double dephasing = lindbladian.relaxations().get(q).dephasing();
            for (int i = 0; i < damping.length; i++) {
                damping[i] += dephasing * square(space.level(i, q));
            }
        }
        return damping;
    }

    /** {@code sum_q (n_q - n'_q)^2 / Tphi_q} of an entry of the density matrix, 1/s. */
    public double dephasing(int row, int column) {
        double sum = 0;
        for (int q = 0; q < space.qubits(); q++) {
            sum += lindbladian.relaxations().get(q).dephasing() * square(space.level(row, q) - space.level(column, q));
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }
}
