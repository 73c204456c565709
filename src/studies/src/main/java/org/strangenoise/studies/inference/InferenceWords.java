package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.math.NumberText;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.inference.InferenceResult.Fall;
import org.strangenoise.studies.inference.InferenceResult.Fit;
import org.strangenoise.studies.inference.InferenceResult.Prediction;

/** Which explanations the statements exclude, which they cannot tell apart, and what is hardest to meet. */
final class InferenceWords {

    /** Explanations whose AIC differs by less are not told apart by it. */
    private static final double TOLD_APART = 2;

    private InferenceWords() {}

    static List<String> of(InferenceResult result) {
        List<String> sentences = new ArrayList<>();
        InferencePlan plan = result.plan();
        sentences.add(plan.numbers() + " numbers; an explanation is feasible where chi-square is at most "
                + NumberText.of(plan.limit()) + ".");
        for (int set = 0; set < plan.sets().size(); set++) {
            of(result, set, sentences);
        }
        for (Fall fall : result.falls()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "Errors \"%s\", %s: %s is %.4f ideally and %.4f as predicted by \"%s\"; %+.4f to the stated %s is"
                            + " unexplained.",
                    fall.set(),
                    fall.statement().name(),
                    fall.statement().text(),
                    fall.waterfall().ideal(),
                    fall.waterfall().predicted(),
                    fall.explanation(),
                    fall.unexplained(),
                    NumberText.of(fall.stated())));
        }
        return sentences;
    }

    private static void of(InferenceResult result, int set, List<String> sentences) {
        List<Fit> ranked = result.ranked(set);
        String under = "Errors \"" + result.plan().sets().get(set) + "\": ";
        if (ranked.isEmpty()) {
            sentences.add(under + "no device has any of the values.");
            return;
        }
        List<Fit> feasible = ranked.stream().filter(Fit::isFeasible).toList();
        List<Fit> excluded = ranked.stream().filter(fit -> !fit.isFeasible()).toList();
        if (feasible.isEmpty()) {
            sentences.add(under + "nothing fits. Least chi-square: " + listed(ranked) + ".");
        } else {
            sentences.add(under
                    + (feasible.size() == 1
                            ? "only " + listed(feasible) + " fits."
                            : "the numbers do not exclude, and so cannot tell apart, " + listed(feasible) + "."));
            if (!excluded.isEmpty()) {
                sentences.add(under + "excluded are " + listed(excluded) + ".");
            }
            feasible.forEach(fit -> sentences.add(under + fit.name() + " fits with " + ranges(result, fit) + "."));
        }
        excluded.stream()
                .filter(fit -> !fit.saving().isEmpty())
                .forEach(fit -> sentences.add(
                        under + fit.name() + " would fit without " + String.join(", or without ", fit.saving()) + "."));
        Prediction worst = hardest(ranked.get(0));
        sentences.add(String.format(
                Locale.ROOT,
                "%shardest to meet for the best, %s, is %s: predicted %.4f, stated %s, %.1f errors apart.",
                under,
                ranked.get(0).name(),
                worst.statement().name(),
                worst.predicted(),
                NumberText.of(worst.statement().value().orElseThrow()),
                Math.abs(worst.pull())));
        aic(ranked, under, sentences);
    }

    private static void aic(List<Fit> ranked, String under, List<String> sentences) {
        List<Fit> comparable =
                ranked.stream().filter(fit -> fit.aic().isPresent()).toList();
        if (comparable.size() < 2) {
            sentences.add(under + "no AIC, which needs more numbers than parameters.");
            return;
        }
        double least = comparable.stream()
                .mapToDouble(fit -> fit.aic().getAsDouble())
                .min()
                .orElseThrow();
        sentences.add(String.format(
                Locale.ROOT,
                "%sAIC is least, %.1f, and no more than %s above that, for %s.",
                under,
                least,
                NumberText.of(TOLD_APART),
                comparable.stream()
                        .filter(fit -> fit.aic().getAsDouble() <= least + TOLD_APART)
                        .map(Fit::name)
                        .collect(Collectors.joining("; "))));
    }

    private static Prediction hardest(Fit fit) {
        return fit.predictions().stream()
                .filter(p -> !Double.isNaN(p.pull()))
                .max((a, b) -> Double.compare(Math.abs(a.pull()), Math.abs(b.pull())))
                .orElseThrow();
    }

    private static String listed(List<Fit> fits) {
        return fits.stream()
                .map(fit -> String.format(Locale.ROOT, "%s (%.1f)", fit.name(), fit.chiSquare()))
                .collect(Collectors.joining("; "));
    }

    /** The values of every parameter over the feasible places; one that spans its axis is open. */
    private static String ranges(InferenceResult result, Fit fit) {
        InferencePlan plan = result.plan();
        List<Integer> axes = plan.axesOf(plan.explanations().get(fit.explanation()));
        return axes.isEmpty()
                ? "what the device says"
                : IntStream.range(0, axes.size())
                        .mapToObj(k -> {
                            StudyParameter.SweepAxis axis = plan.axes().get(axes.get(k));
                            double low = axis.values().stream()
                                    .mapToDouble(x -> x)
                                    .min()
                                    .orElseThrow();
                            double high = axis.values().stream()
                                    .mapToDouble(x -> x)
                                    .max()
                                    .orElseThrow();
                            String open = fit.lows()[k] == low && fit.highs()[k] == high && low < high
                                    ? ", all that was asked"
                                    : fit.lows()[k] == low && low < high
                                            ? ", open downwards"
                                            : fit.highs()[k] == high && low < high ? ", open upwards" : "";
                            return axis.parameter().address() + " from "
                                    + axis.parameter().text(fit.lows()[k]) + " to "
                                    + axis.parameter().text(fit.highs()[k]) + open;
                        })
                        .collect(Collectors.joining("; "));
    }
}
