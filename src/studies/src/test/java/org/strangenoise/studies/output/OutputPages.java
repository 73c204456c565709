package org.strangenoise.studies.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page on results says of fields and tables, by section. */
final class OutputPages {

    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * Fields of results.json and columns by file, as a section's tables list them.
     *
     * @param columns those that have a line of their own
     */
    record Section(Set<String> fields, Map<String, List<String>> tables, Set<String> columns) {

        static Section empty() {
            return new Section(new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
        }

        /** True if a line says what a column holds: its own, or that of the field which it shows. */
        boolean explains(String column) {
            return columns.contains(column)
                    || fields.stream()
                            .map(field -> field.replace("[]", "").replaceAll("[.-]", "_"))
                            .anyMatch(field -> field.equals(column) || field.endsWith("_" + column));
        }
    }

    private final Map<String, Section> sections = new LinkedHashMap<>();

    OutputPages() {
        for (String page : List.of("results.md")) {
            try {
                read(Files.readAllLines(Path.of("../../src/site", page)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The section of a heading, backticks left out. */
    Section section(String heading) {
        Section section = sections.get(heading);
        if (section == null) {
            throw new AssertionError("no section `" + heading + "`, only " + sections.keySet());
        }
        return section;
    }

    private void read(List<String> lines) {
        Section section = Section.empty();
        boolean listing = false;
        boolean ofColumns = false;
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = Section.empty();
                sections.putIfAbsent(heading.group(1).replace("`", ""), section);
            } else if (line.startsWith("| f") || line.startsWith("| column")) {
                ofColumns = line.equals("| column | unit | meaning |");
                listing = ofColumns
                        || line.equals("| field | unit | meaning |")
                        || line.equals("| file | columns | a row is |");
            } else if (listing && line.startsWith("| `")) {
                String[] cells = line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", 3);
                if (cells.length < 3 || cells[2].isBlank()) {
                    throw new AssertionError("nothing is said in " + line);
                }
                List<String> named = codes(cells[0]);
                if (ofColumns) {
                    section.columns().add(named.get(0));
                } else if (named.get(0).startsWith("<id>")) {
                    for (String file : named) {
                        section.tables().put(file, codes(cells[1]));
                    }
                } else {
                    section.fields().addAll(named);
                }
            }
        }
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            codes.add(code.group(1));
        }
        return codes;
    }
}
