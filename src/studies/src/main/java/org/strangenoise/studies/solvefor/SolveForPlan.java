package org.strangenoise.studies.solvefor;

import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.MeritPlan;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.StudyParameter;

/**
 * The value of a parameter that gives the figure of merit a target.
 *
 * @param low least value looked at
 * @param high greatest value looked at, may be infinite
 */
public record SolveForPlan(
        Header header, FigureOfMerit merit, StudyParameter parameter, double target, double low, double high)
        implements MeritPlan {
    @Override
    public SolveForType type() {
        return SolveForType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new SolveForPlan(header.withSeed(seed), merit, parameter, target, low, high);
    }
}
