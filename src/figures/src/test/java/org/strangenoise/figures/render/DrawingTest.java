package org.strangenoise.figures.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;

class DrawingTest {

    @Test
    void pngDecodesToTheSamePixels() throws IOException {
        int[] opaque = {0xFF000000, 0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFF123456, 0xFFFFFFFF};
        int[] translucent = {0x00000000, 0x80FF0000, 0xFF00FF00, 0x010000FF, 0xFE123456, 0xFFFFFFFF};
        for (int[] pixels : List.of(opaque, translucent)) {
            byte[] png = PngImage.of(new Canvas.PixelImage(3, 2, pixels)).toPng(300);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            assertArrayEquals(pixels, image.getRGB(0, 0, 3, 2, null, 0, 3));
        }
    }

    /** A path is stroked as a whole, a rectangle edge by edge. */
    @Test
    void framesHaveThePixelsOfTheirPath() {
        Canvas.Pen thick = Canvas.Pen.solid(new Color(20, 40, 60, 128), 5);
        Canvas.Pen dashed = new Canvas.Pen(Color.BLACK, 0.7, Style.Line.DASHED);
        for (Canvas.Pen pen : List.of(Frame.LINE, thick, dashed)) {
            for (Rectangle2D box : List.of(
                    new Rectangle2D.Double(10.37, 8.61, 61.23, 40.77),
                    new Rectangle2D.Double(50, 30, 70, 60),
                    new Rectangle2D.Double(-5, 12.2, 130.4, 3.3),
                    new Rectangle2D.Double(20.1, 20.2, 0.4, 0))) {
                RasterCanvas edges = new RasterCanvas(100, 80, 300);
                RasterCanvas whole = new RasterCanvas(100, 80, 300);
                edges.clipped(new Rectangle2D.Double(0, 0, 60, 70), () -> edges.stroke(box, pen));
                edges.stroke(box, pen);
                whole.clipped(new Rectangle2D.Double(0, 0, 60, 70), () -> whole.stroke(new Path2D.Double(box), pen));
                whole.stroke(new Path2D.Double(box), pen);
                assertArrayEquals(whole.toImage().toPng(300), edges.toImage().toPng(300), box + " " + pen);
            }
        }
    }

    @Test
    void contourOfAConeIsAClosedCircle() {
        int size = 41;
        double[][] cone = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                cone[i][j] = Math.hypot(i - 20, j - 20);
            }
        }
        List<List<Point2D>> lines = ContourLines.at(12.3, Samples.Grid.of(cone));
        assertEquals(1, lines.size());
        List<Point2D> circle = lines.get(0);
        assertEquals(0, circle.get(0).distance(circle.get(circle.size() - 1)), 1e-12, "open");
        double length = 0;
        for (int i = 0; i < circle.size(); i++) {
            assertEquals(12.3, circle.get(i).distance(20, 20), 0.02);
            length += i == 0 ? 0 : circle.get(i).distance(circle.get(i - 1));
        }
        assertEquals(2 * Math.PI * 12.3, length, 0.2);
    }

    @Test
    void contoursEndAtTheEdgeAndAtMissingCells() {
        double[][] ramp = new double[5][5];
        for (double[] row : ramp) {
            Arrays.setAll(row, column -> column);
        }
        List<List<Point2D>> whole = ContourLines.at(1.5, Samples.Grid.of(ramp));
        assertEquals(1, whole.size());
        assertEquals(5, whole.get(0).size());
        assertTrue(whole.get(0).stream().allMatch(point -> Math.abs(point.getX() - 1.5) < 1e-12));
        ramp[2][2] = Double.NaN;
        assertEquals(2, ContourLines.at(1.5, Samples.Grid.of(ramp)).size(), "the gap splits the line");
        assertEquals(0, ContourLines.at(9, Samples.Grid.of(ramp)).size());
    }

    @Test
    void saddleHasTwoLines() {
        Samples.Grid saddle = Samples.Grid.of(new double[][] {{1, 0}, {0, 1}});
        assertEquals(2, ContourLines.at(0.4, saddle).size());
        assertEquals(2, ContourLines.at(0.6, saddle).size());
    }

    /** Lightness of CIE L*a*b* from sRGB. */
    private static double lightness(int argb) {
        double luminance = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int channel = 0; channel < 3; channel++) {
            double c = ((argb >> (16 - 8 * channel)) & 0xFF) / 255.0;
            luminance += weights[channel] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
    }

    @Test
    void lightnessOfColourScalesIsMonotonicOrSymmetric() {
        for (int i = 1; i < 256; i++) {
            double low = (i - 1) / 255.0;
            double high = i / 255.0;
            assertTrue(lightness(viridis(high)) > lightness(viridis(low)) - 0.3, "viridis at " + high);
            ColorTable greys = ColorTable.of(HeatMap.ColorScale.GREYS);
            assertTrue(lightness(greys.at(high)) <= lightness(greys.at(low)), "greys at " + high);
        }
        ColorTable diverging = ColorTable.of(HeatMap.ColorScale.RED_BLUE);
        for (double offset = 0; offset <= 0.5; offset += 0.05) {
            assertEquals(lightness(diverging.at(0.5 - offset)), lightness(diverging.at(0.5 + offset)), 8);
        }
        assertTrue(red(diverging.at(0)) > 2 * blue(diverging.at(0)), "low must be red");
        assertTrue(blue(diverging.at(1)) > 2 * red(diverging.at(1)), "high must be blue");
    }

    /** Four of matplotlib's 256 colours, at nodes and between them. */
    @Test
    void viridisIsMatplotlibs() {
        assertEquals(0xFF440154, viridis(0));
        assertEquals(0xFFFDE725, viridis(1));
        for (int[] known : new int[][] {{128, 0x21918C}, {64, 0x3B528B}, {100, 0x2A768E}, {205, 0x7CD250}}) {
            int ours = viridis(known[0] / 255.0);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertEquals((known[1] >> shift) & 0xFF, (ours >> shift) & 0xFF, 3, "colour " + known[0]);
            }
        }
    }

    @Test
    void crowdedNamesAreSpreadAroundTheirPlaces() {
        assertArrayEquals(new double[] {1, 9}, ReferenceLines.spread(new double[] {1, 9}, 4));
        assertArrayEquals(new double[] {-1, 3}, ReferenceLines.spread(new double[] {1, 1}, 4));
        assertArrayEquals(new double[] {0, 4, 8, 20}, ReferenceLines.spread(new double[] {3, 4, 5, 20}, 4), 1e-12);
    }

    @Test
    void freePlaceIsInTheEmptyCorner() {
        Rectangle2D plot = new Rectangle2D.Double(0, 0, 100, 50);
        Rectangle2D full = new Rectangle2D.Double(30, 0, 70, 50);
        Rectangle2D found = InsetPainter.FreePlace.find(plot, 20, 10, 2, box -> box.intersects(full) ? 1 : 0);
        assertTrue(!found.intersects(full) && plot.contains(found), found.toString());
    }

    private static int viridis(double place) {
        return ColorTable.of(HeatMap.ColorScale.VIRIDIS).at(place);
    }

    private static int red(int argb) {
        return (argb >> 16) & 0xFF;
    }

    private static int blue(int argb) {
        return argb & 0xFF;
    }
}
