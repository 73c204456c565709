package org.strangenoise.circuit;

import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.pauli.PauliSum;

/** Matrices of the gates of {@link StandardGates} that {@link Gates} does not make. */
final class StandardMatrices {

    private StandardMatrices() {}

    /**
     * {@code e^{i phase} ((cos(theta/2), -e^{i lambda} sin(theta/2)), (e^{i phi} sin(theta/2), e^{i(phi+lambda)}
     * cos(theta/2)))}. Phases are multiplied, not added, so that the matrix is unitary for angles of any size.
     */
    static ComplexMatrix euler(double theta, double phi, double lambda, double phase) {
        ComplexMatrix rotation = ComplexMatrix.ofReal(new double[][] {
            {StrictMath.cos(theta / 2), -StrictMath.sin(theta / 2)},
            {StrictMath.sin(theta / 2), StrictMath.cos(theta / 2)}
        });
        return phases(phase, phi).times(rotation).times(phases(0, lambda));
    }

    /** {@code e^{i common} diag(1, e^{i second})}. */
    private static ComplexMatrix phases(double common, double second) {
        double c = StrictMath.cos(common);
        double s = StrictMath.sin(common);
        double re = c * StrictMath.cos(second) - s * StrictMath.sin(second);
        double im = c * StrictMath.sin(second) + s * StrictMath.cos(second);
        return ComplexMatrix.of(new double[][] {{c, 0}, {0, re}}, new double[][] {{s, 0}, {0, im}});
    }

    static MatrixOperation rootOfX(List<Integer> qubits) {
        double[][] re = {{0.5, 0.5}, {0.5, 0.5}};
        double[][] im = {{0.5, -0.5}, {-0.5, 0.5}};
        return MatrixOperation.of("sx", qubits, ComplexMatrix.of(re, im));
    }

    static UnitaryOperation general(
            String name,
            List<Double> angles,
            List<Integer> qubits,
            double theta,
            double phi,
            double lambda,
            double phase) {
        return new MatrixOperation(name, angles, qubits, euler(theta, phi, lambda, phase), Optional.empty());
    }

