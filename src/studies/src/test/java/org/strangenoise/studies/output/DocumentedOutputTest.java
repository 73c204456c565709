package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.Figure;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.study.AnalysisTypes;

/** Every field and every column that is written is documented, and every documented one is written. */
class DocumentedOutputTest {

    private static WrittenStudy written;

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        written = new WrittenStudy(folder);
    }

    @Test
    void everyFieldIsDocumentedAndEveryDocumentedFieldOccurs() {
        OutputPages pages = new OutputPages();
        Set<String> outside = new TreeSet<>();
        Set<String> stated = pages.section("results.json").fields();
        written.results().properties().forEach(field -> {
            if (!field.getKey().equals("analyses")) {
                fields(field.getKey(), field.getValue(), stated, outside);
            }
        });
        assertEquals(new TreeSet<>(stated), outside);

        Set<String> all = pages.section("Every analysis").fields();
        Map<String, Set<String>> found = new TreeMap<>();
        for (JsonNode analysis : written.results().get("analyses")) {
            String type = analysis.get("type").asText();
            Set<String> own = found.computeIfAbsent(type, name -> new TreeSet<>());
            Set<String> known = documented(type);
            known.addAll(all);
            fields("", analysis, known, own);
        }
        assertEquals(new TreeSet<>(AnalysisTypes.shipped().names()), found.keySet());
        Set<String> shared = new TreeSet<>();
        Set<String> starts = new TreeSet<>();
        Set<String> startsFound = new TreeSet<>();
        found.forEach((type, paths) -> {
            Set<String> documented = documented(type);
            // A figure of merit has one start or a list of them.
            // Bits are sampled where there are too many histories for an exact answer, which takes too long here.
            documented.removeIf(field -> field.endsWith(".bits-standard-errors.<bits>"));
            documented.removeIf(field -> field.matches("initial(\\[])?\\..*") && starts.add(field));
            paths.removeIf(field -> field.matches("initial(\\[])?\\..*") && startsFound.add(field));
            documented.removeIf(starts::contains);
            paths.removeIf(startsFound::contains);
            paths.stream().filter(all::contains).forEach(shared::add);
            paths.removeIf(p -> !documented.contains(p) && shared.contains(p));
            assertEquals(documented, paths, type);
        });
        assertEquals(new TreeSet<>(all), shared);
        assertEquals(starts, startsFound);
    }

    private static Set<String> documented(String type) {
        Set<String> documented = new TreeSet<>();
        AnalysisTypes.shipped().find(type).orElseThrow().fields().documented().stream()
                .map(Fields.Documented::path)
                .forEach(documented::add);
        return documented;
    }

    /**
     * The paths of all values below a node.
     *
     * @param documented paths: a key that none of them has at its place, and where one has a name in angle brackets, is
     *     one that the study chose, and is written as there
     */
    private static void fields(String path, JsonNode node, Set<String> documented, Set<String> paths) {
        if (node.isArray() && node.path(0).isObject()) {
            node.forEach(item -> fields(path + "[]", item, documented, paths));
        } else if (node.isObject()) {
            String before = path.isEmpty() ? "" : path + ".";
            node.properties().forEach(field -> {
                String named = before + field.getKey();
                boolean known = documented.stream()
                        .anyMatch(each ->
                                each.equals(named) || each.startsWith(named + ".") || each.startsWith(named + "[]"));
                String key = known ? field.getKey() : chosen(before, documented).orElse(field.getKey());
                fields(before + key, field.getValue(), documented, paths);
            });
        } else if (!(node.isArray() && node.isEmpty())) {
            paths.add(path);
        }
    }

    /** What stands for keys that a study chooses, after the beginning of a path. */
    private static Optional<String> chosen(String before, Set<String> documented) {
        return documented.stream()
                .filter(each -> each.startsWith(before + "<"))
                .map(each -> each.substring(before.length(), each.indexOf('>', before.length()) + 1))
                .findFirst();
    }

    /** The reader of studies compares the names of all files that are listed. */
    @Test
    void everyFigureHasAListedName() {
        List<AnalysisResult> analyses = written.analyses();
        int figures = 0;
        for (AnalysisResult analysis : analyses) {
            for (Figure figure : analysis.plan().type().figuresOf(analysis, analyses)) {
                assertTrue(analysis.plan().fileNames().contains(figure.id()), figure.id());
                figures++;
            }
        }
        assertTrue(figures > analyses.size(), figures + " figures");
    }

    @Test
    void everyTableIsDocumentedColumnByColumn() throws IOException {
        OutputPages pages = new OutputPages();
        Set<String> left = written.tables();
        Set<String> types = new TreeSet<>();
        Set<String> whole = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (JsonNode analysis : written.results().get("analyses")) {
            String id = analysis.get("id").asText();
            AnalysisType<?, ?> type =
                    AnalysisTypes.shipped().find(analysis.get("type").asText()).orElseThrow();
            types.add(type.name());
            for (Table<?> table : type.tables()) {
                String name = table.part().isEmpty() ? id : id + "-" + table.part();
                all.add(type.name() + " " + table.part());
                if (left.remove(name)) {
                    String header = String.join(",", written.columns(name)) + ",";
                    assertTrue(header.matches(pattern(table, "*")), name + ": " + header + " for " + table.columns());
                    if (header.matches(pattern(table, "+"))) {
                        whole.add(type.name() + " " + table.part());
                    }
                }
                for (String column : table.columns()) {
                    assertTrue(
                            pages.section(type.name()).explains(column),
                            "results.md does not say what `" + column + "` of " + type.name() + " holds");
                }
            }
        }
        assertEquals(Set.of(), left);
        assertEquals(new TreeSet<>(AnalysisTypes.shipped().names()), types);
        assertEquals(all, whole, "tables that were written with every documented column");
    }

    /**
     * A table's columns as a regular expression for the line with their names, each with a comma behind it.
     *
     * @param times how often what a study names itself may stand there
     */
    private static String pattern(Table<?> table, String times) {
        return table.columns().stream()
                .map(column -> column.contains("<")
                        ? "(" + column.replace("<outcome>", "[01]+").replaceAll("<[^>]*>", "[^,]+") + ",)" + times
                        : Pattern.quote(column + ","))
                .collect(Collectors.joining());
    }

    @Test
    void expectationsFindAnyNumberOfResultsJsonOrSayThatTheyFindNone() {
        JsonNode expectations = written.results().get("expectations");
        JsonNode decay = written.analysis("decay").at("/curves/0/fit/amplitude");
        assertEquals(decay, expectations.get(0).get("found"));
        assertTrue(expectations.get(0).get("met").asBoolean());
        assertTrue(expectations.get(1).get("found").isNull());
        assertFalse(expectations.get(1).get("met").asBoolean());
        String warnings = written.results().get("warnings").toString();
        assertTrue(warnings.contains("the expectation \\\"nothing\\\" found no number in analysis `decay`"), warnings);
    }
}
