package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.ClassicalRegister;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.exchange.gate.GateSequence;
import org.strangenoise.exchange.openqasm.ImportedCircuit.MeasuredBit;
import org.strangenoise.exchange.openqasm.ImportedCircuit.Step;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandContext;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;

/** Collects a program's qubits, bits and steps; those of a conditional block apart until it ends. */
final class ProgramBuilder {

    private final ReaderLimits limits;
    private final List<String> qubitNames = new ArrayList<>();
    private final List<ClassicalRegister> registers = new ArrayList<>();
    private final List<String> bitNames = new ArrayList<>();
    private final List<MeasuredBit> measured = new ArrayList<>();
    private List<Step> steps = new ArrayList<>();
    private int blocks;
    private boolean conditional;
    private boolean noisy;
    private boolean physical;
    private double phase;
    private @Nullable Set<Integer> touched;

    ProgramBuilder(ReaderLimits limits) {
        this.limits = limits;
    }

    int qubits() {
        return qubitNames.size();
    }

    /** New qubits, numbered on. */
    List<Integer> declare(String name, int size, boolean isRegister, QasmPlace place, Token at) {
        if (physical) {
            throw place.problem(at, "a file may use either declared or physical qubits, but this one uses both");
        }
        if (size > limits.qubits() - qubits()) {
            throw place.problem(
                    at,
                    "a program may have at most " + limits.qubits() + " qubits, but this makes "
                            + (qubits() + (long) size));
        }
        int first = qubits();
        for (int k = 0; k < size; k++) {
            qubitNames.add(isRegister ? name + "[" + k + "]" : name);
        }
        return IntStream.range(first, first + size).boxed().toList();
    }

    /** New bits, numbered on; returns the number of the first. */
    int declareBits(String name, int size, boolean isRegister) {
        int first = bitNames.size();
        registers.add(new ClassicalRegister(name, size));
        for (int k = 0; k < size; k++) {
            bitNames.add(isRegister ? name + "[" + k + "]" : name);
        }
        return first;
    }

    /** The number of a physical qubit such as {@code $3}; lower ones exist with it. */
    int physicalQubit(OperandContext operand, QasmPlace place) {
        String digits = operand.HARDWARE_QUBIT().getText().substring(1);
        if (!physical && qubits() > 0) {
            throw place.problem(operand, "a file may use either declared or physical qubits, but this one uses both");
        }
        if (digits.length() > 9 || Integer.parseInt(digits) >= limits.qubits()) {
            throw place.problem(
                    operand,
                    "a physical qubit must be below $" + limits.qubits() + ", but is "
                            + QasmPlace.quoted("$" + digits));
        }
        physical = true;
        int qubit = Integer.parseInt(digits);
        while (qubits() <= qubit) {
            qubitNames.add("$" + qubits());
        }
        return qubit;
    }

    void add(GateSequence gates, QasmPlace place, Token at) {
        phase += gates.phase();
        gates.gates().forEach(gate -> add(gate, place, at));
    }

    void add(Operation operation, QasmPlace place, Token at) {
        steps.add(new Step.Ideal(operation));
        touch(operation.qubits());
    }

    void add(NoisyInstruction.Noise noise, QasmPlace place, Token at) {
        if (blocks > 0 || conditional) {
            throw place.problem(at, "a file may hold either noise of its own or conditions, but this one holds both");
        }
        noisy = true;
        steps.add(new Step.Noise(noise));
    }

    /** How many conditional blocks the program stands in. */
    int blocks() {
        return blocks;
    }

    /** Begins a conditional block; returns the steps before it. */
    List<Step> startBlock(QasmPlace place, Token at) {
        if (noisy) {
            throw place.problem(at, "a file may hold either noise of its own or conditions, but this one holds both");
        }
        conditional = true;
        blocks++;
        List<Step> before = steps;
        steps = new ArrayList<>();
        return before;
    }

