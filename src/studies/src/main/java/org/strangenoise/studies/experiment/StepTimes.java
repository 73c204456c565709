package org.strangenoise.studies.experiment;

import org.strangenoise.circuit.Reset;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/**
 * When the recorded steps of a circuit end, step 0 first.
 *
 * @param sinceStart seconds since the circuit's first operation
 * @param sinceReset seconds since the end of the last reset before, else since the start
 */
public record StepTimes(double[] sinceStart, double[] sinceReset) {

    /** @param steps the last recorded step; without preparation gates step 0 is the start itself */
    public static StepTimes of(ScheduledCircuit circuit, int steps) {
        double[] sinceStart = new double[steps + 1];
        double[] sinceReset = new double[steps + 1];
        double now = 0;
        double origin = 0;
        int step = sinceStart.length - circuit.segments().size();
        for (ScheduledSegment segment : circuit.segments()) {
            for (TimedOperation timed : segment.operations()) {
                if (timed.operation() instanceof Reset) {
                    origin = Math.max(origin, now + timed.end());
                }
            }
            now += segment.duration();
            sinceStart[step] = now;
            sinceReset[step] = now - origin;
            step++;
        }
        return new StepTimes(sinceStart, sinceReset);
    }
}
