package org.strangenoise.exchange.gate;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.circuit.Gates;
import org.strangenoise.math.ComplexMatrix;

/**
 * A unitary on a few qubits as gates: rotations of two basis states each, along Gray codes, each a controlled one-qubit
 * gate. Sources: Nielsen and Chuang, sections 4.5.1 and 4.5.2; Barenco et al., Phys. Rev. A 52, 3457 (1995).
 */
final class TwoLevelSynthesis {

    /** An entry this small is left by rounding, not by the gate. */
    private static final double NEGLIGIBLE = 1e-15;

    private final int qubits;
    private final List<GateCall> calls = new ArrayList<>();
    private double phase;

    private TwoLevelSynthesis(int qubits) {
        this.qubits = qubits;
    }

    static Decomposition of(ComplexMatrix unitary) {
        int qubits = Integer.numberOfTrailingZeros(unitary.rows());
        TwoLevelSynthesis synthesis = new TwoLevelSynthesis(qubits);
        if (qubits == 1) {
            synthesis.addControlled(unitary, List.of(), 0);
        } else {
            synthesis.addAll(unitary);
        }
        return new Decomposition(synthesis.calls, Angle.of(synthesis.phase));
    }

    /** Rotations G_k ... G_1 U = diagonal, so that U = G_1^dagger ... G_k^dagger diagonal: the diagonal acts first. */
    private void addAll(ComplexMatrix unitary) {
        ComplexMatrix rest = unitary;
        List<Rotation> rotations = new ArrayList<>();
        int d = unitary.rows();
        for (int column = 0; column < d; column++) {
            for (int row = d - 1; row > column; row--) {
                if (modulus(rest, row, column) > NEGLIGIBLE) {
                    Rotation rotation = Rotation.clearing(rest, column, row);
                    rotations.add(rotation);
                    rest = rotation.embedded(d).times(rest);
                }
            }
        }
        addDiagonal(rest);
        for (int k = rotations.size() - 1; k >= 0; k--) {
            Rotation rotation = rotations.get(k);
            addTwoLevel(rotation.matrix().adjoint(), rotation.low(), rotation.high());
        }
    }

    /** Phases of the basis states as rotations of Z strings, c_S = sum_b (-1)^(S.b) phase_b / 2^n. */
    private void addDiagonal(ComplexMatrix diagonal) {
        int d = diagonal.rows();
        for (int string = 0; string < d; string++) {
            double coefficient = 0;
            for (int b = 0; b < d; b++) {
                double sign = (Integer.bitCount(string & b) & 1) == 0 ? 1 : -1;
                coefficient += sign * StrictMath.atan2(diagonal.im(b, b), diagonal.re(b, b)) / d;
            }
            if (string == 0) {
                phase += coefficient;
            } else if (Math.abs(coefficient) > NEGLIGIBLE) {
                addParityRotation(string, -2 * coefficient);
            }
        }
    }

    private void addParityRotation(int string, double angle) {
        int target = 31 - Integer.numberOfLeadingZeros(string);
        int others = string & ~(1 << target);
        addParity(others, target);
        calls.add(GateCall.rotation("rz", angle, target));
        addParity(others, target);
    }

    private void addParity(int sources, int target) {
        for (int q = 0; q < qubits; q++) {
            if ((sources >> q & 1) == 1) {
                calls.add(GateCall.fixed("cx", q, target));
            }
        }
    }

    /**
     * A rotation of the basis states low and high: high is brought next to low by cx from one bit where they differ.
     */
    private void addTwoLevel(ComplexMatrix rotation, int low, int high) {
        int differing = low ^ high;
        int target = Integer.numberOfTrailingZeros(differing);
        int carried = differing & ~(1 << target);
        boolean lowerFirst = (low >> target & 1) == 0;
        // After the cx both states agree in every bit but the target's.
        int common = lowerFirst ? low : high;
        List<GateCall> spread = new ArrayList<>();
        for (int q = 0; q < qubits; q++) {
            if ((carried >> q & 1) == 1) {
                spread.add(GateCall.fixed("cx", target, q));
            }
        }
        List<GateCall> flips = new ArrayList<>();
        List<Integer> controls = new ArrayList<>();
        for (int q = 0; q < qubits; q++) {
            if (q != target) {
                controls.add(q);
                if ((common >> q & 1) == 0) {
                    flips.add(GateCall.fixed("x", q));
                }
            }
        }
        calls.addAll(spread);
        calls.addAll(flips);
        addControlled(lowerFirst ? rotation : Rotation.exchanged(rotation), controls, target);
        calls.addAll(flips);
        calls.addAll(spread);
    }

