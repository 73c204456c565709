package org.strangenoise.figures.report;

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
import org.strangenoise.testing.RequiresProgram;

/** A report of the most numbers that a page carries stays small and opens soon. */
@RequiresProgram({"chromium", "--version"})
class OpensSoonTest {

    private static final long MOST_BYTES = 20_000_000;

    /** Asked are 3 s; others may be at work on the machine. */
    private static final double MOST_SECONDS = 3 * 4;

    @TempDir
    Path folder;

    /** All figures are there to read, and the first of them answers; those below are drawn meanwhile. */
    @Test
    void aReportOfAMillionNumbersOpensSoon() throws Exception {
        Path report = folder.resolve("report.html");
        ReportWriter.write(SampleReport.of(many()), report);
        assertTrue(Files.size(report) < MOST_BYTES, Files.size(report) + " bytes");
        assertTrue(Files.size(report) > MOST_BYTES / 4, Files.size(report) + " bytes are no large report");
        try (Chromium browser = new Chromium(folder).on(1200, 900, "light")) {
            long start = System.nanoTime();
            browser.open(report);
            Chromium.waitUntil(
                    "the page",
                    () -> browser.evaluate("document.readyState === 'complete'"
                                    + " && [...document.images].every(image => image.complete)")
                            .asBoolean());
            Chromium.waitUntil(
                    "the first plot",
                    () -> browser.evaluate("!!document.querySelector('.js-plotly-plot .main-svg')")
                            .asBoolean());
            double seconds = (System.nanoTime() - start) * 1e-9;
            assertTrue(seconds < MOST_SECONDS, seconds + " s");
        }
    }

    /** Ten maps of 200 x 200 twice, a cloud, and two curves of a million points. */
    private static List<Figure> many() {
        List<Figure> figures = new ArrayList<>();
        double[][] values = new double[200][200];
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 200; j++) {
                values[i][j] = StrictMath.sin(i * 0.037 + j * j * 1e-4);
            }
        }
        Samples.Grid grid = Samples.Grid.of(values);
        for (int k = 0; k < 10; k++) {
            HeatMap map = HeatMap.of(
                    "",
                    Axis.of("x"),
                    Axis.of("y"),
                    Samples.linear(0, 1, 200),
                    Samples.linear(0, 2, 200),
                    grid,
                    "value");
            figures.add(Figure.wide("map" + k, "Map " + k, "Two maps.", List.of(Figure.Row.of(60, map, map))));
        }
        Samples steps = Samples.steps(300_000);
        figures.add(Figure.of("cloud", "", "", 50, Scatter.of("", Axis.of("x"), Axis.of("y"), steps, steps)));
        int points = 1_000_000;
        Samples x = Samples.linear(0, 1, points);
        Samples y = Samples.of(IntStream.range(0, points)
                .mapToDouble(i -> StrictMath.sin(i * 1e-3))
                .toArray());
        figures.add(Figure.of(
                "curve",
                "",
                "",
                50,
                LineChart.of(
                        "",
                        Axis.of("x"),
                        Axis.of("y"),
                        List.of(
                                LineChart.Series.of("a", x, y, Style.solid(0)),
                                LineChart.Series.of("b", x, y, Style.solid(1))))));
        // As whoever writes a report does.
        Thinning page = Thinning.page(figures);
        return figures.stream().map(page::of).toList();
    }
}
