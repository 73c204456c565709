package org.strangenoise.studies.tomography;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BlochSphere;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.entropymap.EntropyMapFigures;
import org.strangenoise.studies.entropymap.EntropyMapType;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.studies.presentation.UncertaintyFigures;
import org.strangenoise.studies.tomography.TomographyType.Plan.TomographyFigure;
import org.strangenoise.studies.tomography.TomographyType.Plan.VirtualLaboratory;
import org.strangenoise.studies.tomography.TomographyType.Result.Run;

/** Figures of measured series: what is measured as points with error bars, beside the ideal and the noisy curves. */
final class TomographyFigures {

    private static final List<Style.Marker> MARKERS = List.of(
            Style.Marker.CIRCLE, Style.Marker.SQUARE, Style.Marker.TRIANGLE, Style.Marker.DIAMOND, Style.Marker.STAR);

    private final TomographyType.Result result;
    private final Optional<HeatMap> insetMap;

    TomographyFigures(TomographyType.Result result, List<AnalysisResult> all) {
        this.result = result;
        this.insetMap = result.plan()
                .drawn()
                .insetMap()
                .flatMap(id -> EntropyMapType.TYPE.result(id, all))
                .map(EntropyMapFigures::inset);
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (TomographyFigure kind : result.plan().drawn().figures()) {
            figures.add(
                    switch (kind) {
                        case BLOCH -> bloch();
                        case PAULI -> pauli();
                        case BUDGET -> budget();
                        case ENTROPY ->
                            curves(
                                    "entropy",
                                    ObservableNames.ENTROPY,
                                    Axis.of("one-qubit entropy", "bit"),
                                    result.plan().drawn().entropyGuides());
                        case PURITY -> curves("purity", ObservableNames.PURITY, Axis.of("purity"), List.of());
                        case FIDELITY ->
                            curves(
                                    "fidelity",
                                    ObservableNames.FIDELITY,
                                    Axis.of("fidelity to the ideal state"),
                                    List.of());
                        case OVERLAP ->
                            curves(
                                    "overlap",
                                    ObservableNames.OVERLAP,
                                    Axis.of("overlap with the microcanonical state"),
                                    result.plan().drawn().guides());
                    });
        }
        return figures;
    }

    private String id(String kind) {
        return result.plan().drawn().figures().size() == 1
                ? result.plan().id()
                : result.plan().id() + "-" + kind;
    }

    private String starts() {
        return String.join(
                "; ",
                result.series().stream().map(s -> MeritText.name(s.start())).toList());
    }

    /** How it is measured, a sentence. */
    private String measured() {
        VirtualLaboratory laboratory = result.plan().laboratory();
        String shots = laboratory.shots().isPresent()
                ? laboratory.shots().getAsLong() + " shots in each of "
                : "exact frequencies in ";
        String correction = switch (laboratory.correction()) {
            case NONE -> "readout errors uncorrected";
            case EXACT -> "readout errors corrected exactly";
            case CALIBRATED -> "readout errors corrected by a calibration";
        };
        String errors = laboratory.isRandom() && result.plan().bootstraps() > 0
                ? "; error bars: one standard error, by bootstraps"
                : "";
        return "Measured: " + shots
                + laboratory.bases(result.plan().setup().circuit().qubits()).size() + " bases, " + correction + errors
                + ".";
    }

    private Figure curves(String kind, String observable, Axis yAxis, List<Axis.ReferenceLine> guides) {
        boolean overlap = observable.equals(ObservableNames.OVERLAP);
        List<LineChart.Series> series = new ArrayList<>();
        int color = 0;
        for (TomographyType.Result.Series one : result.series()) {
            Samples steps = Samples.steps(one.seconds().length);
            String label = result.series().size() == 1 ? "" : MeritText.name(one.start()) + ", ";
            series.add(LineChart.Series.of(
                    label + "ideal", steps, Samples.of(one.ideal().scalar(observable)), Style.dashed(color)));
            series.add(LineChart.Series.of(
                    label + "noisy", steps, Samples.of(one.noisy().scalar(observable)), Style.solid(color)));
            Style points = new Style(color, Style.Line.NONE, MARKERS.get(color % MARKERS.size()));
            LineChart.Series measured = LineChart.Series.of(
                    label + "measured",
                    steps,
                    Samples.of(one.measured().values().scalar(observable)),
                    points);
            series.add(
                    drawsErrors()
                            ? measured.withErrorBars(
                                    Samples.of(one.measured().errors().scalar(observable)))
                            : measured);
            color++;
        }
        Axis xAxis = UncertaintyFigures.stepAxis(result.series().get(0).seconds().length);
        LineChart chart = LineChart.of("", xAxis, yAxis, series).withReferences(guides);
        if (overlap && insetMap.isPresent()) {
            chart = chart.withInset(HeatMap.Inset.of(insetMap.get().withMarkers(markers())));
        }
        String title = MeritText.capitalised(yAxis.label());
        return new Figure(
                id(kind),
                title + ", measured",
                title + " against the number of steps"
                        + ParameterText.atKappa(result.plan().setup()) + ", starting from "
                        + starts() + ". Dashed: without noise; lines: with the device's noise; symbols: as measured. "
                        + measured(),
                overlap || !guides.isEmpty() ? Width.DOUBLE_COLUMN : Width.SINGLE_COLUMN,
                List.of(Row.of(overlap ? 80 : 55, chart)),
                Sharing.NOTHING);
    }

