package org.strangenoise.exchange.openqasm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.ClassicalRegister;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.gate.NoExactFormException;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/** The statements of a circuit, in either version of OpenQASM. */
final class CircuitText {

    /** What the two versions say differently. */
    enum Version {
        /** No timing, arrows for measurements. */
        TWO,
        /** Delays, assigned measurements. */
        THREE
    }

    private final Version version;
    private final boolean timed;
    private final int qubits;
    private final IntFunction<String> qubitName;
    private final GateWriter gates;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Map<Boundary, Integer> ended = new HashMap<>();
    private List<ClassicalRegister> registers = List.of();
    private boolean measures;
    private boolean drops;
    private int @Nullable [] recordedBits;

    CircuitText(Version version, boolean timed, int qubits, IntFunction<String> qubitName, GateWriter gates) {
        this.version = version;
        this.timed = timed;
        this.qubits = qubits;
        this.qubitName = qubitName;
        this.gates = gates;
    }

    List<String> lines() {
        return lines;
    }

    Set<String> remarks() {
        return remarks;
    }

    /** The declarations of bits: the circuit's own, or one for every qubit of a circuit without. */
    List<String> bitDeclarations() {
        List<ClassicalRegister> declared = new ArrayList<>();
        if (measures && !registers.isEmpty()) {
            declared.addAll(registers);
            if (drops && version == Version.TWO) {
                declared.add(new ClassicalRegister(dropped(), qubits));
            }
        } else {
            declared.add(new ClassicalRegister("c", qubits));
        }
        return declared.stream()
                .map(register -> version == Version.TWO
                        ? "creg " + register.name() + "[" + register.size() + "];"
                        : "bit[" + register.size() + "] " + register.name() + ";")
                .toList();
    }

    /** A name for the bits of outcomes that the circuit does not keep, where the language asks for one. */
    private String dropped() {
        String name = "dropped";
        while (isRegister(name)) {
            name += "_";
        }
        return name;
    }

    private boolean isRegister(String name) {
        return registers.stream().anyMatch(register -> register.name().equals(name));
    }

    void add(Circuit circuit) {
        registers = circuit.registers();
        for (Operation operation : circuit.operations()) {
            if (operation instanceof Barrier barrier) {
                add("barrier " + names(barrier.qubits()) + ";", "");
            } else if (operation instanceof Boundary boundary) {
                addBoundary(boundary, "");
            } else if (operation instanceof Delay delay) {
                addDelay(delay);
            } else {
                add(operation, "");
            }
        }
        addFinalMeasurement();
    }

    /** The operations in the order of their starts, each gap a delay on its qubit, each segment ended by a barrier. */
    void add(ScheduledCircuit circuit) {
        registers = circuit.records().registers();
        if (circuit.segments().stream()
                .flatMap(segment -> segment.operations().stream())
                .anyMatch(timedOperation -> timedOperation.guard().isPresent())) {
            throw new NoExactFormException(
                    "a timed export cannot say what depends on measurements, whose blocks stand at fixed times");
        }
        recordedBits = recordedBits(circuit.records());
        for (ScheduledSegment segment : circuit.segments()) {
            double start = -1;
            for (TimedOperation timedOperation : segment.operations()) {
                if (timedOperation.start() > start) {
                    start = timedOperation.start();
                    lines.add("// at " + nanoseconds(start) + " ns");
                }
                if (timedOperation.operation() instanceof Delay delay) {
                    addDelay(delay);
                } else {
                    add(timedOperation.operation(), " // " + nanoseconds(timedOperation.duration()) + " ns");
                }
            }
            segment.end()
                    .ifPresent(boundary -> addBoundary(boundary, ", " + nanoseconds(segment.duration()) + " ns long"));
        }
        addFinalMeasurement();
    }

    private void add(Operation operation, String comment) {
        if (operation instanceof UnitaryOperation gate) {
            add(gates.call(gate) + " " + names(gate.qubits()) + ";", comment);
        } else if (operation instanceof Measurement measurement) {
            measures = true;
            add(measurement(measurement), comment);
        } else if (operation instanceof Reset reset) {
            add("reset " + qubitName.apply(reset.qubit()) + ";", comment);
        } else if (operation instanceof Conditional block) {
            addBlock(block);
        } else if (operation instanceof Barrier barrier) {
            lines.add("barrier " + names(barrier.qubits()) + ";");
        } else if (operation instanceof Delay delay) {
            addDelay(delay);
        }
    }

