package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is begun while the program is ending is removed as well, and nothing goes on after it. */
class DraftTest {

    private static final int CODE = 3;

    @TempDir
    private Path folder;

    /** Ends its JVM, and begins a draft when that is under way. */
    static final class Late {

        private Late() {}

        public static void main(String[] arguments) throws Exception {
            Path file = Path.of(arguments[0]);
            if (Boolean.parseBoolean(arguments[1])) {
                Draft.at(file.resolveSibling("early")).close();
            }
            Thread ending = new Thread(Late::rest);
            Runtime.getRuntime().addShutdownHook(ending);
            new Thread(() -> System.exit(CODE)).start();
            while (!ending.isAlive()) {
                Thread.onSpinWait();
            }
            Thread.sleep(200);
            Files.writeString(file, "begun");
            Draft draft = Draft.at(file);
            Files.writeString(draft.path().resolveSibling("went-on"), "");
        }

        private static void rest() {
            try {
                Thread.sleep(1500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsBegunAtTheEnd(boolean isKnownBefore) throws IOException, InterruptedException {
        Path file = folder.resolve(".out.lock");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Late.class.getName(),
                        file.toString(),
                        String.valueOf(isKnownBefore)))
                .inheritIO()
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        assertEquals(CODE, process.exitValue());
        assertFalse(Files.exists(file));
        assertFalse(Files.exists(folder.resolve("went-on")));
    }
}