    private void addControlled(ComplexMatrix u, List<Integer> controls, int target) {
        EulerAngles angles = EulerAngles.of(u);
        switch (controls.size()) {
            case 0 -> {
                addRotation("rz", angles.last(), target);
                addRotation("ry", angles.middle(), target);
                addRotation("rz", angles.first(), target);
                phase += angles.phase();
            }
            case 1 -> addSinglyControlled(angles, controls.get(0), target);
            default -> {
                ComplexMatrix root = Rotation.root(u);
                int last = controls.get(controls.size() - 1);
                List<Integer> others = controls.subList(0, controls.size() - 1);
                addControlled(root, List.of(last), target);
                addNot(others, last);
                addControlled(root.adjoint(), List.of(last), target);
                addNot(others, last);
                addControlled(root, others, target);
            }
        }
    }

    private void addNot(List<Integer> controls, int target) {
        if (controls.size() == 1) {
            calls.add(GateCall.fixed("cx", controls.get(0), target));
        } else {
            addControlled(Gates.x(0).matrix(), controls, target);
        }
    }

    /** A X B X C with A B C = 1; the controlled phase is an rz on the control. */
    private void addSinglyControlled(EulerAngles angles, int control, int target) {
        addRotation("rz", (angles.last() - angles.first()) / 2, target);
        calls.add(GateCall.fixed("cx", control, target));
        addRotation("rz", -(angles.last() + angles.first()) / 2, target);
        addRotation("ry", -angles.middle() / 2, target);
        calls.add(GateCall.fixed("cx", control, target));
        addRotation("ry", angles.middle() / 2, target);
        addRotation("rz", angles.first(), target);
        addRotation("rz", angles.phase(), control);
        phase += angles.phase() / 2;
    }

    private void addRotation(String gate, double angle, int qubit) {
        if (Math.abs(angle) > NEGLIGIBLE) {
            calls.add(GateCall.rotation(gate, angle, qubit));
        }
    }

    private static double modulus(ComplexMatrix m, int r, int c) {
        return StrictMath.hypot(m.re(r, c), m.im(r, c));
    }

    /**
     * A 2 x 2 unitary between two basis states.
     *
     * @param low the state of the matrix' index 0
     * @param high the state of its index 1
     * @param matrix the 2 x 2 unitary
     */
    private record Rotation(int low, int high, ComplexMatrix matrix) {

        /** The rotation that moves the entry (high, low) of a column into (low, low). */
        static Rotation clearing(ComplexMatrix m, int low, int high) {
            double norm = StrictMath.hypot(modulus(m, low, low), modulus(m, high, low));
            double aRe = m.re(low, low) / norm;
            double aIm = m.im(low, low) / norm;
            double bRe = m.re(high, low) / norm;
            double bIm = m.im(high, low) / norm;
            double[][] re = {{aRe, bRe}, {-bRe, aRe}};
            double[][] im = {{-aIm, -bIm}, {-bIm, aIm}};
            return new Rotation(low, high, ComplexMatrix.of(re, im));
        }

        ComplexMatrix embedded(int d) {
            double[][] re = new double[d][d];
            double[][] im = new double[d][d];
            for (int k = 0; k < d; k++) {
                re[k][k] = 1;
            }
            int[] states = {low, high};
            for (int r = 0; r < 2; r++) {
                for (int c = 0; c < 2; c++) {
                    re[states[r]][states[c]] = matrix.re(r, c);
                    im[states[r]][states[c]] = matrix.im(r, c);
                }
            }
            return ComplexMatrix.of(re, im);
        }

        /** The same rotation with its two states named in the other order. */
        static ComplexMatrix exchanged(ComplexMatrix m) {
            double[][] re = {{m.re(1, 1), m.re(1, 0)}, {m.re(0, 1), m.re(0, 0)}};
            double[][] im = {{m.im(1, 1), m.im(1, 0)}, {m.im(0, 1), m.im(0, 0)}};
            return ComplexMatrix.of(re, im);
        }

        /** A square root of a 2 x 2 unitary: for determinant 1, (U + 1) / sqrt(tr U + 2). */
        static ComplexMatrix root(ComplexMatrix u) {
            EulerAngles angles = EulerAngles.of(u);
            ComplexMatrix special = u.scaled(StrictMath.cos(angles.phase()), -StrictMath.sin(angles.phase()));
            double half = angles.phase() / 2;
            if (special.traceRe() < 0) {
                special = special.scaled(-1);
                half += Math.PI / 2;
            }
            ComplexMatrix root = special.plus(ComplexMatrix.identity(2)).scaled(1 / Math.sqrt(special.traceRe() + 2));
            return root.scaled(StrictMath.cos(half), StrictMath.sin(half));
        }
    }
}
