package org.strangenoise.figures.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.figures.MathText;

class LetteringTest {

    /** Adobe's font metrics of Helvetica and Helvetica-Bold, in thousandths of the size. */
    @Test
    void widthsAreThoseOfHelvetica() {
        assertEquals(0.667, OutlineFont.REGULAR.glyph('A').advance(), 6e-4);
        assertEquals(0.556, OutlineFont.REGULAR.glyph('0').advance(), 6e-4);
        assertEquals(0.222, OutlineFont.REGULAR.glyph('i').advance(), 6e-4);
        assertEquals(0.278, OutlineFont.REGULAR.glyph(' ').advance(), 6e-4);
        assertEquals(0.667, OutlineFont.ITALIC.glyph('A').advance(), 6e-4);
        assertEquals(0.722, OutlineFont.BOLD.glyph('A').advance(), 6e-4);
    }

    @Test
    void outlinesStandOnTheBaseline() {
        Rectangle2D capital = OutlineFont.REGULAR.glyph('H').outline().getBounds2D();
        assertEquals(0, capital.getMaxY(), 1e-3);
        assertEquals(0.716, capital.getHeight(), 0.03);
        assertTrue(OutlineFont.REGULAR.glyph('g').outline().getBounds2D().getMaxY() > 0.15, "no descender");
        assertTrue(OutlineFont.REGULAR.glyph(' ').outline().getBounds2D().isEmpty());
        Rectangle2D accented = OutlineFont.REGULAR.glyph('É').outline().getBounds2D();
        assertTrue(accented.getHeight() > capital.getHeight(), "composite glyph lacks its accent");
    }

    @Test
    void everyCharacterInUseHasALetter() {
        Rectangle2D box = OutlineFont.REGULAR.glyph(0xFFFF).outline().getBounds2D();
        assertFalse(box.isEmpty(), "a missing character must be seen");
        for (OutlineFont font : List.of(OutlineFont.REGULAR, OutlineFont.ITALIC, OutlineFont.BOLD)) {
            Rectangle2D missing = font.glyph(0xFFFF).outline().getBounds2D();
            "θφκσρπµμΩ⟨⟩|−±×·≤≥→∞°äÅéñ"
                    .codePoints()
                    .forEach(letter -> assertNotEquals(
                            missing, font.glyph(letter).outline().getBounds2D(), Character.toString(letter)));
        }
    }

    @Test
    void italicVariablesAndScriptsBecomeRuns() {
        List<TextStyle.Line.Run> runs =
                TextStyle.Line.of(MathText.italic("N") + " T₁ 10⁻³", false).runs();
        assertEquals(
                List.of(
                        new TextStyle.Line.Run("N", false, true, TextStyle.Line.Height.BASE),
                        new TextStyle.Line.Run(" T", false, false, TextStyle.Line.Height.BASE),
                        new TextStyle.Line.Run("1", false, false, TextStyle.Line.Height.SUBSCRIPT),
                        new TextStyle.Line.Run(" 10", false, false, TextStyle.Line.Height.BASE),
                        new TextStyle.Line.Run("−3", false, false, TextStyle.Line.Height.SUPERSCRIPT)),
                runs);
    }

    @Test
    void italicIsUndone() {
        for (int letter : "AZazhαωΑΩθφκ".codePoints().toArray()) {
            String italic = MathText.italic(Character.toString(letter));
            assertEquals(letter, MathText.upright(italic.codePointAt(0)), Character.toString(letter));
        }
        assertEquals("1 + <", MathText.italic("1 + <"));
        assertEquals(-1, MathText.upright('N'));
    }
}
