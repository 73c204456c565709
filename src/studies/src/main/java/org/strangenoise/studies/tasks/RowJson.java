package org.strangenoise.studies.tasks;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.UncheckedIOException;
import org.strangenoise.studies.analysis.ShortestDigits;

/**
 * Rows as lines of JSON, which say the same on any machine: a double is written by the shortest digits that are read as
 * the same double, and what is not a number by its name. A row's own methods are no part of it.
 */
public final class RowJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder(
                    ShortestDigits.json().build())
            .addModule(new Jdk8Module())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private RowJson() {}

    /** A row as one line, without its end. */
    public static String line(Object row) {
        try {
            return MAPPER.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A whole number of a line, which may hold anything beside it.
     *
     * @throws IllegalArgumentException if it has none of that name
     */
    static int number(String line, String name) {
        try {
            JsonNode number = MAPPER.readTree(line).path(name);
            if (number.isInt()) {
                return number.intValue();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("no whole number `" + name + "`");
    }

    /**
     * The row of a line.
     *
     * @throws IllegalArgumentException if the line holds no such row
     */
    public static <S> S row(String line, Class<S> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no row of " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
