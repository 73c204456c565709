package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.RotationY;
import org.redfx.strange.gate.X;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;

class NoisyResultTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static NoisyQuantumExecutionEnvironment environment() {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < 3; q++) {
            qubits.add(QubitCalibration.ofT1T2("Q" + q, INFINITE, INFINITE)
                    .withReadout(new ReadoutError(Measured.exactly(0.05), Measured.exactly(0.02 * (q + 1)))));
        }
        return new NoisyQuantumExecutionEnvironment(Calibration.of(qubits, OperationCalibration.ofDuration("ry", 1e-8)))
                .withSeed(1);
    }

    private static Program program() {
        return new Program(3, new Step(new RotationY(0.7, 0), new RotationY(1.9, 1), new RotationY(2.6, 2)));
    }

    /** P(1) of each qubit is sin^2(theta/2), read as 1 with p(1|0) and 1 - p(0|1); qubits are independent. */
    private static double[] expected() {
        double[] angles = {0.7, 1.9, 2.6};
        double[] p = new double[8];
        for (int b = 0; b < 8; b++) {
            p[b] = 1;
            for (int q = 0; q < 3; q++) {
                double one = Math.pow(Math.sin(angles[q] / 2), 2);
                double readOne = (1 - one) * 0.05 + one * (1 - 0.02 * (q + 1));
                p[b] *= ((b >> q) & 1) == 1 ? readOne : 1 - readOne;
            }
        }
        return p;
    }

    /** 7 degrees of freedom: 24.3 is exceeded once in a thousand seeds. */
    private static double chiSquare(double[] observed, double[] probabilities, int shots) {
        double sum = 0;
        for (int b = 0; b < observed.length; b++) {
            double mean = shots * probabilities[b];
            sum += (observed[b] - mean) * (observed[b] - mean) / mean;
        }
        return sum;
    }

    @Test
    void countsFollowTheReadProbabilities() {
        int shots = 100_000;
        Map<String, Integer> counts = environment().runProgram(program()).counts(shots);
        double[] observed = new double[8];
        counts.forEach((bits, count) -> observed[Integer.parseInt(bits, 2)] = count);
        assertEquals(shots, counts.values().stream().mapToInt(Integer::intValue).sum());
        double distance = chiSquare(observed, expected(), shots);
        assertTrue(distance < 24.3, "chi square " + distance);
        double[] ideal = environment().runProgram(program()).probabilities();
        assertTrue(chiSquare(observed, ideal, shots) > 1000, "readout errors must show");
    }

    /** As many as an int can say, in the time of their eight outcomes; what is impossible never comes. */
    @Test
    @Timeout(10)
    void anyNumberOfShotsIsCounted() {
        for (int shots : new int[] {1_000_001, 50_000_000, Integer.MAX_VALUE}) {
            NoisyResult result = environment().runProgram(program());
            Map<String, Integer> counts = result.counts(shots);
            double[] observed = new double[8];
            counts.forEach((bits, count) -> observed[Integer.parseInt(bits, 2)] = count);
            assertEquals(
                    shots,
                    counts.values().stream().mapToLong(Integer::longValue).sum());
            double distance = chiSquare(observed, expected(), shots);
            assertTrue(distance < 24.3, "chi square " + distance);
            assertEquals(counts, environment().runProgram(program()).counts(shots));
            assertNotEquals(counts, result.counts(shots, 99));
        }
        Program certain = new Program(2, new Step(new X(0)));
        assertEquals(
                Map.of("01", Integer.MAX_VALUE),
                NoisyQuantumExecutionEnvironment.ideal().runProgram(certain).counts(Integer.MAX_VALUE));
    }

    @Test
    void measurementsFollowTheReadProbabilities() {
        int shots = 20_000;
        NoisyResult result = environment().runProgram(program());
        double[] observed = new double[8];
        for (int s = 0; s < shots; s++) {
            result.measureSystem();
            int outcome = result.getMeasuredProbability();
            observed[outcome]++;
            for (int q = 0; q < 3; q++) {
                assertEquals((outcome >> q) & 1, result.getQubits()[q].measure());
            }
        }
        double distance = chiSquare(observed, expected(), shots);
        assertTrue(distance < 24.3, "chi square " + distance);
    }

    /** A program that runs again and again sees fresh outcomes. */
    @Test
    void runsAreIndependent() {
        int shots = 2_000;
        NoisyQuantumExecutionEnvironment environment = environment();
        double[] observed = new double[8];
        for (int s = 0; s < shots; s++) {
            observed[environment.runProgram(program()).getMeasuredProbability()]++;
        }
        double distance = chiSquare(observed, expected(), shots);
        assertTrue(distance < 24.3, "chi square " + distance);
    }

    @Test
    void sameSeedSameSamples() {
        List<Integer> first = outcomes(environment().withSeed(7));
        assertEquals(first, outcomes(environment().withSeed(7)));
        assertNotEquals(first, outcomes(environment().withSeed(8)));
        NoisyResult result = environment().runProgram(program());
        Map<String, Integer> counts = result.counts(1000);
        result.measureSystem();
        assertEquals(counts, result.counts(1000));
        assertNotEquals(counts, result.counts(1000, 99));
        assertEquals(counts, environment().runProgram(program()).counts(1000));
        assertNotEquals(counts, environment().withSeed(2).runProgram(program()).counts(1000));
    }

    private static List<Integer> outcomes(NoisyQuantumExecutionEnvironment environment) {
        List<Integer> outcomes = new ArrayList<>();
        for (int run = 0; run < 10; run++) {
            NoisyResult result = environment.runProgram(program());
            for (int s = 0; s < 5; s++) {
                outcomes.add(result.getMeasuredProbability());
                result.measureSystem();
            }
        }
        return outcomes;
    }

    @Test
    void leftmostCharacterIsTheHighestQubit() {
        NoisyResult result = NoisyQuantumExecutionEnvironment.ideal().runProgram(new Program(3, new Step(new X(0))));
        assertEquals(Map.of("001", 10), result.counts(10));
        assertThrows(IllegalArgumentException.class, () -> result.counts(-1));
    }

    @Test
    void outcomesOfProbabilityZeroNeverCome() {
        NoisyResult.OutcomeSampler sampler =
                new NoisyResult.OutcomeSampler(new double[] {0, 0, 0.5, 0, 0, 0.5, 0, -1e-17}, 3);
        for (int s = 0; s < 1000; s++) {
            int outcome = sampler.next();
            assertTrue(outcome == 2 || outcome == 5, "outcome " + outcome);
        }
    }
}
