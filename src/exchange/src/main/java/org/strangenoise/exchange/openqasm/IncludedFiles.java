package org.strangenoise.exchange.openqasm;

import java.nio.file.Path;
import java.util.Optional;
import org.strangenoise.yaml.InputFile;

/** Whoever keeps count of the files that a program includes, and may hold some of them. */
public interface IncludedFiles {

    /** Reads every file from the disk, and forgets it. */
    IncludedFiles ON_DISK = new IncludedFiles() {
        @Override
        public Optional<InputFile> held(Path path) {
            return Optional.empty();
        }

        @Override
        public void opened(Path path, InputFile file) {}
    };

    /**
     * A file that need not be read from the disk.
     *
     * @param path as the program names it, absolute
     */
    Optional<InputFile> held(Path path);

    /**
     * A file is included.
     *
     * @param path as the program names it, absolute; links may lead elsewhere
     */
    void opened(Path path, InputFile file);
}
