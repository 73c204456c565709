package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.redfx.strange.Block;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Complex;
import org.redfx.strange.ControlledBlockGate;
import org.redfx.strange.Gate;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.AddInteger;
import org.redfx.strange.gate.Cnot;
import org.redfx.strange.gate.Cr;
import org.redfx.strange.gate.Fourier;
import org.redfx.strange.gate.Identity;
import org.redfx.strange.gate.Measurement;
import org.redfx.strange.gate.Oracle;
import org.redfx.strange.gate.R;
import org.redfx.strange.gate.RotationY;
import org.redfx.strange.gate.RotationZ;
import org.redfx.strange.gate.SingleQubitGate;
import org.redfx.strange.gate.SingleQubitMatrixGate;
import org.redfx.strange.gate.Toffoli;
import org.redfx.strange.gate.TwoQubitGate;
import org.redfx.strange.gate.X;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;

class ProgramReaderTest {

    private final ProgramReader reader = new ProgramReader(RotationZMode.ROTATION);

    private List<Operation> operations(int qubits, Gate... gates) {
        Program program = new Program(qubits);
        for (Gate gate : gates) {
            program.addStep(new Step(gate));
        }
        return reader.read(program).circuit().operations().stream()
                .filter(o -> o != Boundary.LAYER)
                .toList();
    }

    private List<String> names(int qubits, Gate... gates) {
        return operations(qubits, gates).stream()
                .map(o -> ((UnitaryOperation) o).name())
                .toList();
    }

    @Test
    void knownGatesAreExact() {
        assertEquals(List.of(Gates.ry(0.1, 1)), operations(2, new RotationY(0.1, 1)));
        assertEquals(List.of(Gates.rz(1 / 3.0, 0)), operations(1, new RotationZ(1 / 3.0, 0)));
        assertEquals(List.of(Gates.cnot(2, 0)), operations(3, new Cnot(2, 0)));
        assertEquals(List.of(Gates.toffoli(1, 2, 0)), operations(3, new Toffoli(1, 2, 0)));
        assertEquals(List.of(Gates.phase(2 * Math.PI / 81, 0)), operations(1, new R(3, 4, 0)));
        assertEquals(List.of(Gates.phase(3 * Math.PI / 8, 0)), operations(1, new R(3 * Math.PI / 8, 0)));
        assertEquals(List.of(Gates.controlledPhase(2 * Math.PI / (1 << 20), 0, 1)), operations(2, new Cr(0, 1, 2, 20)));
    }

    @Test
    void inversesAreExact() {
        RotationY rotation = new RotationY(4.5, 0);
        rotation.setInverse(true);
        R phase = new R(2, 3, 0);
        phase.setInverse(true);
        assertEquals(List.of(Gates.ry(-4.5, 0), Gates.phase(-Math.PI / 4, 0)), operations(1, rotation, phase));
    }

    @Test
    void angleWithoutATraceIsWarnedAbout() {
        StrangeCircuit read = reader.read(new Program(1, new Step(new R(0.1234, 0))));
        assertEquals(1, read.warnings().size());
        assertTrue(
                read.warnings().get(0).contains("gate R on qubits [0]"),
                read.warnings().get(0));
        UnitaryOperation operation =
                (UnitaryOperation) read.circuit().operations().get(0);
        assertEquals(0.1234, operation.parameters().get(0), 1e-8);
        assertEquals(
                List.of(), reader.read(new Program(1, new Step(new R(2, 2, 0)))).warnings());
    }

    @Test
    void blocksAreTheirGates() {
        Block inner = new Block(2);
        inner.addStep(new Step(new Cnot(0, 1)));
        inner.addStep(new Step(new R(2, 2, 1)));
        Block outer = new Block(3);
        outer.addStep(new Step(new X(0), new BlockGate<>(inner, 1)));
        BlockGate<?> gate = new BlockGate<>(outer, 1);
        assertEquals(List.of(Gates.x(1), Gates.cnot(2, 3), Gates.phase(Math.PI / 2, 3)), operations(4, gate));
        gate.inverse();
        assertEquals(List.of(Gates.phase(-Math.PI / 2, 3), Gates.cnot(2, 3), Gates.x(1)), operations(4, gate));
    }

    @Test
    void controlledBlocksAreControlledGates() {
        Block block = new Block(2);
        block.addStep(new Step(new X(0)));
        block.addStep(new Step(new Cnot(0, 1)));
        block.addStep(new Step(new R(2, 1, 0)));
        List<Operation> read = operations(4, new ControlledBlockGate<>(block, 2, 0));
        assertEquals(List.of(Gates.cnot(0, 2), Gates.toffoli(0, 2, 3)), read.subList(0, 2));
        assertEquals("cp", ((UnitaryOperation) read.get(2)).name());
        assertEquals(
                0,
                Gates.controlledPhase(Math.PI, 0, 2).matrix().distance(((UnitaryOperation) read.get(2)).matrix()),
                1e-15);
    }

    @Test
    void constantsAreAddedWithExactPhases() {
        List<Operation> read = operations(4, new AddInteger(0, 3, 5));
        assertEquals(List.of("fourier", "p", "p", "p", "p", "fourier"), names(4, new AddInteger(0, 3, 5)));
        for (int q = 0; q < 4; q++) {
            double angle = 2 * Math.PI * 5 * (1 << q) / 16;
            UnitaryOperation phase = (UnitaryOperation) read.get(1 + q);
            double difference = Math.IEEEremainder(phase.parameters().get(0) - angle, 2 * Math.PI);
            assertEquals(0, difference, 1e-14, "qubit " + q);
        }
    }

