package org.strangenoise.studies.output;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.BudgetResult.Sensitivity;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.config.StudyParameter;

/** The answer of each of a budget's analyses in one line, for the summary that a run prints. */
public final class BudgetAnswers {

    private static final int NAMED = 3;

    /** Percentages that differ by less are the same. */
    private static final double ROUNDING = 1e-6;

    private BudgetAnswers() {}

    /** One line. */
    public static String of(BudgetResult result) {
        if (result instanceof BudgetResult.Attributed attributed) {
            return attributed(attributed);
        }
        if (result instanceof BudgetResult.Sensitivities sensitivities) {
            return sensitivities.entries().stream()
                    .sorted(Comparator.comparingDouble(e -> -Math.abs(e.logarithmic())))
                    .limit(NAMED)
                    .map(BudgetAnswers::slope)
                    .collect(Collectors.joining(", ", "per relative change: ", ""));
        }
        if (result instanceof BudgetResult.Solved solved) {
            return solved.root().isPresent()
                    ? solved.plan().parameter().address() + " = "
                            + solved.plan().parameter().text(solved.root().getAsDouble())
                    : "cannot be reached";
        }
        if (result instanceof BudgetResult.Contour contour) {
            return contour(contour);
        }
        if (result instanceof BudgetResult.ErrorBars bars) {
            return String.format(
                    Locale.ROOT,
                    "%.6f +/- %.2g, %s",
                    bars.nominal()[bars.plan().merit().step()],
                    bars.deviation()[bars.plan().merit().step()],
                    dominant(bars));
        }
        return result instanceof BudgetResult.Fitted fitted ? fitted(fitted) : "";
    }

    /** Which uncertainties make most of the error, in words that also hold for ties and small shares. */
    static String dominant(BudgetResult.ErrorBars bars) {
        List<Integer> largest = bars.dominant();
        if (largest.isEmpty()) {
            return "none of it from the stated uncertainties to first order";
        }
        double share = 100 * bars.shares()[largest.get(0)];
        List<String> addresses =
                largest.stream().map(i -> bars.entries().get(i).address()).toList();
        boolean cancels = share * largest.size() > 100 + ROUNDING;
        if (largest.size() > 1) {
            return cancels
                    ? "most of it from " + together(addresses) + " alike, lessened by others"
                    : String.format(Locale.ROOT, "%.0f%% each: %s", share, together(addresses));
        }
        if (cancels) {
            return "most of it from " + addresses.get(0) + ", lessened by others";
        }
        return String.format(
                Locale.ROOT, share > 50 ? "most of it (%.0f%%) from %s" : "%.0f%% from %s", share, addresses.get(0));
    }

    /** {@code Q0, Q1 Tphi} for one parameter of several qubits, else the addresses. */
    static String together(List<String> addresses) {
        List<String[]> parts = addresses.stream().map(a -> a.split("\\.", 4)).toList();
        boolean oneKey =
                parts.stream().allMatch(p -> p.length == 4 && p[1].equals("qubits") && p[3].equals(parts.get(0)[3]));
        return oneKey && parts.size() > 1
                ? parts.stream().map(p -> p[2]).collect(Collectors.joining(", ")) + " " + parts.get(0)[3]
                : String.join(", ", addresses);
    }

    private static String attributed(BudgetResult.Attributed result) {
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

    private static String slope(Sensitivity each) {
        return String.format(Locale.ROOT, "%s %.4f", each.address(), each.logarithmic());
    }

    private static String contour(BudgetResult.Contour result) {
        StudyParameter x = result.plan().x().parameter();
        StudyParameter y = result.plan().y().parameter();
        String device = String.format(Locale.ROOT, "%.6f at the device", result.deviceValue());
        return result.point().isEmpty()
                ? device
                : device + "; both conditions at " + x.text(result.point().get()[0]) + ", "
                        + y.text(result.point().get()[1]);
    }

    /** Values that the data leave open are no answer. */
    private static String fitted(BudgetResult.Fitted result) {
        Optional<String> open = result.fit().undetermined();
        if (open.isPresent()) {
            return "not determined by the data: " + open.get();
        }
        return IntStream.range(0, result.fit().parameters().length)
                .mapToObj(i -> {
                    StudyParameter parameter = result.plan().free().get(i).parameter();
                    return parameter.address() + " = "
                            + parameter.text(result.fit().parameters()[i]) + " +/- "
                            + parameter.text(result.fit().error(i));
                })
                .collect(Collectors.joining(", "));
    }
}
