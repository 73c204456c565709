package org.strangenoise.studies.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

class ParsedFilesTest {

    /** Bytes of each file. */
    private static final int SIZE = 10;

    private final List<String> parsed = new ArrayList<>();
    private final FilesRead.ParsedFiles.Parser parser = (file, problems) -> {
        parsed.add(file.name());
        return YamlParser.parse(file, problems);
    };

    private boolean isKept(FilesRead.ParsedFiles files, int number) {
        int before = parsed.size();
        String text = "a: " + (1_000_000 + number);
        assertEquals(SIZE, text.length());
        InputFile file = InputFile.of(Path.of("file" + number), text.getBytes(StandardCharsets.UTF_8));
        assertTrue(files.parse(file, parser, new Problems()).isPresent());
        return parsed.size() == before;
    }

    @Test
    void theLongestUnusedGoBeyondACount() {
        FilesRead.ParsedFiles files = new FilesRead.ParsedFiles(3, 1_000_000);
        for (int number : List.of(1, 2, 3)) {
            assertFalse(isKept(files, number));
        }
        assertTrue(isKept(files, 1));
        assertFalse(isKept(files, 4));
        assertTrue(isKept(files, 1), "used after 2");
        assertTrue(isKept(files, 3) && isKept(files, 4));
        assertFalse(isKept(files, 2));
    }

    @Test
    void theLongestUnusedGoBeyondASize() {
        FilesRead.ParsedFiles files = new FilesRead.ParsedFiles(100, 2 * SIZE + 1);
        assertFalse(isKept(files, 1) || isKept(files, 2) || isKept(files, 3));
        assertTrue(isKept(files, 2) && isKept(files, 3));
        assertFalse(isKept(files, 1));
        FilesRead.ParsedFiles none = new FilesRead.ParsedFiles(100, SIZE - 1);
        assertFalse(isKept(none, 1));
        assertFalse(isKept(none, 1), "larger than all that may be kept");
    }
}
