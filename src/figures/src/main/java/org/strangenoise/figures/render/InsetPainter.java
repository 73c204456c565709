package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.function.ToDoubleFunction;
import org.strangenoise.figures.HeatMap;

/** A small map in a corner of a plot, with a colour bar and the names of its axes but no ticks. */
record InsetPainter(HeatMap.Inset inset) {

    private static final double MARGIN = 4;
    private static final double MARKER_SIZE = 4;
    private static final TextStyle TEXT = TextStyle.NORMAL.sized(6);

    void paint(Canvas canvas, Rectangle2D outer) {
        canvas.fill(outer, Palette.translucent(Color.WHITE, 0.9));
        HeatMapPainter painter =
                HeatMapPainter.of(inset.map(), HeatMapPainter.limits(inset.map()), false, false, false);
        double label = TEXT.lineHeight() + 1.5;
        double head = inset.map().title().isEmpty() ? 2 : label;
        double height = outer.getHeight() - label - head;
        HeatMap map = inset.map();
        ColorBar bar = new ColorBar(map.colorScale(), HeatMapPainter.limits(map), map.valueName(), ColorBar.Size.SMALL);
        Rectangle2D inner = new Rectangle2D.Double(
                outer.getX() + label, outer.getY() + head, outer.getWidth() - label - bar.width(height) - 1, height);
        painter.paintMap(canvas, inner);
        canvas.stroke(inner, Canvas.Pen.solid(Palette.INK, 0.5));
        bar.paint(canvas, inner.getMaxX(), inner.getY(), inner.getMaxY());
        painter.paintMarkers(canvas, inner, MARKER_SIZE, false);
        canvas.text(inset.map().xAxis().label(), inner.getCenterX(), outer.getMaxY() - 1.6, TEXT.centred());
        canvas.text(
                inset.map().yAxis().label(),
                outer.getX() + TEXT.size() - 0.5,
                inner.getCenterY(),
                TEXT.centred().turnedUp());
        if (!inset.map().title().isEmpty()) {
            canvas.text(inset.map().title(), inner.getCenterX(), inner.getY() - 2, TEXT.centred());
        }
    }

    /** @param clutter how much a rectangle would cover, used to choose a place */
    Rectangle2D place(Rectangle2D plot, ToDoubleFunction<Rectangle2D> clutter) {
        double width = plot.getWidth() * inset.widthFraction();
        double height = Math.min(width * 0.62, plot.getHeight() * 0.6);
        double left = plot.getX() + MARGIN;
        double right = plot.getMaxX() - MARGIN - width;
        double top = plot.getY() + MARGIN;
        double bottom = plot.getMaxY() - MARGIN - height;
        Rectangle2D topLeft = new Rectangle2D.Double(left, top, width, height);
        Rectangle2D topRight = new Rectangle2D.Double(right, top, width, height);
        Rectangle2D bottomLeft = new Rectangle2D.Double(left, bottom, width, height);
        Rectangle2D bottomRight = new Rectangle2D.Double(right, bottom, width, height);
        return switch (inset.place()) {
            case TOP_LEFT -> topLeft;
            case TOP_RIGHT -> topRight;
            case BOTTOM_LEFT -> bottomLeft;
            case BOTTOM_RIGHT -> bottomRight;
            case AUTOMATIC -> FreePlace.find(plot, width, height, MARGIN, clutter);
        };
    }

    /** Finds room for a box at the upper or lower edge of a plot. */
    static final class FreePlace {

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
}
