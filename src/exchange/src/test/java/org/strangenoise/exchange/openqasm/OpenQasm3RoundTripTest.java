package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.RandomCircuits;
import org.strangenoise.exchange.Unitaries;
import org.strangenoise.exchange.gate.NoExactFormException;
import org.strangenoise.kickedtop.Interaction;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.kickedtop.PairCoupling;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.state.SpinDirection;

class OpenQasm3RoundTripTest {

    private static final Pattern PHASE = Pattern.compile("Global phase: .* exp\\(i \\* ([-0-9.E]+)\\)");

    private final OpenQasmReader reader = new OpenQasmReader();

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 3", "2, 4", "2, 5", "3, 6", "3, 7", "3, 8", "4, 9", "4, 10", "5, 11", "5, 12"})
    void everyGateComesBackWithItsPhase(int qubits, long seed) {
        Circuit circuit = RandomCircuits.overAllGates(qubits, 60, seed);
        String text = new OpenQasm3Writer().write(circuit).text();
        ImportedCircuit read = reader.read(text, "written.qasm");
        double distance = Unitaries.distance(
                Unitaries.of(circuit), Unitaries.of(read.circuit()), statedPhase(text) + read.globalPhase());
        assertTrue(distance < 1e-12, () -> "distance " + distance + "\n" + text);
    }

