package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.testing.RequiresProgram;

/** How a release is started, with a Java that only tells what it was asked. */
@RequiresProgram({"sh", "-c", "true"})
class LauncherTest {

    @TempDir
    private Path folder;

    private Path root;
    private Path java;

    private record Outcome(int exit, String said) {}

    /** A folder as the zip unpacks it, in a place whose name needs quoting, and a Java of a stated version. */
    @BeforeEach
    void unpack() throws IOException {
        root = Files.createDirectories(folder.resolve("über all/strange-noise"));
        Files.createDirectories(root.resolve("app"));
        Files.writeString(root.resolve("app/strange-noise.jar"), "");
        Files.copy(Path.of("../../strange-noise"), root.resolve("strange-noise"));
        java = java("17.0.9");
        // Of a machine that knows German alone.
        program("locale", """
                #!/bin/sh
                case ${LC_ALL:-${LC_CTYPE:-$LANG}} in
                    de_DE.UTF-8) echo UTF-8 ;;
                    de_DE*) echo ISO-8859-1 ;;
                    *) echo ANSI_X3.4-1968 && echo 'locale: Cannot set LC_ALL' >&2 ;;
                esac
                """);
    }

    private Path program(String name, String text) throws IOException {
        Path program =
                Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve(name), text);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path java(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk " + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"),
                "JAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
        Path program = Files.writeString(
                home.resolve("bin/java"), "#!/bin/sh\necho \"locale=$LC_ALL\"\nfor a; do echo \"<$a>\"; done\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Outcome start(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", root.resolve("strange-noise").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().remove("STRANGE_NOISE_JAVA_OPTS");
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, own) -> own + ":" + path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return new Outcome(process.exitValue(), Files.readString(folder.resolve("said")));
    }

    /** Containers and cron have the C locale, or none of its name, in which a JVM knows no letter beyond ASCII. */
    @ParameterizedTest
    @CsvSource({
        "LC_ALL, C, C.UTF-8",
        "LC_ALL, POSIX, C.UTF-8",
        "LANG, C, C.UTF-8",
        "LC_CTYPE, C, C.UTF-8",
        "LC_ALL, de_DE.UTF-8, de_DE.UTF-8",
        "LC_ALL, de_DE.ISO-8859-1, de_DE.ISO-8859-1",
        "LC_ALL, C.UTF-8, C.UTF-8",
        "LC_ALL, tr_TR.UTF-8, C.UTF-8",
        "LANG, en_US.UTF-8, C.UTF-8",
        "NOTHING, set, C.UTF-8"
    })
    void namesBeyondAsciiWorkInTheLocaleOfContainers(String name, String value, String expected) throws Exception {
        Outcome outcome = start(Map.of(name, value), "validate", "größe ψ.yaml");
        assertEquals(0, outcome.exit(), outcome.said());
        assertTrue(outcome.said().contains("locale=" + expected + "\n"), outcome.said());
        assertTrue(outcome.said().contains("<validate>\n<größe ψ.yaml>\n"), outcome.said());
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        Outcome outcome = start(Map.of(), "run", "a b.yaml", "--out", "*", "-");
        assertTrue(outcome.said().endsWith("<run>\n<a b.yaml>\n<--out>\n<*>\n<->\n"), outcome.said());
        assertTrue(outcome.said().contains("<" + root + "/app/strange-noise.jar"), outcome.said());
    }

    @Test
    void theVectorModuleIsAddedWhereItComputesAndMayBeLeftOut() throws Exception {
        assertTrue(start(Map.of(), "run", "x").said().contains("<jdk.incubator.vector>"));
        assertTrue(!start(Map.of(), "validate", "x").said().contains("<jdk.incubator.vector>"));
        assertTrue(
                !start(Map.of("STRANGE_NOISE_VECTOR", "off"), "run", "x").said().contains("<jdk.incubator.vector>"));
        Outcome neither = start(Map.of("STRANGE_NOISE_VECTOR", "maybe"), "run", "x");
        assertEquals(2, neither.exit());
        assertTrue(neither.said().contains("STRANGE_NOISE_VECTOR must be on or off, but is `maybe`"), neither.said());
    }

    /** A JVM takes an archive of classes only where the jars lie as they lay when it was made. */
    @Test
    void classesAreArchivedOnceAndAnewWhereTheFolderWasMovedOrRebuilt() throws Exception {
        String making = "preparing a quick start";
        assertTrue(start(Map.of(), "validate", "x").said().contains(making));
        assertTrue(!start(Map.of(), "validate", "x").said().contains(making), "made already");
        root = Files.move(root, folder.resolve("moved"));
        assertTrue(start(Map.of(), "validate", "x").said().contains(making), "moved");
        assertTrue(!start(Map.of(), "validate", "x").said().contains(making), "made there already");
        Path jar = root.resolve("app/strange-noise.jar");
        FileTime archived = Files.getLastModifiedTime(root.resolve("app/launcher/classes-17.0.9.jsa"));
        Files.setLastModifiedTime(jar, FileTime.from(archived.toInstant().plusSeconds(2)));
        assertTrue(start(Map.of(), "validate", "x").said().contains(making), "built again");
    }

    @Test
    void anOldJavaIsRefusedByName() throws Exception {
        java = java("11.0.2");
        Outcome outcome = start(Map.of(), "run", "x");
        assertEquals(2, outcome.exit());
        assertTrue(outcome.said().contains("needs a JDK, 17 or newer")
                && outcome.said().contains("11.0.2"));
        java = java("25");
        assertEquals(0, start(Map.of(), "--version").exit());
        java = folder.resolve("nowhere");
        assertEquals(2, start(Map.of(), "--version").exit());
    }
}
