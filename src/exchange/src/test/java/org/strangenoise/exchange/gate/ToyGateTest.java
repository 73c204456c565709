package org.strangenoise.exchange.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.exchange.DensityMatrices;
import org.strangenoise.exchange.Devices;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Exporters;
import org.strangenoise.exchange.Unitaries;
import org.strangenoise.exchange.openqasm.OpenQasmReader;
import org.strangenoise.exchange.strange.StrangeJavaWriter;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.strange.ProgramReader;
import org.strangenoise.strange.RotationZMode;
import org.strangenoise.strange.StrangeCircuit;

/** One entry in the table of gates, brought by {@link ToyGates}, and every format, device and backend has the gate. */
class ToyGateTest {

    private static Circuit read(String text) {
        return new OpenQasmReader().read(text, "toy.qasm").circuit();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; toy(0.7) q[2], q[0];",
                "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; toy_too(0.7) q[2], q[0];",
                "OPENQASM 3.0; qubit[3] q; toyx(0.7) q[2], q[0];",
                "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3]; toy(0.7) q[2], q[0];",
            })
    void everyDialectReadsIt(String text) {
        List<UnitaryOperation> gates = read(text).operations().stream()
                .map(UnitaryOperation.class::cast)
                .toList();
        assertEquals(1, gates.size());
        assertEquals("cross_resonance", gates.get(0).name());
        assertEquals(List.of(2, 0), gates.get(0).qubits());
        assertEquals(List.of(0.7), gates.get(0).parameters());
    }

    /** A device may call it by any of its names; what is stated there acts. */
    @ParameterizedTest
    @ValueSource(strings = {"cross_resonance", "toy", "toy_too", "toyx", "toy_of_devices"})
    void itRunsWithNoise(String name) {
        Calibration device = Devices.calibration("""
                name: two
                qubits: [ { name: A, T1: 3 us, T2: 1.7 us }, { name: B, T1: 5 us, T2: 6 us } ]
                operations: { %s: { duration: 400 ns } }
                """.formatted(name));
        // Where the control is |0> the target turns by 2/3 t about x: t = -3/2 pi flips it, here qubit 0.
        Circuit circuit =
                read("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; toy(" + -1.5 * Math.PI + ") q[1], q[0];");
        ScheduledCircuit scheduled = new Scheduler(new CalibratedDurations(device)).schedule(circuit);
        assertEquals(400e-9, scheduled.duration(), 1e-20);
        NoisyEnsemble noisy = NoiseModel.of(device, Placement.AFTER_GATE).apply(scheduled);
        ComplexMatrix rho = DensityMatrices.of(noisy.members().get(0).circuit());
        double stays = Math.exp(-0.4 / 3);
        assertEquals(stays, rho.re(1, 1), 1e-12);
        assertEquals(1 - stays, rho.re(0, 0), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"openqasm3, toy(0.7) q[2]", "openqasm2, toy(0.7) q[2]", "braket, toyx(0.7) q[2]"})
    void itLeavesByItsNameAndComesBack(String format, String call) {
        Calibration device = Devices.calibration("""
                name: three
                qubits: [ { name: Q, count: 3, T1: 3 us, T2: 1.7 us } ]
                default-durations: { one-qubit: 30 ns, two-qubit: 60 ns }
                """);
        Circuit circuit =
                read("OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; h q[0]; toy(0.7) q[2], q[0]; ry(0.3) q[1];");
        NoisyEnsemble noisy = NoiseModel.of(device, Placement.AFTER_GATE)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
        Exported exported = Exporters.find(format)
                .orElseThrow()
                .plain()
                .export(ExportSource.of("toy", circuit).withNoise(noisy));
        assertTrue(exported.text().contains(call), exported.text());
        assertFalse(exported.text().contains("sn_"), exported.text());
        Circuit back = read(exported.text().replaceAll("(?m)^#pragma.*$", ""));
        assertTrue(Unitaries.distanceUpToPhase(Unitaries.of(circuit), Unitaries.of(back)) < 1e-14, exported.text());
    }

    @Test
    void aToolThatRunsItAsItIsGetsItsNoise() {
        Calibration device = Devices.calibration("""
                name: two
                qubits: [ { name: Q, count: 2, T1: 3 us, T2: 1.7 us } ]
                operations: { toy: { duration: 400 ns } }
                """);
        Circuit circuit = read("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; toy(0.7) q[1], q[0];");
        NoisyEnsemble noisy = NoiseModel.of(device, Placement.AFTER_GATE)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
        Exported exported = Exporters.find("aer-noise")
                .orElseThrow()
                .plain()
                .export(ExportSource.of("toy", circuit).withNoise(noisy));
        assertTrue(exported.text().replace(" ", "").contains("\"operations\":[\"toy\"]"), exported.text());
        assertEquals(List.of(), exported.remarks());
    }

    /** By its class, with the digits that its own matrix has lost; and it leaves by its constructor. */
    @Test
    void aProgramHasIt() {
        StrangeCircuit read =
                new ProgramReader(RotationZMode.ROTATION).read(new Program(3, new Step(new ToyStrangeGate(2, 0))));
        UnitaryOperation gate = (UnitaryOperation) read.circuit().operations().get(0);
        assertEquals("toy_fixed", gate.name());
        assertEquals(List.of(2, 0), gate.qubits());
        assertEquals(0, gate.matrix().distance(ToyGates.fixed(List.of(2, 0)).matrix()), 1e-15);
        assertEquals(List.of(), read.warnings());
        String java = new StrangeJavaWriter().write("toy", read.circuit()).text();
        assertTrue(java.contains("new " + ToyStrangeGate.class.getName() + "(2, 0)"), java);
        assertFalse(java.contains("import org.redfx.strange.gate."), java);
    }
}
