package org.strangenoise.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars over named categories: grouped, stacked, or floating from a base (waterfall, tornado).
 *
 * @param categoryName the label of the category axis; may be empty
 * @param references lines at values of the value axis; their orientation follows the bars
 */
public record BarChart(
        String title,
        String categoryName,
        List<String> categories,
        Axis valueAxis,
        List<Bars> bars,
        Direction direction,
        Arrangement arrangement,
        boolean valuesWritten,
        List<Axis.ReferenceLine> references)
        implements Figure.Panel {

    public enum Direction {
        /** Categories from left to right. */
        VERTICAL,
        /** Categories from top to bottom: long names. */
        HORIZONTAL
    }

    public enum Arrangement {
        /** Side by side. */
        GROUPED,
        /** On top of each other, positive values upwards and negative ones downwards from zero. */
        STACKED,
        /** At the same place, each on its own base. */
        OVERLAID
    }

    /**
     * One bar per category.
     *
     * @param ends where each bar ends; NaN for no bar
     * @param bases where each bar starts; null for zero
     * @param errors half lengths of error bars, NaN for no bar; null for none
     */
    public record Bars(
            String label,
            Samples ends,
            @Nullable Samples bases,
            @Nullable Samples errors,
            Fill fill) {
        public static Bars of(String label, Samples values, int color) {
            return of(label, values, new Fill.Plain(color));
        }

        public static Bars of(String label, Samples values, Fill fill) {
            return new Bars(label, values, null, null, fill);
        }

        public Bars withErrors(Samples newErrors) {
            return new Bars(label, ends, bases, newErrors, fill);
        }
    }

    public BarChart {
        categories = List.copyOf(categories);
        bars = List.copyOf(bars);
        references = List.copyOf(references);
        for (Bars each : bars) {
            requireOnePerCategory(categories, each.ends());
            requireOnePerCategory(categories, each.bases());
            requireOnePerCategory(categories, each.errors());
        }
    }

    public static BarChart grouped(String title, List<String> categories, Axis valueAxis, List<Bars> bars) {
        return plain(title, categories, valueAxis, bars, Arrangement.GROUPED);
    }

    public static BarChart stacked(String title, List<String> categories, Axis valueAxis, List<Bars> bars) {
        return plain(title, categories, valueAxis, bars, Arrangement.STACKED);
    }

    /**
     * From one total to another through signed contributions: {@code end = start + sum(contributions)}.
     *
     * @param names of the start, of every contribution, and of the end
     */
    public static BarChart waterfall(
            String title, List<String> names, Axis valueAxis, double start, Samples contributions) {
        return waterfall(title, names, valueAxis, start, contributions, null);
    }

    /** @param errors standard errors of the contributions; null where they are exact */
    public static BarChart waterfall(
            String title,
            List<String> names,
            Axis valueAxis,
            double start,
            Samples contributions,
            @Nullable Samples errors) {
        int count = contributions.size();
        if (names.size() != count + 2) {
            throw new IllegalArgumentException("Argument `names` must name the start, " + count
                    + " contributions and the end, but has " + names.size() + " names");
        }
        double[] totals = missing(count + 2);
        double[] losses = missing(count + 2);
        double[] gains = missing(count + 2);
        double[] bases = new double[count + 2];
        totals[0] = start;
        double level = start;
        for (int i = 0; i < count; i++) {
            double next = level + contributions.get(i);
            (contributions.get(i) < 0 ? losses : gains)[i + 1] = next;
            bases[i + 1] = level;
            level = next;
        }
        totals[count + 1] = level;
        Samples base = Samples.of(bases);
        double[] spread = missing(count + 2);
        for (int i = 0; errors != null && i < count; i++) {
            spread[i + 1] = errors.get(i);
        }
        Samples spreads = errors == null ? null : Samples.of(spread);
        List<Bars> bars = new ArrayList<>(List.of(Bars.of("", Samples.of(totals), 0)));
        for (Bars signed : List.of(
                new Bars("loss", Samples.of(losses), base, spreads, new Fill.Plain(1)),
                new Bars("gain", Samples.of(gains), base, spreads, new Fill.Plain(2)))) {
            if (!signed.ends().range().isEmpty()) {
                bars.add(signed);
            }
        }
        return new BarChart(
                title, "", names, valueAxis, bars, Direction.VERTICAL, Arrangement.OVERLAID, true, List.of());
    }

    /** The value when each parameter is lowered and raised, in the order given, around the value at the centre. */
    public static BarChart tornado(
            String title, List<String> names, Axis valueAxis, double centre, Bars lowered, Bars raised) {
        Samples base = Samples.of(Collections.nCopies(names.size(), centre));
        return new BarChart(
                title,
                "",
                names,
                valueAxis,
                List.of(
                        new Bars(lowered.label(), lowered.ends(), base, lowered.errors(), lowered.fill()),
                        new Bars(raised.label(), raised.ends(), base, raised.errors(), raised.fill())),
                Direction.HORIZONTAL,
                Arrangement.OVERLAID,
                true,
                List.of(Axis.ReferenceLine.vertical(centre, "")));
    }

    /** Whether bars stand on zero while the stated range of the value axis does not hold it. */
    public boolean cutsZero() {
        Axis.Interval range = valueAxis.range();
        return range != null
                && valueAxis.scale() != Axis.Scale.LOGARITHMIC
                && !range.contains(0)
                && bars.stream().anyMatch(each -> each.bases() == null);
    }

    public BarChart withCategoryName(String newName) {
        return new BarChart(
                title, newName, categories, valueAxis, bars, direction, arrangement, valuesWritten, references);
    }

    public BarChart withDirection(Direction newDirection) {
        return new BarChart(
                title, categoryName, categories, valueAxis, bars, newDirection, arrangement, valuesWritten, references);
    }

    public BarChart withValuesWritten() {
        return new BarChart(title, categoryName, categories, valueAxis, bars, direction, arrangement, true, references);
    }

    public BarChart withReferences(List<Axis.ReferenceLine> newReferences) {
        return new BarChart(
                title, categoryName, categories, valueAxis, bars, direction, arrangement, valuesWritten, newReferences);
    }

    private static BarChart plain(
            String title, List<String> categories, Axis valueAxis, List<Bars> bars, Arrangement arrangement) {
        return new BarChart(title, "", categories, valueAxis, bars, Direction.VERTICAL, arrangement, false, List.of());
    }

    private static double[] missing(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static void requireOnePerCategory(List<String> categories, @Nullable Samples samples) {
        if (samples != null && samples.size() != categories.size()) {
            throw new IllegalArgumentException("Argument `bars` must have a value for each of " + categories.size()
                    + " categories, but has " + samples.size());
        }
    }

    /** The colour of a series of bars. */
    public sealed interface Fill {

        /** Whether bars after one another with such a fill form a sequence, whose ends are enough to name. */
        boolean ordered();

        /** Whether this one is of the same sequence as another. */
        default boolean continues(Fill other) {
            return false;
        }

        /** A colour of the palette. */
        record Plain(int color) implements Fill {
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
        record Shade(int color, double place, boolean ordered) implements Fill {
            @Override
            public boolean continues(Fill other) {
                return ordered && other instanceof Shade shade && shade.ordered && shade.color == color;
            }
        }

        /**
         * A colour of a sequential scale.
         *
         * @param place 0 is the scale's low end, 1 its high end
         */
        record Graded(HeatMap.ColorScale scale, double place) implements Fill {
            @Override
            public boolean ordered() {
                return true;
            }

            @Override
            public boolean continues(Fill other) {
                return other instanceof Graded graded && graded.scale == scale;
            }
        }
    }
}
