package org.strangenoise.figures.render;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Interval;
import org.strangenoise.figures.Samples;

/** The colours of a map as exact pixels: cells keep sharp edges and have no seams between them. */
record HeatMapPixels(HeatMap map, Interval limits, Frame frame) {

    private static final double HATCH_SPACING = 3;

    PixelImage over(Rectangle2D plot, double pixelsPerPoint) {
        int width = Math.max(1, (int) Math.round(plot.getWidth() * pixelsPerPoint));
        int height = Math.max(1, (int) Math.round(plot.getHeight() * pixelsPerPoint));
        int[] columns = cells(frame.x(), map.xs(), width);
        int[] rows = cells(frame.y(), map.ys(), height);
        boolean interpolated = map.shading() == HeatMap.Shading.INTERPOLATED;
        double[] across = interpolated ? indices(frame.x(), map.xs(), width) : new double[0];
        double[] up = interpolated ? indices(frame.y(), map.ys(), height) : new double[0];
        ColorTable table = ColorTable.of(map.colorScale());
        PixelImage image = new PixelImage(width, height);
        int hatch = Math.max(2, (int) Math.round(HATCH_SPACING * pixelsPerPoint));
        boolean hatched = false;
        for (int py = 0; py < height; py++) {
            int row = rows[height - 1 - py];
            if (py > 0 && !interpolated && !hatched && row == rows[height - py]) {
                System.arraycopy(image.argb(), (py - 1) * width, image.argb(), py * width, width);
                continue;
            }
            hatched = false;
            for (int px = 0; px < width; px++) {
                int color = 0xFFFFFFFF;
                if (row >= 0 && columns[px] >= 0) {
                    double value = interpolated
                            ? between(up[height - 1 - py], across[px])
                            : map.values().get(row, columns[px]);
                    boolean line = (px + py) % hatch < Math.max(1, hatch / 4);
                    hatched |= Double.isNaN(value);
                    color = Double.isNaN(value)
                            ? (line ? Palette.MISSING_HATCH : Palette.MISSING).getRGB()
                            : table.at(value, limits);
                }
                image.argb()[py * width + px] = color;
            }
        }
        return image;
    }

    /**
     * The bilinear mean of the four values around a place. Where one of them is missing it is linear over the triangle
     * of the other three; NaN outside that, and where more are missing.
     */
    private double between(double row, double column) {
        int r = Math.min((int) row, Math.max(0, map.ys().size() - 2));
        int c = Math.min((int) column, Math.max(0, map.xs().size() - 2));
        int above = Math.min(r + 1, map.ys().size() - 1);
        int right = Math.min(c + 1, map.xs().size() - 1);
        double x = column - c;
        double y = row - r;
        double[][] corners = {
            {map.values().get(r, c), map.values().get(r, right)},
            {map.values().get(above, c), map.values().get(above, right)}
        };
        for (int missing = 0; missing < 4; missing++) {
            int far = missing % 2;
            int high = missing / 2;
            if (Double.isNaN(corners[high][far])) {
                double origin = corners[1 - high][1 - far];
                double u = far == 1 ? x : 1 - x;
                double v = high == 1 ? y : 1 - y;
                return u + v > 1
                        ? Double.NaN
                        : origin + u * (corners[1 - high][far] - origin) + v * (corners[high][1 - far] - origin);
            }
        }
        return mixed(mixed(corners[0][0], corners[0][1], x), mixed(corners[1][0], corners[1][1], x), y);
    }

    private static double mixed(double first, double second, double share) {
        return first + share * (second - first);
    }

    /** The fractional index of the middle of each pixel, from the lower end, no farther than the outer values. */
    private static double[] indices(AxisScale scale, Samples nodes, int pixels) {
        double[] indices = new double[pixels];
        int node = 0;
        for (int pixel = 0; pixel < pixels; pixel++) {
            double at = (pixel + 0.5) / pixels;
            while (node < nodes.size() - 2 && at > scale.fraction(nodes.get(node + 1))) {
                node++;
            }
            if (nodes.size() > 1) {
                double from = scale.fraction(nodes.get(node));
                double to = scale.fraction(nodes.get(node + 1));
                indices[pixel] = node + Math.max(0, Math.min(1, (at - from) / (to - from)));
            }
        }
        return indices;
    }

    /** The cell under the middle of each pixel, from the lower end; -1 outside the grid. */
    private static int[] cells(AxisScale scale, Samples centres, int pixels) {
        int count = centres.size();
        double[] edges = new double[count + 1];
        for (int i = 1; i < count; i++) {
            edges[i] = (scale.fraction(centres.get(i - 1)) + scale.fraction(centres.get(i))) / 2;
        }
        double first = scale.fraction(centres.get(0));
        double last = scale.fraction(centres.get(count - 1));
        edges[0] = count == 1 ? 0 : 2 * first - edges[1];
        edges[count] = count == 1 ? 1 : 2 * last - edges[count - 1];
        int[] cells = new int[pixels];
        int cell = -1;
        for (int pixel = 0; pixel < pixels; pixel++) {
            double at = (pixel + 0.5) / pixels;
            while (cell < count && at >= edges[cell + 1]) {
                cell++;
            }
            cells[pixel] = cell == count ? -1 : cell;
            if (cell == count) {
                Arrays.fill(cells, pixel, pixels, -1);
                break;
            }
        }
        return cells;
    }
}
