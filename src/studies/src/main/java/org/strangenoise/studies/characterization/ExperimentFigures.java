package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.characterization.Routine.Abscissa;
import org.strangenoise.studies.characterization.Routine.Counted;
import org.strangenoise.yaml.ValueReader;

/** What was counted, with the errors of counting, and the most likely model through it. */
final class ExperimentFigures {

    private static final int FINE = 400;

    private ExperimentFigures() {}

    static Figure of(ExperimentType.Result result) {
        Abscissa abscissa = result.routine().abscissa();
        boolean isCounted = result.plan().shots().isPresent();
        if (result.routine().across().length > 0) {
            return map(result);
        }
        List<String> names = result.routine().names();
        List<LineChart.Series> series = new ArrayList<>();
        for (int k = 0; k < result.routine().curves().size(); k++) {
            Counted counted = result.estimate().curves().get(k);
            Samples x = Samples.of(counted.x()).map(t -> names.isEmpty() ? t / abscissa.scale() : t + 1);
            double[] errors = new double[counted.x().length];
            for (int i = 0; i < errors.length; i++) {
                double p = Math.min(1, Math.max(0, counted.shares()[i]));
                errors[i] = isCounted ? Math.sqrt(p * (1 - p) / counted.shots()[i]) : 0;
            }
            series.add(LineChart.Series.of(
                            result.routine().curves().get(k), x, Samples.of(counted.shares()), Style.pointsAmong(k))
                    .withErrorBars(Samples.of(errors)));
            if (names.isEmpty()) {
                series.add(line(result, k, counted, abscissa));
            }
        }
        Axis across = !names.isEmpty()
                ? Axis.categories(abscissa.label(), names)
                : abscissa.unit().isEmpty() ? Axis.of(abscissa.label()) : Axis.of(abscissa.label(), abscissa.unit());
        String found = found(result);
        return new Figure(
                result.plan().id(),
                ValueReader.hyphenated(result.plan().kind()) + " of "
                        + String.join(", ", result.plan().qubitNames()),
                shares(result) + (isCounted ? ", with the errors of counting (symbols)" : " (symbols)")
                        + (names.isEmpty() ? (isCounted ? "," : "") + " and the most likely model (lines). " : ". ")
                        + found + ".",
                Width.SINGLE_COLUMN,
                List.of(Row.of(
                        55, LineChart.of("", across, Axis.of(result.routine().event()), series))),
                Sharing.NOTHING);
    }

    private static String shares(ExperimentType.Result result) {
        return result.plan().shots().isPresent()
                ? "Shares of " + result.plan().shots().getAsLong() + " shots a point"
                : "Exact frequencies";
    }

    private static String found(ExperimentType.Result result) {
        return result.estimate().quantities().stream()
                .map(ExperimentType::words)
                .collect(Collectors.joining("; "));
    }

    /** Curves that a number tells apart, side by side with the model's. */
    private static Figure map(ExperimentType.Result result) {
        Abscissa abscissa = result.routine().abscissa();
        Abscissa across = result.routine().acrossAxis();
        List<HeatMap> panels = new ArrayList<>();
        for (boolean measured : new boolean[] {true, false}) {
            double[][] values = IntStream.range(0, result.routine().curves().size())
                    .mapToObj(k -> measured
                            ? result.estimate().curves().get(k).shares()
                            : result.estimate().fitted().get(k))
                    .toArray(double[][]::new);
            HeatMap panel = HeatMap.of(
                    measured ? "measured" : "most likely model",
                    Axis.of(abscissa.label(), abscissa.unit()),
                    Axis.of(across.label(), across.unit()),
                    Samples.of(result.estimate().curves().get(0).x()).map(t -> t / abscissa.scale()),
                    Samples.of(result.routine().across()).map(d -> d / across.scale()),
                    Samples.Grid.of(values),
                    result.routine().event());
            panels.add(panel.withColors(panel.colorScale(), new Axis.Interval(0, 1)));
        }
        return new Figure(
                result.plan().id(),
                ValueReader.hyphenated(result.plan().kind()) + " of "
                        + String.join(", ", result.plan().qubitNames()),
                shares(result) + ", and the most likely model. " + found(result) + ".",
                Width.DOUBLE_COLUMN,
                List.of(Row.labelled("", 60, panels)),
                Sharing.NOTHING);
    }

    /** The model between the points where it is known there, else through the points. */
    private static LineChart.Series line(ExperimentType.Result result, int curve, Counted counted, Abscissa abscissa) {
        double[] parameters = result.estimate().fit().fit().parameters();
        double low = Arrays.stream(counted.x()).min().orElse(0);
        double high = Arrays.stream(counted.x()).max().orElse(1);
        if (result.routine().isSmooth()) {
            Samples fine = Samples.linear(low, high, FINE);
            return LineChart.Series.of(
                    "",
                    fine.map(t -> t / abscissa.scale()),
                    fine.map(t -> result.routine().one(parameters, curve, t)),
                    Style.solid(curve));
        }
        return LineChart.Series.of(
                "",
                Samples.of(counted.x()).map(t -> t / abscissa.scale()),
                Samples.of(result.estimate().fitted().get(curve)),
                Style.solid(curve));
    }
}
