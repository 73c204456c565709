package org.strangenoise.studies.output;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.ProfileLikelihood;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.report.ReportTable;

/** The tables of a budget's analyses in the report. */
final class BudgetTables {

    private BudgetTables() {}

    static List<ReportTable> of(BudgetResult result) {
        if (result instanceof BudgetResult.Attributed attributed) {
            return List.of(contributions(attributed));
        }
        if (result instanceof BudgetResult.Sensitivities sensitivities) {
            return List.of(sensitivities(sensitivities));
        }
        if (result instanceof BudgetResult.Solved solved) {
            return List.of(solved(solved));
        }
        if (result instanceof BudgetResult.ErrorBars bars) {
            return List.of(errorBars(bars));
        }
        if (result instanceof BudgetResult.Fitted fitted) {
            return List.of(fitted(fitted));
        }
        return List.of();
    }

    private static ReportTable sensitivities(BudgetResult.Sensitivities result) {
        List<List<String>> rows = new ArrayList<>();
        for (BudgetResult.Sensitivity each : result.entries()) {
            rows.add(List.of(
                    each.address(),
                    ParameterText.value(result.plan().parameters(), each.address(), each.value()),
                    ParameterText.derivative(result.plan().parameters(), each),
                    number(each.logarithmic()),
                    each.error() == 0 ? "" : String.format(Locale.ROOT, "%.3g", each.error())));
        }
        return new ReportTable(
                String.format(
                        Locale.ROOT,
                        "Derivatives of the %s; rule of thumb: coherence-limited gates of %.0f ns in all"
                                + " have an average infidelity of %.4f, the starts here have %.4f",
                        MeritText.atStep(result.plan().merit()),
                        result.limit().seconds() * 1e9,
                        result.limit().infidelity(),
                        result.limit().found()),
                List.of("parameter", "value", "derivative", "per relative change", "error from its uncertainty"),
                rows);
    }

