package org.strangenoise.studies.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strangenoise.channel.ChannelParameter;
import org.strangenoise.channel.ChannelType;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.state.ObservableType;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Table;

/** Pages of the documentation that are made from the program's own entries. */
final class ReferencePages {

    private ReferencePages() {}

    /** What the types of analysis write, as the end of {@code results.md}: made from their entries. */
    static final class Analyses {

        private Analyses() {}

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
                appendOwnColumns(type, page);
            }
            return page.toString();
        }

        /** Columns that no field of results.json explains; where tables of a type differ, with the table's name. */
        private static void appendOwnColumns(AnalysisType<?, ?> type, StringBuilder page) {
            Map<Fields.Documented, Set<String>> own = new LinkedHashMap<>();
            for (Table<?> table : type.tables()) {
                for (Fields.Documented column : table.documented()) {
                    if (type.fields().documented().stream().noneMatch(field -> field.isShownBy(column))) {
                        own.computeIfAbsent(column, name -> new LinkedHashSet<>())
                                .add("`<id>" + (table.part().isEmpty() ? "" : "-" + table.part()) + ".csv`");
                    }
                }
            }
            if (own.isEmpty()) {
                return;
            }
            page.append("\n| column | unit | meaning |\n|---|---|---|\n");
            own.forEach((column, files) -> {
                boolean alone = own.keySet().stream()
                        .noneMatch(
                                other -> !other.equals(column) && other.path().equals(column.path()));
                page.append("| `").append(column.path()).append('`');
                if (!alone) {
                    page.append(" of ").append(String.join(", ", files));
                }
                page.append(" | ").append(column.unit()).append(column.unit().isEmpty() ? "| " : " | ");
                page.append(column.meaning()).append(" |\n");
            });
        }
    }

    /** The table of gates as Markdown: what the site's page holds. */
    static final class GatePage {

        private static final List<GateFormat> FORMATS =
                Stream.of(GateFormat.values()).filter(GateFormat::hasNames).toList();

        private GatePage() {}

        static String text(List<StandardGate> gates) {
            StringBuilder page = new StringBuilder();
            page.append("# Gates\n\n")
                    .append(
                            "Every gate that files may call by name. Angles are `t, u, v, w` in order, qubits `a, b, c, ...`;")
                    .append(
                            " the operation is the name that circuits, results and budgets give it. A device file may list")
                    .append(" the operation by any name of its row. An inverse is the operation of its gate.\n\n")
                    .append(
                            "`stdgates.inc` is OpenQASM 3's library, `qelib1.inc` that of the OpenQASM 2 paper; Qiskit's own")
                    .append(
                            " `qelib1.inc` has both columns. A file without an include knows Braket's names. In brackets:")
                    .append(" read, but not written. Gates that a format lacks leave it as `cx` and turns.\n\n");
            page.append("| operation | angles | qubits | what it does | ")
                    .append(FORMATS.stream().map(GateFormat::title).collect(Collectors.joining(" | ")))
                    .append(" | other names |\n")
                    .append("|---|---|---|---|")
                    .append("---|".repeat(FORMATS.size() + 1))
                    .append("\n");
            for (StandardGate gate : gates) {
                page.append("| `")
                        .append(gate.operation())
                        .append("` | ")
                        .append(gate.parameters())
                        .append(" | ")
                        .append(gate.qubits())
                        .append(" | ")
                        .append(gate.formula().replace("|", "\\|"));
                FORMATS.forEach(format -> page.append(" | ").append(names(gate, format)));
                page.append(" | ").append(others(gate)).append(" |\n");
            }
            return page.toString();
        }

        private static String names(StandardGate gate, GateFormat format) {
            String names =
                    gate.names(format).stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
            return names.isEmpty() || gate.written(format).isPresent() ? names : "(" + names + ")";
        }

        /** Names of the row that no column has. */
        private static String others(StandardGate gate) {
            List<String> shown = FORMATS.stream()
                    .flatMap(format -> gate.names(format).stream())
                    .toList();
            return gate.openQasmNames().stream()
                    .filter(name -> !shown.contains(name) && !name.equals(gate.operation()))
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", "));
        }
    }

    /** The registry of observables as Markdown: what the site's page holds. */
    static final class Observables {

        private Observables() {}

        static String text(List<ObservableType> types) {
            StringBuilder page = new StringBuilder();
            page.append("# Observables\n\n")
                    .append(
                            "Every observable that a study can name. A qubit after the dot is one of the device's names")
                    .append(
                            " (`entropy.Q0`), or where no qubit is called so, an index (`entropy.0`); a pair is joined by a")
                    .append(
                            " hyphen. A circuit's observables are those of the averaged state: nonlinear ones are taken")
                    .append(" after the average over quasi-static noise or trajectories.\n");
            for (ObservableType type : types) {
                page.append("\n## ").append(type.notation()).append("\n\n");
                page.append(type.documentation()).append("\n\n");
                page.append("    ").append(type.formula()).append("\n\n");
                page.append(
                        type.isScalar(2)
                                ? "One number a step"
                                : "Several numbers a step, so in no curve, map or budget");
                page.append(type.measurable() ? "; can include readout errors.\n\n" : ".\n\n");
                page.append("Source: ").append(type.source()).append(".\n");
            }
            return page.toString();
        }
    }

    /** The registry of channels as Markdown: what {@code channels} prints and the site's page holds. */
    static final class ChannelPage {

        private ChannelPage() {}

        static String text(List<ChannelType> types) {
            StringBuilder page = new StringBuilder();
            page.append("# Channels\n\n")
                    .append(
                            "Every kind of noise the library knows. Those listed under `channels:` of a device file are")
                    .append(" attached to operations by name; the others have keys of their own.\n");
            for (ChannelType type : types) {
                page.append("\n## ").append(type.name()).append("\n\n");
                page.append(type.documentation()).append("\n\n");
                page.append("    ").append(type.formula()).append("\n\n");
                if (type.semigroup()) {
                    page.append("Acting for t1, then t2, is acting for t1 + t2. ");
                }
                page.append(
                        type.attachment() == ChannelType.Attachment.OPERATION
                                ? "Listed under `channels:`.\n\n"
                                : "Has a key of its own.\n\n");
                for (ChannelParameter parameter : type.parameters()) {
                    page.append("- `")
                            .append(parameter.name())
                            .append("`: ")
                            .append(parameter.documentation())
                            .append(" (")
                            .append(unit(parameter.kind()))
                            .append(parameter
                                    .fallback()
                                    .map(value -> "; default " + (value == 0 ? "0" : value.toString()))
                                    .orElse(""))
                            .append(")\n");
                }
                page.append("\nSource: ").append(type.source()).append(".\n");
            }
            return page.toString();
        }

        private static String unit(ChannelParameter.Kind kind) {
            return switch (kind) {
                case PROBABILITY -> "0 to 1";
                case TIME, DURATION -> "a time with unit, such as `10 us`";
                case FREQUENCY -> "a frequency with unit, such as `0.13 MHz`";
                case ANGLE -> "an angle: radians, `pi/2`, `30 deg`";
                case NUMBER -> "a number";
                case AXIS -> "x, y or z";
                case OPERATORS -> "a list of square matrices, each a list of rows";
            };
        }
    }
}
