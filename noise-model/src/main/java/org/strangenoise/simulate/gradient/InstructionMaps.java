package org.strangenoise.simulate.gradient;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.tensor.TensorMap;

/**
 * Instructions as maps of the density tensor, equal ones compiled once, as long as there is room to keep them. Safe for
 * concurrent use.
 */
public final class InstructionMaps {

    private final int qubits;
    private final long capacity;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<NoisyInstruction, Optional<TensorMap>> known = new ConcurrentHashMap<>();

    /**
     * @param qubits register size
     * @param capacity bytes of maps that are kept; beyond, they are made anew each time
     */
    public InstructionMaps(int qubits, long capacity) {
        this.qubits = qubits;
        this.capacity = capacity;
    }

    /** The map of an instruction; empty for a measurement. */
    Optional<TensorMap> of(NoisyInstruction instruction) {
        Optional<TensorMap> kept = known.get(instruction);
        if (kept != null) {
            return kept;
        }
        Optional<TensorMap> made = TensorMap.of(qubits, instruction, CompiledCircuit::propagator);
        long size = bytes(instruction.qubits().size());
        if (bytes.addAndGet(size) <= capacity) {
            known.put(instruction, made);
        } else {
            bytes.addAndGet(-size);
        }
        return made;
    }

    /** Bytes of a map at most: its matrix and the transpose, each dense and by its nonzero entries. */
    public static long bytes(int operands) {
        return (8 + 8 + 12 + 12) * (1L << (4 * operands));
    }
}
