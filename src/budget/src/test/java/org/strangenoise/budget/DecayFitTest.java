package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Curves of known numbers, which the fit finds again. */
class DecayFitTest {

    private static final double[] TIMES = {0, 0.4e-6, 0.9e-6, 1.5e-6, 2.2e-6, 3e-6, 4.1e-6, 5.3e-6, 7e-6, 9e-6};

    private static double[] curve(double amplitude, double rate, double gaussianRate, double offset) {
        return Arrays.stream(TIMES)
                .map(t -> amplitude * Math.exp(-rate * t - Math.pow(gaussianRate * t, 2)) + offset)
                .toArray();
    }

    @Test
    void anExponentialIsFoundAgain() {
        DecayFit fit = DecayFit.of(TIMES, curve(0.83, 1 / 2.7e-6, 0, 0), false);
        assertEquals(DecayFit.Outcome.DECAY, fit.outcome());
        assertEquals(2.7e-6, fit.time(), 1e-14);
        assertEquals(0.83, fit.amplitude(), 1e-9);
        assertEquals(0, fit.offset());
        assertEquals(0.83 * Math.exp(-1), fit.at(2.7e-6), 1e-9);
        assertTrue(fit.remark().isEmpty());
        assertEquals((1 - Math.exp(-20e-9 / 2.7e-6)) / 2, fit.errorPerGate(20e-9), 1e-9);
    }

    @Test
    void aGaussianPartIsToldFromAnExponentialOne() {
        DecayFit fit = DecayFit.of(TIMES, curve(1, 1 / 6e-6, 1 / 3.5e-6, 0), true);
        assertEquals(6e-6, fit.time(), 1e-10);
        assertEquals(3.5e-6, fit.gaussianTime(), 1e-10);
    }

    /** A population that relaxes to its equilibrium. */
    @Test
    void anOffsetIsFoundWhereItIsNeeded() {
        DecayFit fit = DecayFit.of(TIMES, curve(-1.9, 1 / 3e-6, 0, 0.95), false);
        assertEquals(DecayFit.Outcome.DECAY, fit.outcome());
        assertEquals(3e-6, fit.time(), 1e-12);
        assertEquals(0.95, fit.offset(), 1e-7);
        assertEquals(
                3e-6,
                DecayFit.withOffset(TIMES, curve(-1.9, 1 / 3e-6, 0, 0.95), false, 0.95)
                        .time(),
                1e-12);
        assertEquals(
                0.95,
                DecayFit.withFreeOffset(TIMES, curve(-1.9, 1 / 3e-6, 0, 0.95), false)
                        .offset(),
                1e-7);
    }

    @Test
    void whatDoesNotDecayHasALeastTimeAlone() {
        DecayFit fit = DecayFit.of(TIMES, curve(0.7, 0, 0, 0), false);
        assertEquals(DecayFit.Outcome.NO_DECAY, fit.outcome());
        assertTrue(Double.isNaN(fit.time()) && Double.isNaN(fit.timeError()) && Double.isNaN(fit.gaussianTime()));
        assertTrue(fit.leastTime() > 1, () -> String.valueOf(fit.leastTime()));
        assertTrue(fit.remark().orElseThrow().contains("no decay within"));
    }

    /** A record of seconds of what takes microseconds: rounding alone would tell its time. */
    @ParameterizedTest
    @CsvSource({"-2, 1, 3e-6", "1, 0, 3e-6", "0.6, 0.4, 1e-3", "-1.8, 0.8, 0.03"})
    void whatIsOverBeforeItsSecondValueHasNoTime(double amplitude, double offset, double time) {
        for (boolean gaussian : new boolean[] {false, true}) {
            double[] times = new double[8];
            double[] values = new double[8];
            for (int k = 0; k < times.length; k++) {
                int second = k / 2; // two at once, as before and after a gate of no duration
                times[k] = second;
                // As a simulation rounds them.
                values[k] = offset + amplitude * Math.exp(-times[k] / time) + 1e-16 * (k % 3);
            }
            DecayFit fit = DecayFit.of(times, values, gaussian);
            assertEquals(DecayFit.Outcome.OVER, fit.outcome(), fit::toString);
            assertTrue(Double.isNaN(fit.time()) && Double.isNaN(fit.timeError()) && Double.isNaN(fit.leastTime()));
            assertTrue(Double.isNaN(fit.errorPerGate(1e-8)));
            assertTrue(fit.remark().orElseThrow().contains("over before its second value"));
        }
    }

    /** The last that can be told: 20 times its time between the values. */
    @Test
    void whatIsNearlyOverHasItsTime() {
        double[] times = {0, 20, 40, 60, 80};
        double[] values = Arrays.stream(times).map(t -> 1 - 2 * Math.exp(-t)).toArray();
        DecayFit fit = DecayFit.of(times, values, false);
        assertEquals(DecayFit.Outcome.DECAY, fit.outcome());
        assertEquals(1, fit.time(), 1e-6);
    }

