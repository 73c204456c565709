package org.strangenoise.studies.sweep;

import java.util.List;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.SweepAxis;

/**
 * One observable over one or two parameters.
 *
 * @param contours values of the observable whose lines are drawn over a map
 */
public record SweepPlan(
        Header header,
        List<SweepAxis> over,
        String observable,
        Observable quantity,
        int step,
        StartState start,
        List<Double> contours)
        implements AnalysisPlan {
    public SweepPlan {
        over = List.copyOf(over);
        contours = List.copyOf(contours);
    }

    @Override
    public SweepType type() {
        return SweepType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new SweepPlan(header.withSeed(seed), over, observable, quantity, step, start, contours);
    }
}
