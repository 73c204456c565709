package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example programs, each started from its one file as the README says. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../examples");

    @ParameterizedTest
    @CsvSource({
        "Bell, '(?s)2 qubits, 0.1500 us.*00 +0.50.*11 +0.49.*'",
        "Budget, '(?s)ideal 1.00000, noisy 0.9963.*Tphi Q1 +0.00093.*T2 of all qubits 18. us\\s*'",
        "RandomBit, 'ones: (9[2-9]|10[0-7])[0-9] of 2000\\s*'",
        "Sum, '3 \\+ 2: .*5=1[6-9][0-9].*\\s*'",
        "Search, '(?s).*winner = 4 with prob 0.92.*found Eve\\s*'",
        "Factor, 'ideal: 0 0.500, 1 0.000, 2 0.500, 3 0.000\\s+noisy: 0 0.3.., 1 0.2.., 2 0.2.., 3 0.2..\\s*'"
    })
    void exampleShowsWhatItSays(String name, String expected) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EXAMPLES.resolve(name + ".java").toString(),
                        EXAMPLES.resolve("transmons.yaml").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        assertTrue(Pattern.matches(expected, output), output);
    }

    @Test
    void everyExampleIsTried() throws Exception {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertEquals(
                    List.of("Bell.java", "Budget.java", "Factor.java", "RandomBit.java", "Search.java", "Sum.java"),
                    files.map(f -> f.getFileName().toString())
                            .filter(f -> f.endsWith(".java"))
                            .sorted()
                            .toList());
        }
    }
}
