package org.strangenoise.studies.entropymap;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.entropymap.EntropyMapType.Plan.Colors;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.yaml.Problems;

/** Figures of entropy maps, also as they are shown inside other figures. */
public final class EntropyMapFigures {

    private static final String ENTROPY = "entropy (bit)";
    private static final Axis.Interval BITS = new Axis.Interval(0, 1);

    private EntropyMapFigures() {}

    /** One figure of the steps, one of the average, rows ideal and noisy; and one of asymmetries. */
    static List<Figure> of(EntropyMapType.Result result, List<AnalysisResult> all) {
        List<Figure> figures = new ArrayList<>();
        if (!result.plan().steps().isEmpty()) {
            figures.add(steps(result));
        }
        result.plan().average().ifPresent(steps -> figures.add(average(result, steps)));
        List<EntropyMapType.Result> compared = result.plan().asymmetries().stream()
                .flatMap(id -> EntropyMapType.TYPE.result(id, all).stream())
                .toList();
        if (!compared.isEmpty()) {
            figures.add(Asymmetry.of(result, compared));
        }
        return figures;
    }

    private static Figure steps(EntropyMapType.Result result) {
        List<HeatMap> ideal = new ArrayList<>();
        List<HeatMap> noisy = new ArrayList<>();
        List<HeatMap> measured = new ArrayList<>();
        for (int step : result.plan().steps()) {
            String title = MathText.italic("N") + " = " + step;
            ideal.add(map(result, title, result.ideal().step(step)));
            noisy.add(map(result, "", result.noisy().step(step)));
            result.measured().ifPresent(maps -> measured.add(map(result, "", maps.step(step))));
        }
        List<Row> rows = new ArrayList<>(List.of(Row.labelled("ideal", 20, ideal), Row.labelled("noisy", 20, noisy)));
        if (!measured.isEmpty()) {
            rows.add(Row.labelled("measured", 20, measured));
        }
        return new Figure(
                result.plan().id(),
                "Entropy maps at " + ParameterText.kappa(result.plan().setup()),
                "Entropy of one qubit (mean over qubits) after "
                        + MathText.italic("N") + " steps at "
                        + ParameterText.kappa(result.plan().setup())
                        + ", for every spin coherent initial state. Top: without noise; "
                        + (measured.isEmpty()
                                ? "bottom: with the device's noise."
                                : "middle: with the device's noise; bottom: as measured, " + measurement(result) + "."),
                Width.DOUBLE_COLUMN,
                rows,
                Sharing.AXES_AND_COLORS);
    }

    private static Figure average(EntropyMapType.Result result, int steps) {
        HeatMap ideal = map(result, "ideal", result.ideal().average());
        HeatMap noisy = map(result, "noisy", result.noisy().average());
        return new Figure(
                result.plan().id() + "-average",
                "Time-averaged entropy at " + ParameterText.kappa(result.plan().setup()),
                "Entropy of one qubit, averaged over steps 1 to " + steps + " at "
                        + ParameterText.kappa(result.plan().setup())
                        + ", for every spin coherent initial state; without and with the device's noise"
                        + (result.measured().isEmpty() ? "." : ", and as measured, " + measurement(result) + "."),
                Width.DOUBLE_COLUMN,
                List.of(result.measured()
                        .map(maps -> Row.of(38, ideal, noisy, map(result, "measured", maps.average())))
                        .orElseGet(() -> Row.of(38, ideal, noisy))),
                Sharing.AXES_AND_COLORS);
    }

    /** How, a phrase. */
    private static String measurement(EntropyMapType.Result result) {
        return result.plan()
                .measurement()
                .map(m -> (m.shots().isPresent() ? m.shots().getAsLong() + " shots" : "exact frequencies")
                        + " in each of three bases, readout errors "
                        + (m.corrected() ? "corrected" : "uncorrected"))
                .orElse("");
    }

    private static HeatMap map(EntropyMapType.Result result, String title, double[][] values) {
        HeatMap.ColorScale scale =
                result.plan().colors() == Colors.RED_BLUE ? HeatMap.ColorScale.RED_BLUE : HeatMap.ColorScale.VIRIDIS;
        return HeatMap.ofAngles(
                        title, Samples.of(result.theta()), Samples.of(result.phi()), Samples.Grid.of(values), ENTROPY)
                .withColors(scale, BITS);
    }

    /** The average, or the last step's map, ideal and with noise, to stand above another figure's panels. */
    public static List<HeatMap> above(EntropyMapType.Result result) {
        return List.of(
                map(result, "ideal", result.ideal().shown()),
                map(result, "noisy", result.noisy().shown()));
    }

