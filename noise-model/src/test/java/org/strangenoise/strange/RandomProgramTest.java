package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.local.SimpleQuantumExecutionEnvironment;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.DensityMatrixSimulator;

/** Without noise, Programs act as their gates are defined, wherever the gates are placed. */
class RandomProgramTest {

    private static final double EXACT = 1e-12;
    private static final double SINGLE_PRECISION = 3e-6;

    private final NoisyQuantumExecutionEnvironment environment = NoisyQuantumExecutionEnvironment.ideal();
    private final NoisyQuantumExecutionEnvironment density = environment.withSimulator(new DensityMatrixSimulator());

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void manyGatesAStep(int n) {
        double worst = 0;
        for (int seed = 0; seed < 100; seed++) {
            worst = Math.max(worst, deviation(n, seed, RandomGates.EXACT));
        }
        assertTrue(worst < EXACT, "deviation " + worst);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void gatesKeptInSinglePrecision(int n) {
        double worst = 0;
        for (int seed = 0; seed < 50; seed++) {
            worst = Math.max(worst, deviation(n, 1000 + seed, List.of(RandomGates.Kind.values())));
        }
        assertTrue(worst < SINGLE_PRECISION, "deviation " + worst);
    }

    /** Every kind by itself between superpositions, so that each surely occurs. */
    @ParameterizedTest
    @EnumSource(RandomGates.Kind.class)
    void everyKind(RandomGates.Kind kind) {
        int n = 4;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            RandomGates gates = new RandomGates(random, RandomGates.EXACT);
            List<PlainGate> sequence = new ArrayList<>();
            for (int q = 0; q < n; q++) {
                sequence.add(new PlainGate(
                        new org.redfx.strange.gate.RotationY(0.4 + 0.3 * q, q),
                        PlainMatrix.rotation(0.4 + 0.3 * q, 0, 1, 0),
                        new int[] {q},
                        0,
                        true));
            }
            PlainGate tested = gates.make(kind, n);
            sequence.add(tested);
            Program program = new Program(n);
            sequence.forEach(g -> program.addStep(new Step(g.gate())));
            double tolerance = tested.exact() ? EXACT : SINGLE_PRECISION;
            assertEquals(0, distance(program, PlainGate.run(n, 0, sequence)), tolerance, kind + ", seed " + seed);
        }
    }

    private double deviation(int n, int seed, List<RandomGates.Kind> kinds) {
        Random random = new Random(31L * n + seed);
        RandomGates gates = new RandomGates(random, kinds);
        Program program = new Program(n);
        List<PlainGate> sequence = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            Step step = new Step();
            Set<Integer> used = new HashSet<>();
            for (int attempt = 0; attempt < 4; attempt++) {
                PlainGate gate = gates.next(n);
                List<Integer> affected = gate.gate().getAffectedQubitIndexes();
                if (affected.stream().noneMatch(used::contains)) {
                    used.addAll(affected);
                    step.addGate(gate.gate());
                    sequence.add(gate);
                }
            }
            program.addStep(step);
        }
        return distance(program, PlainGate.run(n, 0, sequence));
    }

    private double distance(Program program, PlainState expected) {
        return Math.max(
                distance(environment.runProgram(program), expected), distance(density.runProgram(program), expected));
    }

    private static double distance(NoisyResult result, PlainState expected) {
        int d = expected.re.length;
        ComplexMatrix rho = result.densityMatrix().matrix();
        double worst = 0;
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                double re = expected.re[r] * expected.re[c] + expected.im[r] * expected.im[c];
                double im = expected.im[r] * expected.re[c] - expected.re[r] * expected.im[c];
                worst = Math.max(worst, Math.hypot(rho.re(r, c) - re, rho.im(r, c) - im));
            }
        }
        return worst;
    }

    /** Where Strange's own simulator is right, both agree: gates one by one, without those it gets wrong. */
    @Test
    void strangesOwnSimulatorAgreesWhereItIsRight() {
        Set<RandomGates.Kind> wrong = Set.of(
                RandomGates.Kind.ROTATION_Z,
                RandomGates.Kind.ROTATION,
                RandomGates.Kind.TOFFOLI,
                RandomGates.Kind.PROBABILITIES,
                RandomGates.Kind.PERMUTATION,
                RandomGates.Kind.BLOCK,
                RandomGates.Kind.CONTROLLED_BLOCK);
        List<RandomGates.Kind> kinds = Arrays.stream(RandomGates.Kind.values())
                .filter(k -> !wrong.contains(k))
                .toList();
        double worst = 0;
        for (int seed = 0; seed < 200; seed++) {
            int n = 2 + seed % 4;
            RandomGates gates = new RandomGates(new Random(seed), kinds);
            Program program = new Program(n);
            for (int g = 0; g < 10; g++) {
                program.addStep(new Step(gates.next(n).gate()));
            }
            double[] ours = environment.runProgram(program).probabilities();
            var theirs =
                    new SimpleQuantumExecutionEnvironment().runProgram(program).getProbability();
            for (int b = 0; b < ours.length; b++) {
                worst = Math.max(worst, Math.abs(ours[b] - theirs[b].abssqr()));
            }
        }
        assertTrue(worst < 3e-6, "deviation " + worst);
    }
}
