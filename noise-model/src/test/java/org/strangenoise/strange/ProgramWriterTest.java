package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.redfx.strange.Complex;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Cnot;
import org.redfx.strange.local.SimpleQuantumExecutionEnvironment;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Reset;

class ProgramWriterTest {

    private static final Circuit CIRCUIT = Circuit.on(4)
            .add(Gates.ry(0.3, 0))
            .add(Gates.rx(1.3, 1))
            .add(Gates.h(2))
            .add(Gates.y(3))
            .add(Boundary.PREPARATION)
            .add(Gates.rz(0.7, 0))
            .add(Gates.phase(0.123, 1))
            .add(Gates.rzz(0.456, 3, 1))
            .add(Gates.toffoli(0, 3, 1))
            .add(Gates.toffoli(1, 0, 2))
            .add(Gates.cnot(0, 2))
            .add(new Barrier(List.of(0, 1)))
            .add(Gates.cz(1, 3))
            .add(Gates.swap(3, 0))
            .add(new Delay(2, 1e-7))
            .add(Gates.fourier(List.of(1, 2, 3)))
            .add(Gates.controlledPhase(0.9, 2, 0))
            .add(Boundary.STEP)
            .add(Gates.x(0))
            .add(Gates.z(0))
            .add(Gates.rx(-2.2, 0))
            .add(Gates.ry(0.9, 3))
            .add(Gates.s(3))
            .add(Boundary.LAYER)
            .add(new Measurement(1))
            .build();

    @Test
    void circuitIsReadBackAsItWas() {
        StrangeCircuit read = new ProgramReader(RotationZMode.ROTATION).read(ProgramWriter.write(CIRCUIT));
        assertEquals(CIRCUIT, read.circuit());
        assertEquals(List.of(), read.warnings());
    }

    @Test
    void circuitWithoutBoundariesIsOneSegment() {
        Circuit circuit = Circuit.on(2).add(Gates.x(0)).add(Gates.cnot(0, 1)).build();
        StrangeCircuit read = new ProgramReader(RotationZMode.ROTATION).read(ProgramWriter.write(circuit));
        assertEquals(
                List.of(Gates.x(0), Gates.cnot(0, 1), Boundary.LAYER),
                read.circuit().operations());
    }

    /** The Program means the same to Strange's own simulator, at its single precision. */
    @Test
    void strangesOwnSimulatorAgrees() {
        Program program = ProgramWriter.write(CIRCUIT);
        double[] ours =
                NoisyQuantumExecutionEnvironment.ideal().runProgram(program).probabilities();
        Complex[] theirs =
                new SimpleQuantumExecutionEnvironment().runProgram(program).getProbability();
        double worst = 0;
        for (int b = 0; b < ours.length; b++) {
            worst = Math.max(worst, Math.abs(ours[b] - theirs[b].abssqr()));
        }
        assertTrue(worst < 1e-6, "deviation " + worst);
    }

    @Test
    void invertedOperationGateIsTheInverse() {
        OperationGate gate = new OperationGate(Gates.rzz(0.4, 2, 0));
        assertEquals(List.of(Gates.rzz(0.4, 2, 0)), gate.operations());
        Complex forward = gate.getMatrix()[0][0];
        gate.setInverse(true);
        assertEquals(List.of(Gates.rzz(-0.4, 2, 0)), gate.operations());
        assertEquals(-forward.i, gate.getMatrix()[0][0].i);
        assertEquals(List.of(0, 1, 2), gate.getAffectedQubitIndexes());
    }

    @Test
    void denseMatrixForStrangeHasABound() {
        OperationGate wide = new OperationGate(Gates.rzz(0.4, 11, 0));
        assertThrows(IllegalStateException.class, wide::getMatrix);
        double[] p = NoisyQuantumExecutionEnvironment.ideal()
                .runProgram(new Program(3, new Step(new Cnot(0, 2)), new Step(new OperationGate(Gates.x(1)))))
                .probabilities();
        assertEquals(1, p[2], 1e-15);
    }

    @Test
    void resetHasNoCounterpart() {
        Circuit circuit = Circuit.on(1).add(new Reset(0)).build();
        assertThrows(IllegalArgumentException.class, () -> ProgramWriter.write(circuit));
    }
}
