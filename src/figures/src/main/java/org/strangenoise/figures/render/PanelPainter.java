package org.strangenoise.figures.render;

import java.awt.geom.Rectangle2D;

/** Draws one panel and knows how much room it needs around its plot, in points. */
interface PanelPainter {

    double left(double plotHeight);

    double right(double plotHeight);

    /** Room above the plot, without the panel's title. */
    double top(double plotWidth);

    double bottom(double plotWidth);

    void paint(Canvas canvas, Rectangle2D plot);
}
