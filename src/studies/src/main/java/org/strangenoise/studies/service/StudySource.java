package org.strangenoise.studies.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.config.FilesRead;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.JsonReader;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;
import org.strangenoise.yaml.YamlScalar;
import org.strangenoise.yaml.YamlSequence;

/** A study as it is handed over: a file, the text of one, or data with the same keys. */
public final class StudySource {

    /** What messages call a study that is no file; no file that a study names has this name by chance. */
    private static final String NAME = "(study)";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final FilesRead.ParsedFiles.Parser JSON =
            (file, problems) -> file.text(problems).flatMap(text -> JsonReader.parse(text, file.name(), problems));

    private final Path path;
    private final Optional<InputFile> held;
    private final FilesRead.ParsedFiles.Parser parser;
    private final Optional<String> text;

    private StudySource(
            Path path, Optional<InputFile> held, FilesRead.ParsedFiles.Parser parser, Optional<String> text) {
        this.path = path;
        this.held = held;
        this.parser = parser;
        this.text = text;
    }

    /** A regular file, read anew each time it is asked about. */
    public static StudySource file(Path path) {
        return new StudySource(path, Optional.empty(), YamlParser::parse, Optional.empty());
    }

    /**
     * The text of a study file.
     *
     * @param folder where the relative names of files in it start from
     */
    public static StudySource yaml(String text, Path folder) {
        return held(text, folder, YamlParser::parse);
    }

    /**
     * The keys of a study file with maps, lists, texts, numbers and booleans as their values.
     *
     * @param folder where the relative names of files in it start from
     */
    public static StudySource data(Map<String, ?> study, Path folder) {
        return json(MAPPER.valueToTree(study), folder);
    }

    static StudySource json(ObjectNode study, Path folder) {
        try {
            return held(MAPPER.writeValueAsString(study), folder, JSON);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Argument `study` must be data, but: " + e.getOriginalMessage(), e);
        }
    }

    private static StudySource held(String text, Path folder, FilesRead.ParsedFiles.Parser parser) {
        Path path = folder.resolve(NAME);
        InputFile file = InputFile.of(path, text.getBytes(StandardCharsets.UTF_8));
        return new StudySource(path, Optional.of(file), parser, Optional.of(text));
    }

    /** What is read. */
    InputFile open() {
        if (held.isPresent()) {
            return held.get();
        }
        Problems problems = new Problems();
        Optional<InputFile> file =
                InputFile.named(path, YamlParser.maxBytes(), Location.startOf(path.toString()), problems);
        problems.throwIfErrors();
        return file.orElseThrow();
    }

    /** What a file that {@link #open} gave holds; empty if it is no text. */
    Optional<String> text(InputFile file) {
        return text.or(() -> file.text(new Problems()));
    }

    /** Makes nodes of the study itself; the files that it names are YAML. */
    FilesRead.ParsedFiles.Parser parser() {
        return parser;
    }

    /** The document, if it is data whose values are known by keys rather than by lines. */
    Optional<YamlNode> data() {
        return held.filter(file -> parser == JSON).flatMap(file -> JSON.parse(file, new Problems()));
    }

    /** What locations in it call it. */
    String name() {
        return path.toString();
    }

    /** Data whose every value is known by the keys and indices that lead to it. */
    record Places(List<Place> all) {

        /** A value, where it and its key stand, and what leads to it. */
        record Place(YamlNode node, Location key, String path) {}

        static Places of(YamlNode root, String path) {
            List<Place> all = new ArrayList<>();
            add(root, root.location(), path, all);
            return new Places(all);
        }

        private static void add(YamlNode node, Location key, String path, List<Place> all) {
            all.add(new Place(node, key, path));
            if (node instanceof YamlMapping mapping) {
                for (YamlMapping.Entry entry : mapping.entries()) {
                    boolean plain = entry.key().matches("[A-Za-z_][A-Za-z0-9_-]*");
                    String step = plain ? (path.isEmpty() ? "" : ".") + entry.key() : "[\"" + entry.key() + "\"]";
                    add(entry.value(), entry.keyLocation(), path + step, all);
                }
            } else if (node instanceof YamlSequence sequence) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    YamlNode item = sequence.items().get(i);
                    add(item, item.location(), path + "[" + i + "]", all);
                }
            }
        }

        /** The place of a location; a key's is its value's. */
        Optional<Place> find(Location location) {
            return all.stream()
                    .filter(place -> place.node().location().equals(location))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(place -> place.key().equals(location))
                            .findFirst());
        }

        /** A message in which paths stand for the locations of its values. */
        String worded(String message) {
            String worded = message;
            for (Place place : all) {
                String location = place.node().location().toString();
                if (worded.contains(location)) {
                    worded = worded.replaceAll(
                            Pattern.quote(location) + "(?![0-9])", Matcher.quoteReplacement(place.path()));
                }
            }
            return worded;
        }

        /** A value as data: text, number or boolean; null for what is no single value. */
        static @Nullable Object plain(YamlNode node) {
            return node instanceof YamlScalar scalar ? scalar.toPlain() : null;
        }
    }
}
