package org.strangenoise.simulate.pure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.circuit.Gates;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.kernel.ScalarAmplitudeKernel;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;
import org.strangenoise.simulate.pure.PureOperation.OneQubitMatrix;
import org.strangenoise.simulate.tensor.Workers;

class PureRegisterTest {

    private final Random random = new Random(3);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10, 13, 14, 17})
    void blochVectorsAndNormAreThoseOfTheState(int qubits) {
        double[] one = new double[3 * qubits];
        double[] three = new double[3 * qubits];
        double[] expected = new double[3];
        RegisterTiling tiling = new RegisterTiling(qubits);
        try (Workers alone = PureRegister.workers(qubits, 1);
                Workers several = PureRegister.workers(qubits, 3)) {
            PureRegister register = random(tiling, AmplitudeKernel.best(), alone);
            PureRegister shared = new PureRegister(tiling, AmplitudeKernel.best(), several);
            System.arraycopy(register.re(), 0, shared.re(), 0, register.re().length);
            System.arraycopy(register.im(), 0, shared.im(), 0, register.im().length);
            register.blochVectors(one);
            shared.blochVectors(three);
            assertArrayEquals(one, three);
            assertEquals(register.norm(), shared.norm());
            assertEquals(Math.sqrt(register.state().purity()), register.norm(), 1e-11 * (1 << qubits));
            for (int q = 0; q < qubits; q++) {
                register.state().blochVector(q, expected);
                for (int k = 0; k < 3; k++) {
                    assertEquals(expected[k], one[3 * q + k], 1e-12 * (1 << qubits), "component " + k + " of " + q);
                }
            }
        }
    }

    /**
     * Layers of rotations and phases of all pairs: two kinds of tiles take turns, each pass ends one layer and begins
     * the next.
     */
    @ParameterizedTest
    @ValueSource(ints = {14, 16, 20, 22, 24})
    void layersTakeOnePassEach(int qubits) {
        int layers = 6;
        PureProgram program = PureProgram.of(new RegisterTiling(qubits), layers(qubits, layers));
        assertEquals(layers + 1, program.passes());
    }

    /** A turn about z between two CNOTs is the phases of a pair. */
    @Test
    void phasesByCnotsTakeNoPassOfTheirOwn() {
        int qubits = 16;
        List<PureOperation> operations = new ArrayList<>();
        for (int layer = 0; layer < 4; layer++) {
            operations.addAll(layers(qubits, 1).subList(0, qubits));
            for (int i = 0; i < qubits; i++) {
                for (int j = i + 1; j < qubits; j++) {
                    operations.add(PureOperation.of(qubits, Gates.cnot(i, j)));
                    operations.add(PureOperation.of(qubits, Gates.rz(0.3 + i + 0.1 * j, j)));
                    operations.add(PureOperation.of(qubits, Gates.cnot(i, j)));
                }
            }
        }
        assertEquals(5, PureProgram.of(new RegisterTiling(qubits), operations).passes());
    }

    @Test
    void passesAllocateNothing() {
        int qubits = 13;
        RegisterTiling tiling = new RegisterTiling(qubits);
        PureProgram program = PureProgram.of(tiling, layers(qubits, 8));
        try (Workers workers = PureRegister.workers(qubits, 1)) {
            PureRegister register = random(tiling, new ScalarAmplitudeKernel(), workers);
            register.run(program);
            com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            for (int k = 0; k < 20; k++) {
                register.run(program);
                register.norm();
            }
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            // What asking for the number itself takes.
            assertTrue(allocated < 1024, allocated + " bytes for 160 layers");
        }
    }

    private PureRegister random(RegisterTiling tiling, AmplitudeKernel kernel, Workers workers) {
        PureRegister register = new PureRegister(tiling, kernel, workers);
        for (int b = 0; b < register.re().length; b++) {
            register.re()[b] = random.nextGaussian();
            register.im()[b] = random.nextGaussian();
        }
        return register;
    }

    private List<PureOperation> layers(int qubits, int layers) {
        List<PureOperation> operations = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int q = 0; q < qubits; q++) {
                double angle = 3 * random.nextDouble();
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                operations.add(new OneQubitMatrix(q, new double[] {cos, 0, -sin, 0, sin, 0, cos, 0}));
            }
            double[][] couplings = new double[qubits][qubits];
            for (int i = 0; i < qubits; i++) {
                for (int j = 0; j < i; j++) {
                    couplings[i][j] = random.nextGaussian();
                    couplings[j][i] = couplings[i][j];
                }
            }
            operations.add(new IsingFactor(1, new double[qubits], 0.3, new double[qubits], couplings));
        }
        return operations;
    }
}
