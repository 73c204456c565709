package org.strangenoise.studies.explore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;

/**
 * A study as the page holds it: data, device files written out, so that what the page sends back names no file but
 * those that the study the user opened names.
 *
 * @param study its keys
 * @param folder where the names of its files start from
 * @param files the names of files that it may go on to name
 */
record OpenedStudy(Map<String, @Nullable Object> study, Path folder, Set<String> files) {

    /** Keys whose text is the name of a file. */
    private static final Set<String> NAMING = Set.of("device", "openqasm", "data");

    OpenedStudy {
        files = Set.copyOf(files);
    }

    /** The study of a file that the user named. */
    static OpenedStudy of(InputFile file) {
        Map<String, @Nullable Object> study = mapping(file);
        inlineDevices(study, file.folder());
        Set<String> files = new HashSet<>();
        named(study, files);
        return new OpenedStudy(study, file.folder(), files);
    }

    /**
     * The study of a text that the page read from a file the user chose there; it may name the same files as this one.
     *
     * @throws InvalidInputException if it is no mapping, or names others
     */
    OpenedStudy of(String text) {
        InputFile file = InputFile.of(folder.resolve("study.yaml"), text.getBytes(StandardCharsets.UTF_8));
        OpenedStudy other = new OpenedStudy(mapping(file), folder, files);
        require(other.study());
        return other;
    }

    /**
     * Refuses data that name a file which this study does not.
     *
     * @throws InvalidInputException naming it
     */
    void require(Object data) {
        Set<String> names = new HashSet<>();
        named(data, names);
        names.removeAll(files);
        if (!names.isEmpty()) {
            throw new InvalidInputException(List.of(Problem.error(
                    Location.startOf("study"),
                    "a study in the page must hold its device and circuit itself, but names the file `"
                            + names.iterator().next() + "`; open it with `strange-noise explore STUDY.yaml`")));
        }
    }

    private static Map<String, @Nullable Object> mapping(InputFile file) {
        Problems problems = new Problems();
        Optional<YamlNode> root = YamlParser.parse(file, problems);
        problems.throwIfErrors();
        if (root.orElse(null) instanceof YamlMapping mapping) {
            return new LinkedHashMap<>(mapping.toPlain());
        }
        problems.error(Location.startOf(file.name()), "file must hold a mapping of keys to values, but does not");
        throw new InvalidInputException(problems.all());
    }

    /** Puts the content of device files in the place of their names, in the study and in its analyses. */
    private static void inlineDevices(Map<String, @Nullable Object> study, Path folder) {
        inlineDevice(study, folder);
        if (study.get("analyses") instanceof List<?> analyses) {
            study.put(
                    "analyses",
                    analyses.stream().map(each -> withDevice(each, folder)).toList());
        }
    }

    private static Object withDevice(Object analysis, Path folder) {
        if (!(analysis instanceof Map<?, ?> map)) {
            return analysis;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        inlineDevice(copy, folder);
        return copy;
    }

    private static void inlineDevice(Map<String, @Nullable Object> mapping, Path folder) {
        if (mapping.get("device") instanceof String name) {
            Problems problems = new Problems();
            Optional<InputFile> file =
                    InputFile.named(folder.resolve(name), YamlParser.maxBytes(), Location.startOf(name), problems);
            problems.throwIfErrors();
            mapping.put("device", mapping(file.orElseThrow()));
        }
    }

    private static void named(@Nullable Object data, Set<String> names) {
        if (data instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String text && NAMING.contains(String.valueOf(key))) {
                    names.add(text);
                }
                named(value, names);
            });
        } else if (data instanceof Iterable<?> list) {
            list.forEach(each -> named(each, names));
        }
    }
}
