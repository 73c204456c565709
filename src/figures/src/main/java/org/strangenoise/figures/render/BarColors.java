package org.strangenoise.figures.render;

import java.awt.Color;
import org.strangenoise.figures.BarFill;

/** The colours of bars: what fills them, and their edges. */
public final class BarColors {

    private static final double PLAIN_PALENESS = 0.25;
    private static final double DARKEST = 0.3;
    private static final double PALEST = 0.72;
    private static final double EDGE = 0.25;

    private BarColors() {}

    /** {@code 0xRRGGBB}. */
    public static int rgb(BarFill fill) {
        return area(fill).getRGB() & 0xFFFFFF;
    }

    static Color area(BarFill fill) {
        if (fill instanceof BarFill.Plain plain) {
            return Palette.lightened(Palette.series(plain.color()), PLAIN_PALENESS);
        }
        if (fill instanceof BarFill.Shade shade) {
            Color color = Palette.series(shade.color());
            double tone = shade.place() * (DARKEST + PALEST) - DARKEST;
            return tone < 0 ? Palette.darkened(color, -tone) : Palette.lightened(color, tone);
        }
        if (fill instanceof BarFill.Graded graded) {
            return new Color(ColorTable.of(graded.scale()).at(graded.place()));
        }
        throw new AssertionError("unknown fill of bars: " + fill);
    }

    static Color edge(BarFill fill) {
        return fill instanceof BarFill.Plain plain ? Palette.series(plain.color()) : Palette.darkened(area(fill), EDGE);
    }
}
