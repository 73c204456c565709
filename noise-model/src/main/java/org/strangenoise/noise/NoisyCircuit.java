package org.strangenoise.noise;

import java.util.List;

/**
 * What really happens to the qubits: gates, channels, continuous evolution; no device, no clock.
 *
 * @param qubits register size
 * @param segments one after the other
 * @param readout confusion of each qubit's classical outcomes
 */
public record NoisyCircuit(int qubits, List<NoisySegment> segments, List<ReadoutConfusion> readout) {

    public NoisyCircuit {
        segments = List.copyOf(segments);
        readout = List.copyOf(readout);
        if (readout.size() != qubits) {
            throw new IllegalArgumentException("Argument `readout` must have one entry for each of " + qubits
                    + " qubits, but has " + readout.size());
        }
    }

    /** True if only unitaries act: a state vector is enough. */
    public boolean isUnitary() {
        return segments.stream()
                .distinct()
                .flatMap(s -> s.instructions().stream())
                .allMatch(i -> i instanceof NoisyInstruction.Gate || i instanceof NoisyInstruction.Measure);
    }
}
