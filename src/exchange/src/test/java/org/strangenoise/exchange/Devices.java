package org.strangenoise.exchange;

import org.strangenoise.circuit.Circuit;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

/** A device of unequal qubits with every kind of noise that a channel can carry. */
public final class Devices {

    private static final String UNEQUAL = """
            name: unequal
            qubits:
              - { name: A, T1: 3.5 us, T2: 2.0 us }
              - { name: B, T1: 10 us, Tphi: 3 us, excited-population: 0.03, readout: { p1-given-0: 0.01, p0-given-1: 0.04 } }
              - { name: C, T1: 7 us, T2: 9 us, excited-population: 0.01 }
            operations:
              ry: { duration: 20 ns, overrides: [ { qubits: [B], duration: 22 ns } ] }
              rz: { duration: 0 ns }
              h: { duration: 21 ns }
              cnot: { duration: 43 ns, overrides: [ { qubits: [A, B], duration: 40 ns } ] }
              measurement: { duration: 300 ns }
              interaction: { coupling: 5.305 MHz }
            channels:
              - { id: drive, on: ry, channel: depolarizing, pauli-error-probability: 0.0008 }
              - { id: pair, on: cnot, channel: depolarizing, pauli-error-probability: 0.003 }
              - { id: over, on: h, channel: over-rotation, angle: 0.01 }
            """;

    private Devices() {}

    public static Calibration unequal() {
        return calibration(UNEQUAL);
    }

    /** The device of a YAML text. */
    public static Calibration calibration(String yaml) {
        Problems problems = new Problems();
        Calibration calibration = DeviceReader.read(YamlParser.parse(yaml, "device.yaml"), problems)
                .orElseThrow();
        problems.throwIfErrors();
        return calibration;
    }

    public static ScheduledCircuit schedule(Circuit circuit) {
        return new Scheduler(new CalibratedDurations(unequal())).schedule(circuit);
    }

    public static NoisyEnsemble noisy(Circuit circuit) {
        return NoiseModel.of(unequal(), Placement.AFTER_GATE).apply(schedule(circuit));
    }
}
