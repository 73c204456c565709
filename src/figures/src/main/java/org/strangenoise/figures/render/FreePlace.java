package org.strangenoise.figures.render;

import java.awt.geom.Rectangle2D;
import java.util.function.ToDoubleFunction;

/** Finds room for a box at the upper or lower edge of a plot. */
final class FreePlace {

    private static final int PLACES = 24;

    private FreePlace() {}

    /** The place where the box covers least; among equal ones the corners come first, from the lower right. */
    static Rectangle2D find(
            Rectangle2D plot, double width, double height, double margin, ToDoubleFunction<Rectangle2D> clutter) {
        double left = plot.getX() + margin;
        double way = Math.max(0, plot.getWidth() - 2 * margin - width);
        double top = plot.getY() + margin;
        double bottom = plot.getMaxY() - margin - height;
        Rectangle2D best = new Rectangle2D.Double(left + way, bottom, width, height);
        double least = clutter.applyAsDouble(best);
        for (int place = 0; place < PLACES; place++) {
            double share = place < 2 ? 1 - place : (double) (place - 1) / (PLACES - 2);
            for (double y : new double[] {bottom, top}) {
                Rectangle2D box = new Rectangle2D.Double(left + share * way, y, width, height);
                double covered = clutter.applyAsDouble(box);
                if (covered < least) {
                    least = covered;
                    best = box;
                }
            }
        }
        return best;
    }
}
