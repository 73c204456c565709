package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

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

    @Test
    void whatHasAnotherFormIsMissed() {
        double[] waves = Arrays.stream(TIMES).map(t -> Math.cos(4e6 * t)).toArray();
        DecayFit fit = DecayFit.of(TIMES, waves, false);
        assertEquals(DecayFit.Outcome.MISSED, fit.outcome());
        assertTrue(Double.isNaN(fit.errorPerGate(20e-9)));
        assertTrue(fit.remark().orElseThrow().contains("misses the values"));
    }
}
