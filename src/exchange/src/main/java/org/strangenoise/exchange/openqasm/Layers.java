package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;

/** Operations in layers, each on distinct qubits, as early as their order allows. */
final class Layers {

    private Layers() {}

    /** The operations layer by layer with a boundary after each; measurements stay together at the end. */
    static List<Operation> separated(int qubits, List<Operation> operations) {
        List<List<Operation>> layers = new ArrayList<>();
        List<Operation> measurements = new ArrayList<>();
        int[] next = new int[qubits];
        for (Operation operation : operations) {
            if (operation instanceof Measurement) {
                measurements.add(operation);
                continue;
            }
            int layer = operation.qubits().stream().mapToInt(q -> next[q]).max().orElse(0);
            boolean takesTurn = !(operation instanceof Barrier);
            if (takesTurn) {
                while (layers.size() <= layer) {
                    layers.add(new ArrayList<>());
                }
                layers.get(layer).add(operation);
            }
            operation.qubits().forEach(q -> next[q] = takesTurn ? layer + 1 : layer);
        }
        List<Operation> result = new ArrayList<>();
        for (List<Operation> layer : layers) {
            result.addAll(layer);
            result.add(Boundary.LAYER);
        }
        result.addAll(measurements);
        return result;
    }
}
