package org.strangenoise.studies.output;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.ConfidenceBand;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.UncertaintySettings;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.figure.Figure.Row;
import org.strangenoise.studies.figure.LineChart;
import org.strangenoise.studies.figure.ReferenceLine;
import org.strangenoise.studies.figure.Samples;
import org.strangenoise.studies.figure.Series;
import org.strangenoise.studies.figure.Style;

/** Curves with the bands of the device's uncertainties. */
final class UncertaintyFigures {

    private UncertaintyFigures() {}

    static Figure band(BudgetResult.ErrorBars result) {
        String merit = result.plan().merit().name();
        Samples steps = Samples.steps(result.nominal().length);
        Series series = Series.of(
                        "the device's values",
                        steps,
                        Samples.of(result.nominal()),
                        Style.solid(0).with(Style.Marker.CIRCLE))
                .withBand(Samples.of(result.quantiles()[1]), Samples.of(result.quantiles()[3]));
        List<Series> deviations = List.of(
                Series.of("median, middle 68%", steps, around(result, 2), Style.solid(0))
                        .withBand(around(result, 1), around(result, 3)),
                Series.of("middle 95%", steps, around(result, 0), Style.dashed(0)),
                Series.of("", steps, around(result, 4), Style.dashed(0)));
        return Figure.wide(
                result.plan().id(),
                "Error bars",
                "The " + merit + " by step (" + result.plan().merit().startLabels()
                        + "), left, and the spread around it"
                        + " of " + result.plan().samples() + " devices drawn within the stated uncertainties, right."
                        + " Of the variance " + BudgetAnswers.dominant(result) + ".",
                List.of(Row.of(
                        55,
                        LineChart.of("", Axis.stepNumber(), Axis.of(merit), List.of(series)),
                        LineChart.of("", Axis.stepNumber(), Axis.of("change of " + merit), deviations)
                                .withReferences(List.of(ReferenceLine.horizontal(0, ""))))));
    }

    /** The series with its band, where there is one. */
    static Series banded(Series series, @Nullable ConfidenceBand band) {
        return band == null ? series : series.withBand(Samples.of(band.low()), Samples.of(band.high()));
    }

    /** A sentence for the caption of a figure with bands. */
    static String caption(String shape, Setup setup) {
        return " " + shape + ": the middle 68% of "
                + setup.uncertainty().samples().orElse(UncertaintySettings.USUAL_SAMPLES)
                + " devices drawn within the stated uncertainties.";
    }

    private static Samples around(BudgetResult.ErrorBars result, int level) {
        return Samples.of(IntStream.range(0, result.nominal().length)
                .mapToDouble(k -> result.quantiles()[level][k] - result.nominal()[k])
                .toArray());
    }
}
