package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the Windows launcher where there is no Windows. */
class WindowsLauncherTest {

    private static final Path ROOT = Path.of("../..");

    private static String launcher() throws IOException {
        return Files.readString(ROOT.resolve("strange-noise.cmd"), StandardCharsets.US_ASCII);
    }

    /** Labels are found by cmd.exe in files of CRLF lines only, which git is told to keep. */
    @Test
    void linesEndAsWindowsWantsThem() throws IOException {
        String text = launcher();
        assertEquals(text.replace("\r\n", "\n"), text.replace("\r", ""));
        assertTrue(text.endsWith("\r\n") && !text.replace("\r\n", "").contains("\n"));
        assertTrue(Files.readString(ROOT.resolve(".gitattributes")).contains("*.cmd text eol=crlf"));
    }

    @Test
    void everyJumpHasItsLabelAndEveryLabelAWay() throws IOException {
        assertEquals(found("(?m)^:(\\w+)", launcher()), found("goto (\\w+)", launcher()));
    }

    /** The JVM gets what the other launcher gives it, and both build alike. */
    @Test
    void startsTheSameProgramTheSameWay() throws IOException {
        String other = Files.readString(ROOT.resolve("strange-noise"));
        Set<String> options = found("(-XX:[+\\w=]+|-Djava\\.[\\w.=]+|-Xlog:disable)", launcher());
        assertEquals(6, options.size(), options.toString());
        for (String option : options) {
            assertTrue(other.contains(option), option);
        }
        for (String option : found("(-D(?!java)[\\w.]+)", launcher())) {
            assertTrue(other.contains(option), option);
        }
    }

    /** Paths with blanks stay in one piece: every use of a path stands in quotation marks. */
    @Test
    void pathsAreQuoted() throws IOException {
        Matcher use =
                Pattern.compile("%(ROOT|TARGET|JAVA|JAVA_HOME|HOME_OF_JAVA)%").matcher(launcher());
        while (use.find()) {
            String before = launcher().substring(0, use.start());
            String line = before.substring(before.lastIndexOf('\n') + 1);
            // A command in for /f has its own pair around the whole, which cmd.exe takes away.
            String own = line.replace("('\"\"", "('\"");
            assertEquals(1, own.chars().filter(c -> c == '"').count() % 2, line + use.group());
        }
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern).matcher(text).results().forEach(result -> found.add(result.group(1)));
        return found;
    }
}
