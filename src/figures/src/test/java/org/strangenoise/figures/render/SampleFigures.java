package org.strangenoise.figures.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BlochSphere;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.figures.PulseSequence.Kind;
import org.strangenoise.figures.PulseSequence.Pulse;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;
import org.strangenoise.figures.Style;

/** Figures with every kind of panel and every option. */
public final class SampleFigures {

    public static final Samples THETAS = Samples.linear(0, Math.PI, 31);
    public static final Samples PHIS = Samples.linear(-Math.PI, Math.PI, 61);

    private SampleFigures() {}

    public static List<Figure> all() {
        return List.of(
                Figure.of("pulses", "Pulses", "Two steps.", 30, pulses()),
                Figure.wide("bloch", "Bloch vectors", "", List.of(Figure.Row.of(60, bloch(0), bloch(1)))),
                grid(),
                Figure.of("contour", "Contour", "", 50, contour()),
                Figure.of("level", "Level", "", 50, level()),
                new Figure(
                        "beside",
                        "Beside",
                        "",
                        Figure.Width.DOUBLE_COLUMN,
                        List.of(Figure.Row.of(40, stacked(), stacked())),
                        Figure.Sharing.SCALE_AND_LEGEND),
                Figure.wide("scatter", "Classical map", "", List.of(Figure.Row.of(40, scatter(false), scatter(true)))),
                Figure.wide(
                        "paulis", "Paulis", "", List.of(Figure.Row.of(34, paulis(3)), Figure.Row.of(34, paulis(2)))),
                Figure.of("curves", "Overlap", "", 50, curves()),
                Figure.of("sweep", "Sweep", "", 40, logarithmic()),
                Figure.wide(
                        "bars",
                        "Budget",
                        "",
                        List.of(Figure.Row.of(40, waterfall(), stacked()), Figure.Row.of(40, tornado(), grouped()))));
    }

