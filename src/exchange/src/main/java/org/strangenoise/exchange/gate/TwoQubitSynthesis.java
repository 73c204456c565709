package org.strangenoise.exchange.gate;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;

/**
 * A unitary on two qubits as one-qubit rotations and at most three {@code cx}: {@code U = (A1 (x) A0) exp(i (a XX + b
 * YY + c ZZ)) (B1 (x) B0)} up to a phase, found in the basis of Bell states, where products of one-qubit unitaries are
 * real. No, one or two {@code cx} where the gate needs no more. Sources: Kraus and Cirac, Phys. Rev. A 63, 062309
 * (2001); Vatan and Williams, Phys. Rev. A 69, 032315 (2004).
 */
final class TwoQubitSynthesis {

    /** Angles of the interaction this small are left by rounding. */
    private static final double NEGLIGIBLE = 1e-12;

    private static final double R = Math.sqrt(0.5);

    /** Columns: (|00> + |11>), i (|01> + |10>), (|01> - |10>) and i (|00> - |11>), over sqrt 2. */
    private static final ComplexMatrix BELL = ComplexMatrix.of(
            new double[][] {{R, 0, 0, 0}, {0, 0, R, 0}, {0, 0, -R, 0}, {R, 0, 0, 0}},
            new double[][] {{0, 0, 0, R}, {0, R, 0, 0}, {0, R, 0, 0}, {0, 0, 0, -R}});

    private final List<GateCall> calls = new ArrayList<>();
    private final ComplexMatrix[] pending = {ComplexMatrix.identity(2), ComplexMatrix.identity(2)};

    private TwoQubitSynthesis() {}

