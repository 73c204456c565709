package org.strangenoise.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {

    private enum Placement {
        AFTER_GATE,
        DURING_GATE,
        NONE
    }

    private final Problems problems = new Problems();

    private MappingReader root(String text) {
        return MappingReader.ofRoot(YamlParser.parse(text, "f.yaml"), problems);
    }

    private <T> Optional<T> read(String value, Function<ValueReader, Optional<T>> as) {
        return as.apply(root("key: " + value).required("key"));
    }

    private List<String> messages() {
        return problems.all().stream().map(Problem::toString).toList();
    }

    @Test
    void readsEachType() {
        assertEquals(Optional.of("a b"), read("a b", ValueReader::text));
        assertEquals(Optional.of("2016"), read("\"2016\"", ValueReader::text));
        assertEquals(Optional.of("no"), read("no", ValueReader::text));
        assertEquals(Optional.of(true), read("True", ValueReader::bool));
        assertEquals(Optional.of(20), read("20", v -> v.integer(Rule.POSITIVE)));
        assertEquals(Optional.of(1L << 40), read("1099511627776", v -> v.longInteger(Rule.NON_NEGATIVE)));
        assertEquals(Optional.of(-2.5), read("-2.5", v -> v.number(Rule.FINITE)));
        assertEquals(Optional.of(3.0), read("3", v -> v.number(Rule.FINITE)));
        assertEquals(Optional.of(Quantity.exact(2e-8)), read("20 ns", v -> v.time(Rule.NON_NEGATIVE)));
        assertEquals(Optional.of(Quantity.exact(Double.POSITIVE_INFINITY)), read("inf", v -> v.time(Rule.DECAY_TIME)));
        assertEquals(Optional.of(Quantity.exact(5.305e6)), read("\"5.305 MHz\"", v -> v.frequency(Rule.POSITIVE)));
        assertEquals(Optional.of(Quantity.exact(Math.PI / 2)), read("pi/2", v -> v.angle(Rule.FINITE)));
        assertEquals(Optional.of(Quantity.exact(0.5)), read("0.5", v -> v.angle(Rule.FINITE)));
        assertEquals(Optional.of(new ComplexScalar(0, 0.5)), read("0.5i", ValueReader::complex));
        assertEquals(Optional.of(Placement.DURING_GATE), read("during-gate", v -> v.oneOf(Placement.class)));
        assertEquals(
                Optional.of(Path.of("study/../devices/a.yaml").normalize()),
                read("../devices/a.yaml", v -> v.path(Path.of("study"))));
        assertEquals(
                Optional.of(List.of(1, 2, 10)), read("[1, 2, 10]", v -> v.list(i -> i.integer(Rule.NON_NEGATIVE))));
        assertEquals(List.of(), messages());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "text | 2016 | must be text, but was `2016`",
                "text | true | must be text, but was `true`",
                "text |  | must be text, but was empty",
                "text | [a] | must be text, but was a list",
                "text | {a: 1} | must be text, but was a mapping",
                "bool | yes | must be true or false, but was `yes`",
                "bool | \"true\" | must be true or false, but was the text `true`",
                "bool | 1 | must be true or false, but was `1`",
                "integer | 2.5 | must be an integer, but was `2.5`",
                "integer | 1e3 | must be an integer, but was `1e3`",
                "integer | \"20\" | must be an integer, but was the text `20`",
                "integer | three | must be an integer, but was `three`",
                "integer | -1 | must be finite and at least 0, but was `-1`",
                "integer | 3000000000 | must be an integer of at most 2147483647 in magnitude, but was `3000000000`",
                "integer | 99999999999999999999 | must be an integer, but was `99999999999999999999`",
                "number | 1e999 | must be finite, but was `1e999`",
                "number | .nan | must be a number, but was `.nan`",
                "number | .inf | must be a number, but was `.inf`",
                "number | 2.5 us | must be a number, but was `2.5 us`",
                "probability | 1.5 | must be a probability from 0 to 1, but was `1.5`",
                "time | 20 | must have a unit (ps, ns, us, ms, s), but was the bare number `20`",
                "time | 3 sec | must have one of the units ps, ns, us, ms, s, but has `sec` in `3 sec`",
                "time | 0 us | must be positive or `inf`, from 1 ps to 1e9 s where it is finite, but was `0 us`",
                "time | -3 us | must be positive or `inf`, from 1 ps to 1e9 s where it is finite, but was `-3 us`",
                "time | -inf | must be positive or `inf`, from 1 ps to 1e9 s where it is finite, but was `-inf`",
                "time | nan | must be a number, but was `nan`",
                "time | ~ | must be a time such as `20 ns`, but was empty",
                "time | [1 us] | must be a time such as `20 ns`, but was a list",
                "time | true | must be a time such as `20 ns`, but was `true`",
                "complex | 1+ | must be a complex number such as `0.5-0.5i`, but was `1+`",
                "placement | aftergate | must be one of `after-gate`, `during-gate`, `none`, but was `aftergate`; did you mean `after-gate`?",
                "placement | sometimes | must be one of `after-gate`, `during-gate`, `none`, but was `sometimes`",
                "placement | [] | must be one of `after-gate`, `during-gate`, `none`, but was a list",
                "mapping | 3 | must be a mapping, but was `3`",
                "list | 3 | must be a list, but was `3`",
                "quantities | 3 | must be a list, or a range with `from`, `to` and `points`, but was `3`",
                "text | \"two\\nlines\" | ^^",
                "path | \"a\\0b\" | must be a file's path, but was the text `a\\u0000b`",
            })
    void refusesEachWrongValueAtItsPlaceWithTheRuleAndTheValue(String type, @Nullable String value, String problem) {
        ValueReader reader = root("\nkey: " + (value == null ? "" : value)).required("key");
        Object found = switch (type) {
            case "text" -> reader.text();
            case "bool" -> reader.bool();
            case "integer" -> reader.integer(Rule.NON_NEGATIVE);
            case "number" -> reader.number(Rule.FINITE);
            case "probability" -> reader.number(Rule.PROBABILITY);
            case "time" -> reader.time(Rule.DECAY_TIME);
            case "complex" -> reader.complex();
            case "placement" -> reader.oneOf(Placement.class);
            case "mapping" -> reader.mapping().mapping();
            case "list" -> reader.list(ValueReader::text);
            case "quantities" -> reader.quantities(QuantityKind.TIME, Rule.POSITIVE);
            case "path" -> reader.path(Path.of(""));
            default -> throw new IllegalArgumentException(type);
        };
        if (problem.isEmpty()) {
            assertEquals(List.of(), messages());
            return;
        }
        int column = value == null ? 5 : 6;
        assertEquals(List.of("f.yaml:2:" + column + ": `key` " + problem), messages());
        assertEquals(Optional.empty(), found);
    }

    @Test
    void reportsAllProblemsInOneGo() {
        MappingReader root = root("""
                nam: ring
                qubits:
                  - { name: Q0, T1: 3.5, T2: 2 us, Tphi: 3 us }
                  - { T3: 4 us }
                  - 7
                operations:
                  ry: { duration: -20 ns }
                """);
        try (root) {
            root.required("name").text();
            for (ValueReader item : root.required("qubits").items()) {
                try (MappingReader qubit = item.mapping()) {
                    qubit.required("name").text();
                    qubit.required("T1").time(Rule.DECAY_TIME);
                    qubit.exactlyOneOf("T2", "Tphi").ifPresent(v -> v.time(Rule.DECAY_TIME));
                }
            }
            try (MappingReader operations = root.required("operations").mapping()) {
                for (ValueReader operation : operations.values()) {
                    try (MappingReader ry = operation.mapping()) {
                        ry.optional("duration").time(Rule.NON_NEGATIVE);
                    }
                }
            }
        }
        assertEquals(
                List.of(
                        "f.yaml:1:1: missing key `name`",
                        "f.yaml:1:1: unknown key `nam`; did you mean `name`? known: `name`, `qubits`, `operations`",
                        "f.yaml:3:21: `T1` must have a unit (ps, ns, us, ms, s), but was the bare number `3.5`",
                        "f.yaml:3:42: `Tphi` must not stand beside `T2`: only one of `T2`, `Tphi` may be given",
                        "f.yaml:4:5: missing key `name` in `qubits[1]`",
                        "f.yaml:4:5: missing key `T1` in `qubits[1]`",
                        "f.yaml:4:5: missing key: exactly one of `T2`, `Tphi` must be given in `qubits[1]`",
                        "f.yaml:4:7: unknown key `T3` in `qubits[1]`; did you mean `T1`? known: `name`, `T1`, `T2`, `Tphi`",
                        "f.yaml:5:5: `qubits[2]` must be a mapping, but was `7`",
                        "f.yaml:7:19: `duration` must be finite and at least 0, but was `-20 ns`"),
                messages());
        InvalidInputException refused = assertThrows(InvalidInputException.class, problems::throwIfErrors);
        assertEquals(problems.all(), refused.problems());
        assertEquals(String.join("\n", messages()), refused.getMessage());
    }

    @Test
    void refusesADocumentThatIsNoMapping() {
        root("- 1").close();
        assertEquals(List.of("f.yaml:1:1: file must hold a mapping of keys to values, but holds a list"), messages());
    }

    @Test
    void listsTheKnownKeysWhenNoneIsNear() {
        MappingReader root = root("{ name: a, colour: red }");
        root.required("name").text();
        root.close();
        assertEquals(List.of("f.yaml:1:12: unknown key `colour`; known: `name`"), messages());
    }

    @Test
    void saysNothingOfAbsentOptionalValues() {
        MappingReader root = root("{}");
        assertFalse(root.has("a"));
        assertFalse(root.optional("a").isPresent());
        assertEquals(Optional.empty(), root.optional("a").time(Rule.POSITIVE));
        assertEquals(Optional.empty(), root.atMostOneOf("b", "c"));
        assertEquals(List.of(), root.optional("a").items());
        try (MappingReader absent = root.optional("a").mapping()) {
            assertEquals(Optional.empty(), absent.required("b").text());
        }
        assertEquals(List.of(), messages());
    }

    @Test
    void readsListsAndRangesOfQuantities() {
        assertEquals(
                Optional.of(List.of(
                        Quantity.exact(2e-6), new Quantity(5e-6, 1e-6), Quantity.exact(Double.POSITIVE_INFINITY))),
                read("[2 us, 5 +/- 1 us, inf]", v -> v.quantities(QuantityKind.TIME, Rule.DECAY_TIME)));
        assertEquals(List.of(-1.0, -0.5, 0.0, 0.5, 1.0), values("{ from: -1, to: 1, points: 5 }", QuantityKind.NUMBER));
        List<Double> logarithmic = values("{ from: 1 us, to: 10 ms, points: 5, scale: log }", QuantityKind.TIME);
        double[] expected = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], logarithmic.get(i), 4 * Math.ulp(expected[i]));
        }
        assertEquals(1e-6, logarithmic.get(0));
        assertEquals(1e-2, logarithmic.get(4));
        assertEquals(List.of(), messages());
    }

    private List<Double> values(String range, QuantityKind kind) {
        return read(range, v -> v.quantities(kind, Rule.FINITE)).orElseThrow().stream()
                .map(Quantity::value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ from: 0 us, to: 1 us, points: 3, scale: log } | 14: `from` must be positive and finite, but was `0 us`",
                "{ from: 1 us, to: inf, points: 3 } | 24: `to` must be finite and at least 0, but was `inf`",
                "{ from: 1 us, to: 2 us, points: 1 } | 38: `points` must be from 2 to 1000000, but was `1`",
                "{ from: 1 us, to: 2 us, points: 3, scale: cubic } | 48: `scale` must be one of `linear`, `log`, but was `cubic`",
                "{ from: 1 us, to: 2 us } | 6: missing key `points` in `key`",
                "{ from: 1 us, to: 2 us, points: 3, step: 2 } | 41: unknown key `step` in `key`; known: `scale`, `from`, `to`, `points`",
            })
    void refusesBadRanges(String range, String problem) {
        Optional<List<Quantity>> values = read(range, v -> v.quantities(QuantityKind.TIME, Rule.NON_NEGATIVE));
        assertEquals(List.of("f.yaml:1:" + problem), messages());
        assertEquals(problem.contains("unknown key"), values.isPresent());
    }

    @Test
    void ordersProblemsByPlaceWithoutDuplicates() {
        problems.warning(new Location("b.yaml", 2, 1), "doubtful");
        problems.error(new Location("a.yaml", 3, 1), "third");
        problems.error(new Location("a.yaml", 1, 9), "second");
        problems.error(new Location("a.yaml", 1, 2), "first");
        problems.error(new Location("a.yaml", 1, 2), "first");
        assertEquals(
                List.of(
                        "b.yaml:2:1: warning: doubtful",
                        "a.yaml:1:2: first",
                        "a.yaml:1:9: second",
                        "a.yaml:3:1: third"),
                messages());
        assertEquals(3, problems.errors().size());
        assertEquals(1, problems.warnings().size());
    }

    @Test
    void warningsDoNotRefuse() {
        problems.warning(Location.startOf("a.yaml"), "doubtful");
        assertFalse(problems.hasErrors());
        problems.throwIfErrors();
    }

    @Test
    void messagesStayOnOneLine() {
        read("\"two\\nlines\\e[31m\"", ValueReader::bool);
        assertEquals(
                List.of("f.yaml:1:6: `key` must be true or false, but was the text `two\\u000Alines\\u001B[31m`"),
                messages());
    }
}
