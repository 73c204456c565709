package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.LineChart;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;

/** Every noisy curve of a device with uncertainties has its band, and every caption says what bands are. */
class UncertaintyFiguresTest {

    private static final String STUDY = """
            name: bands
            device:
              name: pair
              qubits: [ { name: A, T1: 3 us%s, Tphi: 2 us }, { name: B, T1: 5 us, Tphi: 4 us } ]
              operations: { ry: { duration: 60 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 4 } }
            uncertainty: { samples: 20 }
            analyses:
              - { type: dynamics, id: dynamics, figures: [ entropy, purity, overlap, fidelity ] }
              - { type: sweep, id: sweep, over: { circuit.kicked-top.kappa: [ 1, 2 ] }, observable: purity }
              - { type: decay, id: decay, curves: [ { label: noisy, observables: [ ZI ] } ] }
              - { type: system-size, id: size, qubits: [ 2 ], noisy-qubits: [ 1, 2, 3 ], initial-states: 2, average: 4 }
            """;

    @TempDir
    Path folder;

    private List<Figure> figures(String uncertainty) throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, STUDY.formatted(uncertainty));
        List<AnalysisResult> results =
                new AnalysisRunner(SimulationOptions.defaults(), line -> {}).run(StudyReader.read(file));
        return results.stream()
                .flatMap(result -> result.plan().type().figuresOf(result, results).stream())
                .toList();
    }

    private static List<LineChart> charts(Figure figure) {
        return figure.rows().stream()
                .flatMap(row -> row.panels().stream())
                .map(LineChart.class::cast)
                .toList();
    }

    @Test
    void everyNoisyCurveHasItsBand() throws IOException {
        List<Figure> figures = figures(" +/- 0.5 us");
        assertEquals(7, figures.size());
        for (Figure figure : figures) {
            assertTrue(
                    figure.caption().contains("the middle 68% of 20 devices drawn within the stated uncertainties"),
                    figure.caption());
            for (LineChart chart : charts(figure)) {
                LineChart.Series banded = chart.series().stream()
                        .filter(s -> s.uncertainty() != null)
                        .findFirst()
                        .orElseThrow();
                LineChart.Series.Uncertainty band = banded.uncertainty();
                assertNotNull(band);
                int last = banded.x().size() - 1;
                assertTrue(band.lower().get(last) < band.upper().get(last), figure.id());
            }
        }
    }

    /** Bands that are thinner than their line are seen below it, less the curve. */
    @Test
    void bandsAreDrawnAroundZeroToo() throws IOException {
        int pairs = 0;
        for (Figure figure : figures(" +/- 0.5 us")) {
            List<LineChart> charts = charts(figure);
            LineChart last = charts.get(charts.size() - 1);
            if (!last.yAxis().label().equals("change")) {
                continue;
            }
            List<LineChart.Series> noisy = charts.get(0).series().stream()
                    .filter(s -> s.uncertainty() != null)
                    .toList();
            assertEquals(noisy.size(), last.series().size());
            for (int i = 0; i < noisy.size(); i++) {
                LineChart.Series.Uncertainty band = noisy.get(i).uncertainty();
                LineChart.Series.Uncertainty around = last.series().get(i).uncertainty();
                assertNotNull(band);
                assertNotNull(around);
                int end = noisy.get(i).x().size() - 1;
                double curve = noisy.get(i).y().get(end);
                assertEquals(band.lower().get(end) - curve, around.lower().get(end), 1e-15);
                assertEquals(band.upper().get(end) - curve, around.upper().get(end), 1e-15);
                pairs++;
            }
        }
        assertTrue(pairs > 0);
    }

    @Test
    void exactDevicesHaveNone() throws IOException {
        for (Figure figure : figures("")) {
            assertTrue(!figure.caption().contains("68%"), figure.caption());
            for (LineChart chart : charts(figure)) {
                for (LineChart.Series series : chart.series()) {
                    if (!figure.id().equals("size")) {
                        assertNull(series.uncertainty(), figure.id());
                    }
                }
            }
        }
    }
}