    private void addBlock(Conditional block) {
        if (version == Version.TWO) {
            addGuarded(block.condition(), block.then());
            addGuarded(new Condition.Not(block.condition()), block.otherwise());
            return;
        }
        boolean only = block.then().isEmpty();
        Condition condition = only ? new Condition.Not(block.condition()) : block.condition();
        lines.add("if (" + ConditionText.of(condition, registers) + ") {");
        (only ? block.otherwise() : block.then()).forEach(operation -> add(operation, ""));
        if (!only && !block.otherwise().isEmpty()) {
            lines.add("} else {");
            block.otherwise().forEach(operation -> add(operation, ""));
        }
        lines.add("}");
    }

    /** OpenQASM 2 compares a whole register with a number, one operation at a time. */
    private void addGuarded(Condition condition, List<Operation> operations) {
        if (operations.isEmpty()) {
            return;
        }
        ConditionText.Register register = ConditionText.register(condition, registers);
        for (Operation operation : operations) {
            if (operation instanceof Conditional
                    || (operation instanceof Measurement measurement
                            && measurement.bit().isPresent()
                            && register.holds(measurement.bit().getAsInt()))) {
                throw new NoExactFormException("format openqasm2 cannot say a block that holds conditions or writes"
                        + " the register that it depends on; OpenQASM 3 can");
            }
            int from = lines.size();
            add(operation, "");
            List<String> plain = new ArrayList<>(lines.subList(from, lines.size()));
            lines.subList(from, lines.size()).clear();
            for (String line : plain) {
                if (line.startsWith("//")) {
                    lines.add(line);
                } else {
                    register.values()
                            .forEach(value -> lines.add("if (" + register.name() + " == " + value + ") " + line));
                }
            }
        }
    }

    private void addBoundary(Boundary boundary, String duration) {
        String what = switch (boundary) {
            case PREPARATION -> "end of preparation";
            case LAYER -> "end of layer " + ended.merge(boundary, 1, Integer::sum);
            case STEP -> "end of step " + ended.merge(boundary, 1, Integer::sum);
        };
        add("barrier " + names(IntStream.range(0, qubits).boxed().toList()) + ";", " // " + what + duration);
    }

    /**
     * A statement and its comment: behind it, or on the line before in OpenQASM 2, where not every reader takes that.
     */
    private void add(String statement, String comment) {
        if (version == Version.TWO && !comment.isEmpty()) {
            lines.add(comment.strip());
            lines.add(statement);
        } else {
            lines.add(statement + comment);
        }
    }

    private void addDelay(Delay delay) {
        if (version == Version.THREE && timed) {
            lines.add("delay[" + nanoseconds(delay.seconds()) + "ns] " + qubitName.apply(delay.qubit()) + ";");
            return;
        }
        lines.add("// " + qubitName.apply(delay.qubit()) + " waits " + nanoseconds(delay.seconds()) + " ns");
        if (!timed) {
            remarks.add("delays are left out, as plain files have no time; a timed export of OpenQASM 3 holds them");
        } else {
            remarks.add("delays and durations stand in comments only, as OpenQASM 2 has no time");
        }
    }

    /** A circuit without measurements ends with all qubits measured; another keeps its own. */
    private void addFinalMeasurement() {
        if (!measures) {
            IntStream.range(0, qubits).forEach(q -> lines.add(measurement(q, "c[" + q + "]")));
        }
    }

    private String measurement(Measurement measurement) {
        int qubit = measurement.qubit();
        if (registers.isEmpty()) {
            return measurement(qubit, "c[" + qubit + "]");
        }
        if (measurement.bit().isPresent()) {
            int bit = measurement.bit().getAsInt();
            return measurement(
                    qubit, ClassicalRegister.nameOf(recordedBits == null ? bit : recordedBits[bit], registers));
        }
        drops = true;
        return version == Version.TWO
                ? measurement(qubit, dropped() + "[" + qubit + "]")
                : "measure " + qubitName.apply(qubit) + ";";
    }

    private String measurement(int qubit, String bit) {
        String source = qubitName.apply(qubit);
        return version == Version.TWO ? "measure " + source + " -> " + bit + ";" : bit + " = measure " + source + ";";
    }

    /** By record: the bit that it is written into. */
    private static int[] recordedBits(MeasurementRecords records) {
        int[] bits = new int[records.size()];
        for (int bit = 0; bit < records.bits(); bit++) {
            for (int r = records.last().get(bit); r >= 0; r = records.previous().get(r)) {
                bits[r] = bit;
            }
        }
        return bits;
    }

    private String names(List<Integer> targets) {
        return targets.stream().map(qubitName::apply).collect(Collectors.joining(", "));
    }

    /** Exactly, as a decimal number: what a reader multiplies by 1e-9 in decimal is the same double again. */
    static String nanoseconds(double seconds) {
        BigDecimal decimal = new BigDecimal(Double.toString(seconds)).scaleByPowerOfTen(9);
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
