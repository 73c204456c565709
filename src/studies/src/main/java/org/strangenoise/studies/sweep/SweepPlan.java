package org.strangenoise.studies.sweep;

import java.util.List;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.SweepAxis;

/** One observable over one or two parameters. */
public record SweepPlan(
        Header header, List<SweepAxis> over, String observable, Observable quantity, int step, StartState start)
        implements AnalysisPlan {
    public SweepPlan {
        over = List.copyOf(over);
    }

    @Override
    public SweepType type() {
        return SweepType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new SweepPlan(header.withSeed(seed), over, observable, quantity, step, start);
    }
}
