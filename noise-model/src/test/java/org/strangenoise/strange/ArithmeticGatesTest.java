package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.redfx.strange.Gate;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.AddIntegerModulus;
import org.redfx.strange.gate.AddModulus;
import org.redfx.strange.gate.MulModulus;
import org.redfx.strange.gate.X;
import org.strangenoise.simulate.StateVectorSimulator;

/** The modular arithmetic of Strange, which is defined on numbers below the modulus, by its arithmetic. */
class ArithmeticGatesTest {

    private static final NoisyQuantumExecutionEnvironment ENVIRONMENT =
            NoisyQuantumExecutionEnvironment.ideal().withSimulator(new StateVectorSimulator());

    private static void assertMaps(int qubits, int from, Gate gate, int to, String what) {
        Program program = new Program(qubits);
        for (int q = 0; q < qubits; q++) {
            if (((from >> q) & 1) == 1) {
                program.addStep(new Step(new X(q)));
            }
        }
        program.addStep(new Step(gate));
        assertEquals(1, ENVIRONMENT.runProgram(program).probabilities()[to], 1e-12, what);
    }

    @Test
    void addIntegerModulus() {
        int modulus = 3;
        for (int x = 0; x < modulus; x++) {
            for (int a = 0; a < modulus; a++) {
                Gate gate = new AddIntegerModulus(0, 2, a, modulus);
                assertMaps(4, x, gate, (x + a) % modulus, x + " + " + a);
            }
        }
    }

    @Test
    void addModulusOnHigherQubits() {
        int modulus = 3;
        for (int x = 0; x < modulus; x++) {
            for (int y = 0; y < modulus; y++) {
                Gate gate = new AddModulus(1, 3, 4, 6, modulus);
                assertMaps(8, (x | y << 3) << 1, gate, ((x + y) % modulus | y << 3) << 1, x + " + " + y);
            }
        }
    }

    @Test
    void mulModulus() {
        int modulus = 5;
        for (int x = 0; x < modulus; x++) {
            for (int factor : new int[] {2, 3}) {
                Gate gate = new MulModulus(0, 2, factor, modulus);
                assertMaps(8, x, gate, factor * x % modulus, factor + " * " + x);
            }
        }
    }

    @Test
    void inverseOfMulModulus() {
        Gate gate = new MulModulus(0, 1, 2, 3).inverse();
        assertMaps(6, 2, gate, 1, "2 / 2");
        assertMaps(6, 1, new MulModulus(0, 1, 2, 3).inverse(), 2, "1 / 2");
    }
}
