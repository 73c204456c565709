package org.strangenoise.studies.pulses;

import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.StartState;

/** The circuit in time. */
public record PulseSequencePlan(Header header, int steps, boolean preparation, StartState start)
        implements AnalysisPlan {
    @Override
    public PulseSequenceType type() {
        return PulseSequenceType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new PulseSequencePlan(header.withSeed(seed), steps, preparation, start);
    }
}
