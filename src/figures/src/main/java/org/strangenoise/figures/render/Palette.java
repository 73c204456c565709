package org.strangenoise.figures.render;

import java.awt.Color;

/**
 * Colours of lines and areas that stay apart without full colour vision: the qualitative set of Okabe and Ito ("Color
 * universal design", 2008), its yellow and sky blue moved to the end since they are pale on white.
 */
final class Palette {

    static final Color INK = new Color(0x1A1A1A);
    static final Color FAINT = new Color(0x8C8C8C);
    static final Color GRID = new Color(0xDDDDDD);
    static final Color MISSING = new Color(0xD9D9D9);
    static final Color MISSING_HATCH = new Color(0xA6A6A6);

    private static final Color[] SERIES = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0x4D4D4D),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0xB8AD00)
    };

    private Palette() {}

    static Color series(int place) {
        return SERIES[place % SERIES.length];
    }

    static Color translucent(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
    }

    /** The colour mixed with black; 0 leaves it, 1 is black. */
    static Color darkened(Color color, double share) {
        return new Color(
                (int) Math.round(color.getRed() * (1 - share)), (int) Math.round(color.getGreen() * (1 - share)), (int)
                        Math.round(color.getBlue() * (1 - share)));
    }

    /** The colour mixed with white; 0 leaves it, 1 is white. */
    static Color lightened(Color color, double share) {
        return new Color(
                lightened(color.getRed(), share),
                lightened(color.getGreen(), share),
                lightened(color.getBlue(), share));
    }

    private static int lightened(int channel, double share) {
        return (int) Math.round(channel + (255 - channel) * share);
    }
}
