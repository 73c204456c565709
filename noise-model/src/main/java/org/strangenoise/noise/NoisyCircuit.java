package org.strangenoise.noise;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.state.Readout;

/**
 * What really happens to the qubits: gates, channels, continuous evolution; no device, no clock.
 *
 * @param qubits register size
 * @param segments one after the other
 * @param readout confusion of the classical outcomes
 * @param records which measurement wrote which bit
 * @param levels of each qubit that the register holds; a circuit of gates and channels alone has two
 */
public record NoisyCircuit(
        int qubits, List<NoisySegment> segments, Readout readout, MeasurementRecords records, List<Integer> levels) {

    /** A circuit of two-level qubits. */
    public NoisyCircuit(int qubits, List<NoisySegment> segments, Readout readout, MeasurementRecords records) {
        this(qubits, segments, readout, records, Collections.nCopies(qubits, 2));
    }

    /** Checks the components, of which it keeps copies. */
    public NoisyCircuit {
        segments = List.copyOf(segments);
        levels = List.copyOf(levels);
        if (levels.size() != qubits) {
            throw new IllegalArgumentException("Argument `levels` must have one entry for each of " + qubits
                    + " qubits, but has " + levels.size());
        }
        if (readout.qubits() != qubits) {
            throw new IllegalArgumentException("Argument `readout` must have one entry for each of " + qubits
                    + " qubits, but has " + readout.qubits());
        }
    }

    /** A circuit without classical bits. */
    public NoisyCircuit(int qubits, List<NoisySegment> segments, Readout readout) {
        this(qubits, segments, readout, MeasurementRecords.NONE);
    }

    /** True if some instruction depends on what was recorded, be it that nothing ever is. */
    public boolean isConditional() {
        return distinctSegments().stream()
                .flatMap(s -> s.instructions().stream())
                .anyMatch(NoisyInstruction.Conditional.class::isInstance);
    }

    /** Every segment's instance once, in order of first appearance; told apart by identity, which costs nothing. */
    public List<NoisySegment> distinctSegments() {
        Set<NoisySegment> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return segments.stream().filter(seen::add).toList();
    }

    /** True if recording point 0 is the circuit's start, not the end of a preparation: point k ends segment k then. */
    public boolean recordsStart() {
        return segments.stream()
                .noneMatch(s -> s.end().filter(b -> b == Boundary.PREPARATION).isPresent());
    }

    /** True if no qubit has more than two levels. */
    public boolean hasTwoLevels() {
        return levels.stream().allMatch(d -> d == 2);
    }

    /** True if only unitaries act: a state vector is enough. */
    public boolean isUnitary() {
        return distinctSegments().stream()
                .flatMap(s -> s.instructions().stream())
                .allMatch(i -> i instanceof NoisyInstruction.Gate || i instanceof NoisyInstruction.Measure);
    }
}
