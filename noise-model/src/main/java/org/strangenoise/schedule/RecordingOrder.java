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
    private final int[] holds;

    private RecordingOrder(int bits) {
        holds = new int[bits];
        Arrays.fill(holds, Condition.NEVER_WRITTEN);
    }

    /** Operations on records. */
    record Renumbered(List<Operation> operations, MeasurementRecords records) {}

    static Renumbered of(Circuit circuit) {
        RecordingOrder order = new RecordingOrder(ClassicalRegister.bits(circuit.registers()));
        List<Operation> operations = circuit.registers().isEmpty()
                ? circuit.operations()
                : circuit.operations().stream().map(order::renumbered).toList();
        List<Integer> last = Arrays.stream(order.holds).boxed().toList();
        return new Renumbered(operations, new MeasurementRecords(circuit.registers(), order.previous, last));
    }

    private Operation renumbered(Operation operation) {
        if (operation instanceof Measurement measurement && measurement.bit().isPresent()) {
            int bit = measurement.bit().getAsInt();
            previous.add(holds[bit]);
            holds[bit] = previous.size() - 1;
            return new Measurement(measurement.qubit(), holds[bit]);
        }
        if (operation instanceof Conditional conditional) {
            // A record that the way not gone leaves unwritten repeats the one before it, so both ways may follow on.
            Condition condition = conditional.condition().renumbered(bit -> holds[bit]);
            return new Conditional(
                    condition,
                    conditional.then().stream().map(this::renumbered).toList(),
                    conditional.otherwise().stream().map(this::renumbered).toList());
        }
        return operation;
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
