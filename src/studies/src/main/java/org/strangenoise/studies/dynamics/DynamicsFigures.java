package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BlochSphere;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.DynamicsFigure;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.Guide;
import org.strangenoise.studies.entropymap.EntropyMapFigures;
import org.strangenoise.studies.entropymap.EntropyMapType;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.studies.presentation.UncertaintyFigures;

/** Figures of time series: Bloch trajectories, curves against step number, Pauli expectations. */
final class DynamicsFigures {

    private static final double CURVE_HEIGHT = 55;
    private static final double CHANGE_HEIGHT = 30;

    private final DynamicsType.Result result;
    private final Optional<HeatMap> insetMap;

    DynamicsFigures(DynamicsType.Result result, List<AnalysisResult> all) {
        this.result = result;
        this.insetMap = result.plan()
                .insetMap()
                .flatMap(id -> EntropyMapType.TYPE.result(id, all))
                .map(EntropyMapFigures::inset);
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (DynamicsFigure kind : result.plan().figures()) {
            switch (kind) {
                case BLOCH -> figures.add(bloch());
                case PAULI -> figures.add(pauli());
                case PROBABILITIES ->
                    figures.add(OutcomeFigures.of(result, result.plan().figureId(DynamicsFigure.PROBABILITIES)));
                case BITS ->
                    figures.add(OutcomeFigures.ofBits(result, result.plan().figureId(kind)));
                case OBSERVABLES -> figures.add(observables());
                case QUBITS -> figures.add(QubitFigures.of(result, result.plan().figureId(kind)));
                case ENTROPY ->
                    figures.add(curves(
                            DynamicsFigure.ENTROPY,
                            ObservableNames.ENTROPY,
                            Axis.of("one-qubit entropy", "bit"),
                            result.plan().entropyGuides()));
                case PURITY ->
                    figures.add(curves(DynamicsFigure.PURITY, ObservableNames.PURITY, Axis.of("purity"), List.of()));
                case FIDELITY ->
                    figures.add(curves(
                            DynamicsFigure.FIDELITY,
                            ObservableNames.FIDELITY,
                            Axis.of("fidelity to the ideal state"),
                            List.of()));
                case OVERLAP ->
                    figures.add(curves(
                            DynamicsFigure.OVERLAP,
                            ObservableNames.OVERLAP,
                            Axis.of("overlap with the microcanonical state"),
                            result.plan().guides()));
            }
        }
        return figures;
    }

