package org.strangenoise.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.strangenoise.channel.Envelope;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Reset;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.DurationOverride;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.math.Measured;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.UnknownDurationException;

class CalibratedDurationsTest {

    private static final Calibration DEVICE = Calibration.uniform(
            3,
            1e-5,
            1e-5,
            OperationCalibration.ofDuration("measurement", 300e-9),
            OperationCalibration.ofDuration("reset", 500e-9),
            OperationCalibration.ofCoupling("interaction", 5.305e6),
            new OperationCalibration(
                    "cnot",
                    new Timing.Duration(Measured.exactly(43e-9)),
                    Envelope.RECTANGULAR,
                    List.of(
                            new DurationOverride(List.of("Q0", "Q1"), Measured.exactly(40e-9)),
                            new DurationOverride(List.of("Q2"), Measured.exactly(1e-9)))));

    private final CalibratedDurations durations = new CalibratedDurations(DEVICE);

    @Test
    void overrideOfExactlyTheseQubitsInAnyOrder() {
        assertEquals(40e-9, durations.seconds(Gates.cnot(0, 1)));
        assertEquals(40e-9, durations.seconds(Gates.cnot(1, 0)));
        assertEquals(43e-9, durations.seconds(Gates.cnot(1, 2)));
    }

    @Test
    void measurementAndReset() {
        assertEquals(300e-9, durations.seconds(new Measurement(2)));
        assertEquals(500e-9, durations.seconds(new Reset(0)));
    }

    /**
     * |kappa| / (n 2 pi g): 25 ns at kappa 2.5 for three qubits, 5 ns at 0.5 (Neill et al.), 10 ns at -0.6667 for two.
     */
    @Test
    void couplingGivesTheDuration() {
        assertEquals(25e-9, durations.seconds(interaction(3, 2.5)), 1e-12);
        assertEquals(5e-9, durations.seconds(interaction(3, 0.5)), 1e-12);
        assertEquals(0.6667 / (2 * 2 * Math.PI * 5.305e6), durations.seconds(interaction(2, -0.6667)), 1e-20);
        assertEquals(0, durations.seconds(interaction(3, 0)));
    }

    @Test
    void unknownsAreNamed() {
        String operation = message(Gates.ry(1, 0));
        assertTrue(operation.contains("ry") && operation.contains("cnot"), operation);
        String qubit = message(Gates.cnot(1, 3));
        assertTrue(qubit.contains("cnot") && qubit.contains("[3]"), qubit);
        MatrixOperation opaque = new MatrixOperation(
                "interaction", List.of(), List.of(0), Gates.x(0).matrix(), Optional.empty());
        assertTrue(message(opaque).contains("states no Hamiltonian"));
    }

    /** One look at the message is enough to complete a device. */
    @Test
    void allMissingOperationsAreToldAtOnceWithTheirLines() {
        Circuit circuit = Circuit.on(3)
                .addAll(List.of(Gates.h(0), Gates.h(2), Gates.cnot(0, 1), Gates.rz(0.3, 1), Boundary.LAYER))
                .addAll(List.of(new Delay(0, 1e-6), Gates.h(0), new Measurement(0)))
                .build();
        String message = assertThrows(UnknownDurationException.class, () -> new Scheduler(durations).schedule(circuit))
                .getMessage();
        assertTrue(message.contains("2 operations: h on qubits [0], [2]; rz on qubits [1]; it lists"), message);
        assertTrue(message.endsWith("\n  h: { duration: <time> }\n  rz: { duration: <time> }"), message);
        String one = message(Gates.y(2));
        assertTrue(one.contains("no duration for operation y on qubits [2]"), one);
        assertTrue(one.endsWith("\n  y: { duration: <time> }"), one);
    }

    private String message(org.strangenoise.circuit.Operation operation) {
        return assertThrows(UnknownDurationException.class, () -> durations.seconds(operation))
                .getMessage();
    }

    private static DiagonalOperation interaction(int n, double kappa) {
        PauliSum axis = PauliSum.of(0.1, "Z".repeat(n));
        return new DiagonalOperation(
                "interaction",
                List.of(kappa),
                java.util.stream.IntStream.range(0, n).boxed().toList(),
                new Generator(kappa, axis));
    }
}
