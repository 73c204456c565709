package org.strangenoise.studies.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes one file whole or not at all. */
final class FileOutput {

    private FileOutput() {}

    /** Writes beside the target, then moves into its place. */
    static void write(Path target, String text) {
        Path absolute = target.toAbsolutePath();
        Path draft = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.move(draft, absolute, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException also) {
                e.addSuppressed(also);
            }
            throw new RefusedException("file " + target + " cannot be written: " + e);
        }
    }
}
