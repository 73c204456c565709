package org.strangenoise.studies.seam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ways that architecture.md tells a reader of the code: every file on them is there, and leads to the next. */
class WhereToLookTest {

    private static final Path ROOT = Path.of("../..");

    /** A class, with its package before it or a method behind it, or neither. */
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z.]+\\.)?([A-Z]\\w+)(?:\\.([a-z]\\w+))?`");

    private static final Map<String, Path> FILES = new LinkedHashMap<>();

    private static String text(String type) throws IOException {
        if (FILES.isEmpty()) {
            for (String module : List.of("noise-model", "src/figures", "src/studies")) {
                try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                    files.forEach(file -> FILES.put(String.valueOf(file.getFileName()), file));
                }
            }
        }
        Path file = FILES.get(type + ".java");
        assertTrue(file != null, "no file " + type + ".java, which architecture.md sends its readers to");
        return Files.readString(file);
    }

    private static boolean names(String text, String type) {
        return Pattern.compile("\\b" + type + "\\b").matcher(text).find();
    }

    private static List<String> ways() throws IOException {
        String page = Files.readString(ROOT.resolve("src/site/architecture.md"));
        int from = page.indexOf("## Where to look");
        return page.substring(from, page.indexOf("\n## ", from + 1))
                .lines()
                .filter(line -> line.startsWith("- "))
                .toList();
    }

    @Test
    void theReadmeLeadsToThePage() throws IOException {
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("(src/site/architecture.md)"));
        assertEquals(3, ways().size());
    }

    /** The page itself and three files at most, so four that are opened. */
    @Test
    void everyWayEndsAfterFourOpenedFilesEachOfWhichNamesTheNext() throws IOException {
        for (String way : ways()) {
            List<String> types = new ArrayList<>();
            var matcher = CLASS.matcher(way);
            while (matcher.find()) {
                String type = matcher.group(1);
                String method = matcher.group(2);
                String text = text(type);
                if (method != null) {
                    assertTrue(names(text, method), () -> type + " has no " + method + ", as is said in: " + way);
                }
                if (!types.isEmpty()) {
                    String before = types.get(types.size() - 1);
                    assertTrue(names(text(before), type), () -> before + " does not lead to " + type + ": " + way);
                }
                types.add(type);
            }
            assertFalse(types.isEmpty(), way);
            assertTrue(types.size() <= 3, () -> "more than three files beside the page: " + way);
        }
    }
}
