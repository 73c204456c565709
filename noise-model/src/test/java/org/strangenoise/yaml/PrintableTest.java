package org.strangenoise.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 9, 0xA, 0xD, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
                0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xD800, 0xDFFF, 0xFEFF, 0xE0041,
                0x34F, 0x115F, 0x3164, 0xFFA0, 0x2800, 0xFFFE, 0xFFFF, 0xFDD0, 0xFDEF, 0x1FFFE, 0x10FFFF
            })
    void showsWhatSteersOrHidesAsItsCode(int c) {
        String hostile = "a" + Character.toString(c) + "b";
        String shown = Printable.line(hostile);
        assertEquals(String.format("a\\u%04Xb", c), shown);
        assertSame(shown, Printable.line(shown), "what is shown already stays");
        assertEquals(
                "f:1:2: " + shown,
                Problem.error(new Location("f", 1, 2), hostile).toString());
    }

    @Test
    void leavesTheWorldsScriptsAlone() {
        for (String text : new String[] {
            "Größe", "量子ビット", "می\u200Cخواهم", "👩\u200D🔬", "κ = 2.5", "כאוס", "❤\uFE0F", "葛\uDB40\uDD00", "한글"
        }) {
            assertSame(text, Printable.line(text));
        }
        assertEquals("two\nlines\tand \\u001B", Printable.lines("two\nlines\tand \u001B"));
    }

    @Test
    void callsAnOddSpaceByItsName() {
        assertEquals("`20\\u00A0ns` (U+00A0 is a no-break space)", Quoted.value("20\u00A0ns"));
        assertEquals("`20 ns`", Quoted.value("20 ns"));
        assertFalse(Quoted.value("x".repeat(10_000)).length() > 100);
    }
}