    /** The first qubit is the control: bit 0 of the index. */
    static UnitaryOperation controlled(String name, List<Double> angles, List<Integer> qubits, ComplexMatrix target) {
        double[][] re = new double[4][4];
        double[][] im = new double[4][4];
        for (int r = 0; r < 2; r++) {
            re[2 * r][2 * r] = 1;
            for (int c = 0; c < 2; c++) {
                re[2 * r + 1][2 * c + 1] = target.re(r, c);
                im[2 * r + 1][2 * c + 1] = target.im(r, c);
            }
        }
        return new MatrixOperation(name, angles, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /**
     * exp(-i angle P P / 2) for P = X (sign 1) or Y (sign -1): P P flips both bits, with this sign where they agree.
     */
    static UnitaryOperation ising(String name, List<Double> angles, List<Integer> qubits, int sign) {
        double c = StrictMath.cos(angles.get(0) / 2);
        double s = -StrictMath.sin(angles.get(0) / 2);
        double[][] re = {{c, 0, 0, 0}, {0, c, 0, 0}, {0, 0, c, 0}, {0, 0, 0, c}};
        double[][] im = {{0, 0, 0, sign * s}, {0, 0, s, 0}, {0, s, 0, 0}, {sign * s, 0, 0, 0}};
        return new MatrixOperation(name, angles, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** exp(-i angle P) for a Pauli string with the square 1. */
    static UnitaryOperation ofPaulis(
            String name, List<Double> parameters, List<Integer> qubits, double angle, String letters, int sign) {
        PauliSum axis = PauliSum.of(sign, letters);
        return new MatrixOperation(
                name,
                parameters,
                qubits,
                MatrixExponential.hermitian(axis.matrix(), angle),
                Optional.of(new Generator(angle, axis)));
    }

    /** (X I - Y X) / sqrt 2, the first letter the first qubit's. */
    static UnitaryOperation ecr(List<Integer> qubits) {
        double r = Math.sqrt(0.5);
        double[][] re = {{0, r, 0, 0}, {r, 0, 0, 0}, {0, 0, 0, r}, {0, 0, r, 0}};
        double[][] im = {{0, 0, 0, r}, {0, 0, -r, 0}, {0, r, 0, 0}, {-r, 0, 0, 0}};
        return MatrixOperation.of("ecr", qubits, ComplexMatrix.of(re, im));
    }

    /** cos(theta/2) and -i sin(theta/2) e^{-+i beta} between |01> and |10>: exp(-i theta (XX + YY)/4) for beta 0. */
    static UnitaryOperation exchange(
            String name, List<Double> parameters, List<Integer> qubits, double theta, double beta) {
        double c = StrictMath.cos(theta / 2);
        double s = StrictMath.sin(theta / 2);
        double[][] re = {
            {1, 0, 0, 0},
            {0, c, -s * StrictMath.sin(beta), 0},
            {0, s * StrictMath.sin(beta), c, 0},
            {0, 0, 0, 1}
        };
        double[][] im = {
            {0, 0, 0, 0},
            {0, 0, -s * StrictMath.cos(beta), 0},
            {0, -s * StrictMath.cos(beta), 0, 0},
            {0, 0, 0, 0}
        };
        return new MatrixOperation(name, parameters, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** As {@link #exchange} between |00> and |11>. */
    static UnitaryOperation pairing(List<Double> a, List<Integer> qubits) {
        double c = StrictMath.cos(a.get(0) / 2);
        double s = StrictMath.sin(a.get(0) / 2);
        double x = s * StrictMath.sin(a.get(1));
        double y = s * StrictMath.cos(a.get(1));
        double[][] re = {{c, 0, 0, -x}, {0, 1, 0, 0}, {0, 0, 1, 0}, {x, 0, 0, c}};
        double[][] im = {{0, 0, 0, -y}, {0, 0, 0, 0}, {0, 0, 0, 0}, {-y, 0, 0, 0}};
        return new MatrixOperation("xx_minus_yy", a, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** exp(-i theta (cos(phi) X + sin(phi) Y) / 2). */
    static UnitaryOperation turn(String name, List<Double> parameters, List<Integer> qubits, double theta, double phi) {
        double c = StrictMath.cos(theta / 2);
        double s = StrictMath.sin(theta / 2);
        double[][] re = {{c, -s * StrictMath.sin(phi)}, {s * StrictMath.sin(phi), c}};
        double[][] im = {{0, -s * StrictMath.cos(phi)}, {-s * StrictMath.cos(phi), 0}};
        return new MatrixOperation(name, parameters, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** cos(phi) X + sin(phi) Y. */
    static UnitaryOperation half(String name, List<Double> parameters, List<Integer> qubits, double phi) {
        double[][] re = {{0, StrictMath.cos(phi)}, {StrictMath.cos(phi), 0}};
        double[][] im = {{0, -StrictMath.sin(phi)}, {StrictMath.sin(phi), 0}};
        return new MatrixOperation(name, parameters, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    static UnitaryOperation phasedSwap(List<Double> a, List<Integer> qubits) {
        double c = StrictMath.cos(a.get(0));
        double s = StrictMath.sin(a.get(0));
        double[][] re = {{1, 0, 0, 0}, {0, 0, c, 0}, {0, c, 0, 0}, {0, 0, 0, 1}};
        double[][] im = {{0, 0, 0, 0}, {0, 0, s, 0}, {0, s, 0, 0}, {0, 0, 0, 0}};
        return new MatrixOperation("pswap", a, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    static UnitaryOperation phaseOf(String name, double angle, List<Integer> qubits) {
        DiagonalOperation phase = Gates.controlledPhase(angle, qubits.get(0), qubits.get(1));
        return new DiagonalOperation(name, List.of(), phase.qubits(), phase.exponent());
    }

    /** e^{i angle} on one of the four basis states. */
    static UnitaryOperation phaseOf(String name, List<Double> a, List<Integer> qubits, int state) {
        double[][] re = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        double[][] im = new double[4][4];
        re[state][state] = StrictMath.cos(a.get(0));
        im[state][state] = StrictMath.sin(a.get(0));
        return new MatrixOperation(name, a, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** exp(-i theta/2 A B), A and B the axes of phi0 and phi1 in the plane of x and y. */
    static UnitaryOperation molmerSorensen(List<Double> a, List<Integer> qubits) {
        ComplexMatrix first = half("gpi", List.of(), List.of(0), a.get(0)).matrix();
        ComplexMatrix second = half("gpi", List.of(), List.of(0), a.get(1)).matrix();
        double c = StrictMath.cos(a.get(2) / 2);
        double s = StrictMath.sin(a.get(2) / 2);
        ComplexMatrix matrix =
                ComplexMatrix.identity(4).scaled(c).plus(second.kronecker(first).scaled(0, -s));
        return new MatrixOperation("ms", a, qubits, matrix, Optional.empty());
    }

    /** All qubits but the last are controls. */
    static UnitaryOperation manyControlled(String name, List<Integer> qubits, ComplexMatrix target) {
        int d = 1 << qubits.size();
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int b = 0; b < d; b++) {
            re[b][b] = 1;
        }
        int[] states = {d / 2 - 1, d - 1};
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                re[states[r]][states[c]] = target.re(r, c);
                im[states[r]][states[c]] = target.im(r, c);
            }
        }
        return MatrixOperation.of(name, qubits, ComplexMatrix.of(re, im));
    }
}
