package org.strangenoise.studies.contour;

import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.MeritPlan;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.SweepAxis;

/**
 * The figure of merit over two parameters, and where it has a level.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param level the value whose line is drawn
 * @param equal a second condition, which picks one point of the line
 */
public record ContourPlan(
        Header header, FigureOfMerit merit, SweepAxis x, SweepAxis y, double level, Optional<EqualStarts> equal)
        implements MeritPlan {
    @Override
    public ContourType type() {
        return ContourType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new ContourPlan(header.withSeed(seed), merit, x, y, level, equal);
    }

    /**
     * Two starts give an observable the same value.
     *
     * @param merit of exactly two starts
     * @param setup of these runs
     */
    public record EqualStarts(FigureOfMerit merit, Setup setup) {}
}
