package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.Figure;
import org.strangenoise.studies.analysis.AnalysisResult;
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
        written.results().properties().forEach(field -> {
            if (!field.getKey().equals("analyses")) {
                fields(field.getKey(), field.getValue(), outside);
            }
        });
        assertEquals(new TreeSet<>(pages.section("results.json").fields()), outside);

        Map<String, Set<String>> found = new TreeMap<>();
        for (JsonNode analysis : written.results().get("analyses")) {
            Set<String> own = found.computeIfAbsent(analysis.get("type").asText(), type -> new TreeSet<>());
            analysis.properties().forEach(field -> fields(field.getKey(), field.getValue(), own));
        }
        assertEquals(new TreeSet<>(AnalysisTypes.shipped().names()), found.keySet());
        Set<String> all = pages.section("Every analysis").fields();
        Set<String> shared = new TreeSet<>();
        Set<String> starts = new TreeSet<>();
        Set<String> startsFound = new TreeSet<>();
        found.forEach((type, paths) -> {
            Set<String> documented = new TreeSet<>();
            AnalysisTypes.shipped().find(type).orElseThrow().fields().documented().stream()
                    .map(field -> field.path().replaceFirst("^(ideal|noisy)(?=\\[|\\.)", "<run>"))
                    .forEach(documented::add);
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

    /** The paths of all values below a node; keys that a study chooses are written as the pages do. */
    private static void fields(String path, JsonNode node, Set<String> paths) {
        boolean objects = node.isObject() || node.path(0).isObject();
        String here = objects ? path.replaceFirst("(ideal|noisy)$", "<run>") : path;
        if (node.isArray() && objects) {
            node.forEach(item -> fields(here + "[]", item, paths));
        } else if (node.isObject()) {
            node.properties().forEach(field -> {
                String key = here.matches(".*\\.pauli(-error|-bias)?")
                        ? "<Pauli string>"
                        : here.endsWith(".bits") || here.endsWith(".counts")
                                ? "<bits>"
                                : here.endsWith(".probabilities")
                                        ? "<outcome>"
                                        : here.endsWith(".steps")
                                                ? "<step>"
                                                : here.endsWith("series[].bands")
                                                                || here.matches(".*\\.observables(-error|-bias)?")
                                                        ? "<observable>"
                                                        : here.matches("fits\\[]\\.(best|feasible-low|feasible-high)")
                                                                ? "<address>"
                                                                : here.equals("statements[].errors")
                                                                        ? "<set>"
                                                                        : field.getKey();
                fields(here + "." + key, field.getValue(), paths);
            });
        } else if (!(node.isArray() && node.isEmpty())) {
            paths.add(here);
        }
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
        Map<String, Map<String, List<String>>> found = new TreeMap<>();
        Set<String> left = written.tables();
        for (JsonNode analysis : written.results().get("analyses")) {
            String id = analysis.get("id").asText();
            Map<String, List<String>> own =
                    found.computeIfAbsent(analysis.get("type").asText(), type -> new TreeMap<>());
            for (String name : List.copyOf(left)) {
                if (name.equals(id) || name.startsWith(id + "-")) {
                    left.remove(name);
                    // Columns that only some analyses ask for are those of the one that has them.
                    own.merge(
                            name.replaceFirst(id, "<id>") + ".csv",
                            columns(analysis, name),
                            (one, other) -> one.size() >= other.size() ? one : other);
                }
            }
        }
        assertEquals(Set.of(), left);
        assertEquals(new TreeSet<>(AnalysisTypes.shipped().names()), found.keySet());
        found.forEach((type, tables) -> {
            Map<String, List<String>> documented = new TreeMap<>();
            for (Table<?> table :
                    AnalysisTypes.shipped().find(type).orElseThrow().tables()) {
                documented.put(table.part().isEmpty() ? "<id>.csv" : "<id>-" + table.part() + ".csv", table.columns());
            }
            assertEquals(documented, tables, type);
        });
    }

    private static boolean stated(JsonNode analysis, String column) {
        for (JsonNode statement : analysis.path("statements")) {
            if (statement.get("name").asText().equals(column)) {
                return true;
            }
        }
        return false;
    }

    /** A table's columns; those that a study names are written as the pages do, once where there are several. */
    private static List<String> columns(JsonNode analysis, String table) throws IOException {
        boolean grid = analysis.get("type").asText().equals("inference");
        boolean contour = analysis.get("type").asText().equals("contour");
        Set<String> columns = new LinkedHashSet<>();
        for (String column : written.columns(table)) {
            if (column.contains(".")) {
                columns.add("<address>");
            } else if (contour && column.equals(analysis.get("observable").asText())) {
                columns.add("<observable>");
            } else if (stated(analysis, column)) {
                columns.add("<statement>");
            } else {
                columns.add(column.replaceFirst(grid ? "^chi_square_.*" : "^$", "chi_square_<set>")
                        .replaceFirst("^P_[01]+$", "P_<outcome>")
                        .replaceFirst("^[IXYZ]+$", "<Pauli string>"));
            }
        }
        return List.copyOf(columns);
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
