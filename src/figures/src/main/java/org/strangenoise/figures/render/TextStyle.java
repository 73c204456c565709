package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.strangenoise.figures.MathText;

/**
 * How a line of text is set.
 *
 * @param size of the em in points
 * @param upwards whether it runs from bottom to top
 * @param halo whether a white rim keeps it legible over a picture
 */
record TextStyle(double size, boolean bold, Color color, Anchor anchor, boolean upwards, boolean halo) {

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private static final double SIZE = 7;

    /** Width of the rim, half of it outside the letters, as a fraction of the size. */
    static final double HALO = 0.22;

    /** Distance from the baseline to the middle of a capital, as a fraction of the size. */
    private static final double HALF_CAPITAL = 0.358;

    static final TextStyle NORMAL = new TextStyle(SIZE, false, Palette.INK, Anchor.START, false, false);

    TextStyle sized(double newSize) {
        return new TextStyle(newSize, bold, color, anchor, upwards, halo);
    }

    TextStyle inBold() {
        return new TextStyle(size, true, color, anchor, upwards, halo);
    }

    TextStyle colored(Color newColor) {
        return new TextStyle(size, bold, newColor, anchor, upwards, halo);
    }

    TextStyle centred() {
        return new TextStyle(size, bold, color, Anchor.MIDDLE, upwards, halo);
    }

    TextStyle flushRight() {
        return new TextStyle(size, bold, color, Anchor.END, upwards, halo);
    }

    TextStyle turnedUp() {
        return new TextStyle(size, bold, color, anchor, true, halo);
    }

    TextStyle withHalo() {
        return new TextStyle(size, bold, color, anchor, upwards, true);
    }

    /** Where a line begins, from its anchor, for a size of one. */
    double offset(Line line) {
        return switch (anchor) {
            case START -> 0;
            case MIDDLE -> -line.width() / 2;
            case END -> -line.width();
        };
    }

    double width(String text) {
        return Line.of(text, bold).width() * size;
    }

    /** The text in lines of at most a width, broken between words; a single longer word has a line of its own. */
    List<String> broken(String text, double most) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer) > most) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }

    /** How far below the middle of its capitals the baseline lies. */
    double middleToBaseline() {
        return HALF_CAPITAL * size;
    }

    double lineHeight() {
        return 1.2 * size;
    }

    /** A line of text cut into runs of one face and one height: upright, italic variables, sub- and superscripts. */
    record Line(List<Run> runs) {

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

        static Line of(String text, boolean bold) {
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
            return new Line(runs);
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
}