    private static ReportTable errorBars(BudgetResult.ErrorBars result) {
        int step = result.plan().merit().step();
        double[] shares = result.shares();
        List<StudyParameter> parameters = result.plan().uncertainties().parameters();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            BudgetResult.Sensitivity each = result.entries().get(i);
            rows.add(List.of(
                    each.address(),
                    ParameterText.value(parameters, each.address(), each.value()),
                    ParameterText.value(parameters, each.address(), each.uncertainty()),
                    String.format(Locale.ROOT, "%.3g", each.error()),
                    String.format(Locale.ROOT, "%.1f", 100 * shares[i])));
        }
        return new ReportTable(
                String.format(
                        Locale.ROOT,
                        "%s: %.5f, error %.2g to first order, %.2g from %d drawn devices; of the variance %s",
                        MeritText.capitalised(MeritText.atStep(result.plan().merit())),
                        result.nominal()[step],
                        result.linear(),
                        result.deviation()[step],
                        result.plan().samples(),
                        BudgetAnswers.dominant(result)),
                List.of("parameter", "value", "uncertainty", "error from it", "percent of the variance"),
                rows);
    }

    private static ReportTable fitted(BudgetResult.Fitted result) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < result.fit().parameters().length; i++) {
            StudyParameter parameter = result.plan().free().get(i).parameter();
            double value = result.fit().parameters()[i];
            double error = result.fit().error(i);
            boolean known = Double.isFinite(error);
            rows.add(List.of(
                    parameter.address(),
                    parameter.text(value),
                    known ? parameter.text(error) : "not determined",
                    known ? parameter.text(value - error) + " to " + parameter.text(value + error) : "",
                    known ? interval(parameter, result.profiles().get(i)) : "",
                    known ? parameter.text(value - 1.96 * error) + " to " + parameter.text(value + 1.96 * error) : ""));
        }
        return new ReportTable(
                String.format(
                        Locale.ROOT,
                        "Chi-square %.2f for %d degrees of freedom (a right model gives more in %.1f%% of fits)",
                        result.fit().chiSquare(),
                        result.fit().degrees(),
                        100 * result.fit().probability()),
                List.of(
                        "parameter",
                        "value",
                        "standard error",
                        "68% interval",
                        "68% interval from the profile",
                        "95% interval"),
                rows);
    }

    private static String interval(StudyParameter parameter, ProfileLikelihood profile) {
        boolean low = Double.isFinite(profile.low());
        boolean high = Double.isFinite(profile.high());
        if (low && high) {
            return parameter.text(profile.low()) + " to " + parameter.text(profile.high());
        }
        return low ? "from " + parameter.text(profile.low()) : high ? "up to " + parameter.text(profile.high()) : "any";
    }

    private static ReportTable solved(BudgetResult.Solved result) {
        String answer = result.root().isPresent()
                ? result.plan().parameter().text(result.root().getAsDouble())
                : result.limit().orElse("none");
        return new ReportTable(
                "The " + MeritText.atStep(result.plan().merit()),
                List.of("parameter", "present", "target", "answer", "value there"),
                List.of(List.of(
                        result.plan().parameter().address(),
                        result.plan().parameter().text(result.present()),
                        number(result.plan().target()),
                        answer,
                        number(result.found()))));
    }

    private static ReportTable contributions(BudgetResult.Attributed result) {
        Attribution a = result.attribution();
        int step = result.plan().merit().step();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < result.players().size(); i++) {
            double share = a.shapley()[i][step];
            rows.add(List.of(
                    result.players().get(i).label(result.qubits()),
                    a.exact()
                            ? number(share)
                            : String.format(Locale.ROOT, "%.6f ± %.1g", share, a.standardErrors()[i][step]),
                    a.loss(step) == 0 ? "" : String.format(Locale.ROOT, "%.1f", 100 * share / a.loss(step)),
                    number(a.leaveOneOut()[i][step]),
                    number(a.only()[i][step])));
        }
        return new ReportTable(
                String.format(
                        Locale.ROOT,
                        "%s (%s): ideal %.6f, noisy %.6f, loss %.6f; not additive %.2e, residual %.1e",
                        MeritText.capitalised(MeritText.atStep(result.plan().merit())),
                        MeritText.starts(result.plan().merit()),
                        a.ideal()[step],
                        a.noisy()[step],
                        a.loss(step),
                        a.nonAdditive(step),
                        a.residual(step)),
                List.of("noise", "share of the loss (Shapley)", "percent", "gained without it", "cost alone"),
                rows);
    }

    /** Which noise met which operation; analyses of one circuit have the same. */
    static ReportTable coverage(BudgetResult.Attributed result) {
        List<List<String>> rows = new ArrayList<>();
        for (NoiseCoverage.Row row : result.coverage().rows()) {
            rows.add(List.of(
                    row.operation(),
                    row.qubit() < 0 ? "several" : result.qubits().get(row.qubit()),
                    row.mechanism(),
                    String.valueOf(row.count()),
                    plain(nanoseconds(row.seconds()))));
        }
        String untouched = result.coverage().untouched().isEmpty()
                ? "every operation met noise"
                : "met no noise: " + String.join(", ", untouched(result));
        return new ReportTable(
                "Which noise met which operation; " + untouched,
                List.of("operation", "qubit", "mechanism", "times", "ns"),
                rows);
    }

    /** To a femtosecond: sums of durations and the change of unit leave less than that. */
    static double nanoseconds(double seconds) {
        return Math.rint(seconds * 1e15) / 1e6;
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Operations that met no noise, with the names of their qubits. */
    static List<String> untouched(BudgetResult.Attributed result) {
        return result.coverage().untouched().stream()
                .map(operation -> {
                    int space = operation.lastIndexOf(' ');
                    int qubit = Integer.parseInt(operation.substring(space + 1));
                    return operation.substring(0, space + 1) + result.qubits().get(qubit);
                })
                .toList();
    }

    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "none";
    }
}
