package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardErrorTest {

    @TempDir
    Path directory;

    /** Runs the command line in a JVM of its own, its descriptor 3 and 2 going to files; gives its exit code. */
    private int run(Path third, Path second, List<String> jvmOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "exec \"$@\" 3>>" + third.getFileName() + " 2>" + second.getFileName(), "sh"));
        command.addAll(RealProgram.command(
                Stream.concat(RealProgram.coverage().stream(), jvmOptions.stream())
                        .toList(),
                "--no-such-option"));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void messagesReachTheDescriptorTheLauncherNames() throws Exception {
        Path third = directory.resolve("third");
        Path second = directory.resolve("second");
        Files.writeString(third, "earlier\n");

        int exit =
                run(third, second, List.of("--add-opens", "java.base/java.io=ALL-UNNAMED", "-Dstrange-noise.stderr=3"));

        assertEquals(2, exit);
        String messages = Files.readString(third);
        assertTrue(messages.startsWith("earlier\n"), messages);
        assertTrue(messages.contains("--no-such-option"), messages);
        assertEquals("", Files.readString(second));
    }

    @Test
    void messagesStayOnDescriptorTwoWithoutTheLauncher() throws Exception {
        Path third = directory.resolve("third");
        Path second = directory.resolve("second");

        assertEquals(2, run(third, second, List.of()));

        assertEquals("", Files.readString(third));
        assertTrue(Files.readString(second).contains("--no-such-option"));
    }
}
