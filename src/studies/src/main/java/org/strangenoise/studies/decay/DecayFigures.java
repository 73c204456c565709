package org.strangenoise.studies.decay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.decay.DecayType.Plan.DecayModel;
import org.strangenoise.studies.presentation.UncertaintyFigures;

/** Decaying expectations with their fits. */
final class DecayFigures {

    private static final int FIT_POINTS = 200;

    private static final List<Style.Marker> MARKERS = List.of(
            Style.Marker.CIRCLE,
            Style.Marker.OPEN_SQUARE,
            Style.Marker.TRIANGLE,
            Style.Marker.OPEN_DIAMOND,
            Style.Marker.STAR);

    private DecayFigures() {}

    static Figure of(DecayType.Result result) {
        double longest = Arrays.stream(result.times()).max().orElse(0);
        double gate = result.plan().gateSeconds();
        boolean gates = gate > 0;
        double unit = gates ? gate : longest < 2e-6 ? 1e-9 : 1e-6;
        Samples times = Samples.of(result.times()).map(t -> t / unit);
        Samples fine = Samples.linear(Arrays.stream(result.times()).min().orElse(0), longest, FIT_POINTS);
        List<LineChart.Series> series = new ArrayList<>();
        for (int k = 0; k < result.curves().size(); k++) {
            DecayType.Result.Curve curve = result.curves().get(k);
            LineChart.Series points = LineChart.Series.of(
                    curve.plan().label() + ", " + legend(result, curve),
                    times,
                    Samples.of(curve.noisy()),
                    Style.points(k).with(MARKERS.get(k % MARKERS.size())));
            series.add(curve.band()
                    .map(b -> points.withErrorBars(Samples.of(b.low()), Samples.of(b.high())))
                    .orElse(points));
            series.add(LineChart.Series.of("", fine.map(t -> t / unit), fine.map(curve.fit()::at), Style.solid(k)));
        }
        String fits = result.curves().stream()
                .map(curve -> curve.plan().label() + ": " + times(curve) + perGate(result, curve))
                .collect(Collectors.joining("; "));
        Axis time = gates
                ? Axis.of("time, " + MathText.italic("t"), "gate times")
                : Axis.of("time, " + MathText.italic("t"), unit == 1e-9 ? "ns" : "\u00B5s");
        Axis value = Axis.of(observables(result));
        return new Figure(
                result.plan().id(),
                "Decay",
                "Decay with the device's noise (symbols) and fits (lines). " + fits + "."
                        + (result.curves().stream().anyMatch(c -> c.band().isPresent())
                                ? UncertaintyFigures.caption(
                                        "Bars", result.plan().setup())
                                : ""),
                Width.SINGLE_COLUMN,
                List.of(Row.of(55, LineChart.of("", time, value, series))),
                Sharing.NOTHING);
    }

    /** In words: one letter where every string has that letter on one qubit. */
    private static String observables(DecayType.Result result) {
        List<String> names = result.curves().stream()
                .flatMap(curve -> curve.plan().names().stream())
                .distinct()
                .toList();
        String mean = result.curves().stream().anyMatch(c -> c.plan().names().size() > 1) ? "mean " : "";
        if (!names.stream().allMatch(name -> name.matches("[IXYZ]+"))) {
            return names.size() == 1 ? names.get(0) : "observable";
        }
        List<String> letters =
                names.stream().map(s -> s.replace("I", "")).distinct().toList();
        return letters.size() == 1
                ? mean + "expectation of " + MathText.italic(letters.get(0))
                : mean + "Pauli expectation";
    }

    private static String times(DecayType.Result.Curve curve) {
        String exponential =
                MathText.italic("T") + format(" = %.4g \u00B5s", curve.fit().time() * 1e6);
        return isGaussian(curve)
                ? exponential
                        + format(", Gaussian time G = %.4g \u00B5s", curve.fit().gaussianTime() * 1e6)
                : exponential;
    }

    /** What the fit says first: the error per gate if that is asked for, else its times. */
    private static String legend(DecayType.Result result, DecayType.Result.Curve curve) {
        if (result.plan().gateSeconds() > 0) {
            return format("error %.3g a gate", result.errorPerGate(curve));
        }
        String time =
                MathText.italic("T") + format(" = %.4g \u00B5s", curve.fit().time() * 1e6);
        return curve.hasGaussianPart()
                ? time + ", " + MathText.italic("G")
                        + format(" = %.4g \u00B5s", curve.fit().gaussianTime() * 1e6)
                : time;
    }

    private static String perGate(DecayType.Result result, DecayType.Result.Curve curve) {
        double seconds = result.plan().gateSeconds();
        return seconds > 0 ? format(", error per gate %.4g", curve.fit().errorPerGate(seconds)) : "";
    }

    private static boolean isGaussian(DecayType.Result.Curve curve) {
        return curve.plan().model() == DecayModel.EXPONENTIAL_GAUSSIAN;
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
