package org.strangenoise.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back as it was. */
class YamlWriterTest {

    private static Map<?, ?> readBack(Map<?, ?> document) {
        Problems problems = new Problems();
        YamlMapping read = (YamlMapping) YamlParser.parse(YamlWriter.text(document), "test");
        problems.throwIfErrors();
        return read.toPlain();
    }

    /** Texts that a reader would take for something else, or that would end the line or the document. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.79 us",
                "-213 MHz +/- 2 MHz",
                "yes",
                "no",
                "null",
                "~",
                "true",
                "1.5",
                "0x10",
                "1e3",
                ".inf",
                "",
                " lead",
                "trail ",
                "# no comment",
                "a: b",
                "a #b",
                "- item",
                "[ 1 ]",
                "{ a: 1 }",
                "*anchor",
                "&anchor",
                "!tag",
                "|",
                ">",
                "%directive",
                "@at",
                "`tick`",
                "'quoted'",
                "\"double\"",
                "two\nlines",
                "tab\there",
                "bell\u0007",
                "---",
                "...",
                "é ü \uD83D\uDE00",
                "\u2028",
                "="
            })
    void textsAreReadBackAsTheyWere(String text) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("value", text);
        document.put("list", List.of(text, text));
        document.put("map", Map.of(text.isEmpty() ? "k" : text, "x"));
        assertEquals(document, readBack(document));
    }

    /** Numbers have all their digits, keys their order, quantities no quotes. */
    @Test
    void numbersAndQuantitiesStayReadable() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("time", "3.79 us");
        document.put("kappa", 0.1 + 0.2);
        document.put("steps", 10);
        document.put("on", true);
        document.put("none", null);
        document.put("list", Arrays.asList(1, "two", List.of(3.5)));
        assertEquals("""
                time: 3.79 us
                kappa: 0.30000000000000004
                steps: 10
                "on": true
                none: null
                list:
                  - 1
                  - two
                  -   - 3.5
                """, YamlWriter.text(document));
    }

    @Test
    void whatIsNoDataIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> YamlWriter.text(Map.of("key", new Object())));
    }
}
