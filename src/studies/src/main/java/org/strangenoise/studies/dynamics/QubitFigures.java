package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.studies.presentation.UncertaintyFigures;

/** Every qubit by itself, step after step: curves of a few, maps of many. */
final class QubitFigures {

    /** More curves cannot be told apart. */
    private static final int MOST_CURVES = 6;

    private static final double HEIGHT = 34;
    private static final String BLOCH = "xyz";

    private final DynamicsType.Result result;

    private QubitFigures(DynamicsType.Result result) {
        this.result = result;
    }

    /** One number of a qubit at a step. */
    @FunctionalInterface
    private interface AtStep {
        double of(DynamicsType.Result.Qubits qubits, int step, int qubit);
    }

    static Figure of(DynamicsType.Result result, String id) {
        return new QubitFigures(result).figure(id);
    }

    private Figure figure(String id) {
        List<Row> rows = new ArrayList<>();
        boolean leaks = result.series().get(0).noisy().qubits().hasLeakage();
        for (DynamicsType.Result.Series series : result.series()) {
            String start = result.series().size() == 1 ? "" : MeritText.name(series.start());
            List<Figure.Panel> first = new ArrayList<>();
            first.add(panel(
                    start,
                    Axis.of("entropy", "bit"),
                    series,
                    true,
                    (q, step, k) -> q.entropy()[step][k],
                    Axis.Interval.UNIT));
            if (leaks) {
                first.add(panel(
                        "",
                        Axis.of("leaked population"),
                        series,
                        false,
                        (q, step, k) -> q.leakage()[step][k],
                        Axis.Interval.EMPTY));
            }
            rows.add(Row.of(HEIGHT, first.toArray(Figure.Panel[]::new)));
            List<Figure.Panel> components = new ArrayList<>();
            for (int c = 0; c < 3; c++) {
                int component = c;
                components.add(panel(
                        "",
                        Axis.of("Bloch " + MathText.italic(BLOCH.substring(c, c + 1))),
                        series,
                        false,
                        (q, step, k) -> q.bloch()[step][k][component],
                        new Axis.Interval(-1, 1)));
            }
            rows.add(Row.of(HEIGHT, components.toArray(Figure.Panel[]::new)));
        }
        return Figure.wide(
                id,
                "Every qubit by itself",
                "Entropy" + (leaks ? ", population above |1⟩" : "")
                        + " and Bloch vector of every qubit after each step"
                        + ParameterText.atKappa(result.plan().setup())
                        + (areCurves()
                                ? ". Dashed: without noise; symbols: with the device's noise."
                                : ", with the device's noise."),
                rows);
    }

    private boolean areCurves() {
        return result.qubitNames().size() <= MOST_CURVES;
    }

    private Figure.Panel panel(
            String title,
            Axis axis,
            DynamicsType.Result.Series series,
            boolean named,
            AtStep value,
            Axis.Interval limits) {
        int steps = series.seconds().length;
        boolean imported = result.plan().setup().circuit().imported().isPresent();
        Axis across = imported ? Axis.time() : UncertaintyFigures.stepAxis(steps);
        if (!areCurves()) {
            return map(title, axis, series, value, limits);
        }
        Samples x = imported ? Samples.of(series.seconds()).map(t -> t / 1e-6) : Samples.steps(steps);
        List<LineChart.Series> curves = new ArrayList<>();
        for (int q = 0; q < result.qubitNames().size(); q++) {
            int qubit = q;
            curves.add(LineChart.Series.of(
                    "", x, samples(steps, step -> value.of(series.ideal().qubits(), step, qubit)), Style.dashed(q)));
            curves.add(LineChart.Series.of(
                    named ? result.qubitNames().get(q) : "",
                    x,
                    samples(steps, step -> value.of(series.noisy().qubits(), step, qubit)),
                    Style.solid(q).with(Style.Marker.CIRCLE)));
        }
        return LineChart.of(title, across, axis, curves);
    }

    private Figure.Panel map(
            String title, Axis axis, DynamicsType.Result.Series series, AtStep value, Axis.Interval limits) {
        int steps = series.seconds().length;
        int qubits = result.qubitNames().size();
        double[][] grid = new double[qubits][steps];
        for (int q = 0; q < qubits; q++) {
            for (int step = 0; step < steps; step++) {
                grid[q][step] = value.of(series.noisy().qubits(), step, q);
            }
        }
        HeatMap map = HeatMap.of(
                title,
                UncertaintyFigures.stepAxis(steps),
                Axis.of("qubit").withScale(Axis.Scale.INTEGER),
                Samples.steps(steps),
                Samples.steps(qubits),
                Samples.Grid.of(grid),
                axis.caption());
        return limits.isEmpty()
                ? map
                : map.withColors(limits.min() < 0 ? HeatMap.ColorScale.RED_BLUE : HeatMap.ColorScale.VIRIDIS, limits);
    }

    private static Samples samples(int count, IntToDoubleFunction value) {
        return Samples.of(IntStream.range(0, count).mapToDouble(value).toArray());
    }
}