    private Figure bloch() {
        List<Figure.Panel> ideal = new ArrayList<>();
        List<Figure.Panel> noisy = new ArrayList<>();
        for (DynamicsType.Result.Series series : result.series()) {
            boolean several = result.series().size() > 1;
            String start = several ? ", " + MeritText.name(series.start()) : "";
            ideal.add(sphere("ideal" + start, series.ideal(), 0));
            noisy.add(sphere("noisy" + start, series.noisy(), 1));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ideal.size(); i++) {
            rows.add(Row.of(62, ideal.get(i), noisy.get(i)));
        }
        return new Figure(
                result.plan().figureId(DynamicsFigure.BLOCH),
                "Bloch vector, mean over qubits",
                "Bloch vector of one qubit (mean over qubits) step after step" + atKappa() + ", for "
                        + describe(result.series().stream()
                                .map(DynamicsType.Result.Series::start)
                                .toList())
                        + ". Left: without noise; right: with the device's noise. Numbers count steps.",
                Width.DOUBLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    private static BlochSphere sphere(String title, DynamicsType.Result.Run run, int color) {
        return BlochSphere.of(
                title,
                List.of(BlochSphere.Track.of(
                        "", Arrays.asList(run.bloch()), Style.solid(color).with(Style.Marker.CIRCLE))));
    }

    private Figure curves(DynamicsFigure kind, String observable, Axis yAxis, List<Guide> guides) {
        boolean overlap = observable.equals(ObservableNames.OVERLAP);
        List<LineChart.Series> changes = new ArrayList<>();
        LineChart chart = chart(observable, yAxis, changes)
                .withReferences(guides.stream()
                        .map(g -> Axis.ReferenceLine.horizontal(g.value(), g.label()))
                        .toList());
        if (overlap && insetMap.isPresent()) {
            chart = chart.withInset(HeatMap.Inset.of(insetMap.get().withMarkers(markers())));
        }
        String guideText = guides.isEmpty()
                ? ""
                : " Lines mark "
                        + String.join("; ", guides.stream().map(Guide::label).toList()) + ".";
        List<Row> rows = new ArrayList<>(List.of(Row.of(overlap ? 80 : CURVE_HEIGHT, chart)));
        if (!changes.isEmpty()) {
            LineChart around = LineChart.of("", xAxis(), UncertaintyFigures.changeAxis("change", changes), changes);
            rows.add(Row.of(CHANGE_HEIGHT, around.withReferences(List.of(Axis.ReferenceLine.horizontal(0, "")))));
        }
        return new Figure(
                result.plan().figureId(kind),
                MeritText.capitalised(yAxis.label()),
                caption(yAxis.label())
                        + guideText
                        + (changes.isEmpty()
                                ? ""
                                : UncertaintyFigures.caption(
                                                "Bands", result.plan().setup())
                                        + " Below: the bands less the curves."),
                overlap || !guides.isEmpty() ? Width.DOUBLE_COLUMN : Width.SINGLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    /** A panel for each observable that the plan names. */
    private Figure observables() {
        List<String> names = result.plan().observables().stream()
                .map(DynamicsType.Plan.Named::name)
                .toList();
        List<LineChart.Series> changes = new ArrayList<>();
        List<Row> rows = names.stream()
                .map(name -> Row.of(CURVE_HEIGHT, chart(name, Axis.of(MeritText.words(name)), changes)))
                .toList();
        return new Figure(
                result.plan().figureId(DynamicsFigure.OBSERVABLES),
                MeritText.capitalised(String.join(", ", names)),
                caption(String.join(", ", names))
                        + (changes.isEmpty()
                                ? ""
                                : UncertaintyFigures.caption(
                                        "Bands", result.plan().setup())),
                Width.SINGLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    private Axis xAxis() {
        return imported()
                ? Axis.time()
                : UncertaintyFigures.stepAxis(result.series().get(0).seconds().length);
    }

    private String caption(String subject) {
        return MeritText.capitalised(subject) + " against " + (imported() ? "time" : "the number of steps") + atKappa()
                + ", starting from "
                + describe(result.series().stream()
                        .map(DynamicsType.Result.Series::start)
                        .toList())
                + ". Dashed: without noise; symbols: with the device's noise.";
    }

    /** @param changes to which bands less their curves are added */
    private LineChart chart(String observable, Axis yAxis, List<LineChart.Series> changes) {
        List<LineChart.Series> series = new ArrayList<>();
        int color = 0;
        for (DynamicsType.Result.Series one : result.series()) {
            Samples steps = imported() ? microseconds(one) : Samples.steps(one.seconds().length);
            String label = result.series().size() == 1 ? "" : MeritText.name(one.start()) + ", ";
            Style.Marker marker = marker(color);
            series.add(LineChart.Series.of(
                    label + "ideal", steps, Samples.of(one.ideal().scalar(observable)), Style.dashed(color)));
            LineChart.Series noisy = LineChart.Series.of(
                    label + "noisy",
                    steps,
                    Samples.of(one.noisy().scalar(observable)),
                    Style.solid(color).with(marker));
            LineChart.Series banded =
                    UncertaintyFigures.banded(noisy, one.bands().get(observable));
            series.add(banded);
            if (banded.uncertainty() != null) {
                changes.add(UncertaintyFigures.around(banded));
            }
            color++;
        }
        return LineChart.of("", xAxis(), yAxis, series);
    }

    /** Its steps may be of unequal lengths. */
    private boolean imported() {
        return result.plan().setup().circuit().imported().isPresent();
    }

    private static Samples microseconds(DynamicsType.Result.Series series) {
        return Samples.of(series.seconds()).map(t -> t / 1e-6);
    }

    private static Style.Marker marker(int color) {
        List<Style.Marker> markers = List.of(
                Style.Marker.CIRCLE,
                Style.Marker.SQUARE,
                Style.Marker.TRIANGLE,
                Style.Marker.DIAMOND,
                Style.Marker.STAR);
        return markers.get(color % markers.size());
    }

    private List<HeatMap.PointMarker> markers() {
        List<HeatMap.PointMarker> markers = new ArrayList<>();
        for (DynamicsType.Result.Series series : result.series()) {
            int color = result.series().indexOf(series);
            series.start()
                    .direction()
                    .ifPresent(d -> markers.add(HeatMap.PointMarker.of(d.phi(), d.theta(), "", color)));
        }
        return markers;
    }

    private Figure pauli() {
        int step = result.plan().snapshots().pauliStep().orElseThrow();
        List<Row> rows = new ArrayList<>();
        int color = 0;
        for (DynamicsType.Result.Series series : result.series()) {
            List<String> strings = List.copyOf(series.ideal().pauli().keySet());
            PauliBars bars = PauliBars.of(
                            result.series().size() == 1 ? "" : MeritText.name(series.start()),
                            strings,
                            Samples.of(List.copyOf(series.noisy().pauli().values())),
                            Samples.of(List.copyOf(series.ideal().pauli().values())))
                    .withNote(String.format(
                            Locale.ROOT,
                            "purity %.3f (ideal %.3f)",
                            series.noisy().purity()[step],
                            series.ideal().purity()[step]));
            Optional<SpinDirection> direction = series.start().direction();
            if (insetMap.isPresent() && direction.isPresent()) {
                HeatMap.PointMarker here = HeatMap.PointMarker.of(
                        direction.get().phi(), direction.get().theta(), "", color);
                bars = bars.withInset(HeatMap.Inset.of(insetMap.get().withMarkers(List.of(here))));
            }
            List<PauliBars> parts = bars.inRows();
            parts.forEach(part -> rows.add(Row.of(parts.size() == 1 ? 42 : 30, part)));
            color++;
        }
        int count = result.series().get(0).ideal().pauli().size();
        return new Figure(
                result.plan().figureId(DynamicsFigure.PAULI),
                "Pauli expectations after " + step + " steps",
                "The " + count + " Pauli expectations after " + step + " steps" + atKappa() + ", starting from "
                        + describe(result.series().stream()
                                .map(DynamicsType.Result.Series::start)
                                .toList())
                        + ". Bars: with the device's noise"
                        + (result.plan().snapshots().measuredPaulis() ? " and readout" : "")
                        + "; outlines: without noise. Each column of squares names the operator, one square a qubit.",
                Width.DOUBLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    private String atKappa() {
        return ParameterText.atKappa(result.plan().setup());
    }

    private static String describe(List<StartState> starts) {
        return String.join(
                "; ",
                starts.stream()
                        .map(s -> String.format(
                                Locale.ROOT,
                                s.isUnnamed() ? "%2$s, %3$s" : "%1$s (%2$s, %3$s)",
                                s.label(),
                                angle(MathText.THETA, StartState.thetas(s.state())),
                                angle(MathText.PHI, StartState.phis(s.state()))))
                        .toList());
    }

    private static String angle(String symbol, double[] radians) {
        String text = Arrays.stream(radians)
                .mapToObj(angle -> String.format(Locale.ROOT, "%.4f", angle))
                .collect(Collectors.joining(", "));
        return symbol + " = " + (radians.length == 1 ? text : "(" + text + ")");
    }
}
