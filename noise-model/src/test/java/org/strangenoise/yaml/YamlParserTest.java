package org.strangenoise.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlParserTest {

    @TempDir
    Path folder;

    private static YamlMapping parse(String text) {
        return assertInstanceOf(YamlMapping.class, YamlParser.parse(text, "f.yaml"));
    }

    private static String problemsOf(String text) {
        return assertThrows(InvalidInputException.class, () -> YamlParser.parse(text, "f.yaml"))
                .getMessage();
    }

    @Test
    void knowsWhereEveryKeyAndValueStands() {
        YamlMapping root = parse("# comment\nname: ring\nqubits:\n  - { name: Q0, T1: 3.5 us }\n  - name: Q1\nlast:\n");
        assertEquals(new Location("f.yaml", 2, 1), root.location());
        assertEquals(
                List.of("name", "qubits", "last"),
                root.entries().stream().map(YamlMapping.Entry::key).toList());
        assertEquals(
                new Location("f.yaml", 3, 1), root.entry("qubits").orElseThrow().keyLocation());
        YamlSequence qubits =
                assertInstanceOf(YamlSequence.class, root.get("qubits").orElseThrow());
        assertEquals(new Location("f.yaml", 4, 3), qubits.location());
        YamlMapping first = assertInstanceOf(YamlMapping.class, qubits.items().get(0));
        assertEquals(new Location("f.yaml", 4, 5), first.location());
        assertEquals(
                new Location("f.yaml", 4, 17), first.entry("T1").orElseThrow().keyLocation());
        assertEquals(
                YamlScalar.plain(new Location("f.yaml", 4, 21), "3.5 us"),
                first.get("T1").orElseThrow());
        assertEquals(new Location("f.yaml", 5, 5), qubits.items().get(1).location());
        assertEquals(
                YamlScalar.Kind.NULL,
                assertInstanceOf(YamlScalar.class, root.get("last").orElseThrow())
                        .kind());
    }

    @Test
    void countsColumnsInCodePoints() {
        YamlMapping root = parse("{ \"\uD835\uDF0B\": \u00B5, b: 1 }");
        assertEquals(
                new Location("f.yaml", 1, 11), root.entry("b").orElseThrow().keyLocation());
    }

    @Test
    void keepsKeysAsText() {
        YamlMapping root = parse("on: ry\noff: 1\nyes: 2\nno: 3\n1: a\n1.0: b\ntrue: c\n");
        assertEquals(
                List.of("on", "off", "yes", "no", "1", "1.0", "true"),
                root.entries().stream().map(YamlMapping.Entry::key).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "no, TEXT",
        "on, TEXT",
        "off, TEXT",
        "yes, TEXT",
        "y, TEXT",
        "20 ns, TEXT",
        "inf, TEXT",
        ".inf, TEXT",
        ".nan, TEXT",
        "0x10, TEXT",
        "0o7, TEXT",
        "1_000, TEXT",
        "1:30, TEXT",
        "2016-01-01, TEXT",
        "'\"1\"', QUOTED_TEXT",
        "'\"\"', QUOTED_TEXT",
        "'\"true\"', QUOTED_TEXT",
        "true, BOOLEAN",
        "False, BOOLEAN",
        "TRUE, BOOLEAN",
        "tRue, TEXT",
        "1, INTEGER",
        "-12, INTEGER",
        "+3, INTEGER",
        "007, INTEGER",
        "1.5, DECIMAL",
        "-.5, DECIMAL",
        "5., DECIMAL",
        "1e3, DECIMAL",
        "1E-3, DECIMAL",
        "1e, TEXT",
        "., TEXT",
        "~, NULL",
        "null, NULL",
        "Null, NULL",
        "'', NULL"
    })
    void resolvesScalarsByTheCoreSchemaWithoutLosingTheirText(String written, YamlScalar.Kind kind) {
        YamlScalar scalar = assertInstanceOf(
                YamlScalar.class, parse("key: " + written).get("key").orElseThrow());
        assertEquals(kind, scalar.kind());
        assertEquals(written.replace("\"", ""), scalar.text());
    }

    @Test
    void givesPlainValues() {
        Map<String, Object> plain = parse("a: [1, 2.5, true, ~, no, \"7\"]\nb: { c: 99999999999999999999 }\n")
                .toPlain();
        assertEquals(Map.of("a", Arrays.asList(1L, 2.5, true, null, "no", "7"), "b", Map.of("c", 1e20)), plain);
        assertEquals(List.of("a", "b"), List.copyOf(plain.keySet()));
    }

    @Test
    void writesAliasesOut() {
        YamlMapping root = parse("a: &q { T1: 2 us }\nb: *q\n");
        assertSame(root.get("a").orElseThrow(), root.get("b").orElseThrow());
        assertEquals(new Location("f.yaml", 1, 4), root.get("b").orElseThrow().location());
    }

    @Test
    void mergesMappingsDeeplyAndKeepsWhereEachLeafCameFrom() {
        YamlMapping base = parse("circuit:\n  kicked-top: { qubits: 3, kappa: 2.5 }\nlist: [1, 2]\nleaf: 1\n");
        YamlMapping over = assertInstanceOf(
                YamlMapping.class,
                YamlParser.parse("circuit: { kicked-top: { kappa: 0.5, steps: 4 } }\nlist: [3]\nleaf: {}\n", "g.yaml"));
        YamlMapping merged = base.mergedWith(over);
        assertEquals(
                Map.of(
                        "circuit", Map.of("kicked-top", Map.of("qubits", 3L, "kappa", 0.5, "steps", 4L)),
                        "list", List.of(3L),
                        "leaf", Map.of()),
                merged.toPlain());
        YamlMapping circuit =
                assertInstanceOf(YamlMapping.class, merged.get("circuit").orElseThrow());
        YamlMapping top =
                assertInstanceOf(YamlMapping.class, circuit.get("kicked-top").orElseThrow());
        assertEquals(
                List.of("qubits", "kappa", "steps"),
                top.entries().stream().map(YamlMapping.Entry::key).toList());
        assertEquals("f.yaml:2:15", top.location().toString());
        assertEquals("f.yaml:2:25", top.get("qubits").orElseThrow().location().toString());
        assertEquals("g.yaml:1:33", top.get("kappa").orElseThrow().location().toString());
        assertEquals(
                "g.yaml:1:26", top.entry("kappa").orElseThrow().keyLocation().toString());
        assertEquals(
                2.5,
                assertInstanceOf(
                                Map.class,
                                assertInstanceOf(Map.class, base.toPlain().get("circuit"))
                                        .get("kicked-top"))
                        .get("kappa"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | 1:1: file must hold a YAML document, but is empty",
                "# only a comment | 1:1: file must hold a YAML document, but is empty",
                "a: 1\\n---\\nb: 2 | 2:1: file must hold one document, but a second begins here",
                "T1: 1\\nb: 2\\nT1: 3 | 3:1: a key must stand once, but `T1` already stands at line 1, column 1",
                "{ a: { x: 1, \"x\": 2 } } | 1:14: a key must stand once, but `x` already stands at line 1, column 8",
                "a: !!int 3 | 1:4: tags are not supported, but the value has the tag `tag:yaml.org,2002:int`",
                "a: !x {} | 1:4: tags are not supported, but the value has the tag `!x`",
                "a: &x 1\\n<<: *x | 2:1: merge keys (`<<`) are not supported; write the entries out",
                "? [1]\\n: 2 | 1:3: a key must be text, but is a list",
                "? {a: 1}\\n: 2 | 1:3: a key must be text, but is a mapping",
                "~: 2 | 1:1: a key must be text, but is empty",
                "&x a: 1\\n*x : 2 | 2:1: a key must be text, but is an alias",
                "a: *nowhere | 1:4: alias `*nowhere` must repeat an earlier value, but there is no such anchor above",
                "a: &x [*x] | 1:8: alias `*x` must repeat an earlier value, but it stands inside that anchor",
                "a: [1, 2 | 1:9: file must be valid YAML, but: expected ',' or ']', but got <stream end> (while parsing a flow sequence)",
                "a: 1\\n\\tb: 2 | 2:1: file must be valid YAML, but: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation) (while scanning for the next token)",
                "a: b: c | 1:5: file must be valid YAML, but: mapping values are not allowed here",
                "a: \"open | 1:9: file must be valid YAML, but: found unexpected end of stream (while scanning a quoted scalar)",
                "a: \\u0000 | 1:4: file must be plain text, but has the character U+0000",
                "a: 1\\r\\nb: \\u0007 | 2:4: file must be plain text, but has the character U+0007",
                "%YAML 99999999999.1\\n---\\na: 1 | 1:18: file must be valid YAML, but: found a number which cannot represent a valid version: 99999999999 (while scanning a YAML directive)",
                "%YAML 3.0\\n---\\na: 1 | 1:1: file must be valid YAML, but: found incompatible YAML document (version 1.* is required)",
            })
    void refusesEachBadDocumentAtItsPlace(String text, String problem) {
        String unescaped = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        unescaped = unescaped.replace("\\u0000", "\u0000").replace("\\u0007", "\u0007");
        assertEquals("f.yaml:" + problem, problemsOf(unescaped));
    }

    @Test
    void reportsAllProblemsOfAFileInOrder() {
        assertEquals("""
                f.yaml:1:4: tags are not supported, but the value has the tag `!t`
                f.yaml:3:1: a key must stand once, but `a` already stands at line 1, column 1
                f.yaml:4:1: a key must stand once, but `b` already stands at line 2, column 1""", problemsOf("a: !t 1\nb: 2\na: 3\nb: 4\n"));
    }

    @Test
    void returnsADocumentWithProblemsSoThatReadingGoesOn() {
        Problems problems = new Problems();
        YamlNode root = YamlParser.parse("a: 1\na: 2\n", "f.yaml", problems).orElseThrow();
        assertEquals(Map.of("a", 1L), root.toPlain());
        assertEquals(1, problems.errors().size());
    }

    @Test
    void boundsDepth() {
        assertEquals(64, depth(YamlParser.parse("[".repeat(64) + "]".repeat(64), "f.yaml")));
        assertEquals(
                "f.yaml:1:65: values must be nested at most 64 deep, but here are deeper",
                problemsOf("[".repeat(65) + "]".repeat(65)));
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertEquals(
                        "f.yaml:1:65: values must be nested at most 64 deep, but here are deeper",
                        problemsOf("[".repeat(65_000))));
        String half = "[".repeat(40) + "]".repeat(40);
        assertEquals(
                "f.yaml:2:34: values must be nested at most 64 deep, but here are deeper",
                problemsOf("a: &x " + half + "\nb: " + "[".repeat(30) + "*x" + "]".repeat(30)));
    }

    private static int depth(YamlNode node) {
        return node instanceof YamlSequence s && !s.items().isEmpty()
                ? 1 + depth(s.items().get(0))
                : 1;
    }

    @Test
    void boundsWhatAliasesWriteOut() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, alias)) + "]\n");
        }
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertEquals(
                        "f.yaml:6:25: file must hold at most 500000 values with aliases written out, but holds more",
                        problemsOf(bomb.toString())));
    }

    @Test
    void boundsNumberOfValues() {
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertEquals(
                        "f.yaml:50000:29: file must hold at most 500000 values with aliases written out, but holds more",
                        problemsOf("[" + (" 1,".repeat(10) + "\n").repeat(60_000) + "1]")));
    }

    private String problemsOf(Path path) {
        return assertThrows(InvalidInputException.class, () -> YamlParser.read(path))
                .getMessage();
    }

    private Path write(byte... bytes) throws IOException {
        return Files.write(folder.resolve("f.yaml"), bytes);
    }

    @Test
    void readsFilesWithAndWithoutByteOrderMark() throws IOException {
        assertEquals(
                Map.of("a", "\u00B5"),
                YamlParser.read(write("a: \u00B5\n".getBytes(StandardCharsets.UTF_8)))
                        .toPlain());
        YamlNode marked = YamlParser.read(write("\uFEFFa: 1\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Map.of("a", 1L), marked.toPlain());
        assertEquals(1, marked.location().column());
    }

    @Test
    void refusesFilesThatAreNoText() throws IOException {
        Path file = folder.resolve("f.yaml");
        assertEquals(file + ":1:1: file does not exist", problemsOf(file));
        assertEquals(folder + ":1:1: must be a file, but is a folder", problemsOf(folder));
        write((byte) 'a', (byte) ':', (byte) '\n', (byte) ' ', (byte) 0xFF, (byte) 'x');
        assertEquals(file + ":2:2: file must be UTF-8 text, but has the byte 0xFF", problemsOf(file));
        write((byte) 'a', (byte) ':', (byte) 0xE2, (byte) 0x82);
        assertEquals(file + ":1:3: file must be UTF-8 text, but has the byte 0xE2", problemsOf(file));
        write((byte) 0x7F, (byte) 'E', (byte) 'L', (byte) 'F', (byte) 0);
        assertEquals(file + ":1:1: file must be plain text, but has the character U+007F", problemsOf(file));
        write();
        assertEquals(file + ":1:1: file must hold a YAML document, but is empty", problemsOf(file));
    }

    @Test
    void boundsSize() throws IOException {
        byte[] big = "- 15 characters\n".repeat((SourceText.MAX_BYTES >> 4) + 1).getBytes(StandardCharsets.UTF_8);
        String tooBig = problemsOf(write(big));
        assertEquals(folder.resolve("f.yaml") + ":1:1: file must have at most 4194304 bytes, but has more", tooBig);
        YamlNode largest = YamlParser.read(write(Arrays.copyOf(big, SourceText.MAX_BYTES)));
        assertEquals(
                SourceText.MAX_BYTES >> 4,
                assertInstanceOf(YamlSequence.class, largest).items().size());
    }

    @Test
    void boundsTheLengthOfLines() {
        String longest = "x".repeat(SourceText.MAX_LINE - 3);
        assertEquals(longest, parse("a: " + longest + "\n").toPlain().get("a"));
        assertEquals(
                "f.yaml:2:65537: a line must have at most 65536 characters, but this one has more",
                problemsOf("b: 1\na: x" + longest));
        String hostile = ("- " + "x".repeat(SourceText.MAX_LINE - 2) + "\n").repeat(63);
        assertTimeout(Duration.ofSeconds(10), () -> YamlParser.parse(hostile, "f.yaml"));
    }
}
