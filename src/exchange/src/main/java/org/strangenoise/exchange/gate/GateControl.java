package org.strangenoise.exchange.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * Gates that act where every control is |1>. A diagonal gate stays one diagonal gate on any number of qubits; another
 * stays one gate up to three qubits, and becomes a sequence beyond.
 */
public final class GateControl {

    private static final int LARGEST_MATRIX = 3;
    private static final Set<String> NOTS = Set.of("x", "cx", "ccx");

    private GateControl() {}

    /** The sequence under control, its phase included. */
    public static GateSequence of(GateSequence target, List<Integer> controls) {
        List<UnitaryOperation> gates = new ArrayList<>();
        double phase = 0;
        for (UnitaryOperation gate : target.gates()) {
            GateSequence controlled = of(gate, controls);
            gates.addAll(controlled.gates());
            phase += controlled.phase();
        }
        if (target.phase() != 0) {
            gates.add(controlledPhase(target.phase(), controls));
        }
        return new GateSequence(phase, gates);
    }

    private static GateSequence of(UnitaryOperation gate, List<Integer> controls) {
        List<Integer> qubits = new ArrayList<>(controls);
        qubits.addAll(gate.qubits());
        if (gate instanceof DiagonalOperation diagonal) {
            return GateSequence.of(controlled(diagonal, controls.size(), qubits));
        }
        if (StandardGates.match(gate).filter(g -> NOTS.contains(g.name())).isPresent()) {
            return controlledNot(qubits);
        }
        if (qubits.size() <= LARGEST_MATRIX) {
            return GateSequence.of(new MatrixOperation(
                    "c".repeat(controls.size()) + gate.name(),
                    gate.parameters(),
                    qubits,
                    embedded(gate.matrix(), controls.size()),
                    Optional.empty()));
        }
        if (gate.qubits().size() == 1) {
            return controlledRotations(gate, controls);
        }
        Decomposition parts = GateSynthesis.of(gate);
        double angle = parts.phase().symbolic() ? gate.parameters().get(0) : 0;
        List<UnitaryOperation> gates = new ArrayList<>();
        for (GateCall call : parts.calls()) {
            gates.add(StandardGates.get(call.gate())
                    .on(
                            call.angles().stream().map(a -> a.at(angle)).toList(),
                            call.qubits().stream().map(gate.qubits()::get).toList()));
        }
        return of(new GateSequence(parts.phase().at(angle), gates), controls);
    }

    /** diag(1, ..., 1, e^{i angle}). */
    private static UnitaryOperation controlledPhase(double angle, List<Integer> controls) {
        return controlled(Gates.phase(angle, controls.get(0)), controls.size() - 1, rotated(controls));
    }

    /** The first qubit last: its gate becomes the one under control of the others. */
    private static List<Integer> rotated(List<Integer> qubits) {
        List<Integer> rotated = new ArrayList<>(qubits.subList(1, qubits.size()));
        rotated.add(qubits.get(0));
        return rotated;
    }

    /** exp(-i angle P1 ... P1 axis) with the projector P1 = (1 - Z) / 2 on each control. */
    private static DiagonalOperation controlled(DiagonalOperation gate, int controls, List<Integer> qubits) {
        List<PauliSum.Term> terms = gate.exponent().axis().terms();
        for (int c = 0; c < controls; c++) {
            List<PauliSum.Term> next = new ArrayList<>(2 * terms.size());
            for (PauliSum.Term term : terms) {
                String letters = term.string().letters();
                next.add(new PauliSum.Term(term.coefficient() / 2, new PauliString("I" + letters)));
                next.add(new PauliSum.Term(-term.coefficient() / 2, new PauliString("Z" + letters)));
            }
            terms = next;
        }
        return new DiagonalOperation(
                "c".repeat(controls) + gate.name(),
                gate.parameters(),
                qubits,
                new Generator(gate.exponent().angle(), new PauliSum(qubits.size(), terms)));
    }

    private static GateSequence controlledNot(List<Integer> qubits) {
        if (qubits.size() == 2) {
            return GateSequence.of(Gates.cnot(qubits.get(0), qubits.get(1)));
        }
        if (qubits.size() == 3) {
            return GateSequence.of(Gates.toffoli(qubits.get(0), qubits.get(1), qubits.get(2)));
        }
        int target = qubits.get(qubits.size() - 1);
        return new GateSequence(
                0, List.of(Gates.h(target), controlled(Gates.z(target), qubits.size() - 1, qubits), Gates.h(target)));
    }

    /** Rz(last), Rx(-pi/2) Rz(middle) Rx(pi/2) = Ry(middle), Rz(first): only what is diagonal needs the controls. */
    private static GateSequence controlledRotations(UnitaryOperation gate, List<Integer> controls) {
        EulerAngles angles = EulerAngles.of(gate.matrix());
        int target = gate.qubits().get(0);
        List<Integer> qubits = new ArrayList<>(controls);
        qubits.add(target);
        int count = controls.size();
        return new GateSequence(
                0,
                List.of(
                        controlled(Gates.rz(angles.last(), target), count, qubits),
                        Gates.rx(Math.PI / 2, target),
                        controlled(Gates.rz(angles.middle(), target), count, qubits),
                        Gates.rx(-Math.PI / 2, target),
                        controlled(Gates.rz(angles.first(), target), count, qubits),
                        controlledPhase(angles.phase(), controls)));
    }

    /** The controls are the low bits of the index. */
    private static ComplexMatrix embedded(ComplexMatrix target, int controls) {
        int d = target.rows() << controls;
        int on = (1 << controls) - 1;
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int b = 0; b < d; b++) {
            re[b][b] = 1;
        }
        for (int r = 0; r < target.rows(); r++) {
            for (int c = 0; c < target.rows(); c++) {
                re[(r << controls) | on][(c << controls) | on] = target.re(r, c);
                im[(r << controls) | on][(c << controls) | on] = target.im(r, c);
            }
        }
        return ComplexMatrix.of(re, im);
    }
}
