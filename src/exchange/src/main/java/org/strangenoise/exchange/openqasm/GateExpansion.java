package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.gate.GateControl;
import org.strangenoise.exchange.gate.GatePower;
import org.strangenoise.exchange.gate.GateSequence;
import org.strangenoise.exchange.gate.NoExactFormException;
import org.strangenoise.exchange.gate.SingleGate;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.math.NumberText;

/**
 * Gate calls as operations. A defined gate becomes the operations of its body, unless it is one of the device's own:
 * then it stays one operation, under its name.
 */
final class GateExpansion {

    /** More controls than this make more Pauli strings than a study can use. */
    private static final int MOST_CONTROLS = 10;

    private static final int MOST_KEPT = 20_000;

    /** As studies have it: beyond, doubles know little of a turn, and pulses that turn so far take forever to solve. */
    private static final double LARGEST_ANGLE = 1e4;

    private final Set<String> deviceGates;
    private final Budget budget;
    private final Map<List<Object>, Optional<UnitaryOperation>> single = new HashMap<>();
    private final Map<List<Object>, UnitaryOperation> made = new HashMap<>();

    GateExpansion(Set<String> deviceGates, Budget budget) {
        this.deviceGates = deviceGates;
        this.budget = budget;
    }

    /** A modified gate on qubits, the outermost modifier's controls first. */
    GateSequence expand(
            List<GateModifier> modifiers,
            GateSymbol gate,
            List<Double> angles,
            List<Integer> qubits,
            QasmPlace place,
            Token at) {
        if (modifiers.isEmpty()) {
            return expand(gate, angles, qubits, place, at);
        }
        GateModifier outer = modifiers.get(0);
        // Controls that follow each other are one control, so that flipping some of them is controlled by none.
        int together = (int) modifiers.stream().takeWhile(m -> m.controls() > 0).count();
        int taken = Math.max(1, together);
        int count = modifiers.subList(0, together).stream()
                .mapToInt(GateModifier::controls)
                .sum();
        if (count > MOST_CONTROLS) {
            throw place.problem(
                    at, "a gate may have at most " + MOST_CONTROLS + " controls, but this one has " + count);
        }
        List<Integer> controls = qubits.subList(0, count);
        GateSequence inner = expand(
                modifiers.subList(taken, modifiers.size()),
                gate,
                angles,
                qubits.subList(count, qubits.size()),
                place,
                at);
        try {
            GateSequence result = switch (outer.kind()) {
                case INV -> inner.inverse();
                case POW -> power(inner, outer.number(), place, at);
                case CTRL, NEGCTRL -> {
                    GateSequence flips = flips(modifiers.subList(0, together), controls);
                    yield flips.then(GateControl.of(inner, controls)).then(flips);
                }
            };
            budget.spend(result.gates().size(), place, at);
            return result;
        } catch (NoExactFormException e) {
            throw place.problem(at, String.valueOf(e.getMessage()));
        }
    }

    /** An x on each control that acts where it is |0>. */
    private static GateSequence flips(List<GateModifier> modifiers, List<Integer> controls) {
        List<UnitaryOperation> flips = new ArrayList<>();
        int from = 0;
        for (GateModifier modifier : modifiers) {
            if (modifier.kind() == GateModifier.Kind.NEGCTRL) {
                controls.subList(from, from + modifier.controls()).forEach(q -> flips.add(Gates.x(q)));
            }
            from += modifier.controls();
        }
        return new GateSequence(0, flips);
    }

    private GateSequence power(GateSequence inner, double exponent, QasmPlace place, Token at) {
        double repetitions = exponent == Math.rint(exponent) ? Math.abs(exponent) : 1;
        budget.spend(repetitions * Math.max(1, inner.gates().size()), place, at);
        return GatePower.of(inner, exponent);
    }

    private GateSequence expand(GateSymbol gate, List<Double> angles, List<Integer> qubits, QasmPlace place, Token at) {
        budget.spend(1, place, at);
        if (!(gate instanceof GateSymbol.Defined)) {
            for (double angle : angles) {
                if (Math.abs(angle) > LARGEST_ANGLE) {
                    throw place.problem(at, "an angle must be from -1e4 to 1e4 rad, but is " + NumberText.of(angle));
                }
            }
        }
        if (gate instanceof GateSymbol.Standard standard) {
            return GateSequence.of(standard(standard, angles, qubits));
        }
        if (gate instanceof GateSymbol.GlobalPhase) {
            return new GateSequence(angles.get(0), List.of());
        }
        GateSymbol.Defined defined = (GateSymbol.Defined) gate;
        Optional<String> device = DeviceGateNames.operation(defined.name(), deviceGates);
        if (device.isPresent()) {
            Optional<UnitaryOperation> one = single.computeIfAbsent(
                    List.of(defined.name(), angles), key -> single(defined, device.get(), angles));
            if (one.isPresent()) {
                return GateSequence.of(one.get().on(qubits));
            }
        }
        return body(defined, angles, qubits);
    }

    /** Operations are immutable, and programs repeat themselves. */
    private UnitaryOperation standard(GateSymbol.Standard gate, List<Double> angles, List<Integer> qubits) {
        List<Object> key = List.of(gate.name(), angles, qubits);
        UnitaryOperation known = made.get(key);
        if (known != null) {
            return known;
        }
        UnitaryOperation operation = gate.gate().on(angles, qubits);
        if (made.size() < MOST_KEPT) {
            made.put(key, operation);
        }
        return operation;
    }

    private Optional<UnitaryOperation> single(GateSymbol.Defined gate, String name, List<Double> angles) {
        List<Integer> local = IntStream.range(0, gate.qubitCount()).boxed().toList();
        List<Double> own = IntStream.range(0, angles.size())
                .filter(k -> DeviceGateNames.isOwn(gate.parameters().get(k)))
                .mapToObj(angles::get)
                .toList();
        return SingleGate.of(name, own, gate.qubitCount(), body(gate, angles, local));
    }

    private GateSequence body(GateSymbol.Defined gate, List<Double> angles, List<Integer> qubits) {
        Map<String, Value> parameters = new HashMap<>();
        for (int k = 0; k < angles.size(); k++) {
            parameters.put(gate.parameters().get(k), new Value.Real(angles.get(k)));
        }
        List<UnitaryOperation> gates = new ArrayList<>();
        double phase = 0;
        for (GateSymbol.Call call : gate.body()) {
            ExpressionReader expressions = new ExpressionReader(
                    gate.place(),
                    gate.version2(),
                    name -> {
                        Value own = parameters.containsKey(name)
                                ? parameters.get(name)
                                : call.bound().get(name);
                        return own != null ? own : gate.names().get(name);
                    },
                    (token, message) -> {});
            List<Double> values = new ArrayList<>(call.arguments().size());
            for (ExpressionContext argument : call.arguments()) {
                values.add(expressions.number(argument));
            }
            List<Integer> targets = new ArrayList<>(call.qubits().size());
            for (int q : call.qubits()) {
                targets.add(qubits.get(q));
            }
            GateSequence made = expand(call.modifiers(), call.gate(), values, targets, gate.place(), call.at());
            gates.addAll(made.gates());
            phase += made.phase();
        }
        return new GateSequence(phase, gates);
    }
}
