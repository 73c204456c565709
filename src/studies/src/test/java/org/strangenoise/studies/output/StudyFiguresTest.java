package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.figures.Scatter;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InvalidInputException;

/** What the figures of studies show, as data: nothing that was not simulated, and all that a reader must find. */
class StudyFiguresTest {

    private static final String DEVICE = """
            name: test
            device:
              name: line
              qubits: [ { name: A, T1: 3 us, Tphi: 2 us }, { name: B, T1: 6 us, Tphi: 4 us } ]
              operations: { ry: { duration: 60 ns }, rz: { duration: 0 ns }, interaction: { coupling: 4 MHz } }
            """;
    private static final String TOP = "circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 4 } }\n";
    private static final String POINTS = """
            experiment,theta,phi,kappa,step,observable,value,error
            run,0.6,1.1,,1,purity,0.91,0.02
            run,0.6,1.1,,3,purity,0.77,0.02
            run,0.6,1.1,,4,purity,0.72,0.02
            """;

    @TempDir
    Path folder;

    private List<AnalysisResult> run(String study) throws IOException {
        Path file = Files.writeString(folder.resolve("study.yaml"), study);
        return new AnalysisRunner(SimulationOptions.defaults().withThreads(1), line -> {}).run(StudyReader.read(file));
    }

