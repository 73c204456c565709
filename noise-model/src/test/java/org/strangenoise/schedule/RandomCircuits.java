package org.strangenoise.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;

/** Seeded circuits of gates of different lengths, some of none, with delays and barriers. */
public final class RandomCircuits {

    private RandomCircuits() {}

    /** One segment of random operations without a boundary. */
    public static List<Operation> operations(int qubits, int count, long seed) {
        Random random = new Random(seed);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Integer> order = new ArrayList<>();
            for (int q = 0; q < qubits; q++) {
                order.add(q);
            }
            Collections.shuffle(order, random);
            int a = order.get(0);
            int b = order.get(1);
            double angle = random.nextGaussian();
            operations.add(
                    switch (random.nextInt(8)) {
                        case 0 -> Gates.rx(angle, a);
                        case 1, 2 -> Gates.rz(angle, a);
                        case 3 -> Gates.ry(angle, a);
                        case 4 -> Gates.cnot(a, b);
                        case 5 -> Gates.rzz(angle, a, b);
                        case 6 -> new Delay(a, 1e-9 * random.nextInt(40) / 3);
                        default -> new Barrier(List.of(a, b));
                    });
        }
        return operations;
    }

    /** Several segments, each ended by a step. */
    public static Circuit circuit(int qubits, int segments, int count, long seed) {
        Circuit.Builder circuit = Circuit.on(qubits);
        for (int s = 0; s < segments; s++) {
            circuit.addAll(operations(qubits, count, 1000 * seed + s)).add(Boundary.STEP);
        }
        return circuit.build();
    }

    /** Durations whose sums round; z rotations take no time. */
    public static double seconds(Operation operation) {
        String name = ((UnitaryOperation) operation).name();
        return switch (name) {
            case "rx" -> 1e-7 / 3;
            case "ry" -> 0.1e-7 + 1e-9 / 7 * operation.qubits().get(0);
            case "cnot" -> 43.3e-9;
            case "rzz" -> 17.1e-9;
            default -> 0;
        };
    }
}
