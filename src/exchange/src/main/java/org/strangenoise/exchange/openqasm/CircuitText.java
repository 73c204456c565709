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
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
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
    private boolean measures;

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

    void add(Circuit circuit) {
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
            add(measurement(measurement.qubit()), comment);
        } else if (operation instanceof Reset reset) {
            add("reset " + qubitName.apply(reset.qubit()) + ";", comment);
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
            IntStream.range(0, qubits).forEach(q -> lines.add(measurement(q)));
        }
    }

    private String measurement(int qubit) {
        String source = qubitName.apply(qubit);
        return version == Version.TWO
                ? "measure " + source + " -> c[" + qubit + "];"
                : "c[" + qubit + "] = measure " + source + ";";
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