    private static Figure figure(List<AnalysisResult> all, String id) {
        return all.stream()
                .flatMap(result -> result.plan().type().figuresOf(result, all).stream())
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String refusal(String study) {
        return assertThrows(InvalidInputException.class, () -> run(study)).getMessage();
    }

    @Test
    void pulsesOfThePreparationAreDrawnWhereTheyAreSimulated() throws IOException {
        String pulses = "analyses: [ { type: pulse-sequence, id: p, initial-state: { theta: 1.1, phi: 0 }%s } ]\n";
        assertFalse(isPrepared(DEVICE + TOP + pulses.formatted("")));
        assertTrue(isPrepared(DEVICE + TOP.replace("steps: 4", "steps: 4, preparation: gates") + pulses.formatted("")));
        assertTrue(isPrepared(DEVICE + TOP + pulses.formatted(", preparation: true")), "who asks for them has them");
        assertFalse(isPrepared(DEVICE
                + TOP.replace("steps: 4", "steps: 4, preparation: gates")
                + pulses.formatted(", preparation: false")));
        assertTrue(
                figure(run(DEVICE + TOP + pulses.formatted("")), "p").caption().endsWith("without pulses."));
    }

    private boolean isPrepared(String study) throws IOException {
        PulseSequence sequence =
                (PulseSequence) figure(run(study), "p").panels().get(0);
        return sequence.pulses().stream().anyMatch(pulse -> pulse.kind() == PulseSequence.Kind.PREPARATION);
    }

    @Test
    void classicalMapsHaveOneScaleAndStandBelowTheirEntropy() throws IOException {
        List<AnalysisResult> all = run(DEVICE + TOP + """
                analyses:
                  - { type: entropy-map, id: entropy, grid: { theta: 3, phi: 5 }, average: 4 }
                  - { type: classical-map, id: chaotic, circuit: { kicked-top: { kappa: 6 } }, initial-states: 20, entropy-map: entropy }
                  - { type: classical-map, id: regular, circuit: { kicked-top: { kappa: 0.3 } }, initial-states: 30 }
                """);
        Figure chaotic = figure(all, "chaotic");
        assertEquals(3, chaotic.rows().size());
        assertEquals("ideal", ((HeatMap) chaotic.panels().get(0)).title());
        assertEquals("noisy", ((HeatMap) chaotic.panels().get(1)).title());
        Scatter above = (Scatter) chaotic.panels().get(2);
        Scatter alone = (Scatter) figure(all, "regular").panels().get(0);
        assertEquals(above.colorLimits(), alone.colorLimits());
        assertTrue(above.colorLimits().max() > alone.colorValues().range().max(), "the other one's exponents count");
        assertTrue(chaotic.caption().contains("averaged over steps 1 to 4"), chaotic.caption());
        assertTrue(chaotic.caption().contains("one scale"), chaotic.caption());
        assertTrue(refusal(DEVICE + TOP + """
                analyses:
                  - { type: classical-map, id: c, entropy-map: c }
                """).contains("`entropy-map` must be the id of an entropy-map analysis"));
    }

    @Test
    void aMapOfASweepHasItsLevelsAndTheDevice() throws IOException {
        String sweep = DEVICE + TOP + """
                analyses:
                  - type: sweep
                    id: map
                    over: { device.qubits.A.T1: { from: 1 us, to: 8 us, points: 5 }, "device.qubits.*.Tphi": { from: 1 us, to: 9 us, points: 4, scale: log } }
                    observable: purity
                    contours: [ 0.6, 0.7 ]
                """;
        Figure figure = figure(run(sweep), "map");
        HeatMap map = (HeatMap) figure.panels().get(0);
        assertEquals(List.of(0.6, 0.7), map.contours());
        HeatMap.PointMarker device = map.markers().get(0);
        assertEquals("device", device.label());
        assertEquals(3, device.y(), 1e-12, "T1 of A");
        assertEquals(2 / (1 / 2.0 + 1 / 4.0), device.x(), 1e-12, "at the mean of the rates of A and B");
        assertTrue(figure.caption().contains("Lines: where it is 0.6, 0.7. Star: the device, at the mean"));
        HeatMap elsewhere = (HeatMap) figure(run(sweep.replace("from: 1 us, to: 8 us", "from: 4 us, to: 8 us")), "map")
                .panels()
                .get(0);
        assertEquals(List.of(), elsewhere.markers(), "a device that lies outside is not drawn");
        assertTrue(refusal(DEVICE + TOP + """
                analyses:
                  - { type: sweep, id: line, over: { noise.scale: [ 0, 1 ] }, observable: purity, contours: [ 0.7 ] }
                """).contains("needs two parameters"));
    }

    @Test
    void pointsThatNobodyMeasuredAreCalledSynthetic() throws IOException {
        String fit = DEVICE + TOP
                + "analyses: [ { type: fit, id: fit, data: points.csv, starts: 0, free: { device.qubits.A.T1: {} } } ]\n";
        Files.writeString(folder.resolve("points.csv"), "# synthetic: drawn from a simulation\n" + POINTS);
        List<AnalysisResult> drawn = run(fit);
        Figure figure = figure(drawn, "fit");
        assertTrue(figure.caption().startsWith("Synthetic points, drawn and not measured"), figure.caption());
        assertFalse(figure.caption().contains("Measured"), figure.caption());
        assertTrue(
                labels(figure).contains("run, purity (synthetic)"),
                labels(figure).toString());
        assertEquals(
                "synthetic − fit", ((LineChart) figure.panels().get(2)).yAxis().label());
        assertTrue(
                drawn.get(0).plan().type().answerOf(drawn.get(0)).orElseThrow().startsWith("of synthetic points"));
        Files.writeString(folder.resolve("points.csv"), "# taken on a Monday, not synthetic\n" + POINTS);
        Figure measured = figure(run(fit), "fit");
        assertTrue(measured.caption().startsWith("Measured points"), measured.caption());
        assertTrue(labels(measured).contains("run, purity"), labels(measured).toString());
    }

    private static List<String> labels(Figure figure) {
        return ((LineChart) figure.panels().get(0))
                .series().stream().map(LineChart.Series::label).toList();
    }

    @Test
    void paulisOfFourQubitsStandInRows() throws IOException {
        Figure figure = figure(run("""
                name: four
                device:
                  name: line
                  qubits: [ { name: Q, count: 4, T1: 3 us, Tphi: 2 us } ]
                  operations: { ry: { duration: 60 ns }, interaction: { coupling: 4 MHz } }
                circuit: { kicked-top: { qubits: 4, kappa: 1.7, steps: 2 } }
                analyses: [ { type: dynamics, id: d, pauli-expectations-at: 2, figures: [ pauli ] } ]
                """), "d");
        assertEquals(4, figure.rows().size());
        assertEquals(
                255,
                figure.panels().stream()
                        .mapToInt(panel -> ((PauliBars) panel).paulis().size())
                        .sum());
    }
}
