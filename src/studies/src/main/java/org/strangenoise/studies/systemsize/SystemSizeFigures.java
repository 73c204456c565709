package org.strangenoise.studies.systemsize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.ReferenceLine;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Series;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.presentation.SetupText;
import org.strangenoise.studies.presentation.UncertaintyFigures;

/** Entropy and its fluctuations against the number of qubits. */
final class SystemSizeFigures {

    /** The noisy curve's colour, and no line. */
    private static final Style BAND = new Style(1, Style.Line.NONE, Style.Marker.NONE);

    private SystemSizeFigures() {}

    static Figure of(SystemSizeResult result) {
        Axis qubits = Axis.of("number of qubits, " + MathText.italic("n")).logarithmic();
        LineChart mean = LineChart.of(
                        "",
                        qubits,
                        Axis.of("time-averaged entropy", "bit"),
                        curves(
                                result,
                                SystemSizeResult.Size::mean,
                                SystemSizeResult.Size::spread,
                                SystemSizeResult.Bands::meanLow,
                                SystemSizeResult.Bands::meanHigh))
                .withReferences(List.of(ReferenceLine.horizontal(1, "maximum")));
        LineChart spread = LineChart.of(
                "",
                qubits,
                Axis.of("fluctuation in time", "bit").logarithmic(),
                curves(
                        result,
                        SystemSizeResult.Size::fluctuation,
                        null,
                        SystemSizeResult.Bands::fluctuationLow,
                        SystemSizeResult.Bands::fluctuationHigh));
        return new Figure(
                result.plan().id(),
                "Entropy against system size",
                "Left: entropy of one qubit, averaged over steps "
                        + (result.plan().transientSteps() + 1) + " to "
                        + result.plan().average() + " at "
                        + SetupText.kappa(result.plan().setup()) + "; mean over "
                        + result.plan().starts()
                        + " random initial states, bars: their standard deviation. Right: standard deviation in time of the"
                        + " entropy, mean over the same states."
                        + (result.bands().isEmpty()
                                ? ""
                                : UncertaintyFigures.caption(
                                        "Bands", result.plan().setup())),
                Width.DOUBLE_COLUMN,
                List.of(Row.of(55, mean, spread)),
                Sharing.NOTHING);
    }

    private static List<Series> curves(
            SystemSizeResult result,
            ToDoubleFunction<SystemSizeResult.Size> value,
            @Nullable ToDoubleFunction<SystemSizeResult.Size> error,
            ToDoubleFunction<SystemSizeResult.Bands> low,
            ToDoubleFunction<SystemSizeResult.Bands> high) {
        List<Series> curves = new ArrayList<>();
        if (!result.bands().isEmpty()) {
            // A series of its own: the bars of the mean are the spread over starts.
            Samples lower = bounds(result, low);
            curves.add(Series.of("", bounds(result, SystemSizeResult.Bands::qubits), lower, BAND)
                    .withBand(lower, bounds(result, high)));
        }
        curves.add(curve("ideal", result.ideal(), value, error, Style.solid(0).with(Style.Marker.CIRCLE)));
        if (!result.noisy().isEmpty()) {
            curves.add(
                    curve("noisy", result.noisy(), value, error, Style.solid(1).with(Style.Marker.SQUARE)));
        }
        return curves;
    }

    private static Samples bounds(SystemSizeResult result, ToDoubleFunction<SystemSizeResult.Bands> bound) {
        return Samples.of(result.bands().stream().mapToDouble(bound).toArray());
    }

    private static Series curve(
            String label,
            List<SystemSizeResult.Size> sizes,
            ToDoubleFunction<SystemSizeResult.Size> value,
            @Nullable ToDoubleFunction<SystemSizeResult.Size> error,
            Style style) {
        Series series = Series.of(
                label,
                Samples.of(sizes.stream()
                        .mapToDouble(SystemSizeResult.Size::qubits)
                        .toArray()),
                Samples.of(sizes.stream().mapToDouble(value).toArray()),
                style);
        return error == null
                ? series
                : series.withErrorBars(
                        Samples.of(sizes.stream().mapToDouble(error).toArray()));
    }
}
