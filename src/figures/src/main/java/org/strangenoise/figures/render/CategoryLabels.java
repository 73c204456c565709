package org.strangenoise.figures.render;

import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Names below upright bars or points: on one line, broken between words, or turned when there is no room for either.
 */
record CategoryLabels(List<String> names) {

    private static final double GAP = 3;
    private static final TextStyle TEXT = TextStyle.NORMAL.sized(6.5);
    private static final int MOST_LINES = 3;

    double height(double plotWidth) {
        if (isTurned(plotWidth)) {
            return GAP + names.stream().mapToDouble(TEXT::width).max().orElse(0) + GAP;
        }
        int lines = names.stream()
                .mapToInt(name -> TEXT.broken(name, slot(plotWidth) - 1).size())
                .max()
                .orElse(0);
        return GAP + lines * TEXT.lineHeight() + GAP;
    }

    void paint(Canvas canvas, Rectangle2D plot) {
        double slot = slot(plot.getWidth());
        boolean turned = isTurned(plot.getWidth());
        int every = turned
                ? Math.max(1, (int) Math.ceil(TEXT.lineHeight() / slot))
                : isNumbers() ? Math.max(1, (int) Math.ceil(widest() * 1.3 / slot)) : 1;
        for (int i = 0; i < names.size(); i += every) {
            double x = plot.getX() + (i + 0.5) * slot;
            if (turned) {
                canvas.text(
                        names.get(i),
                        x + TEXT.middleToBaseline(),
                        plot.getMaxY() + GAP,
                        TEXT.flushRight().turnedUp());
                continue;
            }
            double baseline = plot.getMaxY() + GAP + TEXT.size();
            for (String line : TEXT.broken(names.get(i), slot - 1)) {
                canvas.text(line, x, baseline, TEXT.centred());
                baseline += TEXT.lineHeight();
            }
        }
    }

    private boolean isTurned(double plotWidth) {
        double slot = slot(plotWidth);
        return !isNumbers()
                && names.stream()
                        .anyMatch(name -> TEXT.broken(name, slot - 1).size() > MOST_LINES
                                || TEXT.broken(name, slot - 1).stream().anyMatch(line -> TEXT.width(line) > slot - 1));
    }

    /** Numbers need not all be written: every second or fifth says enough. Bit strings are no numbers. */
    private boolean isNumbers() {
        return names.stream().allMatch(name -> name.matches("[-−]?(0|[1-9][0-9]*)?(\\.[0-9]*)?"));
    }

    private double widest() {
        return names.stream().mapToDouble(TEXT::width).max().orElse(1);
    }

    private double slot(double plotWidth) {
        return plotWidth / Math.max(1, names.size());
    }
}
