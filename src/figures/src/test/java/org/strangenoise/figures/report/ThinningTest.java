package org.strangenoise.figures.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;
import org.strangenoise.figures.Style;
import org.strangenoise.figures.Thinning;

/** Large studies keep small pages, and thinning loses no peak. */
class ThinningTest {

    private static HeatMap map(int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = StrictMath.sin(i * 0.37 + j * j * 1e-3);
            }
        }
        return HeatMap.of(
                "",
                Axis.of("x"),
                Axis.of("y"),
                Samples.linear(0, 1, columns),
                Samples.linear(0, 2, rows),
                Samples.Grid.of(values),
                "value");
    }

    private static Figure curve(int points) {
        double[] y = IntStream.range(0, points)
                .mapToDouble(i -> StrictMath.sin(i * 1e-4))
                .toArray();
        y[points / 3] = 17;
        y[points / 2] = -9;
        y[points / 5] = Double.NaN;
        LineChart.Series series = LineChart.Series.of("a", Samples.linear(0, 1, points), Samples.of(y), Style.solid(0))
                .withBand(Samples.of(y), Samples.of(y));
        return Figure.of("curve", "", "A curve.", 50, LineChart.of("", Axis.of("x"), Axis.of("y"), List.of(series)));
    }

    @Test
    void whatIsSmallIsLeftAlone() {
        Figure figure = Figure.of("map", "", "", 50, map(61, 121));
        assertSame(figure, Thinning.DRAWING.of(figure));
        assertSame(figure, Thinning.page(List.of(figure, curve(900))).of(figure));
        // A cloud is drawn as pixels, of which a column has many.
        Samples steps = Samples.steps(200_000);
        Figure cloud = Figure.of("cloud", "", "", 50, Scatter.of("", Axis.of("x"), Axis.of("y"), steps, steps));
        assertSame(cloud, Thinning.DRAWING.of(cloud));
        assertSame(cloud, Thinning.page(List.of(cloud, figure)).of(cloud));
    }

    @Test
    void aCurveKeepsItsPeaksItsEndsAndItsGaps() {
        Figure thin = new Thinning(2000, 1, 1).of(curve(1_000_000));
        LineChart.Series series = ((LineChart) thin.panels().get(0)).series().get(0);
        assertTrue(series.x().size() <= 2002, series.x().size() + " points");
        assertEquals(17, series.y().range().max());
        assertEquals(-9, series.y().range().min());
        assertEquals(0, series.x().get(0));
        assertEquals(1, series.x().get(series.x().size() - 1));
        assertTrue(IntStream.range(0, series.y().size())
                .anyMatch(i -> Double.isNaN(series.y().get(i))));
        assertTrue(thin.caption().endsWith("the tables have all."), thin.caption());
    }

    @Test
    void aMapKeepsItsEdgesItsValuesAndItsColors() {
        HeatMap whole = map(900, 1300);
        HeatMap thin = (HeatMap) new Thinning(1, 1, 40_000)
                .of(Figure.of("map", "", "", 50, whole))
                .panels()
                .get(0);
        assertTrue(thin.values().rows() * thin.values().columns() <= 40_000);
        assertEquals(whole.ys().get(899), thin.ys().get(thin.ys().size() - 1));
        assertEquals(
                whole.values().get(899, 1299),
                thin.values().get(thin.ys().size() - 1, thin.xs().size() - 1));
        assertEquals(whole.values().range(), thin.limits());
    }

    /** Ten kappas with maps of 200 x 200, six each, a sweep of a million devices, and a curve of a million points. */
    @Test
    void aPageStaysBelowTwentyMegabytes(@TempDir Path folder) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (int k = 0; k < 60; k++) {
            figures.add(Figure.of("map" + k, "", "", 50, map(200, 200)));
        }
        figures.add(Figure.of("sweep", "", "", 50, map(1000, 1000)));
        figures.add(curve(1_000_000));
        List<Figure> drawn = figures.stream().map(Thinning.DRAWING::of).toList();
        Thinning page = Thinning.page(drawn);
        Path file = folder.resolve("report.html");
        ReportWriter.write(SampleReport.of(drawn.stream().map(page::of).toList()), file);
        assertTrue(Files.size(file) > 5_000_000 && Files.size(file) < 20_000_000, Files.size(file) + " bytes");
    }
}
