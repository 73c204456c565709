package org.strangenoise.circuit;

import java.util.List;

/**
 * Which measurement wrote which bit. Every measurement of a circuit in time writes a record of its own, so that bits
 * which are used again cannot be mistaken, in whatever order time carries the measurements out.
 *
 * @param registers the circuit's bits
 * @param previous by record: the one that it repeats if its measurement is inside a conditional block that does not
 *     run, {@link Condition#NEVER_WRITTEN} for a 0
 * @param last by bit: the record that it holds at the end, {@link Condition#NEVER_WRITTEN} for a 0
 */
public record MeasurementRecords(List<ClassicalRegister> registers, List<Integer> previous, List<Integer> last) {

    /** No bits at all. */
    public static final MeasurementRecords NONE = new MeasurementRecords(List.of(), List.of(), List.of());

    /** Checks the components, of which it keeps copies. */
    public MeasurementRecords {
        registers = List.copyOf(registers);
        previous = List.copyOf(previous);
        last = List.copyOf(last);
        if (last.size() != ClassicalRegister.bits(registers)) {
            throw new IllegalArgumentException("Argument `last` must have one entry for each of "
                    + ClassicalRegister.bits(registers) + " bits, but has " + last.size());
        }
    }

    /** Number of records. */
    public int size() {
        return previous.size();
    }

    /** Number of bits. */
    public int bits() {
        return last.size();
    }
}
