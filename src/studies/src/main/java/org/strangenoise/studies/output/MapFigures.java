package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.strangenoise.studies.analysis.ClassicalMapResult;
import org.strangenoise.studies.analysis.EntropyMapResult;
import org.strangenoise.studies.config.AnalysisPlan.Colors;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.ColorScale;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.figure.Figure.Row;
import org.strangenoise.studies.figure.Figure.Sharing;
import org.strangenoise.studies.figure.Figure.Width;
import org.strangenoise.studies.figure.HeatMap;
import org.strangenoise.studies.figure.Interval;
import org.strangenoise.studies.figure.MathText;
import org.strangenoise.studies.figure.SampleGrid;
import org.strangenoise.studies.figure.Samples;
import org.strangenoise.studies.figure.Scatter;

/** Maps over the angles of initial states: quantum entropy and the classical stroboscopic map. */
final class MapFigures {

    private static final String ENTROPY = "entropy (bit)";
    private static final Interval BITS = new Interval(0, 1);

    private MapFigures() {}

    /** One figure of the steps, one of the average; rows ideal and noisy. */
    static List<Figure> entropy(EntropyMapResult result) {
        List<Figure> figures = new ArrayList<>();
        if (!result.plan().steps().isEmpty()) {
            figures.add(steps(result));
        }
        result.plan().average().ifPresent(steps -> figures.add(average(result, steps)));
        return figures;
    }

    private static Figure steps(EntropyMapResult result) {
        List<HeatMap> ideal = new ArrayList<>();
        List<HeatMap> noisy = new ArrayList<>();
        for (int step : result.plan().steps()) {
            String title = MathText.italic("N") + " = " + step;
            ideal.add(map(result, title, result.ideal().step(step)));
            noisy.add(map(result, "", result.noisy().step(step)));
        }
        return new Figure(
                result.plan().id(),
                "Entropy maps at " + kappa(result.plan().setup()),
                "Entropy of one qubit (mean over qubits) after "
                        + MathText.italic("N") + " steps at "
                        + kappa(result.plan().setup())
                        + ", for every spin coherent initial state. Top: without noise; bottom: with the device's noise.",
                Width.DOUBLE_COLUMN,
                List.of(Row.labelled("ideal", 20, ideal), Row.labelled("noisy", 20, noisy)),
                Sharing.AXES_AND_COLORS);
    }

    private static Figure average(EntropyMapResult result, int steps) {
        HeatMap ideal = map(result, "ideal", result.ideal().average());
        HeatMap noisy = map(result, "noisy", result.noisy().average());
        return new Figure(
                result.plan().id() + "-average",
                "Time-averaged entropy at " + kappa(result.plan().setup()),
                "Entropy of one qubit, averaged over steps 1 to " + steps + " at "
                        + kappa(result.plan().setup())
                        + ", for every spin coherent initial state; without and with the device's noise.",
                Width.DOUBLE_COLUMN,
                List.of(Row.of(38, ideal, noisy)),
                Sharing.AXES_AND_COLORS);
    }

    private static HeatMap map(EntropyMapResult result, String title, double[][] values) {
        ColorScale scale = result.plan().colors() == Colors.RED_BLUE ? ColorScale.RED_BLUE : ColorScale.VIRIDIS;
        return HeatMap.ofAngles(
                        title, Samples.of(result.theta()), Samples.of(result.phi()), SampleGrid.of(values), ENTROPY)
                .withColors(scale, BITS);
    }

    /** The average, or the last step's map, as it is shown inside other figures. */
    static HeatMap inset(EntropyMapResult result) {
        double[][] values = result.ideal().average();
        if (values.length == 0) {
            List<Integer> steps = result.plan().steps();
            values = result.ideal().step(steps.get(steps.size() - 1));
        }
        return map(result, "", values);
    }

    static Figure classical(ClassicalMapResult result) {
        int points = result.plan().steps() + 1;
        double[] exponents = new double[result.phi().length];
        Arrays.setAll(exponents, i -> result.lyapunov()[i / points]);
        Scatter scatter = Scatter.of("", Axis.phi(), Axis.theta(), Samples.of(result.phi()), Samples.of(result.theta()))
                .withColors(Samples.of(exponents), "Lyapunov exponent", ColorScale.VIRIDIS);
        return new Figure(
                result.plan().id(),
                "Classical map at " + kappa(result.plan().setup()),
                String.format(
                        Locale.ROOT,
                        "Stroboscopic map of the classical kicked top at %s: %,d random initial states, %d steps each. Colour:"
                                + " Lyapunov exponent of the orbit over %d steps.",
                        kappa(result.plan().setup()),
                        result.plan().starts(),
                        result.plan().steps(),
                        ClassicalMapResult.LYAPUNOV_STEPS),
                Width.SINGLE_COLUMN,
                List.of(Row.of(43, scatter)),
                Sharing.NOTHING);
    }

    /** The kick strength of a kicked top as the end of a phrase; nothing for another circuit. */
    static String atKappa(Setup setup) {
        return setup.circuit() instanceof KickedTopSource ? " at " + kappa(setup) : "";
    }

    static String kappa(Setup setup) {
        return setup.circuit() instanceof KickedTopSource source
                ? MathText.KAPPA + " = " + source.top().kappa()
                : "";
    }
}
