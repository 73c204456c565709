package org.strangenoise.exchange.aer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.gate.NoExactFormException;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;

/**
 * A noisy circuit's noise sorted by the gate after which it acts: what a model says that knows gates and qubits but
 * neither time nor place in the circuit.
 */
final class AerErrors {

    private static final String IDLE = "idle";
    private static final double SAME = 1e-12;

    /** A gate's name and qubits, or {@code delay} on a qubit. */
    record Key(String operation, List<Integer> qubits) {}

    /** A channel on some of the gate's qubits, by their positions in the gate. */
    record Local(QuantumChannel channel, List<Integer> positions) {}

    private final Map<Key, List<Local>> errors = new LinkedHashMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Map<Integer, Occurrence> last = new HashMap<>();

    /** One gate of the circuit and the noise met so far after it. */
    private record Occurrence(UnitaryOperation gate, Key key, List<Local> noise) {}

    /** Names gates as the exported circuit does. */
    @FunctionalInterface
    interface Names {
        String of(UnitaryOperation gate);
    }

    AerErrors(NoisyCircuit circuit, Names names) {
        for (NoisySegment segment : circuit.segments()) {
            List<Occurrence> occurrences = new ArrayList<>();
            segment.instructions().forEach(instruction -> add(instruction, names, occurrences));
            occurrences.forEach(occurrence -> record(occurrence.key(), occurrence.noise()));
            last.clear();
        }
    }

    Map<Key, List<Local>> errors() {
        return errors;
    }

    /** What the model lacks. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void add(NoisyInstruction instruction, Names names, List<Occurrence> occurrences) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            if (gate.error().isPresent()) {
                QuantumChannel unitary = gate.operation().qubits().size() <= 3
                        ? QuantumChannel.ofUnitary(gate.operation().matrix())
                        : null;
                addNoise(
                        unitary,
                        gate.qubits(),
                        gate.error().get().mechanism(),
                        gate.error().get().operation());
            } else {
                UnitaryOperation operation = gate.operation();
                Key key = new Key(names.of(operation), operation.qubits());
                Occurrence occurrence = new Occurrence(operation, key, new ArrayList<>());
                occurrences.add(occurrence);
                operation.qubits().forEach(q -> last.put(q, occurrence));
            }
        } else if (instruction instanceof NoisyInstruction.Noise noise) {
            addNoise(
                    noise.channel(),
                    noise.qubits(),
                    noise.origin().mechanism(),
                    noise.origin().operation());
        } else if (instruction instanceof NoisyInstruction.Continuous) {
            throw new NoExactFormException(
                    "format aer-noise cannot say noise during a gate; use the placement after-gate");
        }
    }

    private void addNoise(@Nullable QuantumChannel channel, List<Integer> qubits, String mechanism, String operation) {
        if (channel != null && operation.equals(IDLE) && qubits.size() == 1) {
            record(new Key("delay", qubits), List.of(new Local(channel, List.of(0))));
            return;
        }
        Occurrence gate = last.get(qubits.get(0));
        if (channel == null
                || gate == null
                || !gate.gate().name().equals(operation)
                || !gate.gate().qubits().containsAll(qubits)) {
            remarks.add("noise " + mechanism + " on " + operation
                    + " is left out, as it does not act on the qubits of one gate");
            return;
        }
        gate.noise()
                .add(new Local(
                        channel,
                        qubits.stream().map(gate.gate().qubits()::indexOf).toList()));
    }

    /** Keeps the first noise of a gate; different noise of the same gate on the same qubits cannot be said. */
    private void record(Key key, List<Local> noise) {
        List<Local> known = errors.putIfAbsent(key, noise);
        if (known != null && !isSame(known, noise)) {
            String what = key.operation().equals("delay")
                    ? "idle times of different length on qubit " + key.qubits().get(0)
                    : "the noise of gate " + key.operation() + " on qubits " + key.qubits() + " at different places";
            remarks.add(what + " cannot be told apart; the model has the first one's noise for all");
        }
    }

    private static boolean isSame(List<Local> a, List<Local> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int k = 0; k < a.size(); k++) {
            if (!a.get(k).positions().equals(b.get(k).positions())
                    || a.get(k)
                                    .channel()
                                    .superOperator()
                                    .matrix()
                                    .distance(b.get(k).channel().superOperator().matrix())
                            > SAME) {
                return false;
            }
        }
        return true;
    }
}
