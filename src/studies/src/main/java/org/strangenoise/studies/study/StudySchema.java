package org.strangenoise.studies.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.strangenoise.studies.analysis.AnalysisType;

/** The JSON Schema of study files: a frame, and a branch for every type of analysis, made of the type's keys. */
public final class StudySchema {

    private StudySchema() {}

    /** The schema of studies with these types, indented. */
    public static String text(AnalysisTypes types) {
        ObjectNode schema = frame();
        ObjectNode analysis = (ObjectNode) schema.at("/$defs/analysis");
        ArrayNode branches = (ArrayNode) analysis.get("oneOf");
        for (AnalysisType<?, ?> type : types.all()) {
            branches.add(branch(type, analysis.get("properties")));
        }
        return schema.toPrettyString() + "\n";
    }

    /** A branch refuses the keys of others, so it repeats those that every analysis has. */
    private static ObjectNode branch(AnalysisType<?, ?> type, JsonNode common) {
        JsonNode keys = type.keySchema();
        ObjectNode branch = new ObjectMapper().createObjectNode();
        branch.put("description", type.summary());
        ObjectNode properties = branch.putObject("properties");
        common.fieldNames().forEachRemaining(key -> properties.put(key, true));
        properties.putObject("type").put("const", type.name());
        properties.setAll((ObjectNode) keys.get("properties"));
        if (keys.has("required")) {
            branch.set("required", keys.get("required"));
        }
        return branch.put("additionalProperties", false);
    }

    private static ObjectNode frame() {
        try (InputStream in = Objects.requireNonNull(
                StudySchema.class.getResourceAsStream("study-schema.json"), "study-schema.json")) {
            return (ObjectNode) new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