    /** Operations of a device keep their names and stay single operations. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void operationsStaySingle(long seed) {
        Circuit circuit = RandomCircuits.overAllGates(4, 40, seed);
        String text = new OpenQasm3Writer().write(circuit).text();
        assertEquals(names(circuit), names(reader.read(text, "written.qasm").circuit()));
    }

    private static List<String> names(Circuit circuit) {
        return circuit.operations().stream()
                .filter(UnitaryOperation.class::isInstance)
                .map(o -> ((UnitaryOperation) o).name() + o.qubits())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, NATIVE", "4, NATIVE", "5, CNOT", "2, EXCHANGE", "3, EXCHANGE", "9, NATIVE"})
    void kickedTopComesBack(int qubits, Interaction interaction) {
        KickedTop top = KickedTop.of(qubits, 2.3).withInteraction(interaction);
        if (qubits > 2) {
            top = top.withCouplings(List.of(new PairCoupling(0, 2, 0.7)));
        }
        Circuit circuit = top.preparedCircuit(new SpinDirection(0.9, -0.4), 2);
        Circuit read = reader.read(new OpenQasm3Writer().write(circuit).text(), "top.qasm")
                .circuit();
        assertEquals(names(circuit), names(read));
        if (qubits < 6) {
            assertTrue(Unitaries.distanceUpToPhase(Unitaries.of(circuit), Unitaries.of(read)) < 1e-12);
        } else {
            assertSameKicks(circuit, read);
        }
    }

    private static void assertSameKicks(Circuit circuit, Circuit read) {
        for (int k = 0; k < circuit.operations().size(); k++) {
            if (circuit.operations().get(k) instanceof DiagonalOperation kick) {
                double[] expected = kick.phases();
                double[] found =
                        ((DiagonalOperation) gatesOf(read).get(gatesOf(circuit).indexOf(kick))).phases();
                double offset = found[0] - expected[0];
                IntStream.range(0, expected.length).forEach(b -> assertEquals(expected[b] + offset, found[b], 1e-13));
            }
        }
    }

    private static List<UnitaryOperation> gatesOf(Circuit circuit) {
        return circuit.operations().stream()
                .filter(UnitaryOperation.class::isInstance)
                .map(UnitaryOperation.class::cast)
                .toList();
    }

    /** The exchange interaction of more than three qubits has no exact sequence; it is refused, not approximated. */
    @Test
    void exchangeOfFourQubitsIsRefused() {
        Circuit circuit =
                KickedTop.of(4, 1.1).withInteraction(Interaction.EXCHANGE).circuit(1);
        NoExactFormException refusal =
                assertThrows(NoExactFormException.class, () -> new OpenQasm3Writer().write(circuit));
        assertTrue(refusal.getMessage().startsWith("gate interaction on 4 qubits"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void timingComesBack(boolean physicalQubits) {
        Circuit circuit = RandomCircuits.overAllGates(4, 50, 5);
        Scheduler scheduler = new Scheduler(OpenQasm3RoundTripTest::duration);
        ScheduledCircuit scheduled = scheduler.schedule(circuit);
        String text = new OpenQasm3Writer(true, physicalQubits).write(scheduled).text();
        ScheduledCircuit again =
                scheduler.schedule(reader.read(text, "timed.qasm").circuit());
        assertEquals(scheduled.duration(), again.duration(), 1e-18);
        assertSameTimes(absolute(scheduled), absolute(again));
    }

    /** A ladder of durations that divide nothing evenly. */
    private static double duration(Operation operation) {
        if (operation instanceof Measurement) {
            return 0;
        }
        String name = ((UnitaryOperation) operation).name();
        return (name.hashCode() & 7) * 7.3e-9 + operation.qubits().size() * 1.1e-9;
    }

    private static List<TimedOperation> absolute(ScheduledCircuit circuit) {
        List<TimedOperation> all = new ArrayList<>();
        double[] start = {0};
        circuit.segments().forEach(segment -> {
            segment.operations().stream()
                    .filter(t -> !(t.operation() instanceof Measurement))
                    .forEach(t -> all.add(new TimedOperation(t.operation(), start[0] + t.start(), t.duration())));
            start[0] += segment.duration();
        });
        // Operations that start together have no order of their own.
        all.sort(Comparator.comparingLong((TimedOperation t) -> Math.round(t.start() * 1e15))
                .thenComparing(t -> t.operation().qubits().toString()));
        return all;
    }

    private static void assertSameTimes(List<TimedOperation> expected, List<TimedOperation> found) {
        assertEquals(expected.size(), found.size());
        for (int k = 0; k < expected.size(); k++) {
            assertEquals(
                    expected.get(k).operation().qubits(),
                    found.get(k).operation().qubits());
            assertEquals(
                    expected.get(k).operation() instanceof Delay, found.get(k).operation() instanceof Delay);
            assertEquals(expected.get(k).start(), found.get(k).start(), 1e-18);
            assertEquals(expected.get(k).duration(), found.get(k).duration(), 1e-20);
        }
    }

    /** However often a circuit goes out and comes in, it records as often as at first. */
    @Test
    void recordingPointsComeBackOnce() {
        Circuit circuit = KickedTop.of(3, 1.2).preparedCircuit(new SpinDirection(0.4, 0.3), 3);
        Circuit once = reader.read(new OpenQasm3Writer().write(circuit).text(), "a.qasm")
                .circuit();
        Circuit twice =
                reader.read(new OpenQasm3Writer().write(once).text(), "b.qasm").circuit();
        assertEquals(4, once.steps(), "the preparation's end and three steps");
        assertEquals(4, twice.steps());
        assertEquals(once.operations().size(), twice.operations().size());
    }

    @Test
    void plainFilesSayWhatTheyLack() {
        Circuit circuit = Circuit.on(2)
                .add(Gates.h(0))
                .add(new Delay(1, 2.5e-8))
                .add(Gates.cnot(0, 1))
                .build();
        Exported plain = new OpenQasm3Writer().write(circuit);
        assertEquals(1, plain.remarks().size());
        assertTrue(
                plain.text().contains("// Not in this file: " + plain.remarks().get(0)));
        assertTrue(plain.text().contains("// q[1] waits 25 ns"));
    }

    @Test
    void measuresEveryQubitIntoItsBit() {
        String text = new OpenQasm3Writer()
                .write(Circuit.on(3).add(Gates.x(1)).build())
                .text();
        ImportedCircuit read = reader.read(text, "measured.qasm");
        assertEquals(
                List.of(
                        new ImportedCircuit.MeasuredBit(0, "c[0]"),
                        new ImportedCircuit.MeasuredBit(1, "c[1]"),
                        new ImportedCircuit.MeasuredBit(2, "c[2]")),
                read.measurements());
    }

    @Test
    void ownMeasurementsAreKept() {
        Circuit circuit = Circuit.on(3).add(Gates.h(2)).add(new Measurement(2)).build();
        String text = new OpenQasm3Writer().write(circuit).text();
        assertEquals(
                List.of(new ImportedCircuit.MeasuredBit(2, "c[2]")),
                reader.read(text, "measured.qasm").measurements());
    }

    private static double statedPhase(String text) {
        Matcher matcher = PHASE.matcher(text);
        assertTrue(matcher.find());
        return Double.parseDouble(matcher.group(1));
    }
}