    /** What {@link #above} shows, without a full stop. */
    public static String describeAbove(EntropyMapType.Result result) {
        return "entropy of one qubit (mean over qubits), "
                + result.plan()
                        .average()
                        .map(steps -> "averaged over steps 1 to " + steps)
                        .orElseGet(() -> "after "
                                + result.plan()
                                        .steps()
                                        .get(result.plan().steps().size() - 1) + " steps")
                + ParameterText.atKappa(result.plan().setup())
                + ", for every spin coherent initial state; without and with the device's noise";
    }

    /** Records a problem unless an id names an entropy map of the study. */
    public static void requireMap(String key, String id, AnalysisPlan plan, List<AnalysisPlan> all, Problems problems) {
        List<String> maps =
                EntropyMapType.TYPE.plansAmong(all).map(AnalysisPlan::id).toList();
        if (!maps.contains(id)) {
            problems.error(
                    plan.header().location(),
                    "`" + key + "` must be the id of an entropy-map analysis of this study ("
                            + (maps.isEmpty() ? "it has none" : "one of " + String.join(", ", maps)) + "), but was `"
                            + id + "`");
        }
    }

    /** The average, or the last step's map, as it is shown inside other figures. */
    public static HeatMap inset(EntropyMapType.Result result) {
        return map(result, "", result.ideal().shown());
    }

    /**
     * How far noisy maps are from the symmetry under phi to phi + pi, side by side. A kick of the other sign turns the
     * other way: a start at phi corresponds to one at -phi, so that maps whose kappa differs in sign from the first
     * one's are mirrored.
     */
    static final class Asymmetry {

        private static final int COLUMNS = 2;
        private static final double HEIGHT = 38;

        private Asymmetry() {}

        static Figure of(EntropyMapType.Result result, List<EntropyMapType.Result> shown) {
            List<double[][]> differences = new ArrayList<>();
            double largest = 0;
            boolean mirrored = false;
            for (EntropyMapType.Result map : shown) {
                boolean turned = isTurned(shown.get(0), map);
                differences.add(difference(map.noisy().shown(), turned));
                largest = Math.max(largest, map.noisy().asymmetry());
                mirrored |= turned;
            }
            Axis.Interval limits = new Axis.Interval(-largest, Math.max(largest, Double.MIN_NORMAL));
            List<Row> rows = new ArrayList<>();
            for (int from = 0; from < shown.size(); from += COLUMNS) {
                List<HeatMap> panels = new ArrayList<>();
                for (int k = from; k < Math.min(shown.size(), from + COLUMNS); k++) {
                    EntropyMapType.Result map = shown.get(k);
                    panels.add(HeatMap.ofAngles(
                                    shown.size() == 1 ? "" : title(map, isTurned(shown.get(0), map)),
                                    Samples.of(map.theta()),
                                    Samples.of(map.phi()),
                                    Samples.Grid.of(differences.get(k)),
                                    "entropy difference (bit)")
                            .withColors(HeatMap.ColorScale.RED_BLUE, limits));
                }
                rows.add(Row.labelled("", HEIGHT, panels));
            }
            return Figure.grid(
                    result.plan().id() + "-asymmetry",
                    "Left/right asymmetry of the entropy maps",
                    "What the entropy at " + MathText.PHI + " is above that at " + MathText.PHI
                            + " + π, with the device's noise; without any it is zero."
                            + (mirrored
                                    ? " Maps of the other sign of " + MathText.KAPPA + " are shown at −" + MathText.PHI
                                            + ", as their starts correspond to these."
                                    : ""),
                    rows);
        }

        private static String title(EntropyMapType.Result map, boolean turned) {
            return map.plan().id() + (turned ? ", at −" + MathText.PHI : "");
        }

        private static boolean isTurned(EntropyMapType.Result first, EntropyMapType.Result other) {
            return kappa(first.plan().setup()) * kappa(other.plan().setup()) < 0;
        }

        private static double kappa(Setup setup) {
            return setup.circuit()
                    .kickedTop()
                    .map(source -> source.top().kappa())
                    .orElse(0.0);
        }

        /** Columns phi and phi + pi are half apart; the last column is the first again. */
        private static double[][] difference(double[][] map, boolean turned) {
            double[][] difference = new double[map.length][];
            for (int row = 0; row < map.length; row++) {
                int columns = map[row].length;
                int half = (columns - 1) / 2;
                difference[row] = new double[columns];
                for (int c = 0; c < columns; c++) {
                    int here = turned ? columns - 1 - c : c;
                    difference[row][c] = map[row][here] - map[row][(here + half) % (columns - 1)];
                }
            }
            return difference;
        }
    }
}
