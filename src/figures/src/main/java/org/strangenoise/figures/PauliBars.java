package org.strangenoise.figures;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Expectation values of Pauli strings as bars, each labelled by a column of coloured squares, one per qubit.
 *
 * @param paulis words over I, X, Y, Z of equal length, leftmost letter = qubit 0 = topmost square
 * @param values the filled bars (with noise, or measured)
 * @param valuesName what the filled bars are
 * @param ideal drawn as outlines over the bars; null for none
 * @param points drawn over the bars with error bars; null for none
 * @param note set inside the plot, such as purities; lines separated by newline
 */
public record PauliBars(
        String title,
        List<String> paulis,
        Samples values,
        String valuesName,
        @Nullable Samples ideal,
        @Nullable Points points,
        String note,
        HeatMap.@Nullable Inset inset)
        implements Figure.Panel {

    /**
     * What is measured.
     *
     * @param name in the legend
     * @param errors half lengths of the error bars, NaN for none
     */
    public record Points(String name, Samples values, Samples errors) {
        public Points {
            if (values.size() != errors.size()) {
                throw new IllegalArgumentException("Arguments `values` and `errors` must have equal sizes, but have "
                        + values.size() + " and " + errors.size());
            }
        }
    }

    public PauliBars {
        paulis = List.copyOf(paulis);
        if (values.size() != paulis.size() || (ideal != null && ideal.size() != paulis.size())) {
            throw new IllegalArgumentException("Arguments `values` and `ideal` must have a value for each of "
                    + paulis.size() + " Pauli strings, but have " + values.size()
                    + (ideal == null ? "" : " and " + ideal.size()));
        }
        if (points != null && points.values().size() != paulis.size()) {
            throw new IllegalArgumentException("Argument `points` must have a value for each of " + paulis.size()
                    + " Pauli strings, but has " + points.values().size());
        }
        for (String pauli : paulis) {
            if (!pauli.matches("[IXYZ]+") || pauli.length() != paulis.get(0).length()) {
                throw new IllegalArgumentException("Argument `paulis` must hold words over I, X, Y, Z of equal length,"
                        + " but one is `" + pauli + "`");
            }
        }
    }

    public static PauliBars of(String title, List<String> paulis, Samples noisy, Samples ideal) {
        return new PauliBars(title, paulis, noisy, "noisy", ideal, null, "", null);
    }

    /** Columns of letters become too narrow to read where there are more in a row. */
    private static final int MOST_IN_A_ROW = 72;

    private static final double SMALL = 0.5;
    private static final double AIR = 1.08;

    /** As rows of equally many columns that can be read; what stands inside the plot is in the first. */
    public List<PauliBars> inRows() {
        int count = Math.max(1, (paulis.size() + MOST_IN_A_ROW - 1) / MOST_IN_A_ROW);
        return IntStream.range(0, count)
                .mapToObj(row -> part(row * paulis.size() / count, (row + 1) * paulis.size() / count, row == 0))
                .toList();
    }

    private PauliBars part(int from, int to, boolean first) {
        return new PauliBars(
                first ? title : "",
                paulis.subList(from, to),
                values.part(from, to),
                valuesName,
                ideal == null ? null : ideal.part(from, to),
                points == null
                        ? null
                        : new Points(
                                points.name(),
                                points.values().part(from, to),
                                points.errors().part(from, to)),
                first ? note : "",
                first ? inset : null);
    }

    /** How far from zero the value axis of these panels goes: the same for all, so that bars can be compared. */
    public static double reach(List<? extends Figure.Panel> panels) {
        double largest = 0;
        for (Figure.Panel panel : panels) {
            if (panel instanceof PauliBars bars) {
                Axis.Interval range = bars.range();
                largest = Math.max(largest, Math.max(Math.abs(range.min()), Math.abs(range.max())));
            }
        }
        return AIR * (largest > SMALL ? Math.max(1, largest) : SMALL);
    }

    private Axis.Interval range() {
        Axis.Interval range = values.range().including(0);
        if (ideal != null) {
            range = range.including(ideal.range());
        }
        for (int i = 0; points != null && i < points.values().size(); i++) {
            double error =
                    Double.isFinite(points.errors().get(i)) ? points.errors().get(i) : 0;
            range = range.including(points.values().get(i) - error)
                    .including(points.values().get(i) + error);
        }
        return range;
    }

    public PauliBars withNote(String newNote) {
        return new PauliBars(title, paulis, values, valuesName, ideal, points, newNote, inset);
    }

    public PauliBars withInset(HeatMap.Inset newInset) {
        return new PauliBars(title, paulis, values, valuesName, ideal, points, note, newInset);
    }

    public PauliBars withPoints(Points newPoints) {
        return new PauliBars(title, paulis, values, valuesName, ideal, newPoints, note, inset);
    }
}
