package org.strangenoise.studies.classicalmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.ColorScale;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Interval;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.entropymap.EntropyMapFigures;
import org.strangenoise.studies.entropymap.EntropyMapResult;
import org.strangenoise.studies.entropymap.EntropyMapType;
import org.strangenoise.studies.presentation.SetupText;

/**
 * The points of a classical map, below the average of an entropy map if one is named. The colours of all classical maps
 * of a study are on one scale, so that a regular and a chaotic one can be compared.
 */
final class ClassicalMapFigure {

    private static final double HEIGHT = 43;
    private static final double HEIGHT_OF_SEVERAL = 36;

    private ClassicalMapFigure() {}

    static Figure of(ClassicalMapResult result, List<AnalysisResult> all) {
        Optional<EntropyMapResult> entropy =
                result.plan().entropyMap().flatMap(id -> EntropyMapType.TYPE.result(id, all));
        List<Row> rows = new ArrayList<>();
        for (HeatMap map : entropy.map(EntropyMapFigures::above).orElse(List.of())) {
            rows.add(Row.of(HEIGHT_OF_SEVERAL, map));
        }
        rows.add(Row.of(rows.isEmpty() ? HEIGHT : HEIGHT_OF_SEVERAL, points(result, all, rows.isEmpty())));
        String kappa = SetupText.kappa(result.plan().setup());
        return new Figure(
                result.plan().id(),
                (entropy.isPresent() ? "Entropy above the classical map at " : "Classical map at ") + kappa,
                entropy.map(map -> "Above: " + EntropyMapFigures.describeAbove(map) + ". Below: the stroboscopic map")
                                .orElse("Stroboscopic map")
                        + String.format(
                                Locale.ROOT,
                                " of the classical kicked top at %s: %,d random initial states, %d steps each. Colour:"
                                        + " Lyapunov exponent of the orbit over %d steps%s.",
                                kappa,
                                result.plan().starts(),
                                result.plan().steps(),
                                ClassicalMapResult.LYAPUNOV_STEPS,
                                maps(all).size() > 1 ? ", on one scale for all classical maps of the study" : "")
                        + correlation(result),
                Width.SINGLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    /** How far "entropy maps mirror chaos" is true, as a number. */
    private static String correlation(ClassicalMapResult result) {
        return !result.hasEntropy()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Rank correlation of the exponent with the %d-step mean of the entropy from the same starts: %.2f"
                                + " ideally, %.2f with noise; of the entropy of a classical cloud as wide as the quantum"
                                + " state, over the same steps: %.2f and %.2f.",
                        result.plan().average().orElseThrow(),
                        result.rankCorrelation(result.idealEntropy()),
                        result.rankCorrelation(result.noisyEntropy()),
                        result.spreadCorrelation(result.idealEntropy()),
                        result.spreadCorrelation(result.noisyEntropy()));
    }

    private static Scatter points(ClassicalMapResult result, List<AnalysisResult> all, boolean alone) {
        int points = result.plan().steps() + 1;
        double[] exponents = new double[result.phi().length];
        Arrays.setAll(exponents, i -> result.lyapunov()[i / points]);
        return Scatter.of(
                        alone ? "" : "classical",
                        Axis.phi(),
                        Axis.theta(),
                        Samples.of(result.phi()),
                        Samples.of(result.theta()))
                .withColors(Samples.of(exponents), "Lyapunov exponent", ColorScale.VIRIDIS)
                .withLimits(limits(all));
    }

    private static Interval limits(List<AnalysisResult> all) {
        Interval limits = Interval.EMPTY;
        for (ClassicalMapResult map : maps(all)) {
            limits = limits.including(Samples.of(map.lyapunov()).range());
        }
        return limits;
    }

    private static List<ClassicalMapResult> maps(List<AnalysisResult> all) {
        return ClassicalMapType.TYPE.resultsAmong(all).toList();
    }
}
