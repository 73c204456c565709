package org.strangenoise.noise;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;

/** Small devices and circuits, and the noise that a model puts on them as text. */
final class NoiseStreams {

    static final double NS = 1e-9;

    private NoiseStreams() {}

    /** T1 10 us, 11 us, ...; Tphi 3 us, 4 us, ...; qubit 1 with an excited population of 0.1. */
    static Calibration device(int n) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            qubits.add(QubitCalibration.ofT1Tphi("Q" + q, (10 + q) * 1e-6, (3 + q) * 1e-6)
                    .withExcitedPopulation(Measured.exactly(q == 1 ? 0.1 : 0)));
        }
        return Calibration.of(
                qubits,
                OperationCalibration.ofDuration("ry", 20 * NS),
                OperationCalibration.ofDuration("rz", 0),
                OperationCalibration.ofDuration("cnot", 40 * NS),
                OperationCalibration.ofDuration("reset", 50 * NS),
                OperationCalibration.ofDuration("measurement", 100 * NS));
    }

    static ScheduledCircuit schedule(int n, Operation... operations) {
        return new Scheduler(new CalibratedDurations(device(Math.max(n, 2))))
                .schedule(Circuit.on(n)
                        .addAll(List.of(operations))
                        .add(Boundary.STEP)
                        .build());
    }

    static List<String> stream(Placement placement, Operation... operations) {
        int n = 1
                + List.of(operations).stream()
                        .flatMap(o -> o.qubits().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElseThrow();
        return stream(NoiseModel.of(device(n), placement), n, operations);
    }

    static List<String> stream(NoiseModel model, int n, Operation... operations) {
        NoisyEnsemble ensemble = model.apply(schedule(n, operations));
        assertTrue(ensemble.isSingle());
        return ensemble.members().get(0).circuit().segments().get(0).instructions().stream()
                .map(NoiseStreams::text)
                .toList();
    }

    private static String text(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            Optional<NoiseOrigin> error = gate.error();
            return gate.operation().name()
                    + (error.isPresent()
                            ? gate.operation()
                                    .parameters()
                                    .toString()
                                    .replace('[', '(')
                                    .replace(']', ')')
                            : "")
                    + gate.qubits();
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            NoiseOrigin origin = noise.origin();
            String seconds =
                    origin.operation().equals("step") ? "0" : String.valueOf(Math.round(origin.seconds() / NS));
            return origin.mechanism() + " " + origin.operation() + noise.qubits() + " " + seconds;
        }
        if (instruction instanceof NoisyInstruction.Continuous continuous) {
            return "L" + continuous.qubits() + " "
                    + Math.round(continuous.lindbladian().seconds() / NS);
        }
        return "measure"
                + assertInstanceOf(NoisyInstruction.Measure.class, instruction).qubits();
    }
}
