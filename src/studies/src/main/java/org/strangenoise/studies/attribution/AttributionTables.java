package org.strangenoise.studies.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.strangenoise.budget.Attribution;
import org.strangenoise.studies.presentation.LargestShares;
import org.strangenoise.studies.presentation.MeritText;

/** The captions of the report's tables of attributions, and the line of the summary. */
final class AttributionTables {

    private static final int NAMED = 3;

    /** Percentages that differ by less are the same. */
    private static final double ROUNDING = 1e-6;

    private AttributionTables() {}

    /** The loss that is divided. */
    static String caption(AttributionType.Result result) {
        Attribution a = result.attribution();
        int step = result.plan().merit().step();
        return String.format(
                Locale.ROOT,
                "%s (%s): ideal %.6f, noisy %.6f, loss %.6f; not additive %.2e, residual %.1e",
                MeritText.capitalised(MeritText.atStep(result.plan().merit())),
                MeritText.starts(result.plan().merit()),
                a.ideal()[step],
                a.noisy()[step],
                a.loss(step),
                a.nonAdditive(step),
                a.residual(step));
    }

    /** Which noise met which operation, and what is in no row of it. */
    static String coverageCaption(AttributionType.Result result) {
        String untouched = result.coverage().untouched().isEmpty()
                ? "every operation met noise"
                : "met no noise: " + String.join(", ", untouched(result));
        String contained = result.coverage().withoutLeakage().isEmpty()
                ? ""
                : "; cannot leak: " + String.join(", ", result.coverage().withoutLeakage());
        return "Which noise met which operation; " + untouched + contained;
    }

    /** To a femtosecond: sums of durations and the change of unit leave less than that. */
    static double nanoseconds(double seconds) {
        return Math.rint(seconds * 1e15) / 1e6;
    }

    /** Operations that met no noise, with the names of their qubits. */
    static List<String> untouched(AttributionType.Result result) {
        return result.coverage().untouched().stream()
                .map(operation -> {
                    int space = operation.lastIndexOf(' ');
                    int qubit = Integer.parseInt(operation.substring(space + 1));
                    return operation.substring(0, space + 1) + result.qubits().get(qubit);
                })
                .toList();
    }

    static String answer(AttributionType.Result result) {
        Attribution a = result.attribution();
        int step = result.plan().merit().step();
        double[] all = Arrays.stream(a.shapley()).mapToDouble(s -> s[step]).toArray();
        List<Integer> order = LargestShares.of(all).order();
        double loss = a.loss(step);
        // Where shares cancel, percentages of what is left of them say nothing.
        boolean cancels = Arrays.stream(all).anyMatch(s -> Math.abs(s) > Math.abs(loss) * (1 + ROUNDING));
        String shares = order.stream()
                .limit(NAMED)
                .map(i -> result.players().get(i).label(result.qubits())
                        + (cancels
                                ? String.format(Locale.ROOT, " %+.2g", all[i])
                                : String.format(Locale.ROOT, " %.0f%%", 100 * all[i] / loss)))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%.6f to %.6f%s%s",
                a.ideal()[step],
                a.noisy()[step],
                shares.isEmpty() ? "" : ": " + shares,
                order.size() > NAMED ? ", ..." : "");
    }
}
