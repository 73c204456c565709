package org.strangenoise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.ClassicalRegister;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.circuit.Operation;

/**
 * A circuit whose measurements write a record each, and whose conditions read records: what each bit holds where it is
 * read follows from the program's order, whatever the order in time.
 */
final class RecordingOrder {

    private final List<Integer> previous = new ArrayList<>();
    private final List<Integer> wayStarts = new ArrayList<>();
    private final int[] holds;
    private int[] reads;
    private int wayStart;

    private RecordingOrder(int bits) {
        holds = new int[bits];
        Arrays.fill(holds, Condition.NEVER_WRITTEN);
        reads = holds.clone();
    }

    /**
     * Operations on records.
     *
     * @param wayStarts by record: the first that is written on the same way of a conditional block, 0 outside of blocks
     */
    record Renumbered(List<Operation> operations, MeasurementRecords records, List<Integer> wayStarts) {

        /** The measurements that decide what a record says: its own, and those that it repeats if that is not made. */
        List<Integer> sources(int record) {
            List<Integer> sources = new ArrayList<>();
            int at = record;
            while (at >= 0) {
                sources.add(at);
                int wayStart = wayStarts.get(at);
                while (at >= wayStart) {
                    at = records.previous().get(at);
                }
            }
            return sources;
        }
    }

    static Renumbered of(Circuit circuit) {
        RecordingOrder order = new RecordingOrder(ClassicalRegister.bits(circuit.registers()));
        List<Operation> operations = circuit.registers().isEmpty()
                ? circuit.operations()
                : circuit.operations().stream().map(order::renumbered).toList();
        List<Integer> last = Arrays.stream(order.holds).boxed().toList();
        return new Renumbered(
                operations, new MeasurementRecords(circuit.registers(), order.previous, last), order.wayStarts);
    }

    private Operation renumbered(Operation operation) {
        if (operation instanceof Measurement measurement && measurement.bit().isPresent()) {
            int bit = measurement.bit().getAsInt();
            previous.add(holds[bit]);
            holds[bit] = previous.size() - 1;
            reads[bit] = holds[bit];
            wayStarts.add(wayStart);
            return new Measurement(measurement.qubit(), holds[bit]);
        }
        if (operation instanceof Conditional block) {
            Condition condition = block.condition().renumbered(bit -> reads[bit]);
            int[] before = reads.clone();
            int[] held = holds.clone();
            List<Operation> then = way(block.then());
            // The other way reads what was there before, and writes records that repeat those of the first, so that
            // the last of them says what the bit holds whichever way was gone.
            reads = before.clone();
            List<Operation> otherwise = way(block.otherwise());
            for (int bit = 0; bit < holds.length; bit++) {
                reads[bit] = holds[bit] == held[bit] ? before[bit] : holds[bit];
            }
            return new Conditional(condition, then, otherwise);
        }
        return operation;
    }

    private List<Operation> way(List<Operation> operations) {
        int outer = wayStart;
        wayStart = previous.size();
        List<Operation> renumbered = operations.stream().map(this::renumbered).toList();
        wayStart = outer;
        return renumbered;
    }

    /** Where in the list a qubit is measured for the last time, if nothing but waiting follows there. */
    static Set<Integer> settling(List<Operation> operations) {
        Set<Integer> used = new HashSet<>();
        Set<Integer> settling = new HashSet<>();
        for (int k = operations.size() - 1; k >= 0; k--) {
            Operation operation = operations.get(k);
            if (operation instanceof Delay || operation instanceof Barrier || operation instanceof Boundary) {
                continue;
            }
            if (operation instanceof Measurement measurement && !used.contains(measurement.qubit())) {
                settling.add(k);
            }
            used.addAll(operation.qubits());
        }
        return settling;
    }
}
