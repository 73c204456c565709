package org.strangenoise.studies.dynamics;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.Samples;
import org.strangenoise.studies.presentation.SetupText;

/** Histograms of the outcomes of measuring every qubit. */
final class OutcomeFigures {

    /** More bars cannot be told apart: the most probable outcomes stand for all. */
    private static final int MOST_BARS = 32;

    private static final int MOST_BARS_IN_A_COLUMN = 8;

    private OutcomeFigures() {}

    static Figure of(DynamicsResult result, String id) {
        int step = result.plan().snapshots().probabilityStep().orElseThrow();
        int outcomes = 1 << result.plan().setup().circuit().qubits();
        String where = SetupText.atKappa(result.plan().setup());
        String left = outcomes > MOST_BARS ? " The " + MOST_BARS + " most probable outcomes are shown." : "";
        return new Figure(
                id,
                "Outcome probabilities after " + step + " steps",
                String.format(
                        Locale.ROOT,
                        "Probabilities of the outcomes when every qubit is measured after %d steps%s, without noise and"
                                + " with the device's noise and readout errors. The leftmost bit is the highest qubit's.%s",
                        step,
                        where,
                        left),
                outcomes > MOST_BARS_IN_A_COLUMN ? Width.DOUBLE_COLUMN : Width.SINGLE_COLUMN,
                result.series().stream()
                        .map(series ->
                                Row.of(50, histogram(series, result.series().size() > 1)))
                        .toList(),
                Sharing.NOTHING);
    }

    private static BarChart histogram(DynamicsResult.Series series, boolean titled) {
        double[] ideal = series.ideal().probabilities();
        double[] noisy = series.noisy().probabilities();
        int qubits = Integer.numberOfTrailingZeros(ideal.length);
        List<Integer> shown = IntStream.range(0, ideal.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer b) -> -Math.max(ideal[b], noisy[b])))
                .limit(MOST_BARS)
                .sorted()
                .toList();
        return BarChart.grouped(
                        titled ? series.start().label() : "",
                        shown.stream()
                                .map(b -> DynamicsResult.outcome(b, qubits))
                                .toList(),
                        Axis.of("probability"),
                        List.of(
                                BarChart.Bars.of("ideal", values(ideal, shown), 0),
                                BarChart.Bars.of("noisy", values(noisy, shown), 1)))
                .withCategoryName("outcome");
    }

    private static Samples values(double[] probabilities, List<Integer> shown) {
        return Samples.of(shown.stream().mapToDouble(b -> probabilities[b]).toArray());
    }
}