    static Decomposition of(ComplexMatrix unitary) {
        ComplexMatrix inBell = BELL.adjoint().times(unitary).times(BELL);
        double[][] p = realEigenvectors(inBell.transpose().times(inBell));
        if (determinant(p) < 0) {
            for (double[] row : p) {
                row[0] = -row[0];
            }
        }
        ComplexMatrix columns = ComplexMatrix.ofReal(p);
        ComplexMatrix squares =
                columns.transpose().times(inBell.transpose().times(inBell)).times(columns);
        double[] theta = new double[4];
        for (int k = 0; k < 4; k++) {
            theta[k] = StrictMath.atan2(squares.im(k, k), squares.re(k, k)) / 2;
        }
        ComplexMatrix left = inBell.times(columns).times(phases(theta));
        double[][] real = new double[4][4];
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 4; c++) {
                real[r][c] = left.re(r, c);
            }
        }
        if (determinant(real) < 0) {
            theta[0] += Math.PI;
            for (double[] row : real) {
                row[0] = -row[0];
            }
        }
        TwoQubitSynthesis synthesis = new TwoQubitSynthesis();
        synthesis.locals(inProductBasis(columns.transpose()));
        synthesis.interaction(
                (theta[0] + theta[1]) / 2 - mean(theta),
                (theta[1] + theta[3]) / 2 - mean(theta),
                (theta[0] + theta[3]) / 2 - mean(theta));
        synthesis.locals(inProductBasis(ComplexMatrix.ofReal(real)));
        synthesis.flush();
        return synthesis.withPhaseOf(unitary);
    }

    private static double mean(double[] theta) {
        return (theta[0] + theta[1] + theta[2] + theta[3]) / 4;
    }

    private static ComplexMatrix phases(double[] theta) {
        double[] re = new double[4];
        double[] im = new double[4];
        for (int k = 0; k < 4; k++) {
            re[k] = StrictMath.cos(theta[k]);
            im[k] = -StrictMath.sin(theta[k]);
        }
        return ComplexMatrix.diagonal(re, im);
    }

    private static ComplexMatrix inProductBasis(ComplexMatrix matrix) {
        return BELL.times(matrix).times(BELL.adjoint());
    }

    /**
     * Real vectors that diagonalise a symmetric unitary: those of a mixture of its real and imaginary part, which
     * commute; of several mixtures the one that does it best, as one may make different eigenvalues equal.
     */
    private static double[][] realEigenvectors(ComplexMatrix symmetric) {
        double[][] best = new double[4][4];
        double smallest = Double.POSITIVE_INFINITY;
        for (double angle : new double[] {0.3, 1.1, 1.9, 2.7, 0.0}) {
            double[][] mixture = new double[4][4];
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    double re = (symmetric.re(r, c) + symmetric.re(c, r)) / 2;
                    double im = (symmetric.im(r, c) + symmetric.im(c, r)) / 2;
                    mixture[r][c] = StrictMath.cos(angle) * re + StrictMath.sin(angle) * im;
                }
            }
            ComplexMatrix vectors =
                    HermitianEigen.of(ComplexMatrix.ofReal(mixture)).eigenvectors();
            ComplexMatrix diagonal = vectors.transpose().times(symmetric).times(vectors);
            double rest = 0;
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    rest += r == c ? 0 : StrictMath.hypot(diagonal.re(r, c), diagonal.im(r, c));
                }
            }
            if (rest < smallest) {
                smallest = rest;
                for (int r = 0; r < 4; r++) {
                    for (int c = 0; c < 4; c++) {
                        best[r][c] = vectors.re(r, c);
                    }
                }
            }
        }
        return best;
    }

    /** By Laplace's rule on the first two rows. */
    private static double determinant(double[][] m) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                int[] others = new int[2];
                int count = 0;
                for (int k = 0; k < 4; k++) {
                    if (k != i && k != j) {
                        others[count++] = k;
                    }
                }
                double upper = m[0][i] * m[1][j] - m[0][j] * m[1][i];
                double lower = m[2][others[0]] * m[3][others[1]] - m[2][others[1]] * m[3][others[0]];
                sum += ((i + j) % 2 == 1 ? 1 : -1) * upper * lower;
            }
        }
        return sum;
    }

    /** A product A1 (x) A0 onto both qubits. */
    private void locals(ComplexMatrix product) {
        int row = 0;
        int column = 0;
        double largest = -1;
        for (int k = 0; k < 4; k++) {
            double size = StrictMath.hypot(product.re(k / 2 * 2, k % 2 * 2), product.im(k / 2 * 2, k % 2 * 2))
                    + StrictMath.hypot(product.re(k / 2 * 2, k % 2 * 2 + 1), product.im(k / 2 * 2, k % 2 * 2 + 1));
            if (size > largest) {
                largest = size;
                row = k / 2;
                column = k % 2;
            }
        }
        ComplexMatrix first = block(product, row, column);
        double norm = Math.sqrt(first.adjoint().times(first).traceRe() / 2);
        first = first.scaled(1 / norm);
        double[][] re = new double[2][2];
        double[][] im = new double[2][2];
        for (int k = 0; k < 4; k++) {
            ComplexMatrix overlap = first.adjoint().times(block(product, k / 2, k % 2));
            re[k / 2][k % 2] = overlap.traceRe() / 2;
            im[k / 2][k % 2] = overlap.traceIm() / 2;
        }
        local(0, first);
        local(1, ComplexMatrix.of(re, im));
    }

    private static ComplexMatrix block(ComplexMatrix m, int row, int column) {
        double[][] re = new double[2][2];
        double[][] im = new double[2][2];
        for (int k = 0; k < 4; k++) {
            re[k / 2][k % 2] = m.re(2 * row + k / 2, 2 * column + k % 2);
            im[k / 2][k % 2] = m.im(2 * row + k / 2, 2 * column + k % 2);
        }
        return ComplexMatrix.of(re, im);
    }

    private void local(int qubit, ComplexMatrix gate) {
        pending[qubit] = gate.times(pending[qubit]);
    }

    private void both(ComplexMatrix gate) {
        local(0, gate);
        local(1, gate);
    }

    private void cx(int control, int target) {
        flush();
        calls.add(GateCall.fixed("cx", control, target));
    }

    private void flush() {
        for (int q = 0; q < 2; q++) {
            EulerAngles angles = EulerAngles.of(pending[q]);
            if (Math.abs(angles.middle()) < NEGLIGIBLE / 1000) {
                rotation("rz", angles.last() + angles.first(), q);
            } else {
                rotation("rz", angles.last(), q);
                rotation("ry", angles.middle(), q);
                rotation("rz", angles.first(), q);
            }
            pending[q] = ComplexMatrix.identity(2);
        }
    }

    private void rotation(String gate, double angle, int qubit) {
        if (Math.abs(Math.IEEEremainder(angle, 4 * Math.PI)) > NEGLIGIBLE / 1000) {
            calls.add(GateCall.rotation(gate, angle, qubit));
        }
    }

    /** exp(i (a XX + b YY + c ZZ)): quarter turns of a pair are local, the rest is at most pi/4. */
    private void interaction(double a, double b, double c) {
        double[] angles = {a, b, c};
        ComplexMatrix[] paulis = {
            Gates.x(0).matrix(), Gates.y(0).matrix(), Gates.z(0).matrix()
        };
        int zeros = 0;
        for (int k = 0; k < 3; k++) {
            long turns = Math.round(angles[k] / (Math.PI / 2));
            angles[k] -= turns * Math.PI / 2;
            if (turns % 2 != 0) {
                both(paulis[k]);
            }
            zeros += Math.abs(angles[k]) < NEGLIGIBLE ? 1 : 0;
        }
        if (zeros == 2) {
            int axis = Math.abs(angles[0]) >= NEGLIGIBLE ? 0 : Math.abs(angles[1]) >= NEGLIGIBLE ? 1 : 2;
            onePair(axis, angles[axis]);
        } else if (zeros == 1) {
            twoPairs(angles);
        } else if (zeros == 0) {
            threePairs(angles[0], angles[1], angles[2]);
        }
    }

    private void onePair(int axis, double angle) {
        ComplexMatrix turn = axis == 0 ? Gates.h(0).matrix() : axis == 1 ? rx(-Math.PI / 2) : ComplexMatrix.identity(2);
        both(turn.adjoint());
        if (Math.abs(Math.abs(angle) - Math.PI / 4) < NEGLIGIBLE) {
            local(1, Gates.h(0).matrix());
            cx(0, 1);
            local(1, Gates.h(0).matrix());
            both(rz(-Math.signum(angle) * Math.PI / 2));
        } else {
            cx(0, 1);
            local(1, rz(-2 * angle));
            cx(0, 1);
        }
        both(turn);
    }

    /** XX and ZZ become X of the first and Z of the second qubit between two cx; others are turned to these. */
    private void twoPairs(double[] angles) {
        boolean noX = Math.abs(angles[0]) < NEGLIGIBLE;
        boolean noZ = Math.abs(angles[2]) < NEGLIGIBLE;
        ComplexMatrix turn = noX ? rz(Math.PI / 2) : noZ ? rx(-Math.PI / 2) : ComplexMatrix.identity(2);
        both(turn.adjoint());
        cx(0, 1);
        local(0, rx(-2 * (noX ? angles[1] : angles[0])));
        local(1, rz(-2 * (noZ ? angles[1] : angles[2])));
        cx(0, 1);
        both(turn);
    }

    private void threePairs(double a, double b, double c) {
        local(1, rz(Math.PI / 2));
        cx(1, 0);
        local(0, rz(-2 * c - Math.PI / 2));
        local(1, ry(-2 * a - Math.PI / 2));
        cx(0, 1);
        local(1, ry(2 * b + Math.PI / 2));
        cx(1, 0);
        local(0, rz(-Math.PI / 2));
    }

    private static ComplexMatrix rx(double angle) {
        return Gates.rx(angle, 0).matrix();
    }

    private static ComplexMatrix ry(double angle) {
        return Gates.ry(angle, 0).matrix();
    }

    private static ComplexMatrix rz(double angle) {
        return Gates.rz(angle, 0).matrix();
    }

    private Decomposition withPhaseOf(ComplexMatrix unitary) {
        List<UnitaryOperation> gates = calls.stream()
                .map(call -> StandardGates.get(call.gate())
                        .on(call.angles().stream().map(Angle::value).toList(), call.qubits()))
                .toList();
        ComplexMatrix overlap =
                SingleGate.matrix(2, new GateSequence(0, gates)).adjoint().times(unitary);
        return new Decomposition(calls, Angle.of(StrictMath.atan2(overlap.traceIm(), overlap.traceRe())));
    }
}
