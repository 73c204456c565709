package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.report.ReportTable;

/** The tables of a budget's analyses in the report. */
final class BudgetTables {

    private BudgetTables() {}

    static List<ReportTable> of(BudgetResult result) {
        if (result instanceof BudgetResult.Attributed attributed) {
            return List.of(contributions(attributed), coverage(attributed));
        }
        return List.of();
    }

    private static ReportTable contributions(BudgetResult.Attributed result) {
        Attribution a = result.attribution();
        int step = result.plan().merit().step();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < result.players().size(); i++) {
            double share = a.shapley()[i][step];
            rows.add(List.of(
                    result.players().get(i).label(result.qubits()),
                    number(share),
                    String.format(Locale.ROOT, "%.1f %%", 100 * share / a.loss(step)),
                    number(a.leaveOneOut()[i][step]),
                    number(a.only()[i][step])));
        }
        return new ReportTable(
                String.format(
                        Locale.ROOT,
                        "%s after %d steps (%s): ideal %.6f, noisy %.6f, loss %.6f; not additive %.2e, residual %.1e",
                        result.plan().merit().name(),
                        step,
                        result.plan().merit().startLabels(),
                        a.ideal()[step],
                        a.noisy()[step],
                        a.loss(step),
                        a.nonAdditive(step),
                        a.residual(step)),
                List.of("noise", "share of the loss (Shapley)", "percent", "gained without it", "cost alone"),
                rows);
    }

    private static ReportTable coverage(BudgetResult.Attributed result) {
        List<List<String>> rows = new ArrayList<>();
        for (NoiseCoverage.Row row : result.coverage().rows()) {
            rows.add(List.of(
                    row.operation(),
                    row.qubit() < 0 ? "several" : result.qubits().get(row.qubit()),
                    row.mechanism(),
                    String.valueOf(row.count()),
                    String.format(Locale.ROOT, "%.6g", row.seconds() * 1e9)));
        }
        String untouched = result.coverage().untouched().isEmpty()
                ? "every operation met noise"
                : "met no noise: " + String.join(", ", result.coverage().untouched());
        return new ReportTable(
                "Which noise met which operation; " + untouched,
                List.of("operation", "qubit", "mechanism", "times", "ns"),
                rows);
    }

    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "none";
    }
}
