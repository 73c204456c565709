package org.strangenoise.studies.output;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.Player;
import org.strangenoise.studies.config.BudgetPlan;

/** The CSV tables of a budget's analyses. */
final class BudgetCsv {

    private BudgetCsv() {}

    static List<CsvTable> of(BudgetResult result) {
        if (result instanceof BudgetResult.Attributed attributed) {
            return List.of(contributions(attributed), totals(attributed), coverage(attributed));
        }
        if (result instanceof BudgetResult.Sensitivities sensitivities) {
            return List.of(sensitivities(sensitivities), totals(sensitivities));
        }
        if (result instanceof BudgetResult.Solved solved) {
            return List.of(solved(solved), roots(solved));
        }
        if (result instanceof BudgetResult.Contour contour) {
            return List.of(map(contour), line(contour), firstOrderLine(contour), points(contour));
        }
        if (result instanceof BudgetResult.ErrorBars bars) {
            return List.of(errorBars(bars), uncertainties(bars), totals(bars));
        }
        if (result instanceof BudgetResult.Fitted fitted) {
            return FitCsv.of(fitted);
        }
        throw new IllegalStateException("no tables for " + result.plan().type());
    }

    private static CsvTable contributions(BudgetResult.Attributed result) {
        Attribution a = result.attribution();
        List<String> columns = List.of(
                "at_step",
                "mechanism",
                "qubit",
                "operation",
                "step",
                "shapley",
                "standard_error",
                "leave_one_out",
                "only");
        return CsvTable.main(columns, rows -> {
            for (int k = 0; k < a.ideal().length; k++) {
                for (int i = 0; i < result.players().size(); i++) {
                    Player player = result.players().get(i);
                    rows.add(
                            k,
                            player.mechanism(),
                            qubit(result, player.qubit()),
                            player.operation(),
                            player.step(),
                            a.shapley()[i][k],
                            a.standardErrors()[i][k],
                            a.leaveOneOut()[i][k],
                            a.only()[i][k]);
                }
            }
        });
    }

    private static @Nullable String qubit(BudgetResult.Attributed result, @Nullable Integer index) {
        return index == null ? null : result.qubits().get(index);
    }

    private static CsvTable totals(BudgetResult.Attributed result) {
        Attribution a = result.attribution();
        List<String> columns =
                List.of("at_step", "ideal", "noisy", "loss", "non_additive", "residual", "exact", "coalitions");
        return new CsvTable("totals", columns, rows -> {
            for (int k = 0; k < a.ideal().length; k++) {
                rows.add(
                        k,
                        a.ideal()[k],
                        a.noisy()[k],
                        a.loss(k),
                        a.nonAdditive(k),
                        a.residual(k),
                        a.exact(),
                        a.evaluations());
            }
        });
    }

    /** What met noise, and without a mechanism what met none. */
    private static CsvTable coverage(BudgetResult.Attributed result) {
        return new CsvTable("coverage", List.of("operation", "qubit", "mechanism", "count", "seconds"), rows -> {
            for (NoiseCoverage.Row row : result.coverage().rows()) {
                rows.add(
                        row.operation(),
                        qubit(result, row.qubit() < 0 ? null : row.qubit()),
                        row.mechanism(),
                        row.count(),
                        row.seconds());
            }
            for (String operation : result.coverage().untouched()) {
                int space = operation.lastIndexOf(' ');
                int qubit = Integer.parseInt(operation.substring(space + 1));
                rows.add(operation.substring(0, space), qubit(result, qubit), null, 0, 0.0);
            }
        });
    }

    private static CsvTable sensitivities(BudgetResult.Sensitivities result) {
        List<String> columns = List.of("address", "value", "derivative", "logarithmic", "uncertainty", "error");
        return CsvTable.main(
                columns,
                rows -> result.entries()
                        .forEach(each -> rows.add(
                                each.address(),
                                CsvTable.parameter(each.value()),
                                each.derivative(),
                                each.logarithmic(),
                                each.uncertainty(),
                                each.error())));
    }

    private static CsvTable totals(BudgetResult.Sensitivities result) {
        List<String> columns = List.of(
                "ideal",
                "noisy",
                "loss",
                "linear_loss",
                "error",
                "coherence_limit_seconds",
                "coherence_limit_average_infidelity",
                "coherence_limit_infidelity_found");
        return new CsvTable(
                "totals",
                columns,
                rows -> rows.add(
                        result.ideal(),
                        result.noisy(),
                        result.loss(),
                        result.linearLoss(),
                        result.error(),
                        result.limit().seconds(),
                        result.limit().infidelity(),
                        result.limit().found()));
    }