    private boolean drawsErrors() {
        return result.plan().laboratory().isRandom() && result.plan().bootstraps() > 0;
    }

    private List<HeatMap.PointMarker> markers() {
        List<HeatMap.PointMarker> markers = new ArrayList<>();
        for (TomographyType.Result.Series series : result.series()) {
            int color = result.series().indexOf(series);
            marker(series, color).ifPresent(markers::add);
        }
        return markers;
    }

    /** None for a start that is no point of the map. */
    private static Optional<HeatMap.PointMarker> marker(TomographyType.Result.Series series, int color) {
        return series.start().direction().map(d -> HeatMap.PointMarker.of(d.phi(), d.theta(), "", color));
    }

    private Figure bloch() {
        List<Row> rows = new ArrayList<>();
        for (TomographyType.Result.Series series : result.series()) {
            String start = result.series().size() > 1 ? ", " + MeritText.name(series.start()) : "";
            rows.add(Row.of(
                    45,
                    sphere("ideal" + start, series.ideal(), 0),
                    sphere("noisy" + start, series.noisy(), 1),
                    sphere("measured" + start, series.measured().values(), 2)));
        }
        return new Figure(
                id("bloch"),
                "Bloch vector, mean over qubits, measured",
                "Bloch vector of one qubit (mean over qubits) step after step"
                        + ParameterText.atKappa(result.plan().setup()) + ", for " + starts()
                        + ": without noise, with the device's noise, and as measured. Numbers count steps. "
                        + measured(),
                Width.DOUBLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    private static BlochSphere sphere(String title, Run run, int color) {
        return BlochSphere.of(
                title,
                List.of(BlochSphere.Track.of(
                        "", Arrays.asList(run.bloch()), Style.solid(color).with(Style.Marker.CIRCLE))));
    }

    private Figure pauli() {
        int step = result.plan().pauliStep().orElseThrow();
        List<Row> rows = new ArrayList<>();
        int color = 0;
        for (TomographyType.Result.Series series : result.series()) {
            Run measured = series.measured().values();
            PauliBars bars = PauliBars.of(
                            result.series().size() == 1 ? "" : MeritText.name(series.start()),
                            List.copyOf(series.ideal().pauli().keySet()),
                            Samples.of(List.copyOf(series.noisy().pauli().values())),
                            Samples.of(List.copyOf(series.ideal().pauli().values())))
                    .withPoints(new PauliBars.Points(
                            "measured",
                            Samples.of(List.copyOf(measured.pauli().values())),
                            Samples.of(List.copyOf(
                                    series.measured().errors().pauli().values()))))
                    .withNote(String.format(
                            Locale.ROOT,
                            "purity %.3f (noisy %.3f)",
                            measured.scalar(ObservableNames.PURITY)[step],
                            series.noisy().scalar(ObservableNames.PURITY)[step]));
            Optional<HeatMap.PointMarker> here = marker(series, color);
            if (insetMap.isPresent() && here.isPresent()) {
                bars = bars.withInset(HeatMap.Inset.of(insetMap.get().withMarkers(List.of(here.get()))));
            }
            List<PauliBars> parts = bars.inRows();
            parts.forEach(part -> rows.add(Row.of(parts.size() == 1 ? 42 : 30, part)));
            color++;
        }
        return new Figure(
                id("pauli"),
                "Measured Pauli expectations after " + step + " steps",
                "The " + result.series().get(0).ideal().pauli().size() + " Pauli expectations after " + step + " steps"
                        + ParameterText.atKappa(result.plan().setup()) + ", starting from " + starts()
                        + ". Bars: with the device's noise; outlines: without noise; points: of the measured state. "
                        + measured() + " Each column of squares names the operator, one square a qubit.",
                Width.DOUBLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    /** A waterfall an observable, of the first start. */
    private Figure budget() {
        TomographyType.Result.Series series = result.series().get(0);
        int last = series.seconds().length - 1;
        List<String> names = new ArrayList<>(List.of("ideal"));
        names.addAll(MeasurementBudget.PLAYERS);
        names.add("measured");
        List<Row> rows = new ArrayList<>();
        for (TomographyType.Result.BudgetLine line : series.budget()) {
            double[] changes = Arrays.stream(line.shares())
                    .mapToDouble(share -> -share[last])
                    .toArray();
            String unit = line.observable().equals(ObservableNames.ENTROPY) ? " (bit)" : "";
            rows.add(Row.of(
                    45,
                    BarChart.waterfall(
                            "", names, Axis.of(line.observable() + unit), line.ideal()[last], Samples.of(changes))));
        }
        return new Figure(
                id("budget"),
                "From ideal to measured",
                "What decoherence, readout errors, the counting of shots and the reconstruction of states take of the ideal"
                        + " values after " + last + " steps"
                        + ParameterText.atKappa(result.plan().setup())
                        + ", starting from " + MeritText.name(series.start())
                        + "; shares by Shapley's rule, the last bar being the mean of repeated experiments. "
                        + measured(),
                Width.DOUBLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }
}
