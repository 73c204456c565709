package org.strangenoise.circuit;

import static java.lang.Math.PI;

import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * The common gates with exact matrices. Names are those of a device file. A two-qubit matrix is indexed by
 * {@code bit(first) + 2 bit(second)}; the control comes first.
 */
public final class Gates {

    private static final double R = Math.sqrt(0.5);

    private Gates() {}

    /** The identity: nothing but its time. */
    public static MatrixOperation id(int q) {
        return MatrixOperation.of("id", List.of(q), ComplexMatrix.identity(2));
    }

    /** Pauli X. */
    public static MatrixOperation x(int q) {
        return involution("x", q, ComplexMatrix.ofReal(new double[] {0, 1}, new double[] {1, 0}), pauli("X"));
    }

    /** Pauli Y. */
    public static MatrixOperation y(int q) {
        ComplexMatrix m = new PauliString("Y").matrix();
        return involution("y", q, m, pauli("Y"));
    }

    /** The Hadamard gate, a half turn about (x + z) / sqrt 2. */
    public static MatrixOperation h(int q) {
        PauliSum axis = PauliSum.of(R / 2, "X").plus(PauliSum.of(R / 2, "Z"));
        return involution("h", q, ComplexMatrix.ofReal(new double[] {R, R}, new double[] {R, -R}), axis);
    }

    /** Rotation exp(-i angle X / 2). */
    public static MatrixOperation rx(double angle, int q) {
        double c = StrictMath.cos(angle / 2);
        double s = StrictMath.sin(angle / 2);
        ComplexMatrix m = ComplexMatrix.of(new double[][] {{c, 0}, {0, c}}, new double[][] {{0, -s}, {-s, 0}});
        return rotation("rx", angle, q, m, "X");
    }

    /** Rotation exp(-i angle Y / 2). */
    public static MatrixOperation ry(double angle, int q) {
        double c = StrictMath.cos(angle / 2);
        double s = StrictMath.sin(angle / 2);
        return rotation("ry", angle, q, ComplexMatrix.ofReal(new double[] {c, -s}, new double[] {s, c}), "Y");
    }

    /** Rotation exp(-i angle Z / 2). */
    public static DiagonalOperation rz(double angle, int q) {
        return new DiagonalOperation("rz", List.of(angle), List.of(q), new Generator(angle, pauli("Z")));
    }

    /** The phase gate diag(1, e^{i angle}). */
    public static DiagonalOperation phase(double angle, int q) {
        return phase("p", List.of(angle), angle, q);
    }

    /** diag(1, -1) = {@link #phase} of pi. */
    public static DiagonalOperation z(int q) {
        return phase("z", List.of(), PI, q);
    }

    /** diag(1, i). */
    public static DiagonalOperation s(int q) {
        return phase("s", List.of(), PI / 2, q);
    }

    /** diag(1, e^{i pi/4}). */
    public static DiagonalOperation t(int q) {
        return phase("t", List.of(), PI / 4, q);
    }

    /** Interaction exp(-i angle Z Z / 2). */
    public static DiagonalOperation rzz(double angle, int a, int b) {
        return new DiagonalOperation(
                "rzz", List.of(angle), List.of(a, b), new Generator(angle, PauliSum.of(0.5, "ZZ")));
    }

    /** diag(1, 1, 1, e^{i angle}). */
    public static DiagonalOperation controlledPhase(double angle, int control, int target) {
        return controlledPhase("cp", List.of(angle), angle, control, target);
    }

    /** diag(1, 1, 1, -1). */
    public static DiagonalOperation cz(int control, int target) {
        return controlledPhase("cz", List.of(), PI, control, target);
    }

    /** Controlled NOT: flips the target where the control is |1>; H = -pi/T on its eigenvector of eigenvalue -1. */
    public static MatrixOperation cnot(int control, int target) {
        PauliSum axis =
                new PauliSum(2, List.of(term(-0.25, "II"), term(0.25, "ZI"), term(0.25, "IX"), term(-0.25, "ZX")));
        return new MatrixOperation(
                "cnot",
                List.of(),
                List.of(control, target),
                permutation(0, 3, 2, 1),
                Optional.of(new Generator(PI, axis)));
    }

