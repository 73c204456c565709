package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;

/** Operations in layers, each on distinct qubits, as early as their order allows. */
final class Layers {

    private Layers() {}

    /**
     * The operations layer by layer with a boundary after each; measurements that end the circuit stay together at the
     * end. What depends on a bit stands after its measurement.
     */
    static List<Operation> separated(int qubits, int bits, List<Operation> operations) {
        List<List<Operation>> layers = new ArrayList<>();
        Set<Integer> last = lastMeasurements(operations);
        List<Operation> measurements = new ArrayList<>();
        int[] next = new int[qubits];
        int[] known = new int[bits];
        for (int k = 0; k < operations.size(); k++) {
            Operation operation = operations.get(k);
            if (last.contains(k)) {
                measurements.add(operation);
                continue;
            }
            int layer = operation.qubits().stream().mapToInt(q -> next[q]).max().orElse(0);
            for (int bit : bits(operation)) {
                layer = Math.max(layer, known[bit]);
            }
            boolean takesTurn = !(operation instanceof Barrier);
            if (takesTurn) {
                while (layers.size() <= layer) {
                    layers.add(new ArrayList<>());
                }
                layers.get(layer).add(operation);
            }
            int after = takesTurn ? layer + 1 : layer;
            operation.qubits().forEach(q -> next[q] = after);
            bits(operation).forEach(bit -> known[bit] = after);
        }
        List<Operation> result = new ArrayList<>();
        for (List<Operation> layer : layers) {
            result.addAll(layer);
            result.add(Boundary.LAYER);
        }
        result.addAll(measurements);
        return result;
    }

    /** Places of measurements whose qubits and bits nothing uses afterwards. */
    private static Set<Integer> lastMeasurements(List<Operation> operations) {
        Set<Integer> usedQubits = new HashSet<>();
        Set<Integer> usedBits = new HashSet<>();
        Set<Integer> last = new HashSet<>();
        for (int k = operations.size() - 1; k >= 0; k--) {
            Operation operation = operations.get(k);
            boolean waits = operation instanceof Barrier || operation instanceof Delay;
            if (operation instanceof Measurement
                    && Collections.disjoint(usedQubits, operation.qubits())
                    && Collections.disjoint(usedBits, bits(operation))) {
                last.add(k);
            }
            if (!waits) {
                usedQubits.addAll(operation.qubits());
                usedBits.addAll(bits(operation));
            }
        }
        return last;
    }

    /** The bits that an operation writes or reads. */
    private static Set<Integer> bits(Operation operation) {
        Set<Integer> bits = new HashSet<>();
        if (operation instanceof Measurement measurement) {
            measurement.bit().ifPresent(bits::add);
        } else if (operation instanceof Conditional block) {
            bits.addAll(block.condition().bits());
            block.then().forEach(inner -> bits.addAll(bits(inner)));
            block.otherwise().forEach(inner -> bits.addAll(bits(inner)));
        }
        return bits;
    }
}
