package org.strangenoise.yaml;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a valid file, reading it ends soon, in a tree or in problems with a place. */
class MutatedDocumentTest {

    private static final int MUTATIONS = 10_000;
    private static final long SLOWEST_NANOSECONDS = 1_000_000_000L;
    private static final String SPECIAL =
            "[]{}:,-?&*!|>'\"%@`#~<=. \t\n\r\\0123456789eE+pi\u0000\u0007\u00B5\uFEFF\u2028";

    private static final String DEVICE = """
            name: ring
            source: &s "measured, \\u00b5-wave"
            qubits:
              - { name: Q0, T1: 3.5 us, T2: 2.0 us }
              - { name: Q1, T1: 10 us +/- 1 us, Tphi: 3 us, readout: { p1-given-0: 0.01 } }
            operations:
              ry: { duration: 20 ns, overrides: [ { qubits: [Q1], duration: 22 ns } ] }
              interaction: { coupling: 5.305 MHz }
            channels:
              - { id: custom, on: cnot, operators: [ [[1, 0], [0, "0.9"]], [[0, "0.43i"], [0, 0]] ] }
            note: |
              block text
                indented
            folded: >-
              more
            again: *s
            """;

    private static final String STUDY = """
            %YAML 1.2
            ---
            name: study
            device: ../devices/ring.yaml
            circuit:
              kicked-top: { qubits: 3, kappa: 2.5, steps: 20, rotation: -3*pi/4 }
            analyses:
              - type: sweep
                id: t1
                over: { "device.qubits.*.T1": [2 us, 5 us, inf], 'x': { from: 1 us, to: 1 ms, points: 4, scale: log } }
              - { type: dynamics, initial-states: [ { theta: 30 deg, phi: pi/2 } ] }
            ...
            """;

    @ParameterizedTest
    @ValueSource(strings = {DEVICE, STUDY})
    void isReadUnmutatedWithoutProblems(String text) {
        assertInstanceOf(YamlMapping.class, YamlParser.parse(text, "f.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {DEVICE, STUDY})
    void isReadOrRefusedWhateverItHolds(String text) {
        SplittableRandom random = new SplittableRandom(20160711);
        byte[] valid = text.getBytes(StandardCharsets.UTF_8);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutated(valid, text, random);
            Problems problems = new Problems();
            long start = processorTime();
            Optional<YamlNode> root = SourceText.decode(mutated, "f.yaml", problems)
                    .flatMap(decoded -> YamlParser.parse(decoded, "f.yaml", problems));
            if (i % 16 == 0) {
                root.ifPresent(node -> readEverything(ValueReader.of("root", node, problems)));
            }
            long elapsed = processorTime() - start;
            assertTrue(elapsed < SLOWEST_NANOSECONDS, () -> elapsed + " ns for " + show(mutated));
            assertTrue(root.isPresent() || problems.hasErrors(), () -> show(mutated));
            for (Problem problem : problems.all()) {
                assertFalse(problem.toString().contains("\n"), () -> show(mutated));
            }
            read += root.isPresent() ? 1 : 0;
            refused += root.isPresent() ? 0 : 1;
        }
        assertTrue(read > MUTATIONS / 20 && refused > MUTATIONS / 20, read + " read, " + refused + " refused");
    }

    @Test
    void isReadOrRefusedWhenRandomBytes() {
        SplittableRandom random = new SplittableRandom(63);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length() - 5));
            }
            Problems problems = new Problems();
            Optional<YamlNode> root = SourceText.decode(bytes, "f.yaml", problems)
                    .flatMap(decoded -> YamlParser.parse(decoded, "f.yaml", problems));
            assertTrue(root.isPresent() || problems.hasErrors(), () -> show(bytes));
        }
    }

    /** Time this thread has run, so that a busy machine does not fail the test. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static byte[] mutated(byte[] valid, String text, SplittableRandom random) {
        byte[] bytes = valid;
        int edits = 1 + random.nextInt(4);
        for (int e = 0; e < edits; e++) {
            int from = random.nextInt(bytes.length + 1);
            int removed = random.nextInt(3) == 0 ? random.nextInt(Math.min(40, bytes.length - from) + 1) : 0;
            bytes = spliced(bytes, from, removed, inserted(text, random));
        }
        return bytes;
    }

    private static byte[] inserted(String text, SplittableRandom random) {
        String special = String.valueOf(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
        return switch (random.nextInt(6)) {
            case 0 -> new byte[] {(byte) random.nextInt(256)};
            case 1 -> special.repeat(1 + random.nextInt(200)).getBytes(StandardCharsets.UTF_8);
            case 2 -> {
                int from = random.nextInt(text.length());
                yield text.substring(from, Math.min(text.length(), from + random.nextInt(60)))
                        .getBytes(StandardCharsets.UTF_8);
            }
            case 3 -> new byte[0];
            default -> special.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int removed, byte[] inserted) {
        byte[] result = new byte[bytes.length - removed + inserted.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(inserted, 0, result, from, inserted.length);
        System.arraycopy(bytes, from + removed, result, from + inserted.length, bytes.length - from - removed);
        return result;
    }

    /** Reads every value as nearly every type: most fail, and each failure must be a recorded problem. */
    private static void readEverything(ValueReader value) {
        value.text();
        value.bool();
        value.longInteger(Rule.NON_NEGATIVE);
        value.number(Rule.PROBABILITY);
        value.complex();
        value.oneOf(Problem.Severity.class);
        QuantityKind[] kinds = QuantityKind.values();
        QuantityKind kind = kinds[value.location().column() % kinds.length];
        value.quantities(kind, Rule.POSITIVE);
        value.quantity(kind, Rule.DECAY_TIME);
        value.items().forEach(MutatedDocumentTest::readEverything);
        try (MappingReader mapping = value.mapping()) {
            mapping.values().forEach(MutatedDocumentTest::readEverything);
            mapping.required("name").text();
        }
    }

    private static String show(byte[] bytes) {
        return Quoted.value(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
