package org.strangenoise.studies.presentation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.experiment.ConfidenceBands;

/** Curves with the bands of the device's uncertainties. */
public final class UncertaintyFigures {

    private UncertaintyFigures() {}

    /** The axis of so many step numbers from zero; a single one stands in the middle. */
    public static Axis stepAxis(int count) {
        return count > 1 ? Axis.stepNumber() : Axis.stepNumber().withRange(-0.5, 0.5);
    }

    /** An axis of changes; where all are zero it shows a hundredth to both sides. */
    public static Axis changeAxis(String label, List<LineChart.Series> series) {
        Axis axis = Axis.of(label);
        boolean any = series.stream().anyMatch(s -> {
            LineChart.Series.Uncertainty band = s.uncertainty();
            return isAny(s.y()) || (band != null && (isAny(band.lower()) || isAny(band.upper())));
        });
        return any ? axis : axis.withRange(-0.01, 0.01);
    }

    private static boolean isAny(Samples samples) {
        return Arrays.stream(samples.toArray()).anyMatch(v -> v != 0);
    }

    /** The band of a series around its own curve. */
    public static LineChart.Series around(LineChart.Series series) {
        LineChart.Series.Uncertainty band = series.uncertainty();
        if (band == null) {
            throw new IllegalArgumentException("Argument `series` must have a band, but has none");
        }
        Samples zero = series.y().map(v -> Double.isFinite(v) ? 0 : Double.NaN);
        return LineChart.Series.of(
                        "", series.x(), zero, new Style(series.style().color(), Style.Line.NONE, Style.Marker.NONE))
                .withBand(difference(band.lower(), series.y()), difference(band.upper(), series.y()));
    }

    private static Samples difference(Samples a, Samples b) {
        return Samples.of(IntStream.range(0, a.size())
                .mapToDouble(i -> a.get(i) - b.get(i))
                .toArray());
    }

    /** The series with its band, where there is one. */
    public static LineChart.Series banded(LineChart.Series series, ConfidenceBands.@Nullable Band band) {
        return band == null ? series : series.withBand(Samples.of(band.low()), Samples.of(band.high()));
    }

    /** A sentence for the caption of a figure with bands. */
    public static String caption(String shape, Setup setup) {
        return " " + shape + ": the middle 68% of "
                + setup.uncertainty().samples().orElse(Uncertainties.Settings.USUAL_SAMPLES)
                + " devices drawn within the stated uncertainties.";
    }
}
