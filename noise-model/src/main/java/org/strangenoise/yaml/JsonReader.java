package org.strangenoise.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON into the located nodes that {@link YamlParser} makes of YAML: lines of any length, at most 64 MiB and
 * {@value #MAX_NODES} values, {@value YamlParser.TreeBuilder#MAX_DEPTH} levels deep. {@code NaN} and {@code Infinity},
 * which Python writes, are read as text.
 */
public final class JsonReader {

    static final int MAX_BYTES = 64 << 20;
    static final int MAX_NODES = 4_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(YamlParser.TreeBuilder.MAX_DEPTH)
                    .maxDocumentLength(-1)
                    .build())
            .build();

    private final String file;
    private final Problems problems;
    private final JsonParser parser;
    private int nodes;

    private JsonReader(String file, Problems problems, JsonParser parser) {
        this.file = file;
        this.problems = problems;
        this.parser = parser;
    }

    /** Reads a file, recording what is wrong with it; empty if there is no document to go on with. */
    public static Optional<YamlNode> read(Path path, Problems problems) {
        return InputFile.argument(path, MAX_BYTES, problems)
                .flatMap(file -> file.text(problems).flatMap(text -> parse(text, file.name(), problems)));
    }

    /** Parses text as {@link #read(Path, Problems)} reads a file; {@code displayName} stands for the file's name. */
    public static Optional<YamlNode> parse(String text, String displayName, Problems problems) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = FACTORY.createParser(plain)) {
            return new JsonReader(displayName, problems, parser).document();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            Location location = at == null || at.getLineNr() < 1
                    ? Location.startOf(displayName)
                    : new Location(displayName, at.getLineNr(), Math.max(1, at.getColumnNr()));
            problems.error(
                    location,
                    "file must be valid JSON, but: "
                            + e.getOriginalMessage().replaceAll("\\s+", " ").replaceFirst(": was expecting .*", ""));
        } catch (IOException e) {
            problems.error(Location.startOf(displayName), "file cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() throws IOException {
        if (parser.nextToken() == null) {
            problems.error(Location.startOf(file), "file must hold a JSON document, but is empty");
            return Optional.empty();
        }
        YamlNode root = node();
        if (parser.nextToken() != null) {
            problems.error(here(), "file must hold one document, but a second begins here");
            return Optional.empty();
        }
        return Optional.of(root);
    }

    private Location here() {
        JsonLocation at = parser.currentTokenLocation();
        return new Location(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    private YamlNode node() throws IOException {
        Location location = here();
        if (++nodes > MAX_NODES) {
            throw new IOException("it holds more than " + MAX_NODES + " values");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(location);
            case START_ARRAY -> array(location);
            case VALUE_STRING -> YamlScalar.quoted(location, parser.getText());
            case VALUE_NULL -> new YamlScalar(location, "null", YamlScalar.Kind.NULL);
            // NaN and infinities are no numbers to YamlScalar, so that they come out as text.
            default -> YamlScalar.plain(location, parser.getText());
        };
    }

    private YamlNode array(Location location) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new YamlSequence(location, items);
    }

    private YamlNode object(Location location) throws IOException {
        Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Location keyLocation = here();
            parser.nextToken();
            YamlMapping.Entry entry = new YamlMapping.Entry(key, keyLocation, node());
            if (entries.putIfAbsent(key, entry) != null) {
                problems.error(keyLocation, "a key must stand once, but " + Quoted.value(key) + " stands twice");
            }
        }
        return YamlMapping.of(location, entries.values());
    }
}
