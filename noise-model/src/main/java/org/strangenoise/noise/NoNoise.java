package org.strangenoise.noise;

import java.util.Map;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/** The ideal circuit: gates, resets and measurements only. */
final class NoNoise extends SegmentNoise {

    NoNoise(NoiseModel model, int qubits) {
        super(model, qubits, new double[qubits], Map.of());
    }

    @Override
    NoisySegment segment(ScheduledSegment segment, int step, NoiseCoverage.Recorder coverage) {
        Emission out = new Emission(step, coverage);
        emit(segment, out);
        return new NoisySegment(out.instructions, segment.duration(), segment.end());
    }

    @Override
    void emit(ScheduledSegment segment, Emission out) {
        for (TimedOperation timed : segment.operations()) {
            out.under(timed.guard());
            addIdealAction(out, segment, timed);
        }
    }
}
