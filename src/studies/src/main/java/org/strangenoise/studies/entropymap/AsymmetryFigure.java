package org.strangenoise.studies.entropymap;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.figures.ColorScale;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Interval;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.SampleGrid;
import org.strangenoise.figures.Samples;
import org.strangenoise.studies.config.Setup;

/**
 * How far noisy maps are from the symmetry under phi to phi + pi, side by side. A kick of the other sign turns the
 * other way: a start at phi corresponds to one at -phi, so that maps whose kappa differs in sign from the first one's
 * are mirrored.
 */
final class AsymmetryFigure {

    private static final int COLUMNS = 2;
    private static final double HEIGHT = 38;

    private AsymmetryFigure() {}

    static Figure of(EntropyMapResult result, List<EntropyMapResult> shown) {
        List<double[][]> differences = new ArrayList<>();
        double largest = 0;
        boolean mirrored = false;
        for (EntropyMapResult map : shown) {
            boolean turned = isTurned(shown.get(0), map);
            differences.add(difference(map.noisy().shown(), turned));
            largest = Math.max(largest, map.noisy().asymmetry());
            mirrored |= turned;
        }
        Interval limits = new Interval(-largest, Math.max(largest, Double.MIN_NORMAL));
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < shown.size(); from += COLUMNS) {
            List<HeatMap> panels = new ArrayList<>();
            for (int k = from; k < Math.min(shown.size(), from + COLUMNS); k++) {
                EntropyMapResult map = shown.get(k);
                panels.add(HeatMap.ofAngles(
                                shown.size() == 1 ? "" : title(map, isTurned(shown.get(0), map)),
                                Samples.of(map.theta()),
                                Samples.of(map.phi()),
                                SampleGrid.of(differences.get(k)),
                                "entropy difference (bit)")
                        .withColors(ColorScale.RED_BLUE, limits));
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

    private static String title(EntropyMapResult map, boolean turned) {
        return map.plan().id() + (turned ? ", at −" + MathText.PHI : "");
    }

    private static boolean isTurned(EntropyMapResult first, EntropyMapResult other) {
        return kappa(first.plan().setup()) * kappa(other.plan().setup()) < 0;
    }

    private static double kappa(Setup setup) {
        return setup.circuit().kickedTop().map(source -> source.top().kappa()).orElse(0.0);
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
