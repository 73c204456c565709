package org.strangenoise.studies.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.ShortestDigits;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.study.Expectation;
import org.strangenoise.studies.study.Study;

/**
 * All that a run found.
 *
 * @param study what was asked
 * @param analyses in the study's order
 * @param version of this program
 */
public record StudyResults(Study study, List<AnalysisResult> analyses, String version) {

    /** An expectation and what was found for it; NaN if nothing was. */
    public record Found(Expectation expectation, double value) {
        public boolean isMet() {
            return expectation.isMetBy(value);
        }

        /** The value as tables show it: four decimals, or four digits where these would hide it. */
        public String text() {
            if (Double.isNaN(value)) {
                return "not found";
            }
            double size = Math.abs(value);
            boolean plain = value == 0 || (size >= 0.01 && size < 10_000);
            return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
        }
    }

    public StudyResults {
        analyses = List.copyOf(analyses);
    }

    /** The expectations with what was found. */
    public List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (Expectation expectation : study.expectations()) {
            OptionalDouble value = analyses.stream()
                    .filter(a -> a.plan().id().equals(expectation.analysis()))
                    .flatMapToDouble(a -> find(a, expectation.subject()).stream())
                    .findFirst();
            found.add(new Found(expectation, value.orElse(Double.NaN)));
        }
        return found;
    }

    private static OptionalDouble find(AnalysisResult result, Expectation.Subject subject) {
        return subject instanceof Expectation.Subject.Field field
                ? ResultsJson.number(result, field.pointer())
                : result.plan().type().numberOf(result, ((Expectation.Subject.OfSeries) subject).number());
    }

    /** From reading the study, from all analyses, each once, and of expectations that are about nothing. */
    public List<String> warnings() {
        List<String> warnings = warningsOfAnalyses();
        for (Found each : found()) {
            if (Double.isNaN(each.value())) {
                warnings.add("the expectation \"" + each.expectation().what() + "\" found no number in analysis `"
                        + each.expectation().analysis() + "`");
            }
        }
        return warnings;
    }

    /** From reading the study and from all analyses, each once. */
    List<String> warningsOfAnalyses() {
        List<String> warnings = new ArrayList<>(study.warnings());
        Map<String, Set<String>> analysesByWarning = new LinkedHashMap<>();
        for (AnalysisResult analysis : analyses) {
            for (String warning : analysis.warnings()) {
                analysesByWarning
                        .computeIfAbsent(warning, k -> new LinkedHashSet<>())
                        .add(analysis.plan().id());
            }
        }
        analysesByWarning.forEach((warning, ids) -> warnings.add(String.join(", ", ids) + ": " + warning));
        return warnings;
    }

    /** The fields of results.json. */
    public ObjectNode json() {
        return ResultsJson.tree(this);
    }

    /**
     * The warnings, and of each analysis its id, its type and those of some fields that it has.
     *
     * @param fields names, as results.json has them in the objects of analyses
     */
    public ObjectNode json(Set<String> fields) {
        return ResultsJson.tree(this, fields);
    }

    /** The answers in a line each, of the analyses that have one. */
    public List<String> answers() {
        return analyses.stream()
                .flatMap(result -> result.plan().type().answerOf(result).stream())
                .toList();
    }

    /** What the numbers came from. */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("version", version);
        provenance.put("config-sha256", study.sha256());
        provenance.put("device", study.setup().device().name());
        provenance.put("device-source", study.setup().device().source());
        return provenance;
    }

    /**
     * The fields of results.json, format 1. The same results give the same bytes: no times and no thread counts,
     * numbers as the shortest decimal that reads back the same, {@code null} for what is not finite.
     */
    static final class ResultsJson {

        private static final ObjectMapper MAPPER =
                JsonMapper.builder(ShortestDigits.json().build()).build();

        private ResultsJson() {}

        /** Writes them, one analysis after the other, so that their text and nodes are never held at once. */
        static void write(StudyResults results, Path file) throws IOException {
            // A writer, not the mapper's own UTF-8, which has characters beyond the first plane as two escapes; and not
            // one that refuses half a character.
            try (Writer out = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8);
                    JsonGenerator json = MAPPER.createGenerator(out)) {
                json.writeStartObject();
                members(json, head(results));
                json.writeArrayFieldStart("analyses");
                for (AnalysisResult result : results.analyses()) {
                    ObjectNode node = MAPPER.createObjectNode();
                    analysis(node, result);
                    json.writeTree(node);
                }
                json.writeEndArray();
                members(json, foot(results));
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }

        private static void members(JsonGenerator json, ObjectNode node) throws IOException {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                json.writeFieldName(member.getKey());
                json.writeTree(member.getValue());
            }
        }

        static ObjectNode tree(StudyResults results) {
            ObjectNode root = head(results);
            ArrayNode analyses = root.putArray("analyses");
            for (AnalysisResult result : results.analyses()) {
                analysis(analyses.addObject(), result);
            }
            return root.setAll(foot(results));
        }

        /** What stands before the analyses. */
        private static ObjectNode head(StudyResults results) {
            ObjectNode root = MAPPER.createObjectNode();
            root.put("format", 1);
            root.put("study", results.study().name());
            ObjectNode provenance = root.putObject("provenance");
            results.provenance().forEach(provenance::put);
            provenance.put("seed", results.study().setup().simulation().seed());
            ArrayNode files = provenance.putArray("files");
            results.study()
                    .files()
                    .forEach((name, hash) -> files.addObject().put("name", name).put("sha256", hash));
            strings(root.putArray("warnings"), results.warnings());
            return root;
        }

        /** What stands behind them. */
        private static ObjectNode foot(StudyResults results) {
            ObjectNode root = MAPPER.createObjectNode();
            ArrayNode expectations = root.putArray("expectations");
            for (Found found : results.found()) {
                ObjectNode node = expectations.addObject();
                node.put("what", found.expectation().what());
                node.put("asked", found.expectation().rule());
                number(node, "found", found.value());
                node.put("met", found.isMet());
            }
            return root;
        }

        static ObjectNode tree(StudyResults results, Set<String> fields) {
            Set<String> kept = new HashSet<>(fields);
            kept.addAll(List.of("id", "type"));
            ObjectNode root = MAPPER.createObjectNode();
            root.put("format", 1);
            root.put("study", results.study().name());
            strings(root.putArray("warnings"), results.warningsOfAnalyses());
            ArrayNode analyses = root.putArray("analyses");
            for (AnalysisResult result : results.analyses()) {
                ObjectNode node = analyses.addObject();
                common(node, result);
                result.plan().type().write(node, result, kept);
                node.retain(kept);
            }
            return root;
        }

        /** The number at a JSON pointer among an analysis' fields; empty where there is none. */
        static OptionalDouble number(AnalysisResult result, String pointer) {
            ObjectNode node = MAPPER.createObjectNode();
            analysis(node, result);
            JsonNode value = node.at(pointer);
            return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
        }

        private static void analysis(ObjectNode node, AnalysisResult result) {
            common(node, result);
            result.plan().type().write(node, result);
        }

        private static void common(ObjectNode node, AnalysisResult result) {
            node.put("id", result.plan().id());
            node.put("type", result.plan().type().name());
            setup(node, result.plan().setup());
            node.put("method", result.method().name());
            node.put("method-reason", result.method().reason());
            if (!result.warnings().isEmpty()) {
                strings(node.putArray("warnings"), result.warnings());
            }
        }

        private static void setup(ObjectNode node, Setup setup) {
            node.put("qubits", setup.circuit().qubits());
            setup.circuit()
                    .kickedTop()
                    .ifPresentOrElse(
                            source -> number(node, "kappa", source.top().kappa()), () -> {
                                ArrayNode names = node.putArray("physical-qubits");
                                setup.device()
                                        .qubits()
                                        .subList(0, setup.circuit().qubits())
                                        .forEach(q -> names.add(q.name()));
                            });
        }

        private static void strings(ArrayNode node, List<String> values) {
            values.forEach(node::add);
        }

        private static void number(ObjectNode node, String name, double value) {
            if (Double.isFinite(value)) {
                node.put(name, value);
            } else {
                node.putNull(name);
            }
        }
    }
}
