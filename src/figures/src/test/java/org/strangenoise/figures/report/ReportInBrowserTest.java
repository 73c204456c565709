package org.strangenoise.figures.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.render.SampleFigures;
import org.strangenoise.testing.RequiresProgram;

/** Opens a report in headless Chromium: every plot is drawn and the console stays silent. */
@RequiresProgram({"chromium", "--version"})
class ReportInBrowserTest {

    private static final int MOST_SECONDS = 180;

    @TempDir
    Path folder;

    @Test
    void everyPanelIsDrawnWithoutAnError() throws Exception {
        Path report = folder.resolve("report.html");
        ReportWriter.write(SampleReport.withEverything(), report);
        List<Figure> figures = SampleFigures.all();
        int panels = figures.stream().mapToInt(figure -> figure.panels().size()).sum();

        Path console = folder.resolve("console.txt");
        String page = dump(report, console);

        assertEquals(List.of(), errors(console));
        assertTrue(page.contains("data-plots=\"drawn\""), "the report did not finish: " + tail(console));
        assertEquals(panels, count(page, "class=\"plot js-plotly-plot\""), "plots drawn");
        assertFalse(page.contains("class=\"no-plots\""), "a figure fell back to its drawing");
        assertTrue(count(page, "<canvas") >= 4, "Bloch spheres and clouds are on canvases");
        assertTrue(page.contains("class=\"scatterlayer") && page.contains("class=\"heatmaplayer"), "no layers");
        assertFalse(Pattern.compile("<script>alert").matcher(page).find(), "a script of the user's");
    }

    private String dump(Path report, Path console) throws IOException, InterruptedException {
        Path page = folder.resolve("page.html");
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--enable-unsafe-swiftshader",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + Files.createDirectory(folder.resolve("profile")),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=120000",
                        "--dump-dom",
                        report.toUri().toString())
                .redirectOutput(page.toFile())
                .redirectError(console.toFile())
                .start();
        try {
            assertTrue(chromium.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "Chromium did not end: " + tail(console));
        } finally {
            chromium.descendants().forEach(ProcessHandle::destroyForcibly);
            chromium.destroyForcibly();
        }
        return Files.readString(page);
    }

    /** Lines of the page's console that tell of a fault; drivers and hints about speed do not. */
    private static List<String> errors(Path console) throws IOException {
        try (Stream<String> lines = Files.lines(console)) {
            return lines.filter(line -> line.contains("CONSOLE"))
                    .filter(line -> !line.contains("GL Driver Message") && !line.contains("willReadFrequently"))
                    .toList();
        }
    }

    private static String tail(Path console) throws IOException {
        List<String> lines = Files.readAllLines(console);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
