package org.strangenoise.studies.output;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.BudgetResult.Sensitivity;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.BarChart;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.figure.Samples;

/** The figure of merit when each parameter is a tenth lower or higher, to first order. */
final class SensitivityFigures {

    private static final int MAX_BARS = 14;
    private static final double CHANGE = 0.1;

    private SensitivityFigures() {}

    static List<Figure> tornado(BudgetResult.Sensitivities result) {
        List<Sensitivity> all =
                result.entries().stream().filter(e -> e.logarithmic() != 0).toList();
        List<Sensitivity> largest = largest(all);
        if (largest.isEmpty()) {
            return List.of();
        }
        String merit = MeritText.atStep(result.plan().merit());
        String starts = MeritText.starts(result.plan().merit());
        BarChart chart = BarChart.tornado(
                starts,
                largest.stream().map(e -> ParameterAxes.name(e.address())).toList(),
                Axis.of(merit),
                result.noisy(),
                BarChart.Bars.of("10% lower", values(largest, e -> result.noisy() - CHANGE * e.logarithmic()), 1),
                BarChart.Bars.of("10% higher", values(largest, e -> result.noisy() + CHANGE * e.logarithmic()), 0));
        return List.of(Figure.of(
                result.plan().id(),
                "Sensitivities",
                "The " + merit + " (" + starts
                        + ") when one parameter is 10% lower or higher, to first order from exact derivatives"
                        + (largest.size() < all.size()
                                ? ": the " + largest.size() + " largest of " + all.size() + "."
                                : "."),
                6 + 6.0 * largest.size(),
                chart));
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
