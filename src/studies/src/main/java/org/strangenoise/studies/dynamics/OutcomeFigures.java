package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.strangenoise.circuit.ClassicalRegister;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.Samples;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.studies.presentation.ParameterText;

/** Histograms of the outcomes of measuring every qubit, and of what the circuit's classical bits hold. */
final class OutcomeFigures {

    /** More bars cannot be told apart: the most probable outcomes stand for all. */
    private static final int MOST_BARS = 32;

    private static final int MOST_BARS_IN_A_COLUMN = 8;

    private OutcomeFigures() {}

    static Figure of(DynamicsType.Result result, String id) {
        int step = result.plan().snapshots().probabilityStep().orElseThrow();
        int outcomes = 1 << result.plan().setup().circuit().qubits();
        String where = ParameterText.atKappa(result.plan().setup());
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

    /** What the circuit's classical bits hold at its end. */
    static Figure ofBits(DynamicsType.Result result, String id) {
        RecordedBits bits = result.series().get(0).noisy().bits().orElseThrow();
        boolean counted = !result.series().get(0).noisy().counts().isEmpty();
        long strings = result.series().stream()
                .mapToLong(series -> strings(series).size())
                .max()
                .orElse(0);
        boolean sampled = bits.standardErrors().isPresent();
        String caption =
                "Probabilities of what the classical bits hold at the circuit's end, without noise and with the"
                        + " device's noise and readout errors. " + reading(bits)
                        + (sampled ? " Error bars: one standard error of the sampled probabilities." : "")
                        + (counted
                                ? " Third bars: shares of the drawn runs, with the standard error of so many runs."
                                : "")
                        + (strings > MOST_BARS ? " The " + MOST_BARS + " most probable strings are shown." : "");
        return new Figure(
                id,
                "Probabilities of the recorded bits",
                caption,
                strings > (counted ? MOST_BARS_IN_A_COLUMN / 2 : MOST_BARS_IN_A_COLUMN)
                        ? Width.DOUBLE_COLUMN
                        : Width.SINGLE_COLUMN,
                result.series().stream()
                        .map(series ->
                                Row.of(50, bitsHistogram(series, result.series().size() > 1, result.plan())))
                        .toList(),
                Sharing.NOTHING);
    }

    /** Which character is which bit. */
    private static String reading(RecordedBits bits) {
        List<String> names = new ArrayList<>();
        for (ClassicalRegister register : bits.registers()) {
            names.add(
                    0, register.size() == 1 ? register.name() : register.name() + "[" + (register.size() - 1) + ":0]");
        }
        return "From left to right: " + String.join(", ", names) + ".";
    }

    private static Set<String> strings(DynamicsType.Result.Series series) {
        Set<String> strings = new TreeSet<>();
        for (DynamicsType.Result.Run run : List.of(series.ideal(), series.noisy())) {
            run.bits().ifPresent(bits -> strings.addAll(bits.probabilities().keySet()));
        }
        return strings;
    }

    private static BarChart bitsHistogram(DynamicsType.Result.Series series, boolean titled, DynamicsType.Plan plan) {
        RecordedBits ideal = series.ideal().bits().orElseThrow();
        RecordedBits noisy = series.noisy().bits().orElseThrow();
        List<String> shown = strings(series).stream()
                .sorted(Comparator.comparingDouble((String b) -> -Math.max(ideal.probability(b), noisy.probability(b))))
                .limit(MOST_BARS)
                .sorted()
                .toList();
        List<BarChart.Bars> bars =
                new ArrayList<>(List.of(bars("ideal", shown, ideal, 0), bars("noisy", shown, noisy, 1)));
        Map<String, Integer> counts = series.noisy().counts();
        if (!counts.isEmpty()) {
            double shots = plan.snapshots().shots().orElseThrow();
            double[] shares = shown.stream()
                    .mapToDouble(b -> counts.getOrDefault(b, 0) / shots)
                    .toArray();
            bars.add(BarChart.Bars.of(String.format(Locale.ROOT, "noisy, %,.0f runs", shots), Samples.of(shares), 2)
                    .withErrors(Samples.of(Arrays.stream(shares)
                            .map(p -> Math.sqrt(p * (1 - p) / shots))
                            .toArray())));
        }
        return BarChart.grouped(titled ? series.start().label() : "", shown, Axis.of("probability"), bars)
                .withCategoryName("bits");
    }

    private static BarChart.Bars bars(String label, List<String> shown, RecordedBits bits, int color) {
        BarChart.Bars bars = BarChart.Bars.of(
                label, Samples.of(shown.stream().mapToDouble(bits::probability).toArray()), color);
        return bits.standardErrors()
                .map(errors -> bars.withErrors(Samples.of(shown.stream()
                        .mapToDouble(b -> errors.getOrDefault(b, 0.0))
                        .toArray())))
                .orElse(bars);
    }

    private static BarChart histogram(DynamicsType.Result.Series series, boolean titled) {
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
                                .map(b -> DynamicsType.Result.outcome(b, qubits))
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