    @Test
    void stepsAreLayers() {
        StrangeCircuit read =
                reader.read(new Program(2, new Step(new X(0), new Identity(1)), new Step(), new Step(new X(1))));
        assertEquals(
                List.of(Gates.x(0), Boundary.LAYER, Boundary.LAYER, Gates.x(1), Boundary.LAYER),
                read.circuit().operations());
        assertEquals(List.of(1, 2, 3), read.stepPoints());
    }

    @Test
    void boundariesOfTheProgramReplaceLayers() {
        StrangeCircuit read = reader.read(new Program(
                2,
                new Step(new X(0)),
                new Step(TimingGate.boundary(Boundary.PREPARATION)),
                new Step(new X(1)),
                new Step(TimingGate.boundary(Boundary.STEP)),
                new Step(new X(1)),
                new Step(new X(0))));
        assertEquals(
                List.of(Gates.x(0), Boundary.PREPARATION, Gates.x(1), Boundary.STEP, Gates.x(1), Gates.x(0)),
                read.circuit().operations());
        assertEquals(List.of(-1, 0, 0, 1, 1, 2), read.stepPoints());
    }

    @Test
    void measurementsStay() {
        assertEquals(List.of(new org.strangenoise.circuit.Measurement(1)), operations(2, new Measurement(1)));
    }

    @Test
    void namesOfDeviceFiles() {
        Complex[][] flip = {{Complex.ZERO, Complex.ONE}, {Complex.ONE, Complex.ZERO}};
        assertEquals(
                List.of("oracle", "unitary", "fourier", "own"),
                names(3, new Oracle(flip), new SingleQubitMatrixGate(0, flip), new Fourier(2, 1), new Own(0)));
    }

    /** A gate of the user's own, the square root of X. */
    private static final class Own extends SingleQubitGate {
        Own(int qubit) {
            super(qubit);
        }

        @Override
        public Complex[][] getMatrix() {
            return new Complex[][] {
                {new Complex(0.5, 0.5), new Complex(0.5, -0.5)}, {new Complex(0.5, -0.5), new Complex(0.5, 0.5)}
            };
        }
    }

    /** Without a matrix: |first second> to |first, second + first>, first most significant, as Strange has it. */
    private static final class OwnCnot extends TwoQubitGate {
        OwnCnot(int first, int second) {
            super(first, second);
        }

        @Override
        public Complex[][] getMatrix() {
            return new Cnot(0, 1).getMatrix();
        }
    }

    @Test
    void ownGatesActAsTheirMatrix() {
        UnitaryOperation own =
                (UnitaryOperation) operations(3, new OwnCnot(2, 0)).get(0);
        assertEquals(Gates.cnot(2, 0).on(List.of(2, 0)).matrix(), reordered(own));
        double[] p = NoisyQuantumExecutionEnvironment.ideal()
                .runProgram(new Program(1, new Step(new Own(0)), new Step(new Own(0))))
                .probabilities();
        assertEquals(1, p[1], 1e-15);
    }

    /** Exchanges the two qubits of a matrix. */
    private static org.strangenoise.math.ComplexMatrix reordered(UnitaryOperation operation) {
        var swap = Gates.swap(0, 1).matrix();
        return swap.times(operation.matrix()).times(swap);
    }

    @Test
    void unknownGateIsRefusedByName() {
        Gate plain = (Gate) java.lang.reflect.Proxy.newProxyInstance(
                Gate.class.getClassLoader(),
                new Class<?>[] {Gate.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAffectedQubitIndexes" -> List.of(0);
                    case "toString" -> "gate";
                    default -> throw new AssertionError(method);
                });
        UnsupportedGateException refused = assertThrows(UnsupportedGateException.class, () -> operations(1, plain));
        assertTrue(refused.getMessage().contains(plain.getClass().getName()), refused.getMessage());
    }

    @Test
    void matrixThatIsNotUnitaryIsRefused() {
        Complex[][] projector = {{Complex.ONE, Complex.ZERO}, {Complex.ZERO, Complex.ZERO}};
        Complex[][] shear = {{Complex.ONE, Complex.ONE}, {Complex.ZERO, Complex.ONE}};
        for (Complex[][] matrix : List.of(projector, shear)) {
            UnsupportedGateException refused = assertThrows(
                    UnsupportedGateException.class, () -> operations(1, new SingleQubitMatrixGate(0, matrix)));
            assertTrue(refused.getMessage().contains("unitary"), refused.getMessage());
        }
        assertThrows(UnsupportedGateException.class, () -> operations(1, new Oracle(0)));
    }

    @Test
    void gateOnAQubitThatTheProgramLacks() {
        assertThrows(IllegalArgumentException.class, () -> operations(2, new X(2)));
    }

    /** Strange's index i of an initial amplitude is qubit n-1-i. */
    @Test
    void initialAmplitudes() {
        Program program = new Program(3);
        program.initializeQubit(0, 0.6);
        NoisyResult result = NoisyQuantumExecutionEnvironment.ideal().runProgram(program);
        assertEquals(0.36, result.probabilities()[0], 1e-15);
        assertEquals(0.64, result.probabilities()[4], 1e-15);
        assertEquals(0.64, result.getQubits()[2].getProbability(), 1e-15);
        program.initializeQubit(1, 1.5);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> reader.read(program));
        assertTrue(refused.getMessage().contains("1.5"), refused.getMessage());
        program.initializeQubit(1, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> reader.read(program));
    }
}
