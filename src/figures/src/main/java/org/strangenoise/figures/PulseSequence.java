package org.strangenoise.figures;

import java.util.List;
import java.util.Locale;

/**
 * Operations in time, a row per qubit.
 *
 * @param qubits the names of the rows, from the top
 * @param pulses in any order; times in nanoseconds
 */
public record PulseSequence(String title, List<String> qubits, List<Pulse> pulses) implements Figure.Panel {

    public enum Kind {
        PREPARATION,
        ROTATION,
        INTERACTION,
        IDLE,
        MEASUREMENT;

        /** As legends write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A box over the rows of its qubits; a duration of zero is drawn as a thin mark (virtual gates).
     *
     * @param rows indices into the sequence's qubits; several rows are spanned by one box
     * @param start in nanoseconds
     * @param duration in nanoseconds
     */
    public record Pulse(List<Integer> rows, double start, double duration, String label, Kind kind) {
        public Pulse {
            rows = List.copyOf(rows);
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("Argument `rows` must name at least one qubit, but is empty");
            }
            if (!Double.isFinite(start) || !(duration >= 0 && Double.isFinite(duration))) {
                throw new IllegalArgumentException("Arguments `start` and `duration` must be finite, duration not"
                        + " negative, but are " + start + " and " + duration);
            }
        }
    }

    public PulseSequence {
        qubits = List.copyOf(qubits);
        pulses = List.copyOf(pulses);
        for (Pulse pulse : pulses) {
            for (int row : pulse.rows()) {
                if (row < 0 || row >= qubits.size()) {
                    throw new IllegalArgumentException("Argument `pulses` must use rows 0 to " + (qubits.size() - 1)
                            + ", but `" + pulse.label() + "` is on row " + row);
                }
            }
        }
    }
}
