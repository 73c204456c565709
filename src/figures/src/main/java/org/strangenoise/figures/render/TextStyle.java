package org.strangenoise.figures.render;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

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
    double offset(TextLine line) {
        return switch (anchor) {
            case START -> 0;
            case MIDDLE -> -line.width() / 2;
            case END -> -line.width();
        };
    }

    double width(String text) {
        return TextLine.of(text, bold).width() * size;
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
}
