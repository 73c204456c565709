package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.schedule.OperationDurations;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.yaml.InvalidInputException;

/** A box takes the time it states: x takes 20 ns, h 35 ns, cnot 300 ns here. */
class TimedBoxesTest {

    private static final Map<String, Double> NANOSECONDS = Map.of("x", 20e-9, "h", 35e-9, "cnot", 300e-9);

    private static final OperationDurations DURATIONS =
            operation -> Optional.ofNullable(NANOSECONDS.get(((UnitaryOperation) operation).name()))
                    .orElseThrow(() -> new UnknownDurationException("no duration of " + operation));

    private static final String HEAD = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[4] q;\n";

    private static ImportedCircuit read(String body) {
        return new OpenQasmReader().read(HEAD + body, "box.qasm");
    }

    private static ScheduledCircuit scheduled(String body) {
        Circuit circuit = read(body).withDurations(DURATIONS).circuit(ImportedCircuit.RecordingPoints.END);
        return new Scheduler(DURATIONS).schedule(circuit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "box[100ns] { x q[0]; } | 100",
                "box[100ns] { x q[0]; h q[1]; x q[0]; } | 100",
                "box[40ns] { x q[0]; h q[1]; x q[0]; } | 40",
                "box[1us] { cx q[0], q[1]; box[400ns] { cx q[1], q[2]; } cx q[0], q[1]; } | 1000",
                "box[100ns] { delay[60ns] q[0]; h q[0]; } | 100",
                "box[100ns] { box { x q[0]; h q[1]; } x q[1]; } | 100",
                "x q[0]; box[100ns] { x q[0]; } h q[0]; | 155",
                "box[0ns] { delay[0ns] q[0]; } | 0",
                "const duration d = 50ns; for int k in [1:3] { box[k * d] { x q[k]; } } barrier q; h q[0]; | 185",
                "box[100ns] { } x q[0]; | 20",
            })
    void takesTheTimeItStates(String body, double nanoseconds) {
        assertEquals(nanoseconds * 1e-9, scheduled(body).duration(), 1e-20);
    }

    /** All qubits of the box start together, and leave together. */
    @Test
    void whatTheContentLeavesIsIdleTimeOfEveryQubit() {
        List<TimedOperation> operations = scheduled("h q[1]; box[100ns] { x q[0]; x q[1]; h q[1]; } x q[0]; x q[1];")
                .segments()
                .get(0)
                .operations();
        double[] starts = operations.stream()
                .filter(t -> t.operation() instanceof UnitaryOperation gate
                        && gate.name().equals("x"))
                .mapToDouble(t -> t.start() * 1e9)
                .toArray();
        assertEquals(4, starts.length);
        assertEquals(35, starts[0], 1e-9);
        assertEquals(35, starts[1], 1e-9);
        assertEquals(135, starts[2], 1e-9);
        assertEquals(135, starts[3], 1e-9);
    }

    @Test
    void becomesBarriersAndDelays() {
        Circuit circuit = read("box[100ns] { x q[2]; cx q[2], q[0]; }")
                .withDurations(op -> op.qubits().size() * 25e-9)
                .circuit();
        assertEquals(new Barrier(List.of(2, 0)), circuit.operations().get(0));
        assertEquals(new Barrier(List.of(2, 0)), circuit.operations().get(3));
        assertEquals(2, ((Delay) circuit.operations().get(4)).qubit());
        assertEquals(25e-9, ((Delay) circuit.operations().get(4)).seconds(), 1e-22);
        assertEquals(0, ((Delay) circuit.operations().get(5)).qubit());
        assertEquals(6, circuit.operations().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "box[10ns] { x q[0]; } | 4:1 | fit into its 10 ns, but takes 20 ns",
                "x q[0]; box[54.9ns] { x q[0]; h q[0]; } | 4:9 | fit into its 54.9 ns, but takes 55 ns",
                "box[1us] { box[299ns] { cx q[0], q[1]; } } | 4:12 | fit into its 299 ns",
                "box[400ns] { cx q[0], q[1]; delay[101ns] q[1]; } | 4:1 | takes 401 ns",
            })
    void contentThatTakesLongerIsRefusedAtItsPlace(String body, String place, String message) {
        ImportedCircuit read = read(body);
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> read.withDurations(DURATIONS));
        assertTrue(refused.getMessage().startsWith("box.qasm:" + place + ": "), refused.getMessage());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertEquals(1, refused.problems().size());
    }

    @Test
    void everyBoxThatIsTooShortIsNamed() {
        ImportedCircuit read = read("box[1ns] { x q[0]; }\nbox[2ns] { h q[0]; }");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> read.withDurations(DURATIONS));
        assertEquals(2, refused.problems().size());
    }

    @Test
    void withoutDurationsThereIsNoCircuit() {
        ImportedCircuit read = read("box[100ns] { x q[0]; }");
        assertTrue(read.hasTimedBoxes());
        assertThrows(IllegalStateException.class, read::circuit);
        assertThrows(IllegalStateException.class, read::noisyCircuit);
        assertFalse(read.withDurations(DURATIONS).hasTimedBoxes());
        assertThrows(
                UnknownDurationException.class,
                () -> read("box[1us] { t q[0]; }").withDurations(DURATIONS));
    }
}