    /** Exchange of two qubits; H = -pi/T on its eigenvector of eigenvalue -1, the singlet. */
    public static MatrixOperation swap(int a, int b) {
        PauliSum axis =
                new PauliSum(2, List.of(term(-0.25, "II"), term(0.25, "XX"), term(0.25, "YY"), term(0.25, "ZZ")));
        return new MatrixOperation(
                "swap", List.of(), List.of(a, b), permutation(0, 2, 1, 3), Optional.of(new Generator(PI, axis)));
    }

    /** Doubly controlled NOT. */
    public static MatrixOperation toffoli(int first, int second, int target) {
        return MatrixOperation.of("toffoli", List.of(first, second, target), permutation(0, 1, 2, 7, 4, 5, 6, 3));
    }

    /**
     * The Fourier transform modulo N = 2^k, entry (j, l) = e^{2 pi i j l / N} / sqrt N; bit m of an index belongs to
     * {@code qubits.get(m)}. A dense matrix: 4^k entries.
     */
    public static MatrixOperation fourier(List<Integer> qubits) {
        int d = 1 << qubits.size();
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int j = 0; j < d; j++) {
            for (int l = 0; l < d; l++) {
                double angle = 2 * PI * ((long) j * l % d) / d;
                re[j * d + l] = StrictMath.cos(angle) / Math.sqrt(d);
                im[j * d + l] = StrictMath.sin(angle) / Math.sqrt(d);
            }
        }
        return MatrixOperation.of("fourier", qubits, ComplexMatrix.of(d, d, re, im));
    }

    /** The permutation |b> to |images[b]>. */
    public static ComplexMatrix permutation(int... images) {
        int d = images.length;
        double[] re = new double[d * d];
        for (int b = 0; b < d; b++) {
            re[images[b] * d + b] = 1;
        }
        return ComplexMatrix.of(d, d, re, new double[d * d]);
    }

    /** The dense matrix of gates one after another on qubits 0 to {@code qubits - 1}; for few qubits. */
    public static ComplexMatrix product(int qubits, List<? extends UnitaryOperation> gates) {
        int d = 1 << qubits;
        ComplexMatrix product = ComplexMatrix.identity(d);
        for (UnitaryOperation gate : gates) {
            product = embedded(gate, d).times(product);
        }
        return product;
    }

    private static ComplexMatrix embedded(UnitaryOperation gate, int d) {
        ComplexMatrix local = gate.matrix();
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int column = 0; column < d; column++) {
            int from = gathered(column, gate.qubits());
            for (int to = 0; to < local.rows(); to++) {
                int row = scattered(column, to, gate.qubits());
                re[row][column] = local.re(to, from);
                im[row][column] = local.im(to, from);
            }
        }
        return ComplexMatrix.of(re, im);
    }

    private static int gathered(int index, List<Integer> qubits) {
        int local = 0;
        for (int k = 0; k < qubits.size(); k++) {
            local |= (index >> qubits.get(k) & 1) << k;
        }
        return local;
    }

    private static int scattered(int index, int local, List<Integer> qubits) {
        int result = index;
        for (int k = 0; k < qubits.size(); k++) {
            result = (result & ~(1 << qubits.get(k))) | ((local >> k & 1) << qubits.get(k));
        }
        return result;
    }

    private static MatrixOperation rotation(String name, double angle, int q, ComplexMatrix matrix, String letter) {
        return new MatrixOperation(
                name, List.of(angle), List.of(q), matrix, Optional.of(new Generator(angle, pauli(letter))));
    }

    private static MatrixOperation involution(String name, int q, ComplexMatrix matrix, PauliSum axis) {
        return new MatrixOperation(name, List.of(), List.of(q), matrix, Optional.of(new Generator(PI, axis)));
    }

    private static DiagonalOperation phase(String name, List<Double> parameters, double angle, int q) {
        PauliSum axis = new PauliSum(1, List.of(term(-0.5, "I"), term(0.5, "Z")));
        return new DiagonalOperation(name, parameters, List.of(q), new Generator(angle, axis));
    }

    private static DiagonalOperation controlledPhase(
            String name, List<Double> parameters, double angle, int control, int target) {
        PauliSum axis =
                new PauliSum(2, List.of(term(-0.25, "II"), term(0.25, "ZI"), term(0.25, "IZ"), term(-0.25, "ZZ")));
        return new DiagonalOperation(name, parameters, List.of(control, target), new Generator(angle, axis));
    }

    private static PauliSum pauli(String letter) {
        return PauliSum.of(0.5, letter);
    }

    private static PauliSum.Term term(double coefficient, String letters) {
        return new PauliSum.Term(coefficient, new PauliString(letters));
    }
}
