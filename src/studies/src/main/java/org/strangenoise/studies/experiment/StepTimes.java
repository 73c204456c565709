package org.strangenoise.studies.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
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

    /** Sums of durations carry rounding in the digit after these. */
    private static final MathContext DIGITS = new MathContext(15);

    /** @param steps the last recorded step; without preparation gates step 0 is the start itself */
    public static StepTimes of(ScheduledCircuit circuit, int steps) {
        double[] sinceStart = new double[steps + 1];
        double[] sinceReset = new double[steps + 1];
        BigDecimal now = BigDecimal.ZERO;
        BigDecimal origin = BigDecimal.ZERO;
        int step = sinceStart.length - circuit.segments().size();
        for (ScheduledSegment segment : circuit.segments()) {
            for (TimedOperation timed : segment.operations()) {
                if (timed.operation() instanceof Reset) {
                    origin = origin.max(now.add(BigDecimal.valueOf(timed.end())));
                }
            }
            now = now.add(BigDecimal.valueOf(segment.duration()));
            sinceStart[step] = now.round(DIGITS).doubleValue();
            sinceReset[step] = now.subtract(origin).round(DIGITS).doubleValue();
            step++;
        }
        return new StepTimes(sinceStart, sinceReset);
    }
}
