package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.figures.render.FigureRenderer;

/**
 * The figure of the page on long studies shows the numbers that {@code src/bench/scaling.sh} measured;
 * STRANGE_NOISE_WRITE_PAGES draws it anew.
 */
class ScalingFigureTest {

    private static final Path PICTURE = Path.of("../../src/site/scaling.svg");

    private static final Map<String, String> WAYS = new LinkedHashMap<>();

    static {
        WAYS.put("one-thread", "one thread");
        WAYS.put("two-threads", "two threads");
        WAYS.put("two-processes", "two processes, then assembly");
    }

    private static final List<Style.Marker> MARKERS =
            List.of(Style.Marker.CIRCLE, Style.Marker.SQUARE, Style.Marker.TRIANGLE);

    /**
     * A measured size; seconds by the clock stand before those of processors, and are those of a machine that had more
     * to do.
     */
    private record Measured(int starts, double processors) {}

    private static Map<String, List<Measured>> measured() throws IOException {
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("../bench/scaling.txt"))) {
            if (!line.startsWith("#")) {
                String[] words = line.split(" ", -1);
                measured.computeIfAbsent(words[1], way -> new ArrayList<>())
                        .add(new Measured(Integer.parseInt(words[0]), Double.parseDouble(words[3])));
            }
        }
        return measured;
    }

    private static LineChart chart(Map<String, List<Measured>> measured) {
        List<LineChart.Series> series = new ArrayList<>();
        WAYS.forEach((way, label) -> {
            List<Measured> sizes = Objects.requireNonNull(measured.get(way));
            series.add(LineChart.Series.of(
                    label,
                    Samples.of(sizes.stream().map(Measured::starts).toList()),
                    Samples.of(sizes.stream().map(Measured::processors).toList()),
                    new Style(series.size(), Style.Line.SOLID, MARKERS.get(series.size()))));
        });
        return LineChart.of(
                "",
                Axis.of("starts of the map").logarithmic(),
                Axis.of("time of processors", "s").logarithmic(),
                series);
    }

    @Test
    void theFigureShowsWhatWasMeasured() throws IOException {
        Map<String, List<Measured>> measured = measured();
        assertEquals(WAYS.keySet(), measured.keySet());
        assertTrue(measured.get("one-thread").size() >= 4, "too few sizes for a curve");
        Figure figure = Figure.of(
                "scaling",
                "Cost against size",
                "Maps of three qubits over twenty steps, numbers only, the start of each process included.",
                62,
                chart(measured));
        String svg = FigureRenderer.toSvg(figure);
        if (System.getenv("STRANGE_NOISE_WRITE_PAGES") != null) {
            Files.writeString(PICTURE, svg);
        }
        assertEquals(
                Files.readString(PICTURE),
                svg,
                "scaling.svg is out of date: run this test with STRANGE_NOISE_WRITE_PAGES=1, look at it and commit it");
    }
}
