package org.strangenoise.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.strangenoise.circuit.Delay;

/**
 * A circuit in time.
 *
 * @param qubits register size
 * @param segments one after the other
 */
public record ScheduledCircuit(int qubits, List<ScheduledSegment> segments) {

    public ScheduledCircuit {
        segments = List.copyOf(segments);
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
