package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.exchange.RandomCircuits;
import org.strangenoise.exchange.openqasm.ImportedCircuit.RecordingPoints;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;

/**
 * Damaged files: whatever is done to a valid one, it is read and built or refused with places inside it, within a
 * second and without filling the memory. {@code -Dstrangenoise.mutations} runs another number of them.
 */
class MutationTest {

    private static final int INPUTS = Integer.getInteger("strangenoise.mutations", 100_000);
    private static final double MOST_SECONDS = 1;
    private static final long MOST_BYTES = 1L << 30;
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
        "box[2ns] {",
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
        "if (c[0]) ",
        "if (c == 1) {",
        "} else {",
        "else ",
        "while (c[0] && i < 3) ",
        "while (true) { i += 1; if (i > 2) { break; } }",
        "switch (c) { case 1, 2 { x q[0]; } default { } }",
        "case 3 {",
        "default {",
        "if (c[0]) break;",
        "continue;",
        "break;",
        "end;",
        "nop q;",
        "output bit ",
        "opaque g a;",
        "array[float[64], 2, 2] a = {{1, 2}, {3, pi}};",
        "for float t in a ",
        "a[0, 1]",
        "a[1][0]",
        "float[64] f = pi; f -= 1;",
        "bool b = true;",
        "int i = 0;",
        "i += 1;",
        "!",
        "&&",
        "<=",
        "c[0] = measure q[0];",
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
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreReadOrRefused() throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(20260101);
        OpenQasmReader reader = new OpenQasmReader();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        double longest = 0;
        double all = 0;
        long largest = 0;
        for (int k = 0; k < INPUTS; k++) {
            String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
            // Processor time: what else the machine does is no hang.
            long start = thread.getCurrentThreadCpuTime();
            long allocated = thread.getCurrentThreadAllocatedBytes();
            try {
                built(reader.read(text, "damaged.qasm").withDurations(operation -> 20e-9));
            } catch (InvalidInputException e) {
                refused++;
                assertPlaces(text, e);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("input " + k + " ends in " + e + ":\n" + text, e);
            }
            double seconds = (thread.getCurrentThreadCpuTime() - start) * 1e-9;
            long bytes = thread.getCurrentThreadAllocatedBytes() - allocated;
            assertTrue(seconds < MOST_SECONDS, () -> "took " + seconds + " s:\n" + text);
            assertTrue(bytes < MOST_BYTES, () -> "took " + bytes + " bytes:\n" + text);
            longest = Math.max(longest, seconds);
            all += seconds;
            largest = Math.max(largest, bytes);
        }
        System.out.printf(
                "%d damaged files: %d refused, %d read, in %.1f s, at most %.3f s and %d MB each%n",
                INPUTS, refused, INPUTS - refused, all, longest, largest >> 20);
        assertTrue(refused > INPUTS / 3 && refused < INPUTS);
    }

    /** What a study does with a file that was read. */
    private static void built(ImportedCircuit read) {
        if (read.hasNoise()) {
            read.noisyCircuit();
            return;
        }
        for (RecordingPoints points : RecordingPoints.values()) {
            Circuit circuit = read.circuit(points);
            new Scheduler(operation -> 20e-9, Scheduler.Policy.ASAP).schedule(circuit);
        }
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
