package org.strangenoise.figures;

/**
 * A small map inside another panel, without ticks.
 *
 * @param widthFraction its width as a fraction of the plot's
 */
public record Inset(HeatMap map, Place place, double widthFraction) {

    public enum Place {
        /** Where it covers the least of the data. */
        AUTOMATIC,
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_LEFT,
        BOTTOM_RIGHT
    }

    public Inset {
        if (!(widthFraction > 0 && widthFraction <= 0.7)) {
            throw new IllegalArgumentException(
                    "Argument `widthFraction` must be above 0 and at most 0.7, but is " + widthFraction);
        }
    }

    public static Inset of(HeatMap map) {
        return new Inset(map, Place.AUTOMATIC, 0.35);
    }
}
