package org.strangenoise.studies.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.strangenoise.studies.output.Draft;
import org.strangenoise.yaml.InputFile;

/** Writes one file whole or not at all. */
final class FileOutput {

    private FileOutput() {}

    /** Writes beside the target, then moves into its place. */
    static void write(Path target, String text) {
        Path absolute = target.toAbsolutePath();
        Path name = absolute.getFileName();
        if (target.toString().isBlank() || name == null || Files.isDirectory(absolute)) {
            throw new RefusedException("file `" + target + "` cannot be written: it must name a file, not a folder");
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            throw new RefusedException("file `" + target + "` cannot be written: it is a device or a pipe");
        }
        try (Draft draft = Draft.at(absolute.resolveSibling("." + name + ".part"))) {
            Files.writeString(draft.path(), text, StandardCharsets.UTF_8);
            Files.move(draft.path(), absolute, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | SecurityException e) {
            throw new RefusedException("file `" + target + "` cannot be written: " + InputFile.reason(e));
        }
    }
}