    private static CsvTable solved(BudgetResult.Solved result) {
        return CsvTable.main(
                List.of("parameter", "present", "target", "reached", "value", "found", "limit"),
                rows -> rows.add(
                        result.plan().parameter().address(),
                        CsvTable.parameter(result.present()),
                        result.plan().target(),
                        result.root().isPresent(),
                        CsvTable.parameter(result.root().orElse(Double.NaN)),
                        result.found(),
                        result.limit().orElse(null)));
    }

    private static CsvTable roots(BudgetResult.Solved result) {
        return new CsvTable("roots", List.of("value", "bracket_low", "bracket_high"), rows -> {
            for (int k = 0; k < result.search().roots().size(); k++) {
                double[] bracket = result.search().brackets().get(k);
                rows.add(
                        CsvTable.parameter(result.search().roots().get(k)),
                        CsvTable.parameter(bracket[0]),
                        CsvTable.parameter(bracket[1]));
            }
        });
    }

    private static CsvTable map(BudgetResult.Contour result) {
        BudgetPlan.Contour plan = result.plan();
        List<String> columns = List.of(
                plan.x().parameter().address(),
                plan.y().parameter().address(),
                plan.merit().name());
        return CsvTable.main(columns, rows -> {
            for (int i = 0; i < result.values().length; i++) {
                for (int j = 0; j < result.values()[i].length; j++) {
                    rows.add(plan.x().values().get(j), plan.y().values().get(i), result.values()[i][j]);
                }
            }
        });
    }

    private static CsvTable line(BudgetResult.Contour result) {
        BudgetPlan.Contour plan = result.plan();
        List<String> columns = List.of(
                "branch", plan.x().parameter().address(), plan.y().parameter().address());
        return new CsvTable("line", columns, rows -> {
            for (int branch = 0; branch < result.line().size(); branch++) {
                for (double[] point : result.line().get(branch)) {
                    rows.add(branch, point[0], point[1]);
                }
            }
        });
    }

    private static CsvTable firstOrderLine(BudgetResult.Contour result) {
        BudgetPlan.Contour plan = result.plan();
        return new CsvTable(
                "first-order-line",
                List.of(plan.x().parameter().address(), plan.y().parameter().address()),
                rows -> result.firstOrder().forEach(point -> rows.add(point[0], point[1])));
    }

    private static CsvTable points(BudgetResult.Contour result) {
        BudgetPlan.Contour plan = result.plan();
        List<String> columns = List.of(
                "point",
                plan.x().parameter().address(),
                plan.y().parameter().address(),
                plan.merit().name(),
                "level");
        return new CsvTable("points", columns, rows -> {
            double[] device = result.device();
            rows.add(
                    "device",
                    CsvTable.parameter(device[0]),
                    CsvTable.parameter(device[1]),
                    result.deviceValue(),
                    plan.level());
            result.point().ifPresent(point -> rows.add("equal", point[0], point[1], plan.level(), plan.level()));
        });
    }

    private static CsvTable errorBars(BudgetResult.ErrorBars result) {
        List<String> columns = List.of("step", "noisy", "error_sampled", "q02", "q16", "q50", "q84", "q98");
        double[][] q = result.quantiles();
        return CsvTable.main(columns, rows -> {
            for (int k = 0; k < result.nominal().length; k++) {
                rows.add(k, result.nominal()[k], result.deviation()[k], q[0][k], q[1][k], q[2][k], q[3][k], q[4][k]);
            }
        });
    }

    private static CsvTable uncertainties(BudgetResult.ErrorBars result) {
        List<String> columns = List.of(
                "address", "value", "derivative", "logarithmic", "uncertainty", "error", "variance_share", "dominant");
        return new CsvTable("uncertainties", columns, rows -> {
            double[] shares = result.shares();
            List<Integer> dominant = result.dominant();
            for (int i = 0; i < shares.length; i++) {
                BudgetResult.Sensitivity each = result.entries().get(i);
                rows.add(
                        each.address(),
                        CsvTable.parameter(each.value()),
                        each.derivative(),
                        each.logarithmic(),
                        each.uncertainty(),
                        each.error(),
                        shares[i],
                        dominant.contains(i));
            }
        });
    }

    private static CsvTable totals(BudgetResult.ErrorBars result) {
        int step = result.plan().merit().step();
        return new CsvTable(
                "totals",
                List.of("noisy", "error_linear", "error_sampled", "samples", "drawn_again"),
                rows -> rows.add(
                        result.nominal()[step],
                        result.linear(),
                        result.deviation()[step],
                        result.plan().samples(),
                        result.refused()));
    }
}
