package org.strangenoise.figures.render;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.strangenoise.figures.MathText;

/** A line of text cut into runs of one face and one height: upright, italic variables, sub- and superscripts. */
record TextLine(List<Run> runs) {

    static final double SCRIPT_SIZE = 0.7;
    static final double SUBSCRIPT_DROP = 0.18;
    static final double SUPERSCRIPT_RISE = 0.38;

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";
    private static final String RAISED = "0123456789+−=()ni";
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵦᵧᵨᵩᵪᵢⱼ";
    private static final String LOWERED = "0123456789+−=()aeoxhklmnpstβγρφχij";

    enum Height {
        BASE,
        SUBSCRIPT,
        SUPERSCRIPT
    }

    /** Letters of one face at one height, as upright characters. */
    record Run(String text, boolean bold, boolean italic, Height height) {

        OutlineFont font() {
            return bold ? OutlineFont.BOLD : italic ? OutlineFont.ITALIC : OutlineFont.REGULAR;
        }

        double scale() {
            return height == Height.BASE ? 1 : SCRIPT_SIZE;
        }

        /** How far above the baseline it stands, for a size of one. */
        double rise() {
            return switch (height) {
                case BASE -> 0;
                case SUBSCRIPT -> -SUBSCRIPT_DROP;
                case SUPERSCRIPT -> SUPERSCRIPT_RISE;
            };
        }

        double width() {
            OutlineFont font = font();
            return scale()
                    * text.codePoints()
                            .mapToDouble(codePoint -> font.glyph(codePoint).advance())
                            .sum();
        }
    }

    static TextLine of(String text, boolean bold) {
        List<Run> runs = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        boolean italic = false;
        Height height = Height.BASE;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int raised = SUPERSCRIPTS.indexOf(codePoint);
            int lowered = SUBSCRIPTS.indexOf(codePoint);
            int upright = MathText.upright(codePoint);
            Height nextHeight = raised >= 0 ? Height.SUPERSCRIPT : lowered >= 0 ? Height.SUBSCRIPT : Height.BASE;
            boolean nextItalic = upright >= 0;
            if ((nextHeight != height || nextItalic != italic) && letters.length() > 0) {
                runs.add(new Run(letters.toString(), bold, italic, height));
                letters.setLength(0);
            }
            height = nextHeight;
            italic = nextItalic;
            if (raised >= 0) {
                letters.append(RAISED.charAt(raised));
            } else if (lowered >= 0) {
                letters.append(LOWERED.charAt(lowered));
            } else {
                letters.appendCodePoint(nextItalic ? upright : Character.isISOControl(codePoint) ? ' ' : codePoint);
            }
        }
        if (letters.length() > 0) {
            runs.add(new Run(letters.toString(), bold, italic, height));
        }
        return new TextLine(runs);
    }

    /** The advance for a size of one. */
    double width() {
        return runs.stream().mapToDouble(Run::width).sum();
    }

    /** The letters' outlines on a baseline, y downwards, for a size of one. */
    Path2D outlines(double from) {
        Path2D.Double outlines = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double offset = from;
        for (Run run : runs) {
            for (int codePoint : run.text().codePoints().toArray()) {
                OutlineFont.Glyph glyph = run.font().glyph(codePoint);
                AffineTransform place = AffineTransform.getTranslateInstance(offset, -run.rise());
                place.scale(run.scale(), run.scale());
                outlines.append(glyph.outline().getPathIterator(place), false);
                offset += glyph.advance() * run.scale();
            }
        }
        return outlines;
    }
}
