package org.strangenoise.studies.output;

import java.util.Comparator;
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
        List<Sensitivity> largest = result.entries().stream()
                .filter(e -> e.logarithmic() != 0)
                .sorted(Comparator.comparingDouble(e -> -Math.abs(e.logarithmic())))
                .limit(MAX_BARS)
                .toList();
        if (largest.isEmpty()) {
            return List.of();
        }
        String merit = result.plan().merit().name();
        BarChart chart = BarChart.tornado(
                "",
                largest.stream().map(e -> ParameterAxes.name(e.address())).toList(),
                Axis.of(merit),
                result.noisy(),
                BarChart.Bars.of("10% lower", values(largest, e -> result.noisy() - CHANGE * e.logarithmic()), 1),
                BarChart.Bars.of("10% higher", values(largest, e -> result.noisy() + CHANGE * e.logarithmic()), 0));
        return List.of(Figure.of(
                result.plan().id(),
                "Sensitivities",
                "The " + merit + " after " + result.plan().merit().step()
                        + " steps when one parameter is 10% lower or higher, to first order from exact derivatives.",
                6 + 6.0 * largest.size(),
                chart));
    }

    private static Samples values(List<Sensitivity> entries, ToDoubleFunction<Sensitivity> value) {
        return Samples.of(entries.stream().mapToDouble(value).toArray());
    }
}
