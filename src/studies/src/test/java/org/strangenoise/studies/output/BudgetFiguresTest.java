package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.attribution.AttributionType;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.fit.FitType;
import org.strangenoise.studies.presentation.LargestShares;
import org.strangenoise.studies.sensitivities.SensitivitiesType;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;

/** What a budget's figures show, as data. */
class BudgetFiguresTest {

    private static final String SETUP = """
            name: test
            device:
              name: ring
              qubits: [ { name: A, T1: 3 us, Tphi: 2 us }, { name: B, T1: 3 us, Tphi: 2 us }, { name: C, T1: 3 us, Tphi: 2 us } ]
              operations: { ry: { duration: 60 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 2.5, steps: 4 } }
            analyses:
            """;

    @TempDir
    Path folder;

    private List<AnalysisResult> run(String analyses) throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, SETUP + analyses);
        return new AnalysisRunner(SimulationOptions.defaults().withThreads(1), line -> {}).run(StudyReader.read(file));
    }

    private static Figure figure(List<AnalysisResult> all, String id) {
        return all.stream()
                .flatMap(result -> result.plan().type().figuresOf(result, all).stream())
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> labels(BarChart chart) {
        return chart.bars().stream().map(BarChart.Bars::label).toList();
    }

    private static double total(BarChart chart, int step) {
        return chart.bars().stream().mapToDouble(b -> b.ends().get(step - 1)).sum();
    }

    @Test
    void startsStandBesideEachOtherOnOneScale() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: chaotic, observable: overlap, at-step: 4, initial-state: { label: sea, theta: 0.26, phi: 2.1 } }
              - { type: decoherence-budget, id: regular, observable: overlap, at-step: 3, beside: chaotic, initial-state: { label: island, theta: pi/2, phi: -pi/2 } }
            """);
        Figure figure = figure(all, "regular-by-step");
        assertEquals(Figure.Sharing.SCALE_AND_LEGEND, figure.sharing());
        BarChart sea = (BarChart) figure.panels().get(0);
        BarChart island = (BarChart) figure.panels().get(1);
        assertEquals(List.of("start: sea", "start: island"), List.of(sea.title(), island.title()));
        assertEquals(
                List.of(4, 3),
                List.of(sea.categories().size(), island.categories().size()));
        assertEquals(labels(sea), labels(island));
        Axis.Interval range = sea.valueAxis().range();
        assertEquals(range, island.valueAxis().range());
        for (int panel = 0; panel < 2; panel++) {
            AttributionType.Result result = (AttributionType.Result) all.get(panel);
            for (int step = 1; step <= 4 - panel; step++) {
                double loss = total(panel == 0 ? sea : island, step);
                assertEquals(result.attribution().loss(step), loss, 1e-12);
                assertTrue(range != null && range.contains(loss), "step " + step);
            }
        }
        assertEquals(1, figure(all, "chaotic-by-step").panels().size());
    }

    /** Twelve players, six of each mechanism: a hue for each, from the darkest shade to the palest. */
    @Test
    void manyPlayersAreAllShownInShadesOfTheirMechanism() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: a, observable: purity, split-by: [ mechanism, qubit, operation ], initial-state: { label: pole, theta: 0, phi: 0 } }
            """);
        BarChart stack = (BarChart) figure(all, "a-by-step").panels().get(0);
        assertEquals(12, stack.bars().size());
        for (int i = 0; i < 12; i++) {
            BarChart.Fill.Shade shade =
                    (BarChart.Fill.Shade) stack.bars().get(i).fill();
            assertEquals(i / 6, shade.color());
            assertEquals(i % 6 / 5.0, shade.place(), 1e-12);
            assertFalse(shade.ordered());
            String hue = labels(stack).get(i).replaceFirst(" .*", "");
            assertEquals(labels(stack).get(i / 6 * 6).replaceFirst(" .*", ""), hue);
        }
        assertEquals(12, labels(stack).stream().distinct().count());
        assertEquals(Figure.Width.DOUBLE_COLUMN, figure(all, "a-by-step").width());
        BarChart waterfall = (BarChart) figure(all, "a").panels().get(0);
        for (int group = 0; group < 4; group++) {
            for (int qubit = 0; qubit < 3; qubit++) {
                String name = waterfall.categories().get(1 + 3 * group + qubit);
                assertTrue(name.contains(" " + "ABC".charAt(qubit) + " "), name);
            }
        }
        assertEquals("purity after 4 steps", waterfall.valueAxis().label());
        assertEquals("start: pole", waterfall.title());
    }

    @Test
    void stepsAreASequenceOfColours() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: s, observable: overlap, split-by: [ step ] }
              - { type: decoherence-budget, id: ms, observable: overlap, split-by: [ mechanism, step ] }
            """);
        BarChart steps = (BarChart) figure(all, "s-by-step").panels().get(0);
        assertEquals(List.of("step 1", "step 2", "step 3", "step 4"), labels(steps));
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    new BarChart.Fill.Graded(HeatMap.ColorScale.VIRIDIS, i / 3.0),
                    steps.bars().get(i).fill());
        }
        BarChart both = (BarChart) figure(all, "ms-by-step").panels().get(0);
        assertEquals(8, both.bars().size());
        for (int i = 0; i < 8; i++) {
            assertEquals(
                    new BarChart.Fill.Shade(i / 4, i % 4 / 3.0, true),
                    both.bars().get(i).fill());
        }
    }

    /** A channel of zero angle is a player that costs nothing. */
    @Test
    void playersThatNeverCostAnythingAreNotInTheLegend() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: a, observable: purity, device: { qubits: [ { name: A, T1: 3 us, Tphi: inf }, { name: B, T1: 3 us, Tphi: inf }, { name: C, T1: 3 us, Tphi: inf } ], channels: [ { id: h, on: step, channel: rotation, axis: z, angle: 0 } ] } }
              - { type: decoherence-budget, id: quiet, observable: purity, noise: { scale: 0 } }
            """);
        AttributionType.Result result = (AttributionType.Result) all.get(0);
        assertTrue(result.players().stream().anyMatch(p -> "h".equals(p.mechanism())));
        BarChart stack = (BarChart) figure(all, "a-by-step").panels().get(0);
        assertFalse(labels(stack).contains("h"), labels(stack).toString());
        assertFalse(labels(stack).isEmpty());
        assertTrue(all.stream()
                .flatMap(each -> each.plan().type().figuresOf(each, all).stream())
                .noneMatch(figure -> figure.id().equals("quiet-by-step")));
    }

    /** More than fourteen players are sampled: their bars have the errors of the estimates. */
    @Test
    void sampledSharesHaveErrorBars() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: many, observable: purity, at-step: 3, standard-error: 1e-3, split-by: [ mechanism, qubit, step ] }
            """);
        AttributionType.Result result = (AttributionType.Result) all.get(0);
        assertFalse(result.attribution().exact());
        BarChart waterfall = (BarChart) figure(all, "many").panels().get(0);
        BarChart.Bars losses = waterfall.bars().get(1);
        Samples errors = losses.errors();
        assertTrue(errors != null && Double.isNaN(errors.get(0)));
        double largest = Arrays.stream(result.attribution().standardErrors())
                .mapToDouble(e -> e[3])
                .max()
                .orElseThrow();
        assertTrue(largest > 0);
        for (int i = 1; i <= 11; i++) {
            assertTrue(errors.get(i) >= 0 && errors.get(i) <= largest);
        }
        assertEquals(
                Set.of(),
                Set.copyOf(waterfall.bars().stream()
                        .filter(b -> b.label().isEmpty() && b.errors() != null)
                        .toList()));
    }

    @Test
    void aCouplingIsNotShownBesideTheDurationThatItSets() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: sensitivities, id: slopes, observable: purity }
            """);
        Figure figure = figure(all, "slopes");
        BarChart tornado = (BarChart) figure.panels().get(0);
        assertTrue(
                tornado.categories().contains("interaction duration"),
                tornado.categories().toString());
        assertFalse(tornado.categories().contains("interaction coupling"));
        assertTrue(tornado.valuesWritten());
        assertTrue(tornado.valueAxis().label().endsWith(", to first order"));
        assertTrue(figure.caption().contains("only the duration is shown"));
    }

    @Test
    void startsAndPauliStringsAreWrittenAlike() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: p, observable: ZZI, measured: true, at-step: 2, initial-state: { theta: 0.4, phi: 1 } }
              - { type: decoherence-budget, id: q, observable: ZZI, at-step: 2 }
            """);
        BarChart first = (BarChart) figure(all, "p").panels().get(0);
        BarChart second = (BarChart) figure(all, "q").panels().get(0);
        assertEquals("measured ⟨ZZI⟩ after 2 steps", first.valueAxis().label());
        assertEquals("⟨ZZI⟩ after 2 steps", second.valueAxis().label());
        assertEquals("start: " + MathText.THETA + " = 0.4, " + MathText.PHI + " = 1", first.title());
        assertTrue(second.title().startsWith("start: " + MathText.THETA + " = "), second.title());
    }

    /** Beside a loss of a third, a dephasing time of a second leaves a bar thinner than its edge. */
    @Test
    void whatIsTooThinToBeSeenIsNamedInTheCaption() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: thin, observable: purity, device: { qubits: [ { name: A, T1: 3 us, Tphi: 1 s }, { name: B, T1: 3 us, Tphi: 1 s }, { name: C, T1: 3 us, Tphi: 1 s } ] } }
            """);
        Figure figure = figure(all, "thin-by-step");
        BarChart stack = (BarChart) figure.panels().get(0);
        String t1 = MathText.italic("T") + "₁";
        String tphi = MathText.italic("T") + "ᵩ";
        assertEquals(List.of(t1, ""), labels(stack));
        assertTrue(figure.caption().endsWith(" Too small to be seen: " + tphi + "."), figure.caption());
    }

    @Test
    void tablesStateUnitsAndErrors() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: sensitivities, id: slopes, observable: purity, at-step: 1 }
              - { type: decoherence-budget, id: many, observable: purity, at-step: 3, standard-error: 1e-3, split-by: [ mechanism, qubit, step ] }
            """);
        Report.TextTable slopes =
                all.get(0).plan().type().reportTablesOf(all.get(0)).get(0);
        assertTrue(slopes.caption().startsWith("Derivatives of the purity after 1 step; "), slopes.caption());
        List<String> first = slopes.rows().stream()
                .filter(row -> row.get(0).equals("device.qubits.A.T1"))
                .findFirst()
                .orElseThrow();
        assertEquals("3 us", first.get(1));
        MeritGradient.Sensitivity entry = ((SensitivitiesType.Result) all.get(0))
                .entries().stream()
                        .filter(e -> e.address().equals("device.qubits.A.T1"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(first.get(2).endsWith(" per us"), first.get(2));
        assertEquals(
                entry.derivative() * 1e-6,
                Double.parseDouble(first.get(2).replace(" per us", "")),
                1e-4 * Math.abs(entry.derivative() * 1e-6));
        Report.TextTable shares =
                all.get(1).plan().type().reportTablesOf(all.get(1)).get(0);
        assertTrue(shares.caption().startsWith("Purity after 3 steps (start: "), shares.caption());
        assertEquals(
                List.of(
                        "mechanism",
                        "qubit",
                        "step",
                        "share of the loss (Shapley)",
                        "standard error",
                        "percent",
                        "gained without it",
                        "cost alone"),
                shares.header());
        assertTrue(shares.rows().stream().allMatch(row -> Double.parseDouble(row.get(4)) <= 1e-3));
        assertEquals("its share of the loss", shares.columns().get(3).meaning());
    }

    @Test
    void theReportNamesEachAnalysisOnceAndShowsEqualCoverageOnce() throws IOException {
        Path file = folder.resolve("study.yaml");
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: decoherence-budget, observable: purity, at-step: 2 }
              - { type: decoherence-budget, id: again, observable: overlap, at-step: 2 }
            """);
        Report report = StudyWriter.StudyReport.of(new StudyResults(StudyReader.read(file), all, "1"), Map.of());
        assertEquals(
                List.of("Decoherence budget", "Decoherence budget: again"),
                report.sections().stream().map(Report.Section::heading).toList());
        assertEquals(2, report.sections().get(0).tables().size());
        assertEquals(1, report.sections().get(1).tables().size());
        assertTrue(report.sections().get(1).paragraphs().stream()
                .anyMatch(text -> text.contains("\"Decoherence budget\"")));
    }

    @Test
    void sharesThatTieKeepTheirOrder() {
        LargestShares shares = LargestShares.of(new double[] {0.1, -0.3, 0.1 + 1e-12, 0.3 - 1e-13, 0.2});
        assertEquals(List.of(1, 3, 4, 0, 2), shares.order());
        assertEquals(List.of(1, 3, 4), shares.atMost(4));
        assertEquals(List.of(1, 3, 4, 0, 2), shares.besideOthers(5));
        assertEquals(List.of(1, 3), shares.besideOthers(3));
        assertEquals(List.of(), LargestShares.of(new double[] {2, 2, 2}).besideOthers(2));
        assertEquals("all 3", LargestShares.of(new double[] {2, 2, 2}).othersName(3));
    }

    /** A cut axis is said to be cut; near zero it begins there. */
    @Test
    void aWaterfallsAxisIsCutOrBeginsAtZero() throws IOException {
        List<AnalysisResult> all = run("""
              - { type: decoherence-budget, id: high, observable: overlap, at-step: 4, initial-state: { theta: 0.26, phi: 2.1 } }
              - { type: decoherence-budget, id: low, observable: purity, at-step: 4 }
            """);
        assertTrue(((BarChart) figure(all, "high").panels().get(0)).cutsZero());
        BarChart low = (BarChart) figure(all, "low").panels().get(0);
        Axis.Interval range = low.valueAxis().range();
        assertTrue(range != null && range.min() == 0, String.valueOf(range));
        assertFalse(low.cutsZero());
    }

    @Test
    void everythingOnAContourMapHasAName() throws IOException {
        List<AnalysisResult> all = run("""
              - type: contour
                id: map
                observable: overlap
                at-step: 3
                initial-state: { label: pole, theta: 0, phi: 0 }
                level: 0.9
                over: { "device.qubits.*.T1": [ 1 us, 3 us, 9 us ], "device.qubits.*.Tphi": [ 1 us, 4 us ] }
                equal:
                  observable: purity
                  at-step: 3
                  kappa: 0.5
                  initial-states: [ { label: y, theta: pi/2, phi: -pi/2 }, { label: z, theta: 0, phi: 0 } ]
            """);
        HeatMap map = (HeatMap) figure(all, "map").panels().get(0);
        assertEquals(List.of(0.9), map.contours());
        assertEquals(HeatMap.Shading.INTERPOLATED, map.shading());
        assertEquals("overlap after 3 steps", map.valueName());
        assertTrue(map.curves().stream().noneMatch(curve -> curve.label().isEmpty()));
        assertEquals("device", map.markers().get(0).label());
        assertTrue(map.markers().stream()
                .allMatch(m -> m.naming() == HeatMap.PointMarker.Naming.LEGEND
                        && !m.label().isEmpty()));
    }

    @Test
    void theProfileIsDrawnWithItsIntervalAndTheParabola() throws IOException {
        StringBuilder points = new StringBuilder("experiment,theta,phi,kappa,step,observable,value,error\n");
        for (int step = 1; step <= 4; step++) {
            points.append("run,0.6,1.1,2.5,")
                    .append(step)
                    .append(",purity,")
                    .append(1 - 0.1 * step)
                    .append(",0.5\n");
            points.append("run,0.6,1.1,2.5,")
                    .append(step)
                    .append(",ZII,")
                    .append(0.2 / step)
                    .append(",0.5\n");
        }
        Files.writeString(folder.resolve("points.csv"), points);
        List<AnalysisResult> all = run("""
              - { type: fit, id: fit, data: points.csv, starts: 1, free: { "device.qubits.*.Tphi": { prior: 2 us +/- 0.2 us }, "device.qubits.*.T1": { prior: 3 us +/- 0.3 us } } }
            """);
        FitType.Result fitted = (FitType.Result) all.get(0);
        Figure figure = figure(all, "fit-profile");
        assertEquals(
                List.of(2),
                figure.rows().stream().map(row -> row.panels().size()).toList());
        LineChart panel = (LineChart) figure.panels().get(0);
        LineChart.Series parabola = panel.series().get(0);
        LineChart.Series profile = panel.series().get(1);
        LineChart.Series interval = panel.series().get(2);
        double best = 1e6 * fitted.fit().parameters()[0];
        assertEquals(best, panel.series().get(3).x().get(0), 1e-12);
        assertEquals(1, panel.references().get(0).value());
        for (int k = 0; k < parabola.x().size(); k++) {
            double distance = (parabola.x().get(k) - best) / (1e6 * fitted.fit().error(0));
            assertEquals(distance * distance, parabola.y().get(k), 1e-9);
        }
        assertEquals(1e6 * fitted.profiles().get(0).low(), interval.x().get(0), 1e-12);
        int ends = 0;
        for (int k = 0; k < profile.x().size(); k++) {
            boolean end = profile.x().get(k) == interval.x().get(0)
                    || profile.x().get(k) == interval.x().get(1);
            ends += end ? 1 : 0;
            assertTrue(!end || profile.y().get(k) == 1);
        }
        assertEquals(2, ends);
    }
}
