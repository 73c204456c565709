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
