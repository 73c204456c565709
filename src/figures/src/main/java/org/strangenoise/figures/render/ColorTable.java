package org.strangenoise.figures.render;

import java.awt.Color;
import java.util.HexFormat;
import java.util.function.DoubleFunction;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.HeatMap;

/**
 * A colour scale as a table of 256 colours.
 *
 * <p>Viridis is by Smith, van der Walt and Firing, dedicated to the public domain (CC0); its 33 nodes here are
 * interpolated to within two 255ths. The others are computed in Ottosson's Oklab space, where equal steps look equal:
 * the diverging one has the same lightness at equal distances from its middle.
 */
public final class ColorTable {

    private static final int SIZE = 256;
    private static final double RED_HUE = Math.toRadians(27);
    private static final double BLUE_HUE = Math.toRadians(253);

    private static final byte[] VIRIDIS_NODES = HexFormat.of()
            .parseHex("440154470d6048186a482374472d7b4537814240863e49893b528b375b8d33638d2f6b8e2c728e297a8e26828e23898e"
                    + "21918c1f988b1fa08822a78528ae8032b67a3fbc734ec36b5ec96270cf5784d44b98d83eaddc30c2df23d8e219ece51b"
                    + "fde725");

    private static final ColorTable VIRIDIS = new ColorTable(ColorTable::viridis);
    private static final ColorTable RED_BLUE = new ColorTable(ColorTable::redBlue);
    private static final ColorTable GREYS = new ColorTable(t -> oklab(0.98 - 0.83 * t, 0, 0));

    private final int[] argb = new int[SIZE];

    private ColorTable(DoubleFunction<Integer> color) {
        for (int i = 0; i < SIZE; i++) {
            argb[i] = 0xFF000000 | color.apply(i / (SIZE - 1.0));
        }
    }

    public static ColorTable of(HeatMap.ColorScale scale) {
        return switch (scale) {
            case VIRIDIS -> VIRIDIS;
            case RED_BLUE -> RED_BLUE;
            case GREYS -> GREYS;
        };
    }

    /** {@code 0xFFRRGGBB} of a place on the scale, 0 to 1; beyond lies the colour of the end. */
    public int at(double place) {
        return argb[(int) Math.round(Math.max(0, Math.min(1, place)) * (SIZE - 1))];
    }

    /** {@code 0xFFRRGGBB} of a value between limits; limits of no length give the middle of the scale. */
    public int at(double value, Axis.Interval limits) {
        return at(limits.length() > 0 ? (value - limits.min()) / limits.length() : 0.5);
    }

    private static int viridis(double t) {
        double at = t * (VIRIDIS_NODES.length / 3 - 1);
        int node = Math.min((int) at, VIRIDIS_NODES.length / 3 - 2);
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
            int low = VIRIDIS_NODES[3 * node + channel] & 0xFF;
            int high = VIRIDIS_NODES[3 * node + 3 + channel] & 0xFF;
            rgb = (rgb << 8) | (int) Math.round(low + (high - low) * (at - node));
        }
        return rgb;
    }

    private static int redBlue(double t) {
        double distance = Math.abs(2 * t - 1);
        double lightness = 0.965 - 0.535 * StrictMath.pow(distance, 1.15);
        double chroma =
                0.15 * StrictMath.sin(Math.PI / 2 * Math.min(1, 1.35 * distance)) * (1 - 0.12 * distance * distance);
        double hue = t < 0.5 ? RED_HUE : BLUE_HUE;
        return oklab(lightness, chroma * StrictMath.cos(hue), chroma * StrictMath.sin(hue));
    }

    private static int oklab(double lightness, double a, double b) {
        double l = StrictMath.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        double m = StrictMath.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        double s = StrictMath.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return (companded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16)
                | (companded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8)
                | companded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    private static int companded(double linear) {
        double c = Math.max(0, Math.min(1, linear));
        return (int) Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * StrictMath.pow(c, 1 / 2.4) - 0.055));
    }

    /** The colours of bars: what fills them, and their edges. */
    public static final class Bars {

        private static final double PLAIN_PALENESS = 0.25;
        private static final double DARKEST = 0.3;
        private static final double PALEST = 0.72;
        private static final double EDGE = 0.25;

        private Bars() {}

        /** {@code 0xRRGGBB}. */
        public static int rgb(BarChart.Fill fill) {
            return area(fill).getRGB() & 0xFFFFFF;
        }

        static Color area(BarChart.Fill fill) {
            if (fill instanceof BarChart.Fill.Plain plain) {
                return Palette.lightened(Palette.series(plain.color()), PLAIN_PALENESS);
            }
            if (fill instanceof BarChart.Fill.Shade shade) {
                Color color = Palette.series(shade.color());
                double tone = shade.place() * (DARKEST + PALEST) - DARKEST;
                return tone < 0 ? Palette.darkened(color, -tone) : Palette.lightened(color, tone);
            }
            if (fill instanceof BarChart.Fill.Graded graded) {
                return new Color(ColorTable.of(graded.scale()).at(graded.place()));
            }
            throw new AssertionError("unknown fill of bars: " + fill);
        }

        static Color edge(BarChart.Fill fill) {
            return fill instanceof BarChart.Fill.Plain plain
                    ? Palette.series(plain.color())
                    : Palette.darkened(area(fill), EDGE);
        }
    }
}
