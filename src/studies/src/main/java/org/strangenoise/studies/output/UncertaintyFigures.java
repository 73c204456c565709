package org.strangenoise.studies.output;

import java.util.Arrays;
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
                        + " Of the variance " + BudgetAnswers.dominant(result) + ".",
                List.of(Row.of(
                        55,
                        LineChart.of(starts, stepAxis(steps.size()), Axis.of(merit), List.of(series)),
                        LineChart.of(
                                        "",
                                        stepAxis(steps.size()),
                                        changeAxis("change of " + merit, deviations),
                                        deviations)
                                .withReferences(List.of(ReferenceLine.horizontal(0, ""))))));
    }

    /** The axis of so many step numbers from zero; a single one stands in the middle. */
    static Axis stepAxis(int count) {
        return count > 1 ? Axis.stepNumber() : Axis.stepNumber().withRange(-0.5, 0.5);
    }

    /** An axis of changes; where all are zero it shows a hundredth to both sides. */
    static Axis changeAxis(String label, List<Series> series) {
        Axis axis = Axis.of(label);
        boolean any = series.stream().anyMatch(s -> {
            Series.Uncertainty band = s.uncertainty();
            return isAny(s.y()) || (band != null && (isAny(band.lower()) || isAny(band.upper())));
        });
        return any ? axis : axis.withRange(-0.01, 0.01);
    }

    private static boolean isAny(Samples samples) {
        return Arrays.stream(samples.toArray()).anyMatch(v -> v != 0);
    }

    /** The band of a series around its own curve. */
    static Series around(Series series) {
        Series.Uncertainty band = series.uncertainty();
        if (band == null) {
            throw new IllegalArgumentException("Argument `series` must have a band, but has none");
        }
        Samples zero = series.y().map(v -> Double.isFinite(v) ? 0 : Double.NaN);
        return Series.of("", series.x(), zero, new Style(series.style().color(), Style.Line.NONE, Style.Marker.NONE))
                .withBand(difference(band.lower(), series.y()), difference(band.upper(), series.y()));
    }

    private static Samples difference(Samples a, Samples b) {
        return Samples.of(IntStream.range(0, a.size())
                .mapToDouble(i -> a.get(i) - b.get(i))
                .toArray());
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