    /** Ends a conditional block; returns its operations and goes on after the steps before it. */
    List<Operation> endBlock(List<Step> before) {
        List<Operation> block = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Ideal ideal) {
                block.add(ideal.operation());
            }
        }
        blocks--;
        steps = before;
        return block;
    }

    /** Adds a block that is carried out under a condition, unless it does nothing. */
    void conditional(Condition condition, List<Operation> then, List<Operation> otherwise) {
        if (!then.isEmpty() || !otherwise.isEmpty()) {
            Conditional block = new Conditional(condition, then, otherwise);
            steps.add(new Step.Ideal(block));
            touch(block.qubits());
        }
    }

    /** A barrier on distinct qubits, a recording point if these are all; also after measurements. */
    void barrier(List<Integer> qubits) {
        synchronise(qubits);
        if (qubits.size() == qubits() && blocks == 0) {
            steps.add(new Step.RecordingPoint());
        }
    }

    private void synchronise(List<Integer> qubits) {
        steps.add(new Step.Ideal(new Barrier(qubits)));
        touch(qubits);
    }

    /** Waiting that begins and ends at the same time on all qubits. */
    void delay(List<Integer> qubits, double seconds) {
        if (qubits.size() > 1) {
            synchronise(qubits);
        }
        qubits.forEach(q -> delay(q, seconds));
    }

    /** Waiting; also after a measurement. */
    private void delay(int qubit, double seconds) {
        steps.add(new Step.Ideal(new Delay(qubit, seconds)));
        touch(List.of(qubit));
    }

    void reset(int qubit, QasmPlace place, Token at) {
        add(new Reset(qubit), place, at);
    }

    /** A measurement whose outcome is not kept. */
    void measure(int qubit, QasmPlace place, Token at) {
        add(new Measurement(qubit), place, at);
        measured.add(new MeasuredBit(qubit, ""));
    }

    /** A measurement into a bit. */
    void measure(int qubit, int bit, QasmPlace place, Token at) {
        add(new Measurement(qubit, bit), place, at);
        measured.add(new MeasuredBit(qubit, bitNames.get(bit)));
    }

    /** Begins to note which qubits are used; returns those noted so far by an outer box. */
    @Nullable
    Set<Integer> startBox() {
        Set<Integer> outer = touched;
        touched = new LinkedHashSet<>();
        return outer;
    }

    /** The place in the program where the next step will stand. */
    int position() {
        return steps.size();
    }

    /** Ends a box that began at a position: barriers on its qubits before and after it. */
    void endBox(int position, @Nullable Set<Integer> outer) {
        List<Integer> inside = leaveBox(outer);
        if (!inside.isEmpty()) {
            steps.add(position, new Step.Ideal(new Barrier(inside)));
            steps.add(new Step.Ideal(new Barrier(inside)));
        }
    }

    /** Ends a box of a stated duration that began at a position. */
    void endBox(int position, @Nullable Set<Integer> outer, double seconds, Location location) {
        if (blocks > 0) {
            throw new QasmException(location, "a box of a stated duration inside a conditional block is not supported");
        }
        List<Integer> inside = leaveBox(outer);
        if (!inside.isEmpty()) {
            List<Step> content = steps.subList(position, steps.size());
            if (content.stream()
                    .anyMatch(step -> step instanceof Step.Ideal ideal && ideal.operation() instanceof Conditional)) {
                throw new QasmException(location, "a box of a stated duration that holds conditions is not supported");
            }
            Step.Box box = new Step.Box(inside, seconds, location, content);
            content.clear();
            steps.add(box);
        }
    }

    private List<Integer> leaveBox(@Nullable Set<Integer> outer) {
        List<Integer> inside = touched == null ? List.of() : List.copyOf(touched);
        touched = outer;
        touch(inside);
        return inside;
    }

    /** Notes that qubits are used. */
    void touch(List<Integer> qubits) {
        if (touched != null) {
            touched.addAll(qubits);
        }
    }

    ImportedCircuit build(List<Problem> warnings) {
        return new ImportedCircuit(qubits(), registers, steps, phase, qubitNames, measured, warnings);
    }
}