    static Samples.Grid grid(DoubleBinaryOperator value) {
        double[][] values = new double[THETAS.size()][PHIS.size()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = value.applyAsDouble(THETAS.get(i), PHIS.get(j));
            }
        }
        return Samples.Grid.of(values);
    }

    static HeatMap map(String title) {
        Samples.Grid values = grid((theta, phi) -> Math.abs(theta - 1.5) < 0.3 && Math.abs(phi) < 0.5
                ? Double.NaN
                : 0.5 + 0.4 * Math.sin(theta) * Math.cos(2 * phi));
        return HeatMap.ofAngles(title, THETAS, PHIS, values, "entropy (bits)")
                .withColors(HeatMap.ColorScale.RED_BLUE, Axis.Interval.UNIT)
                .withMarkers(
                        List.of(HeatMap.PointMarker.of(0, 0, "start <a>", 0), HeatMap.PointMarker.of(3, 2, "edge", 1)));
    }

    static Figure grid() {
        List<Figure.Panel> ideal = List.of(map(MathText.italic("N") + " = 1"), map("N = 2"), map("N = 3"));
        return Figure.grid(
                "maps",
                "Entropy maps",
                "Rows: ideal, noisy.",
                List.of(Figure.Row.labelled("ideal", 20, ideal), Figure.Row.labelled("noisy", 20, ideal)));
    }

    static HeatMap contour() {
        double[] times = new double[12];
        Arrays.setAll(times, i -> Math.pow(10, i / 8.0));
        double[][] overlap = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                overlap[i][j] = 0.98 - 0.1 / times[i] - 0.08 / times[j];
            }
        }
        Samples axis = Samples.of(times);
        return HeatMap.of(
                        "",
                        Axis.of("T₁", "µs").logarithmic(),
                        Axis.of("Tᵩ", "µs").logarithmic(),
                        axis,
                        axis,
                        Samples.Grid.of(overlap),
                        "overlap")
                .withContours(List.of(0.9, 0.94, 2.0))
                .withCurves(List.of(LineChart.Series.of("first order", axis, axis, Style.dashed(4))));
    }

    /** One level, interpolated colours around a hole, and points that the legend names. */
    static HeatMap level() {
        double[][] values = {{0.1, 0.2, 0.4}, {0.2, 0.3, Double.NaN}, {0.5, 0.4, 0.6}};
        return HeatMap.of(
                        "start: pole",
                        Axis.of("x"),
                        Axis.of("y"),
                        Samples.of(0, 1, 3),
                        Samples.of(0, 1, 2),
                        Samples.Grid.of(values),
                        "v")
                .interpolated()
                .withContours(List.of(0.25))
                .withMarkers(List.of(
                        HeatMap.PointMarker.inLegend(1, 1, "device", Style.points(6), 1.9),
                        HeatMap.PointMarker.inLegend(
                                1, 1, "equal", Style.points(5).with(Style.Marker.STAR), 1)));
    }

    static Scatter scatter(boolean colored) {
        Random random = new Random(1);
        int count = 100_000;
        Samples phis = Samples.of(random.doubles(count, -Math.PI, Math.PI).toArray());
        Samples thetas = Samples.of(random.doubles(count, -1, 1).map(Math::acos).toArray());
        Scatter plain = Scatter.of("κ = 2.5", Axis.phi(), Axis.theta(), phis, thetas);
        return colored ? plain.withColors(phis.map(Math::sin), "orbit", HeatMap.ColorScale.VIRIDIS) : plain;
    }

    static BlochSphere bloch(int color) {
        List<double[]> vectors = new ArrayList<>();
        for (int step = 0; step <= 20; step++) {
            double shrink = Math.pow(0.95, step);
            vectors.add(new double[] {
                shrink * Math.cos(0.7 * step), shrink * Math.sin(0.7 * step) * 0.8, shrink * Math.cos(0.3 * step) * 0.6
            });
        }
        return BlochSphere.of(
                "qubit " + color,
                List.of(BlochSphere.Track.of(
                        "noisy", vectors, Style.solid(color).with(Style.Marker.CIRCLE))));
    }

    static PulseSequence pulses() {
        return new PulseSequence(
                "two steps",
                List.of("Q0", "Q1", "Q2"),
                List.of(
                        new Pulse(List.of(0), 0, 20, "θ, φ", Kind.PREPARATION),
                        new Pulse(List.of(1), 0, 22, "Y(π/2)", Kind.ROTATION),
                        new Pulse(List.of(1), 22, 0, "Z", Kind.ROTATION),
                        new Pulse(List.of(0, 1, 2), 22, 5, "κ = 0.5", Kind.INTERACTION),
                        new Pulse(List.of(0, 2), 30, 25, "κ = 2.5", Kind.INTERACTION),
                        new Pulse(List.of(1), 30, 25, "", Kind.IDLE),
                        new Pulse(List.of(2), 60, 20, "M", Kind.MEASUREMENT)));
    }

    static PauliBars paulis(int qubits) {
        List<String> words = new ArrayList<>(List.of(""));
        for (int qubit = 0; qubit < qubits; qubit++) {
            words = words.stream()
                    .flatMap(word -> List.of("I", "X", "Y", "Z").stream().map(letter -> word + letter))
                    .toList();
        }
        List<String> names = words.subList(1, words.size());
        double[] ideal = new double[names.size()];
        Arrays.setAll(ideal, i -> Math.sin(3.0 * i));
        ideal[4] = Double.NaN;
        return PauliBars.of("y pole", names, Samples.of(ideal).map(value -> 0.8 * value), Samples.of(ideal))
                .withNote("purity\nideal 1.000\nnoisy 0.704")
                .withInset(HeatMap.Inset.of(map("")));
    }

    static LineChart curves() {
        Samples steps = Samples.steps(21);
        Samples overlap = steps.map(n -> n == 7 ? Double.NaN : 0.94 - 0.4 * Math.exp(-n / 2));
        return LineChart.of(
                        "",
                        Axis.stepNumber(),
                        Axis.of("overlap"),
                        List.of(
                                LineChart.Series.of(
                                                "noisy",
                                                steps,
                                                overlap,
                                                Style.solid(0).with(Style.Marker.CIRCLE))
                                        .withBand(overlap.map(y -> y - 0.02), overlap.map(y -> y + 0.02)),
                                LineChart.Series.of(
                                                "measured",
                                                steps,
                                                overlap,
                                                Style.points(1).with(Style.Marker.OPEN_DIAMOND))
                                        .withErrorBars(steps.map(n -> 0.01))))
                .withReferences(List.of(
                        Axis.ReferenceLine.horizontal(1, "1.0"),
                        Axis.ReferenceLine.horizontal(0.98, "0.98"),
                        Axis.ReferenceLine.vertical(10, "N = 10")))
                .withInset(HeatMap.Inset.of(map("")));
    }

    static LineChart logarithmic() {
        Samples times = Samples.linear(-1, 3, 30).map(exponent -> Math.pow(10, exponent));
        return LineChart.of(
                "",
                Axis.of("T₁", "µs").logarithmic(),
                Axis.of("infidelity").logarithmic(),
                List.of(LineChart.Series.of("exact", times, times.map(t -> t > 500 ? -1 : 1e-3 / t), Style.solid(2))));
    }

    static BarChart waterfall() {
        return BarChart.waterfall(
                "",
                List.of("ideal", "T₁ rotation", "Tᵩ interaction", "thermal", "noisy"),
                Axis.of("overlap").withRange(0.92, 0.99),
                0.978,
                Samples.of(-0.02, -0.015, 0.001));
    }

    static BarChart stacked() {
        List<String> names =
                IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList();
        Samples values = Samples.linear(-0.01, 0.03, 20);
        return BarChart.stacked(
                        "",
                        names,
                        Axis.of("lost overlap"),
                        List.of(BarChart.Bars.of("T₁", values, 0), BarChart.Bars.of("Tᵩ", values.map(Math::abs), 1)))
                .withCategoryName("steps");
    }

    static BarChart tornado() {
        return BarChart.tornado(
                "",
                List.of("device.qubits.Q0.T1", "ry.duration"),
                Axis.of("overlap"),
                0.94,
                BarChart.Bars.of("−10%", Samples.of(0.93, 0.945), 1),
                BarChart.Bars.of("+10%", Samples.of(0.95, 0.936), 0));
    }

    static BarChart grouped() {
        return BarChart.grouped(
                        "",
                        List.of("T₁", "Tᵩ", "a much longer name of a mechanism"),
                        Axis.of("contribution"),
                        List.of(
                                BarChart.Bars.of("Shapley", Samples.of(0.02, 0.01, -0.003), 0)
                                        .withErrors(Samples.of(0.001, 0.002, 0.001)),
                                BarChart.Bars.of("only", Samples.of(0.018, Double.NaN, 0), 2)))
                .withValuesWritten()
                .withReferences(List.of(Axis.ReferenceLine.horizontal(0.015, "limit")));
    }
}
