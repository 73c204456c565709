package org.strangenoise.figures.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.testing.RequiresProgram;

/** A reader of the report chooses the run and the step that its figures show, from what the file holds. */
@RequiresProgram({"chromium", "--version"})
class ReportSwitchesTest {

    private static final List<String> RUNS = List.of("ideal", "noisy", "measured");
    private static final List<Integer> STEPS = List.of(1, 2, 10);

    @TempDir
    Path folder;

    private static HeatMap map(String title, double value) {
        double[][] values = {{value, value}, {value, value}, {value, value}};
        return HeatMap.ofAngles(
                title,
                Samples.linear(0, Math.PI, 3),
                Samples.linear(-Math.PI, Math.PI, 2),
                Samples.Grid.of(values),
                "bits");
    }

    private static Figure maps() {
        List<Figure.Row> rows = new ArrayList<>();
        for (int r = 0; r < RUNS.size(); r++) {
            List<Figure.Panel> row = new ArrayList<>();
            for (int s = 0; s < STEPS.size(); s++) {
                row.add(map(r == 0 ? MathText.italic("N") + " = " + STEPS.get(s) : "", 0.1 * r + 0.01 * s));
            }
            rows.add(Figure.Row.labelled(RUNS.get(r), 20, row));
        }
        return Figure.grid("maps", "Maps", "Entropy.", rows);
    }

    private static Figure curves() {
        Samples steps = Samples.steps(4);
        List<LineChart.Series> series = IntStream.range(0, RUNS.size())
                .mapToObj(
                        r -> LineChart.Series.of("start, " + RUNS.get(r), steps, steps.map(n -> r + n), Style.solid(r)))
                .toList();
        return Figure.of(
                "curves", "Curves", "Overlap.", 40, LineChart.of("", Axis.stepNumber(), Axis.of("overlap"), series));
    }

    private static Figure single() {
        return Figure.of("single", "One map", "No choice.", 40, map("ideal", 0.5));
    }

    @Test
    void runsAndStepsAreChosenFromWhatTheFileHolds() throws Exception {
        Path report = folder.resolve("report.html");
        ReportWriter.write(SampleReport.of(List.of(maps(), curves(), single())), report);
        try (Chromium browser = new Chromium(folder).on(1200, 900, "light")) {
            browser.openDrawn(report);
            assertEquals(
                    "[[\"\",\"ideal\",\"noisy\",\"measured\"],[\"\",\"1\",\"2\",\"10\"],[\"\",\"ideal\",\"noisy\",\"measured\"]]",
                    browser.evaluate(
                                    "[...document.querySelectorAll('.switches select')].map(s => [...s.options].map(o => o.value))")
                            .toString());
            assertEquals(
                    0,
                    browser.evaluate("document.querySelectorAll('#figure-single .switches').length")
                            .asInt());
            assertEquals(9, values(browser).size());

            choose(browser, "figure-maps-run", "measured");
            assertEquals("[0.2,0.21,0.22]", values(browser).toString());
            choose(browser, "figure-maps-step", "10");
            assertEquals("[0.22]", values(browser).toString());
            assertTrue(
                    browser.evaluate(
                                    "[...document.querySelectorAll('#figure-maps .plot')].find(p => !p.hidden).data[0].showscale")
                            .asBoolean(),
                    "the colour bar is with the map that is left");
            assertTrue(
                    browser.evaluate("[...document.querySelectorAll('#figure-maps .plot')].find(p => !p.hidden)"
                                            + ".querySelector('svg.main-svg').getBoundingClientRect().width")
                                    .asDouble()
                            > 800,
                    "one map has the width of the figure");
            choose(browser, "figure-maps-run", "");
            assertEquals("[0.02,0.12,0.22]", values(browser).toString());
            choose(browser, "figure-maps-step", "");
            assertEquals(9, values(browser).size());

            choose(browser, "figure-curves-run", "noisy");
            assertEquals(
                    "[\"start, noisy\"]",
                    browser.evaluate(
                                    "document.querySelector('#figure-curves .plot').data.filter(t => t.visible !== false).map(t => t.name)")
                            .toString());
            assertEquals(
                    "[]",
                    browser.evaluate(
                                    "[...document.querySelectorAll('.switches select')].filter(s => !s.labels.length).map(s => s.id)")
                            .toString());
        }
    }

    private static void choose(Chromium browser, String id, String value) throws Exception {
        browser.evaluate("(async () => { const s = document.getElementById('" + id + "'); s.value = '" + value
                + "'; s.dispatchEvent(new Event('change')); await new Promise(r => setTimeout(r, 1000)); })()");
    }

    /** The first value of every map that is shown. */
    private static JsonNode values(Chromium browser) throws Exception {
        return browser.evaluate("[...document.querySelectorAll('#figure-maps .plot')].filter(p => p.offsetParent)"
                + ".map(p => Math.round(1000 * Array.from(p.data[0].z[0])[0]) / 1000)");
    }
}
