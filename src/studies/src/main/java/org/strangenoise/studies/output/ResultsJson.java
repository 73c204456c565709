package org.strangenoise.studies.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.Setup;

/**
 * The fields of results.json, format 1. The same results give the same bytes: no times and no thread counts, numbers as
 * the shortest decimal that reads back the same, {@code null} for what is not finite.
 */
final class ResultsJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultsJson() {}

    static byte[] bytes(StudyResults results) {
        try {
            return (MAPPER.writeValueAsString(tree(results)) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results cannot be written as JSON", e);
        }
    }

    static ObjectNode tree(StudyResults results) {
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
        ArrayNode analyses = root.putArray("analyses");
        for (AnalysisResult result : results.analyses()) {
            analysis(analyses.addObject(), result);
        }
        ArrayNode expectations = root.putArray("expectations");
        for (StudyResults.Found found : results.found()) {
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
                .ifPresentOrElse(source -> number(node, "kappa", source.top().kappa()), () -> {
                    ArrayNode names = node.putArray("physical-qubits");
                    setup.device().qubits().subList(0, setup.circuit().qubits()).forEach(q -> names.add(q.name()));
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
