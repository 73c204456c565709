package org.strangenoise.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void dataIsCopied() {
        double[] values = {1, 2};
        Samples samples = Samples.of(values);
        values[0] = 7;
        samples.toArray()[1] = 7;
        assertEquals(Samples.of(1, 2), samples);
        double[][] cells = {{1, 2}};
        Samples.Grid grid = Samples.Grid.of(cells);
        cells[0][0] = 7;
        assertEquals(1, grid.get(0, 0));
    }

    @Test
    void nullCellsAreMissing() {
        Samples.Grid grid = Samples.Grid.of(List.of(Arrays.asList(1.0, null)));
        assertTrue(Double.isNaN(grid.get(0, 1)));
        assertEquals(new Axis.Interval(1, 1), grid.range());
    }

    @Test
    void rangesIgnoreWhatIsNotFinite() {
        assertEquals(
                new Axis.Interval(-1, 2),
                Samples.of(Double.NaN, -1, Double.POSITIVE_INFINITY, 2).range());
        assertTrue(Samples.of(Double.NaN).range().isEmpty());
        assertEquals(Axis.Interval.UNIT, Axis.Interval.EMPTY.including(Axis.Interval.UNIT));
    }

    @Test
    void linearSamplesIncludeBothEnds() {
        Samples thetas = Samples.linear(0, Math.PI, 31);
        assertEquals(Math.PI, thetas.get(30));
        assertEquals(0, thetas.get(0));
        assertEquals(Samples.of(4), Samples.linear(4, 9, 1));
    }

    @Test
    void waterfallBarsHangBetweenTheTotals() {
        BarChart chart = BarChart.waterfall(
                "", List.of("ideal", "T1", "gain", "noisy"), Axis.of("overlap"), 0.98, Samples.of(-0.05, 0.01));
        assertEquals(0.94, chart.bars().get(0).ends().get(3), 1e-15);
        BarChart.Bars losses = chart.bars().get(1);
        Samples bases = losses.bases();
        assertTrue(bases != null && bases.get(1) == 0.98);
        assertEquals(0.93, losses.ends().get(1), 1e-15);
        assertTrue(Double.isNaN(losses.ends().get(2)));
        assertThrows(
                IllegalArgumentException.class,
                () -> BarChart.waterfall("", List.of("ideal"), Axis.of(""), 1, Samples.of(0)));
    }

    @Test
    void badArgumentsAreNamedWithTheirValues() {
        assertMessage(
                "values",
                () -> HeatMap.of(
                        "",
                        Axis.of("x"),
                        Axis.of("y"),
                        Samples.of(0, 1),
                        Samples.of(0),
                        Samples.Grid.of(new double[2][2]),
                        ""));
        assertMessage(
                "xs",
                () -> HeatMap.of(
                        "",
                        Axis.of("x"),
                        Axis.of("y"),
                        Samples.of(1, 1),
                        Samples.of(0),
                        Samples.Grid.of(new double[1][2]),
                        ""));
        assertMessage("row 1 has 1", () -> Samples.Grid.of(new double[][] {{1, 2}, {1}}));
        assertMessage("NaN", () -> Axis.ReferenceLine.horizontal(Double.NaN, ""));
        assertMessage("XQ", () -> PauliBars.of("", List.of("XQ"), Samples.of(1), Samples.of(1)));
        assertMessage(
                "row 3",
                () -> new PulseSequence(
                        "",
                        List.of("Q0"),
                        List.of(new PulseSequence.Pulse(List.of(3), 0, 1, "", PulseSequence.Kind.IDLE))));
        assertMessage(
                "../x", () -> Figure.of("../x", "", "", 40, LineChart.of("", Axis.of(""), Axis.of(""), List.of())));
        assertMessage("[2.0, 1.0]", () -> new Axis.Interval(2, 1));
        assertMessage("has 1", () -> LineChart.Series.of("", Samples.of(1, 2), Samples.of(1), Style.solid(0)));
    }

    private static void assertMessage(String part, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message != null && message.contains(part), message);
    }
}
