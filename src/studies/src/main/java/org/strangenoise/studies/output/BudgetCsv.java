package org.strangenoise.studies.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.Player;

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