    @Test
    void whatHasAnotherFormIsMissed() {
        double[] waves = Arrays.stream(TIMES).map(t -> Math.cos(4e6 * t)).toArray();
        DecayFit fit = DecayFit.of(TIMES, waves, false);
        assertEquals(DecayFit.Outcome.MISSED, fit.outcome());
        assertTrue(Double.isNaN(fit.errorPerGate(20e-9)));
        assertTrue(fit.remark().orElseThrow().contains("misses the values"));
    }

    /** A qubit relaxing from |1>, z = 1 - 2 exp(-t/T), however little or late a part of it is recorded. */
    @ParameterizedTest
    @CsvSource({
        "0.001, 0.01, 8, 1e-4",
        "0.002, 0.02, 5, 1e-4",
        "1e-5, 1e-4, 12, 0.01",
        "0.3, 2, 4, 1e-9",
        "0.3, 2, 5, 1e-9",
        "2, 4, 4, 1e-9",
        "3, 6, 9, 1e-9",
        "0, 60, 40, 1e-9"
    })
    void relaxationIsFoundInAnyPartOfIt(double from, double to, int points, double error) {
        double[] times = IntStream.range(0, points)
                .mapToDouble(k -> 3e-6 * (from + (to - from) * k / (points - 1)))
                .toArray();
        double[] values =
                Arrays.stream(times).map(t -> 1 - 2 * Math.exp(-t / 3e-6)).toArray();
        DecayFit fit = DecayFit.of(times, values, false);
        assertEquals(DecayFit.Outcome.DECAY, fit.outcome(), fit::toString);
        assertEquals(3e-6, fit.time(), 3e-6 * error);
        assertEquals(1, fit.offset(), 2 * error);
    }

    /** Three values cannot tell an offset: no time is made up of them, and none of values that rise. */
    @Test
    void tooFewValuesTellNoTime() {
        double[] times = {9e-6, 11e-6, 13e-6};
        double[] values = {0.9, 0.95, 0.97};
        DecayFit fit = DecayFit.of(times, values, false);
        assertEquals(DecayFit.Outcome.MISSED, fit.outcome());
        assertTrue(Double.isNaN(fit.time()) && Double.isNaN(fit.leastTime()));
    }

    /** Of the two parts one may be absent: its time is infinite, never a number made of rounding. */
    @Test
    void anAbsentPartHasNoTime() {
        DecayFit gaussian = DecayFit.of(TIMES, curve(1, 0, 1 / 3.5e-6, 0), true);
        assertEquals(Double.POSITIVE_INFINITY, gaussian.time());
        assertEquals(3.5e-6, gaussian.gaussianTime(), 1e-12);
        assertTrue(gaussian.leastTime() > 1 && Double.isNaN(gaussian.timeError()), gaussian::toString);
        assertTrue(gaussian.remark().orElseThrow().contains("no exponential part"));
        DecayFit exponential = DecayFit.of(TIMES, curve(-1.5, 1 / 3e-6, 0, 0.5), true);
        assertEquals(3e-6, exponential.time(), 1e-12);
        assertEquals(Double.POSITIVE_INFINITY, exponential.gaussianTime());
    }

    /** A straight line is a decay of any time that is long enough, to an offset that no observable has. */
    @Test
    void aStraightLineHasNoTimeOfAges() {
        double[] line = Arrays.stream(TIMES).map(t -> 0.9 - 3e4 * t).toArray();
        DecayFit fit = DecayFit.of(TIMES, line, false);
        assertEquals(0, fit.offset());
        assertTrue(fit.time() < 1e-4, fit::toString);
    }

    @Test
    void zerosTellNoTime() {
        DecayFit fit = DecayFit.of(
                TIMES, Arrays.stream(TIMES).map(t -> 1e-17 * Math.cos(1e9 * t)).toArray(), false);
        assertEquals(DecayFit.Outcome.NO_DECAY, fit.outcome());
        assertTrue(Double.isNaN(fit.leastTime()) && Double.isNaN(fit.time()));
        assertTrue(fit.remark().orElseThrow().contains("0 throughout"));
    }

    /** A Gaussian fall is no exponential: there is a nearest one, and a word that it is not near. */
    @Test
    void aRoughFitIsCalledSo() {
        DecayFit fit = DecayFit.of(TIMES, curve(1, 0, 1 / 3.5e-6, 0), false);
        assertEquals(DecayFit.Outcome.DECAY, fit.outcome());
        assertTrue(fit.remark().orElseThrow().contains("rough"), fit::toString);
        assertTrue(fit.time() > 2e-6 && fit.time() < 5e-6, fit::toString);
    }
}
