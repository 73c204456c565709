package org.strangenoise.figures.render;

import java.awt.BasicStroke;
import java.awt.Color;
import org.strangenoise.figures.Style;

/**
 * How a line is stroked.
 *
 * @param width in points
 * @param pattern dashes in points scale with the width
 */
record Pen(Color color, double width, Style.Line pattern) {

    static Pen solid(Color color, double width) {
        return new Pen(color, width, Style.Line.SOLID);
    }

    /** Lengths of dashes and gaps in points; empty for a solid line. */
    float[] dashes() {
        float unit = (float) Math.max(width, 0.6);
        return switch (pattern) {
            case DASHED -> new float[] {3.5f * unit, 2 * unit};
            case DOTTED -> new float[] {unit, 1.6f * unit};
            case SOLID, NONE -> new float[0];
        };
    }

    BasicStroke toStroke() {
        float[] dashes = dashes();
        return dashes.length == 0
                ? new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }
}
