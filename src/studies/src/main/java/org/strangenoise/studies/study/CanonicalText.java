package org.strangenoise.studies.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;

/**
 * What a study says about an analysis, as text that comments, spacing, the order of keys and other analyses do not
 * change: the study's setup, the analysis with its overrides, and the hashes of the files named.
 */
final class CanonicalText {

    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalText() {}

    static String of(Optional<YamlMapping> setup, Optional<YamlNode> analysis) {
        try {
            return SORTED.writeValueAsString(Arrays.asList(
                    setup.map(YamlMapping::toPlain).orElse(null),
                    analysis.map(YamlNode::toPlain).orElse(null)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("YAML cannot be written as JSON", e);
        }
    }

    /** With the hashes of files, in an order that does not depend on where they lie. */
    static String withFiles(String text, Collection<String> hashes) {
        return text + "\n" + String.join("\n", hashes.stream().sorted().toList());
    }
}
