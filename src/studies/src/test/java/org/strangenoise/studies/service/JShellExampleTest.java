package org.strangenoise.studies.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README lets JShell do, done by JShell. */
class JShellExampleTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void theServiceAnswersThreeTimes() throws Exception {
        Matcher example = Pattern.compile("jshell --class-path .* -s - <<'END'\n(.*?)END\n", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertTrue(example.find(), "the README has no example for JShell");
        Path script = Files.writeString(folder.resolve("script.jsh"), example.group(1));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "-s",
                        "-")
                .directory(ROOT.toFile())
                .redirectInput(script.toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running");
        String printed = Files.readString(out);
        assertEquals(0, process.exitValue(), printed);
        Matcher lines = Pattern.compile("(3 us|10 us|inf) (0\\.[0-9]+)\n").matcher(printed);
        double before = 0;
        for (String t1 : new String[] {"3 us", "10 us", "inf"}) {
            assertTrue(lines.find(), printed);
            assertEquals(t1, lines.group(1));
            double overlap = Double.parseDouble(lines.group(2));
            assertTrue(overlap > before, printed);
            before = overlap;
        }
    }
}
