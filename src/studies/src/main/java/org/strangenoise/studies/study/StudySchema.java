package org.strangenoise.studies.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.strangenoise.state.ObservableRegistry;
import org.strangenoise.state.ObservableType;
import org.strangenoise.state.ObservableType.Operand;
import org.strangenoise.studies.analysis.AnalysisType;

/**
 * The JSON Schema of study files: a frame, a branch for every type of analysis, made of the type's keys, and the names
 * of observables, made of their registry.
 */
public final class StudySchema {

    private StudySchema() {}

    /** The schema of studies with these types and all observables that there are, indented. */
    public static String text(AnalysisTypes types) {
        return text(types, ObservableRegistry.types());
    }

    /** The schema of studies with these types and observables, indented. */
    public static String text(AnalysisTypes types, List<ObservableType> observables) {
        ObjectNode schema = frame();
        ((ObjectNode) schema.at("/$defs/observable")).put("pattern", pattern(observables));
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

    /**
     * What is written for an observable of one number; that an operand is a qubit of the device is the reader's to say.
     */
    private static String pattern(List<ObservableType> observables) {
        List<String> alternatives = new ArrayList<>();
        for (Operand operand : Operand.values()) {
            String names = observables.stream()
                    .filter(type -> type.operand() == operand && type.isScalar(2))
                    .map(ObservableType::name)
                    .collect(Collectors.joining("|"));
            if (!names.isEmpty()) {
                alternatives.add(
                        switch (operand) {
                            case NONE -> names;
                            case OPTIONAL_QUBIT -> "(" + names + ")(\\..+)?";
                            case QUBIT, PAIR -> "(" + names + ")\\..+";
                            case LETTERS -> "[IXYZ]+";
                        });
            }
        }
        return "^(" + String.join("|", alternatives) + ")$";
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
