package org.strangenoise.studies.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.Player;
import org.strangenoise.studies.config.MeasuredPoint;

/** The CSV tables of a budget's analyses. */
final class BudgetCsv {

    private BudgetCsv() {}

    static void write(CsvWriter csv, BudgetResult result) {
        if (result instanceof BudgetResult.Attributed attributed) {
            attributed(csv, attributed);
        } else if (result instanceof BudgetResult.Sensitivities sensitivities) {
            csv.writeRecord("address", "value", "derivative", "logarithmic", "uncertainty", "error");
            for (BudgetResult.Sensitivity each : sensitivities.entries()) {
                csv.writeRecord(
                        each.address(),
                        CsvTables.value(each.value()),
                        CsvTables.number(each.derivative()),
                        CsvTables.number(each.logarithmic()),
                        CsvTables.number(each.uncertainty()),
                        CsvTables.number(each.error()));
            }
        } else if (result instanceof BudgetResult.Solved solved) {
            csv.writeRecord("parameter", "target", "value", "found", "bracket_low", "bracket_high");
            for (int k = 0; k < solved.search().roots().size(); k++) {
                csv.writeRecord(
                        solved.plan().parameter().address(),
                        CsvTables.number(solved.plan().target()),
                        CsvTables.value(solved.search().roots().get(k)),
                        CsvTables.number(solved.found()),
                        CsvTables.value(solved.search().brackets().get(k)[0]),
                        CsvTables.value(solved.search().brackets().get(k)[1]));
            }
        } else if (result instanceof BudgetResult.Contour contour) {
            contour(csv, contour);
        } else if (result instanceof BudgetResult.ErrorBars bars) {
            csv.writeRecord("step", "noisy", "error_sampled", "q02", "q16", "q50", "q84", "q98");
            for (int k = 0; k < bars.nominal().length; k++) {
                csv.writeRecord(
                        String.valueOf(k),
                        CsvTables.number(bars.nominal()[k]),
                        CsvTables.number(bars.deviation()[k]),
                        CsvTables.number(bars.quantiles()[0][k]),
                        CsvTables.number(bars.quantiles()[1][k]),
                        CsvTables.number(bars.quantiles()[2][k]),
                        CsvTables.number(bars.quantiles()[3][k]),
                        CsvTables.number(bars.quantiles()[4][k]));
            }
        } else if (result instanceof BudgetResult.Fitted fitted) {
            fitted(csv, fitted);
        }
    }

    private static void fitted(CsvWriter csv, BudgetResult.Fitted result) {
        csv.writeRecord(
                "experiment", "theta", "phi", "kappa", "step", "observable", "value", "error", "fit", "residual");
        for (int k = 0; k < result.fit().values().length; k++) {
            MeasuredPoint point = result.plan().points().get(k);
            double fit = result.fit().values()[k];
            csv.writeRecord(
                    point.experiment(),
                    CsvTables.number(point.start().theta()),
                    CsvTables.number(point.start().phi()),
                    point.kappa().isPresent() ? CsvTables.number(point.kappa().getAsDouble()) : "",
                    String.valueOf(point.step()),
                    point.name(),
                    CsvTables.number(point.value()),
                    CsvTables.number(point.error()),
                    CsvTables.number(fit),
                    CsvTables.number((point.value() - fit) / point.error()));
        }
    }

    private static void contour(CsvWriter csv, BudgetResult.Contour result) {
        csv.writeRecord(
                result.plan().x().parameter().address(),
                result.plan().y().parameter().address(),
                result.plan().merit().name());
        for (int i = 0; i < result.values().length; i++) {
            for (int j = 0; j < result.values()[i].length; j++) {
                csv.writeRecord(
                        CsvTables.number(result.plan().x().values().get(j)),
                        CsvTables.number(result.plan().y().values().get(i)),
                        CsvTables.number(result.values()[i][j]));
            }
        }
    }

    private static void attributed(CsvWriter csv, BudgetResult.Attributed result) {
        csv.writeRecord(
                "at_step",
                "mechanism",
                "qubit",
                "operation",
                "step",
                "shapley",
                "standard_error",
                "leave_one_out",
                "only");
        Attribution a = result.attribution();
        for (int k = 0; k < a.ideal().length; k++) {
            for (int i = 0; i < result.players().size(); i++) {
                Player player = result.players().get(i);
                Integer qubit = player.qubit();
                Integer step = player.step();
                csv.writeRecord(
                        String.valueOf(k),
                        text(player.mechanism()),
                        qubit == null ? "" : result.qubits().get(qubit),
                        text(player.operation()),
                        step == null ? "" : String.valueOf(step),
                        CsvTables.number(a.shapley()[i][k]),
                        CsvTables.number(a.standardErrors()[i][k]),
                        CsvTables.number(a.leaveOneOut()[i][k]),
                        CsvTables.number(a.only()[i][k]));
            }
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
