package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.redfx.strange.Block;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Complex;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Cnot;
import org.redfx.strange.gate.Hadamard;
import org.redfx.strange.gate.R;
import org.redfx.strange.gate.RotationZ;
import org.redfx.strange.gate.Toffoli;
import org.redfx.strange.gate.X;
import org.redfx.strange.local.SimpleQuantumExecutionEnvironment;

/** Programs that Strange's own simulator gets wrong, and we do not. */
class StrangeFaultsTest {

    private static int theirs(Supplier<Program> program) {
        Complex[] amplitudes = new SimpleQuantumExecutionEnvironment()
                .runProgram(program.get())
                .getProbability();
        int best = 0;
        for (int b = 0; b < amplitudes.length; b++) {
            best = amplitudes[b].abssqr() > amplitudes[best].abssqr() ? b : best;
        }
        return best;
    }

    private static int ours(Supplier<Program> program) {
        double[] probabilities = NoisyQuantumExecutionEnvironment.ideal()
                .runProgram(program.get())
                .probabilities();
        for (int b = 0; b < probabilities.length; b++) {
            if (probabilities[b] > 1 - 1e-12) {
                return b;
            }
        }
        throw new AssertionError("not a basis state");
    }

    @Test
    void gateInsideTheSpanOfACnot() {
        Supplier<Program> program = () -> new Program(3, new Step(new X(0)), new Step(new Cnot(0, 2), new X(1)));
        assertEquals(0b111, ours(program));
        assertTrue(theirs(program) != 0b111);
    }

    @Test
    void blockBesideACnot() {
        Supplier<Program> program = () -> {
            Block block = new Block(1);
            block.addStep(new Step(new X(0)));
            return new Program(4, new Step(new X(0)), new Step(new Cnot(0, 2), new BlockGate<>(block, 1), new X(3)));
        };
        assertEquals(0b1111, ours(program));
        assertTrue(theirs(program) != 0b1111);
    }

    @Test
    void toffoliInEveryOrder() {
        List<List<Integer>> orders = List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
        int wrong = 0;
        for (List<Integer> q : orders) {
            boolean agrees = true;
            for (int start = 0; start < 8; start++) {
                int basis = start;
                Supplier<Program> program = () -> {
                    Program p = new Program(3);
                    for (int k = 0; k < 3; k++) {
                        if (((basis >> k) & 1) == 1) {
                            p.addStep(new Step(new X(k)));
                        }
                    }
                    p.addStep(new Step(new Toffoli(q.get(0), q.get(1), q.get(2))));
                    return p;
                };
                int controls = 1 << q.get(0) | 1 << q.get(1);
                int expected = (basis & controls) == controls ? basis ^ 1 << q.get(2) : basis;
                assertEquals(expected, ours(program), "order " + q + " from " + basis);
                agrees &= theirs(program) == expected;
            }
            wrong += agrees ? 0 : 1;
        }
        assertEquals(3, wrong, "orders that Strange's own simulator gets wrong");
    }

    /** H, z rotation by pi, H is a flip; Strange's matrix is a global phase and flips nothing. */
    @Test
    void rotationAboutZ() {
        Supplier<Program> program = () -> new Program(
                1, new Step(new Hadamard(0)), new Step(new RotationZ(Math.PI, 0)), new Step(new Hadamard(0)));
        assertEquals(1, ours(program));
        assertEquals(0, theirs(program));
        double[] strict = NoisyQuantumExecutionEnvironment.ideal()
                .withRotationZ(RotationZMode.GLOBAL_PHASE)
                .runProgram(program.get())
                .probabilities();
        assertEquals(1, strict[0], 1e-12);
    }

    @Test
    void phaseGateIsTheSameInBoth() {
        Supplier<Program> program =
                () -> new Program(1, new Step(new Hadamard(0)), new Step(new R(Math.PI, 0)), new Step(new Hadamard(0)));
        assertEquals(1, ours(program));
        assertEquals(1, theirs(program));
    }
}
