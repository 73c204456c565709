package org.strangenoise.figures;

/** The colour of a series of bars. */
public sealed interface BarFill {

    /** Whether bars after one another with such a fill form a sequence, whose ends are enough to name. */
    boolean ordered();

    /** Whether this one is of the same sequence as another. */
    default boolean continues(BarFill other) {
        return false;
    }

    /** A colour of the palette. */
    record Plain(int color) implements BarFill {
        @Override
        public boolean ordered() {
            return false;
        }
    }

    /**
     * A shade of a colour of the palette.
     *
     * @param place 0 is the darkest, 1 the palest
     */
    record Shade(int color, double place, boolean ordered) implements BarFill {
        @Override
        public boolean continues(BarFill other) {
            return ordered && other instanceof Shade shade && shade.ordered && shade.color == color;
        }
    }

    /**
     * A colour of a sequential scale.
     *
     * @param place 0 is the scale's low end, 1 its high end
     */
    record Graded(ColorScale scale, double place) implements BarFill {
        @Override
        public boolean ordered() {
            return true;
        }

        @Override
        public boolean continues(BarFill other) {
            return other instanceof Graded graded && graded.scale == scale;
        }
    }
}
