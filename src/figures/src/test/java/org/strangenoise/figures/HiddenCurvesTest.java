package org.strangenoise.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which curves are drawn wider because others lie on them. */
class HiddenCurvesTest {

    private static final Samples X = Samples.steps(11);
    private static final Samples FALLING = X.map(x -> Math.exp(-x / 4));

    private static double[] widths(Axis y, LineChart.Series... series) {
        return LineChart.HiddenCurves.widths(LineChart.of("", Axis.of("x"), y, List.of(series)));
    }

    private static double[] widths(LineChart.Series... series) {
        return widths(Axis.of("y"), series);
    }

    private static LineChart.Series curve(int color, Samples y) {
        return LineChart.Series.of("", X, y, Style.solid(color).with(Style.Marker.CIRCLE));
    }

    @Test
    void equalCurvesLieOnWiderOnes() {
        double[] three = widths(curve(0, FALLING), curve(1, FALLING), curve(2, FALLING));
        assertEquals(0, three[2]);
        assertTrue(three[1] >= 1 && three[0] >= three[1] + 1, Arrays.toString(three));
    }

    @Test
    void curvesApartAreAllAlike() {
        assertArrayEquals(
                new double[3],
                widths(curve(0, FALLING), curve(1, FALLING.map(y -> y + 0.03)), curve(2, FALLING.map(y -> 1 - y))));
    }

    /** What is near depends on the height of the chart, and on how its axis is scaled. */
    @Test
    void nearnessIsThatOfTheDrawing() {
        LineChart.Series low = curve(0, FALLING.map(y -> 0.001 * y));
        LineChart.Series above = curve(1, FALLING.map(y -> 0.0013 * y));
        LineChart.Series high = curve(2, FALLING);
        assertTrue(widths(low, above, high)[0] > 0, "a thousandth of the height");
        assertEquals(0, widths(Axis.of("y").logarithmic(), low, above, high)[0], "a tenth of a decade");
        assertEquals(0, widths(Axis.of("y").withRange(0, 0.002), low, above)[0]);
    }

    @Test
    void manyCurvesStayNarrow() {
        LineChart.Series[] many =
                IntStream.range(0, 12).mapToObj(i -> curve(i, FALLING)).toArray(LineChart.Series[]::new);
        double[] widths = widths(many);
        for (int i = 1; i < widths.length; i++) {
            assertTrue(widths[i] < widths[i - 1], Arrays.toString(widths));
        }
        assertTrue(widths[0] < 5, "points: " + widths[0]);
    }

    @Test
    void pointsThatDoNotShareAbscissasAreCompared() {
        Samples fine = Samples.linear(0, 10, 101);
        LineChart.Series line = LineChart.Series.of("", X, X.map(x -> 0.1 * x), Style.dashed(0));
        LineChart.Series over = LineChart.Series.of("", fine, fine.map(x -> 0.1 * x), Style.solid(1));
        assertTrue(widths(line, over)[0] > 0);
        assertTrue(widths(over, line)[0] > 0);
        LineChart.Series elsewhere =
                LineChart.Series.of("", fine.map(x -> x + 20), fine.map(x -> 0.1 * x), Style.solid(1));
        assertEquals(0, widths(line, elsewhere)[0]);
    }

    /** Points leave a line visible between them, and a line leaves room around the points beneath it. */
    @Test
    void onlyWhatWouldBeHiddenIsWider() {
        LineChart.Series points = LineChart.Series.of("", X, FALLING, Style.points(1));
        LineChart.Series line = LineChart.Series.of("", X, FALLING, Style.solid(0));
        assertArrayEquals(new double[2], widths(line, points));
        assertArrayEquals(new double[2], widths(points, line));
        assertTrue(widths(points, points)[0] > 0);
    }

    /** Points without a line cover what is at their places, not what would be on a line between them. */
    @Test
    void pointsBesideEachOtherAreAllAlike() {
        Samples level = X.map(x -> 0.5);
        LineChart.Series points = LineChart.Series.of("", X, level, Style.points(0));
        LineChart.Series beside = LineChart.Series.of("", X.map(x -> x + 0.4), level, Style.points(1));
        LineChart.Series apart = LineChart.Series.of("", X, FALLING.map(y -> y - 2), Style.points(2));
        assertArrayEquals(new double[3], widths(points, beside, apart));
        LineChart.Series unordered = LineChart.Series.of("", X.map(x -> (7 * x) % 11), level, Style.points(1));
        assertTrue(widths(points, unordered, apart)[0] > 0, "the same places in another order");
    }

    @Test
    void missingValuesAreNotCompared() {
        Samples gap = FALLING.map(y -> y < 0.2 ? Double.NaN : y);
        assertTrue(widths(curve(0, gap), curve(1, FALLING))[0] > 0);
        assertArrayEquals(new double[2], widths(curve(0, X.map(x -> Double.NaN)), curve(1, FALLING)));
    }

    /** Less than half of a curve beneath another: the rest tells enough. */
    @Test
    void aCrossingHidesNothing() {
        assertArrayEquals(new double[2], widths(curve(0, X.map(x -> x)), curve(1, X.map(x -> Math.max(x, 6)))));
    }
}
