package org.strangenoise.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.MeasurementRecords;

/**
 * A circuit in time.
 *
 * @param qubits register size
 * @param segments one after the other
 * @param records which measurement wrote which bit; the {@code bit} of a measurement in the segments is its record
 */
public record ScheduledCircuit(int qubits, List<ScheduledSegment> segments, MeasurementRecords records) {

    /** Keeps copies of the components. */
    public ScheduledCircuit {
        segments = List.copyOf(segments);
    }

    /** A circuit without classical bits. */
    public ScheduledCircuit(int qubits, List<ScheduledSegment> segments) {
        this(qubits, segments, MeasurementRecords.NONE);
    }

    /** Seconds from start to end. */
    public double duration() {
        return segments.stream().mapToDouble(ScheduledSegment::duration).sum();
    }

    /** The segment's operations that are not idles, grouped by start time: its layers. */
    public static List<List<TimedOperation>> layers(ScheduledSegment segment) {
        Map<Double, List<TimedOperation>> layers = new TreeMap<>();
        for (TimedOperation timed : segment.operations()) {
            if (!(timed.operation() instanceof Delay)) {
                layers.computeIfAbsent(timed.start(), start -> new ArrayList<>())
                        .add(timed);
            }
        }
        return List.copyOf(layers.values());
    }
}
