package org.strangenoise.studies.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.strangenoise.studies.output.Draft;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;

/**
 * A study or device file that the command line names, read once: {@code -} and a pipe can be read no second time.
 *
 * @param file its content
 * @param root its document, whose problems its reader will tell; empty if it cannot be parsed
 */
record Document(InputFile file, Optional<YamlNode> root) {

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it cannot be read
     */
    static Document open(Path path) {
        Problems problems = new Problems();
        Optional<InputFile> file = InputFile.argument(path, YamlParser.maxBytes(), problems);
        problems.throwIfErrors();
        return new Document(file.orElseThrow(), YamlParser.parse(file.orElseThrow(), new Problems()));
    }

    /** A device file lists qubits; a study never does at its top level. */
    boolean isDevice() {
        Problems unheeded = new Problems();
        return root.filter(YamlMapping.class::isInstance)
                .map(node -> MappingReader.ofRoot(node, unheeded))
                .filter(node -> node.has("qubits") || (node.has("operations") && !node.has("analyses")))
                .isPresent();
    }

    /**
     * The file, to be read as a study.
     *
     * @throws InvalidInputException if it is a device file
     */
    InputFile study() {
        if (isDevice()) {
            Problems problems = new Problems();
            problems.error(
                    Location.startOf(file.name()),
                    "file must be a study, but that is a device: a study names it, as in `device: "
                            + file.path().getFileName() + "`; `strange-noise init` writes one to begin with");
            problems.throwIfErrors();
        }
        return file;
    }

    /** Writes a file that the command line names whole or not at all: beside its place, then moved there. */
    static void write(Path target, String text) {
        Path absolute = target.toAbsolutePath();
        Path name = absolute.getFileName();
        if (target.toString().isBlank() || name == null || Files.isDirectory(absolute)) {
            throw new Main.RefusedException(
                    "file `" + target + "` cannot be written: it must name a file, not a folder");
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            throw new Main.RefusedException("file `" + target + "` cannot be written: it is a device or a pipe");
        }
        try (Draft draft = Draft.at(absolute.resolveSibling("." + name + ".part"))) {
            Files.writeString(draft.path(), text, StandardCharsets.UTF_8);
            Files.move(draft.path(), absolute, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | SecurityException e) {
            throw new Main.RefusedException("file `" + target + "` cannot be written: " + InputFile.reason(e));
        }
    }
}
