package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.config.MeasuredPoint;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.figure.Figure.Row;
import org.strangenoise.studies.figure.LineChart;
import org.strangenoise.studies.figure.ReferenceLine;
import org.strangenoise.studies.figure.Samples;
import org.strangenoise.studies.figure.Series;
import org.strangenoise.studies.figure.Style;

/** Measured points with the fit, and the residuals in standard deviations. */
final class FitFigures {

    private FitFigures() {}

    static Figure of(BudgetResult.Fitted result) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int k = 0; k < result.plan().points().size(); k++) {
            MeasuredPoint point = result.plan().points().get(k);
            groups.computeIfAbsent(point.experiment() + " " + point.name(), g -> new ArrayList<>())
                    .add(k);
        }
        List<Series> curves = new ArrayList<>();
        List<Series> residuals = new ArrayList<>();
        int color = 0;
        for (Map.Entry<String, List<Integer>> group : groups.entrySet()) {
            List<Integer> points = group.getValue().stream()
                    .sorted(java.util.Comparator.comparingInt(
                            k -> result.plan().points().get(k).step()))
                    .toList();
            Samples steps = values(points, k -> result.plan().points().get(k).step());
            curves.add(Series.of(
                            group.getKey(),
                            steps,
                            values(points, k -> result.plan().points().get(k).value()),
                            Style.points(color))
                    .withErrorBars(
                            values(points, k -> result.plan().points().get(k).error())));
            curves.add(Series.of("", steps, values(points, k -> result.fit().values()[k]), Style.solid(color)));
            residuals.add(
                    Series.of(group.getKey(), steps, values(points, k -> residual(result, k)), Style.points(color)));
            color++;
        }
        Axis steps = new Axis("step number, N", null, null, Axis.Scale.INTEGER);
        return Figure.wide(
                result.plan().id(),
                "Fit",
                "Measured points with one standard deviation and the fit (lines); right: residuals in standard"
                        + " deviations.",
                List.of(Row.of(
                        60,
                        LineChart.of("", steps, Axis.of("value"), curves),
                        LineChart.of("", steps, Axis.of("residual / error"), residuals)
                                .withReferences(List.of(ReferenceLine.horizontal(0, ""))))));
    }

    private static double residual(BudgetResult.Fitted result, int point) {
        MeasuredPoint measured = result.plan().points().get(point);
        return (measured.value() - result.fit().values()[point]) / measured.error();
    }

    private static Samples values(List<Integer> points, java.util.function.IntToDoubleFunction value) {
        return Samples.of(
                points.stream().mapToDouble(k -> value.applyAsDouble(k)).toArray());
    }
}
