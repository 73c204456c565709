package org.strangenoise.state;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.LinearSolver;

/**
 * What is read, given what is: entry (r, t) is the probability of reading outcome r where t is true. Qubit q is bit q
 * of an outcome. Readout errors of one qubit each are a product of 2 x 2 matrices, {@link #of(Readout)}; any other
 * matrix has errors that are correlated between qubits.
 */
public final class ConfusionMatrix {

    /** The largest register, 256 outcomes. */
    public static final int MAX_QUBITS = 8;

    /** Columns may miss a sum of one by as much as rounded decimals do; they are not changed. */
    private static final double SUM_TOLERANCE = 1e-9;

    /** Where an entry of the inverse is larger, counts cannot be corrected. */
    private static final double LARGEST_INVERSE = 1e6;

    private final double[][] entries;

    private ConfusionMatrix(double[][] entries) {
        this.entries = entries;
    }

    /**
     * A matrix of probabilities.
     *
     * @param rows by what is read; 2^n rows of 2^n, columns that sum to one
     * @throws IllegalArgumentException if they are none; the message, without a subject, says what they must be
     */
    public static ConfusionMatrix of(double[][] rows) {
        int d = rows.length;
        if (Integer.bitCount(d) != 1 || d < 2 || d > 1 << MAX_QUBITS) {
            throw new IllegalArgumentException(
                    "must have 2^n rows for n = 1 to " + MAX_QUBITS + " qubits, but has " + d);
        }
        double[][] copy = new double[d][];
        for (int r = 0; r < d; r++) {
            if (rows[r].length != d) {
                throw new IllegalArgumentException(
                        "must have as many columns as rows, " + d + ", but row " + r + " has " + rows[r].length);
            }
            copy[r] = rows[r].clone();
            for (int t = 0; t < d; t++) {
                if (!(copy[r][t] >= 0 && copy[r][t] <= 1)) {
                    throw new IllegalArgumentException("must hold probabilities, from 0 to 1, but row " + r
                            + ", column " + t + " is " + copy[r][t]);
                }
            }
        }
        for (int t = 0; t < d; t++) {
            double sum = 0;
            for (int r = 0; r < d; r++) {
                sum += copy[r][t];
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                throw new IllegalArgumentException("must have columns that sum to one, each over all that may be read"
                        + " from one true outcome, but column " + t + " sums to " + sum);
            }
        }
        return new ConfusionMatrix(copy);
    }

    /** The product of each qubit's own readout errors. */
    public static ConfusionMatrix of(Readout readout) {
        int qubits = readout.p1Given0().length;
        double[][] entries = new double[1 << qubits][1 << qubits];
        for (int t = 0; t < entries.length; t++) {
            double[] true0 = new double[entries.length];
            true0[t] = 1;
            double[] read = readout.confuse(true0);
            for (int r = 0; r < entries.length; r++) {
                entries[r][t] = read[r];
            }
        }
        return new ConfusionMatrix(entries);
    }

    /** Nothing is confused. */
    public static ConfusionMatrix perfect(int qubits) {
        return of(Readout.perfect(qubits));
    }

    /** Number of qubits. */
    public int qubits() {
        return Integer.numberOfTrailingZeros(entries.length);
    }

    /** The probability of reading an outcome where another, or the same, is true. */
    public double entry(int read, int isTrue) {
        return entries[read][isTrue];
    }

    /** What is read by its probability, where one outcome is true. */
    public double[] column(int isTrue) {
        double[] column = new double[entries.length];
        for (int r = 0; r < column.length; r++) {
            column[r] = entries[r][isTrue];
        }
        return column;
    }

    /** Outcome probabilities as read, from true ones by outcome. */
    public double[] confuse(double[] probabilities) {
        double[] read = new double[entries.length];
        for (int r = 0; r < read.length; r++) {
            double sum = 0;
            for (int t = 0; t < read.length; t++) {
                sum += entries[r][t] * probabilities[t];
            }
            read[r] = sum;
        }
        return read;
    }

    /** The adjoint: what weights of read outcomes are as weights of true ones. */
    public double[] adjoint(double[] weights) {
        double[] back = new double[entries.length];
        for (int r = 0; r < back.length; r++) {
            for (int t = 0; t < back.length; t++) {
                back[t] += entries[r][t] * weights[r];
            }
        }
        return back;
    }

    /** True if nothing is confused. */
    public boolean isPerfect() {
        for (int r = 0; r < entries.length; r++) {
            if (entries[r][r] != 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * The inverse, {@code [true][read]}: what read frequencies say of the true ones. Entries may be negative.
     *
     * @throws IllegalArgumentException if there is none; the message, without a subject, says what the matrix must be
     */
    public double[][] inverse() {
        int d = entries.length;
        double[] zeros = new double[d * d];
        double[] flat = new double[d * d];
        for (int r = 0; r < d; r++) {
            System.arraycopy(entries[r], 0, flat, r * d, d);
        }
        ComplexMatrix inverse;
        try {
            inverse = LinearSolver.of(ComplexMatrix.of(d, d, flat, zeros)).solve(ComplexMatrix.identity(d));
        } catch (ArithmeticException e) {
            throw notInvertible("is singular", e);
        }
        double[][] rows = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int t = 0; t < d; t++) {
                rows[r][t] = inverse.re(r, t);
                if (!(Math.abs(rows[r][t]) <= LARGEST_INVERSE)) {
                    throw notInvertible("has an inverse with an entry of " + rows[r][t], null);
                }
            }
        }
        return rows;
    }

    private static IllegalArgumentException notInvertible(String how, @Nullable Throwable e) {
        return new IllegalArgumentException(
                "must be invertible, so that different true outcomes are read differently, but " + how, e);
    }

    /**
     * The matrix of some qubits, the others being in |0> and what is read of them ignored.
     *
     * @param kept distinct qubits in their new order
     */
    public ConfusionMatrix among(List<Integer> kept) {
        double[][] some = new double[1 << kept.size()][1 << kept.size()];
        for (int t = 0; t < some.length; t++) {
            int isTrue = 0;
            for (int k = 0; k < kept.size(); k++) {
                isTrue |= (t >> k & 1) << kept.get(k);
            }
            for (int r = 0; r < entries.length; r++) {
                int read = 0;
                for (int k = 0; k < kept.size(); k++) {
                    read |= (r >> kept.get(k) & 1) << k;
                }
                some[read][t] += entries[r][isTrue];
            }
        }
        return new ConfusionMatrix(some);
    }
}
