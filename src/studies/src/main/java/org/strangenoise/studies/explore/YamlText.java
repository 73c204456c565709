package org.strangenoise.studies.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Data as YAML that is read back as the same data: keys in their order, short lists and mappings on one line. */
final class YamlText {

    private static final int LINE = 100;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Texts that stand without quotes: no YAML reader takes them for anything else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 _./-]*[A-Za-z0-9_./-]|[A-Za-z]");

    private static final Pattern QUANTITY = Pattern.compile("[0-9][0-9.eE+-]* [A-Za-z]+");
    private static final Pattern WORD_WITH_MEANING =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan|infinity");

    private YamlText() {}

    static String of(Map<?, ?> data) {
        StringBuilder text = new StringBuilder();
        mapping(data, 0, text);
        return text.toString();
    }

    private static void mapping(Map<?, ?> data, int indent, StringBuilder text) {
        data.forEach((key, value) -> {
            text.append(" ".repeat(indent)).append(scalar(String.valueOf(key))).append(':');
            value(value, indent + 2, text);
        });
    }

    private static void value(@Nullable Object value, int indent, StringBuilder text) {
        String flow = flow(value);
        if (indent + flow.length() <= LINE || !isCollection(value)) {
            text.append(' ').append(flow).append('\n');
        } else if (value instanceof Map<?, ?> map) {
            text.append('\n');
            mapping(map, indent, text);
        } else if (value instanceof List<?> list) {
            text.append('\n');
            for (Object item : list) {
                String line = flow(item);
                text.append(" ".repeat(indent)).append('-');
                if (indent + line.length() <= LINE || !(item instanceof Map<?, ?> map)) {
                    text.append(' ').append(line).append('\n');
                } else {
                    StringBuilder inner = new StringBuilder();
                    mapping(map, indent + 2, inner);
                    text.append(' ').append(inner.substring(indent + 2));
                }
            }
        }
    }

    private static boolean isCollection(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }

    private static String flow(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : map.entrySet().stream()
                            .map(e -> scalar(String.valueOf(e.getKey())) + ": " + flow(e.getValue()))
                            .reduce((a, b) -> a + ", " + b)
                            .map(inner -> "{ " + inner + " }")
                            .orElseThrow();
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(YamlText::flow)
                    .reduce((a, b) -> a + ", " + b)
                    .map(inner -> "[" + inner + "]")
                    .orElse("[]");
        }
        return scalar(value);
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof String text
                && (PLAIN.matcher(text).matches() || QUANTITY.matcher(text).matches())
                && !WORD_WITH_MEANING.matcher(text).matches()) {
            return text;
        }
        try {
            // What JSON writes, YAML reads.
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Argument `data` must be data, but: " + e.getOriginalMessage(), e);
        }
    }
}
