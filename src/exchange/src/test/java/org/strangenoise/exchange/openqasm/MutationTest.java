package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.exchange.RandomCircuits;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;

/**
 * Damaged files: whatever is done to a valid one, it is read or refused with places inside it, soon.
 *
 * <p>{@code -Dstrangenoise.mutations=100000} runs more than the usual 20,000.
 */
class MutationTest {

    private static final int INPUTS = Integer.getInteger("strangenoise.mutations", 20_000);
    private static final ReaderLimits LIMITS = ReaderLimits.DEFAULT.withOperations(20_000);
    private static final String[] FRAGMENTS = {
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ";",
        ",",
        ":",
        "@",
        "->",
        "**",
        "-",
        "\"",
        "/*",
        "//",
        "\n",
        "\u0000",
        "\uD800",
        "9",
        "99999999999999999999",
        "1e999",
        "$7",
        "ctrl @ ",
        "pow(0.5) @ ",
        "inv @ ",
        "gate ",
        "for ",
        "box ",
        "measure ",
        "delay[1ns] ",
        "let ",
        "const ",
        "pi",
        "q",
        "#pragma braket noise kraus([[1,0],[0,1]]) q[0]\n",
        "include \"x\";",
        "20ns",
        "\u03C0",
        "if",
        "@a\n",
        "[0:",
        "OPENQASM 2.0;"
    };

    private static List<String> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        Circuit circuit = RandomCircuits.overNamedGates(3, 12, 1);
        seeds.add(new OpenQasm3Writer().write(circuit).text());
        seeds.add(new OpenQasm2Writer()
                .write(RandomCircuits.overAllGates(2, 3, 2))
                .text());
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/openqasm/valid"))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readString(file));
            }
        }
        return seeds;
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(20260101);
        OpenQasmReader reader = new OpenQasmReader().withLimits(LIMITS);
        int refused = 0;
        long longest = 0;
        for (int k = 0; k < INPUTS; k++) {
            String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
            long start = System.nanoTime();
            try {
                reader.read(text, "damaged.qasm").hasNoise();
            } catch (InvalidInputException e) {
                refused++;
                assertPlaces(text, e);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("input " + k + " ends in " + e + ":\n" + text, e);
            }
            longest = Math.max(longest, System.nanoTime() - start);
        }
        System.out.printf(
                "%d damaged files: %d refused, %d read, the slowest in %.3f s%n",
                INPUTS, refused, INPUTS - refused, longest * 1e-9);
        assertTrue(longest < 5_000_000_000L, "the slowest took " + longest * 1e-9 + " s");
        assertTrue(refused > INPUTS / 3 && refused < INPUTS);
    }

    private static void assertPlaces(String text, InvalidInputException refusal) {
        assertFalse(refusal.problems().isEmpty());
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        for (Problem problem : refusal.problems()) {
            assertTrue(problem.location().line() <= lines, () -> problem + "\n" + text);
            assertFalse(problem.message().isBlank());
            assertFalse(problem.message().contains("\n"), problem::toString);
        }
    }

    private static String mutated(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes && text.length() > 2; c++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.insert(at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
                case 3 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 4 -> {
                    int other = random.nextInt(text.length());
                    String moved = text.substring(at, end);
                    text.delete(at, end).insert(Math.min(other, text.length()), moved);
                }
                default -> text.setLength(Math.max(1, at));
            }
        }
        return text.toString();
    }
}
