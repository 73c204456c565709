package org.strangenoise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program on the module path that requires the library, compiled and started as its author would. */
class ModulePathTest {

    private static final String PROGRAM = """
            package app;

            import java.nio.file.Path;
            import org.redfx.strange.Program;
            import org.redfx.strange.Step;
            import org.redfx.strange.gate.Cnot;
            import org.redfx.strange.gate.Hadamard;
            import org.strangenoise.strange.NoisyQuantumExecutionEnvironment;

            public class Main {
                public static void main(String[] args) {
                    Program bell = new Program(2, new Step(new Hadamard(0)), new Step(new Cnot(0, 1)));
                    System.out.println(NoisyQuantumExecutionEnvironment.ideal().runProgram(bell).counts(100).keySet());
                    System.out.println(new NoisyQuantumExecutionEnvironment(Path.of(args[0]))
                            .withSeed(1)
                            .runProgram(bell)
                            .counts(100)
                            .values()
                            .stream()
                            .mapToInt(Integer::intValue)
                            .sum());
                }
            }
            """;

    private static final String DEVICE = """
            name: pair
            qubits:
              - { name: Q0, T1: 30 us, T2: 20 us }
              - { name: Q1, T1: 40 us, T2: 50 us }
            operations: { h: { duration: 20 ns }, cnot: { duration: 40 ns } }
            """;

    /** Everything on the class path that a program needs to run, the library itself as a modular jar. */
    private static Path modules;

    @TempDir
    private Path folder;

    @BeforeAll
    static void modularJar(@TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS) Path shared)
            throws IOException {
        modules = Files.createDirectory(shared.resolve("lib"));
        Path library = null;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (Files.exists(path.resolve("org/strangenoise/noise/NoiseModel.class"))) {
                library = path;
            } else if (name.endsWith(".jar") && !isForTests(name)) {
                Files.copy(path, modules.resolve(name));
            }
        }
        assertTrue(library != null, "the library's classes stand in a folder of the class path");
        Path descriptor = shared.resolve("descriptor");
        run(
                "javac",
                "--module-path",
                modules.toString(),
                "--patch-module",
                "org.strangenoise.model=" + library,
                "-d",
                descriptor.toString(),
                "src/main/module/module-info.java");
        run(
                "jar",
                "--create",
                "--file",
                modules.resolve("strange-noise-model.jar").toString(),
                "-C",
                library.toString(),
                ".",
                "-C",
                descriptor.toString(),
                ".");
    }

    private static boolean isForTests(String jar) {
        return Stream.of("junit", "archunit", "opentest4j", "apiguardian", "slf4j", "surefire", "jacoco")
                .anyMatch(jar::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"requires org.strangenoise.model;", "requires strange; requires org.strangenoise.model;"})
    void programThatRequiresTheLibrary(String requires) throws Exception {
        assertEquals("[00, 11]\n100\n", output(requires, List.of()));
    }

    /** The kernels find the Vector API, which the module does not require. */
    @Test
    void withTheVectorModule() throws Exception {
        String output = output("requires org.strangenoise.model;", List.of("--add-modules", "jdk.incubator.vector"));
        assertTrue(output.endsWith("[00, 11]\n100\n"), output);
    }

    private String output(String requires, List<String> options) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src/app"));
        Files.writeString(sources.resolve("Main.java"), PROGRAM);
        Path descriptor = folder.resolve("src/module-info.java");
        Files.writeString(descriptor, "module app { " + requires + " }");
        Path device = folder.resolve("device.yaml");
        Files.writeString(device, DEVICE);
        Path classes = folder.resolve("classes");
        run(
                "javac",
                "--module-path",
                modules.toString(),
                "-d",
                classes.toString(),
                descriptor.toString(),
                sources.resolve("Main.java").toString());
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        options.stream(),
                        Stream.of(
                                "--module-path",
                                modules + File.pathSeparator + classes,
                                "--module",
                                "app/app.Main",
                                device.toString()))
                .flatMap(part -> part)
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        return output.lines().collect(Collectors.joining("\n", "", "\n"));
    }

    private static void run(String tool, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments);
        assertEquals(0, code, () -> tool + " " + Arrays.toString(arguments) + "\n" + said);
    }
}
