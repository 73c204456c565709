package org.strangenoise.studies.sensitivities;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Samples;
import org.strangenoise.studies.experiment.Sensitivity;
import org.strangenoise.studies.presentation.LargestShares;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterAxes;

/** The figure of merit when each parameter is a tenth lower or higher, to first order. */
final class SensitivityFigures {

    private static final int MAX_BARS = 14;
    private static final double CHANGE = 0.1;

    /** Opposite derivatives differ by no more than this part. */
    private static final double MIRROR = 1e-6;

    private SensitivityFigures() {}

    static List<Figure> tornado(SensitivitiesResult result) {
        List<Sensitivity> present =
                result.entries().stream().filter(e -> e.logarithmic() != 0).toList();
        List<Sensitivity> mirrored =
                present.stream().filter(e -> isMirrored(e, present)).toList();
        List<Sensitivity> all =
                present.stream().filter(e -> !mirrored.contains(e)).toList();
        List<Sensitivity> largest = largest(all);
        if (largest.isEmpty()) {
            return List.of();
        }
        String merit = MeritText.atStep(result.plan().merit());
        String starts = MeritText.starts(result.plan().merit());
        BarChart chart = BarChart.tornado(
                starts,
                largest.stream().map(e -> ParameterAxes.name(e.address())).toList(),
                Axis.of(merit + ", to first order"),
                result.noisy(),
                BarChart.Bars.of("10% lower", values(largest, e -> result.noisy() - CHANGE * e.logarithmic()), 1),
                BarChart.Bars.of("10% higher", values(largest, e -> result.noisy() + CHANGE * e.logarithmic()), 0));
        return List.of(Figure.of(
                result.plan().id(),
                "Sensitivities, to first order",
                "The " + merit + " (" + starts
                        + ") when one parameter is 10% lower or higher, to first order from exact derivatives"
                        + (largest.size() < all.size()
                                ? ": the " + largest.size() + " largest of " + all.size() + "."
                                : ".")
                        + " Numbers: the change."
                        + (mirrored.isEmpty()
                                ? ""
                                : " A coupling sets the duration of its operation, of which the change is the opposite:"
                                        + " only the duration is shown."),
                6 + 6.0 * largest.size(),
                chart));
    }

    /** Whether it is a coupling and the duration that it sets is among them, with the opposite derivative. */
    private static boolean isMirrored(Sensitivity entry, List<Sensitivity> all) {
        String address = entry.address();
        if (!address.startsWith("device.operations.") || !address.endsWith(".coupling")) {
            return false;
        }
        String duration = address.substring(0, address.lastIndexOf('.')) + ".duration";
        return all.stream()
                .anyMatch(other -> other.address().equals(duration)
                        && Math.abs(other.logarithmic() + entry.logarithmic())
                                <= MIRROR * Math.abs(entry.logarithmic()));
    }

    /** Equal ones together, unless there are too many of them. */
    private static List<Sensitivity> largest(List<Sensitivity> all) {
        LargestShares shares = LargestShares.of(
                all.stream().mapToDouble(Sensitivity::logarithmic).toArray());
        List<Integer> whole = shares.atMost(MAX_BARS);
        return (whole.isEmpty() ? shares.order().stream().limit(MAX_BARS) : whole.stream())
                .map(all::get)
                .toList();
    }

    private static Samples values(List<Sensitivity> entries, ToDoubleFunction<Sensitivity> value) {
        return Samples.of(entries.stream().mapToDouble(value).toArray());
    }
}
