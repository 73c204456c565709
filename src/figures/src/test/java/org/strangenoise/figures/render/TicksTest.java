package org.strangenoise.figures.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.figures.Axis;

class TicksTest {

    @Test
    void linearTicksAreRoundWithEqualDecimals() {
        assertEquals(
                List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"),
                labels(Axis.of("").withRange(0, 1), 5));
        assertEquals(List.of("−10", "−5", "0", "5", "10"), labels(Axis.of("").withRange(-10, 10), 5));
        assertEquals(List.of("0.94", "0.95", "0.96"), labels(Axis.of("").withRange(0.9399, 0.9601), 4));
    }

    @Test
    void largeAndSmallNumbersArePowersOfTen() {
        assertEquals(List.of("0", "5×10⁻⁹", "1.0×10⁻⁸"), labels(Axis.of("").withRange(0, 1e-8), 2));
        assertEquals(List.of("0", "1×10⁶", "2×10⁶"), labels(Axis.of("").withRange(0, 2e6), 2));
    }

    @Test
    void wholeNumbersStayWhole() {
        Axis steps = Axis.stepNumber().withRange(0, 3);
        assertEquals(List.of("0", "1", "2", "3"), labels(steps, 12));
    }

    @Test
    void anglesAreFractionsOfPi() {
        assertEquals(List.of("−π", "−π/2", "0", "π/2", "π"), labels(Axis.phi(), 5));
        assertEquals(List.of("0", "π/4", "π/2", "3π/4", "π"), labels(Axis.theta(), 5));
        assertEquals(List.of("0", "π/2", "π"), labels(Axis.theta(), 2));
    }

    @Test
    void decadesOfALogarithmicAxis() {
        assertEquals(
                List.of("10⁻⁶", "10⁻⁴", "10⁻²"),
                labels(Axis.of("").withRange(1e-6, 1e-1).logarithmic(), 3));
        assertEquals(
                List.of("1", "2", "5", "10", "20"),
                labels(Axis.of("").withRange(1, 30).logarithmic(), 5));
        assertEquals(
                List.of("2", "3", "4"), labels(Axis.of("").withRange(1.5, 4.5).logarithmic(), 5));
    }

    @Test
    void categoriesAreNamedAndNothingElse() {
        Axis axis = Axis.categories("statement", List.of("O3", "O10", "P"));
        assertEquals(List.of("O3", "O10", "P"), labels(axis, 2));
        assertEquals(List.of("O10"), labels(axis.withRange(1.5, 2.5), 2));
        assertEquals(
                List.of(),
                Ticks.of(Frame.AxisScale.of(axis, Axis.Interval.EMPTY, false), 5)
                        .minor());
        assertThrows(IllegalArgumentException.class, () -> axis.withScale(Axis.Scale.LINEAR));
        assertThrows(IllegalArgumentException.class, () -> Axis.categories("nothing", List.of()));
    }

    @Test
    void ticksLieWithinTheAxisForAnyRange() {
        for (double min : new double[] {-1e9, -3.7, 0, 1e-7, 0.3, 12345}) {
            for (double length : new double[] {1e-6, 0.1, 3, 1e8}) {
                for (Axis.Scale scale : Axis.Scale.values()) {
                    boolean unresolved = length < 1e-9 * Math.abs(min);
                    if (unresolved || (scale == Axis.Scale.LOGARITHMIC && min <= 0) || scale == Axis.Scale.CATEGORIES) {
                        continue;
                    }
                    Axis axis = Axis.of("").withRange(min, min + length).withScale(scale);
                    Ticks ticks = Ticks.of(Frame.AxisScale.of(axis, Axis.Interval.EMPTY, false), 6);
                    assertTrue(ticks.labelled().size() < 25, axis + " has " + ticks.labelled());
                    for (Ticks.Tick tick : ticks.labelled()) {
                        double slack = 1e-6 * length;
                        assertTrue(
                                tick.value() >= min - slack && tick.value() <= min + length + slack,
                                axis + ": " + tick);
                    }
                }
            }
        }
    }

    @Test
    void numbersAreShort() {
        assertEquals("0.94", Ticks.number(0.94));
        assertEquals("−2.5", Ticks.number(-2.5));
        assertEquals("0", Ticks.number(0));
        assertEquals("1.5×10⁻⁷", Ticks.number(1.5e-7));
        assertEquals("–", Ticks.number(Double.NaN));
        assertEquals("−0.008", Ticks.rounded(-0.00812, 0.06));
    }

    private static List<String> labels(Axis axis, int count) {
        return Ticks.of(Frame.AxisScale.of(axis, Axis.Interval.EMPTY, false), count).labelled().stream()
                .map(Ticks.Tick::label)
                .toList();
    }
}
