package org.strangenoise.studies.cli;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Table;

/** What the types of analysis write, as the end of {@code results.md}: made from their entries. */
final class AnalysisPages {

    private AnalysisPages() {}

    static String text(List<AnalysisType<?, ?>> types) {
        StringBuilder page = new StringBuilder();
        for (AnalysisType<?, ?> type : types) {
            page.append("\n## `")
                    .append(type.name())
                    .append("`\n\n")
                    .append(type.summary())
                    .append('\n');
            page.append("\n| field | unit | meaning |\n|---|---|---|\n");
            for (Fields.Documented field : type.fields().documented()) {
                page.append("| `").append(field.path()).append("` | ").append(field.unit());
                page.append(field.unit().isEmpty() ? "| " : " | ")
                        .append(field.meaning())
                        .append(" |\n");
            }
            page.append("\n| file | columns | a row is |\n|---|---|---|\n");
            for (Table<?> table : type.tables()) {
                page.append("| `<id>").append(table.part().isEmpty() ? "" : "-" + table.part());
                page.append(".csv` | `").append(String.join("`, `", table.columns()));
                page.append("` | ").append(table.row()).append(" |\n");
            }
        }
        return page.toString();
    }
}
