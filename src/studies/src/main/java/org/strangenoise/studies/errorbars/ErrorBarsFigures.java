package org.strangenoise.studies.errorbars;

import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.ReferenceLine;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Series;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.UncertaintyFigures;

/** Figures of error bars. */
final class ErrorBarsFigures {

    private ErrorBarsFigures() {}

    static Figure of(ErrorBarsResult result) {
        String merit = MeritText.symbol(result.plan().merit());
        String starts = MeritText.starts(result.plan().merit());
        Samples steps = Samples.steps(result.nominal().length);
        Series series = Series.of(
                        "the device's values, middle 68%",
                        steps, Samples.of(result.nominal()), Style.solid(0).with(Style.Marker.CIRCLE))
                .withBand(Samples.of(result.quantiles()[1]), Samples.of(result.quantiles()[3]));
        List<Series> deviations = List.of(
                Series.of("median, middle 68%", steps, around(result, 2), Style.solid(0))
                        .withBand(around(result, 1), around(result, 3)),
                Series.of("middle 95%", steps, around(result, 0), Style.dashed(0)),
                Series.of("", steps, around(result, 4), Style.dashed(0)));
        return Figure.wide(
                result.plan().id(),
                "Error bars",
                "The " + merit + " by step (" + starts
                        + "), left, and the spread around it"
                        + " of " + result.plan().samples() + " devices drawn within the stated uncertainties, right."
                        + " Of the variance " + ErrorBarsType.dominant(result) + ".",
                List.of(Row.of(
                        55,
                        LineChart.of(
                                starts, UncertaintyFigures.stepAxis(steps.size()), Axis.of(merit), List.of(series)),
                        LineChart.of(
                                        "",
                                        UncertaintyFigures.stepAxis(steps.size()),
                                        UncertaintyFigures.changeAxis("change of " + merit, deviations),
                                        deviations)
                                .withReferences(List.of(ReferenceLine.horizontal(0, ""))))));
    }

    private static Samples around(ErrorBarsResult result, int level) {
        return Samples.of(IntStream.range(0, result.nominal().length)
                .mapToDouble(k -> result.quantiles()[level][k] - result.nominal()[k])
                .toArray());
    }
}
