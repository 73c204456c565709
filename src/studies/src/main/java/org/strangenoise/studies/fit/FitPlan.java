package org.strangenoise.studies.fit;

import java.util.List;
import org.strangenoise.budget.LeastSquaresFit;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.MeritPlan;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.yaml.InputFile;

/**
 * Parameters from measured points.
 *
 * @param merit the latest point's
 * @param data the file that holds the points
 * @param points what was measured
 * @param free what is fitted
 * @param starts how many random starts beside the given one
 */
public record FitPlan(
        Header header,
        FigureOfMerit merit,
        InputFile data,
        List<MeasuredPoint> points,
        List<FreeParameter> free,
        int starts)
        implements MeritPlan {
    public FitPlan {
        points = List.copyOf(points);
        free = List.copyOf(free);
    }

    /** Whether nobody measured the points: their file says so. */
    public boolean isSynthetic() {
        return MeasuredPoints.areSynthetic(data);
    }

    @Override
    public FitType type() {
        return FitType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new FitPlan(header.withSeed(seed), merit, data, points, free, starts);
    }

    /**
     * A parameter to fit.
     *
     * @param limits as the fit sees it: start, bounds, prior
     */
    public record FreeParameter(StudyParameter parameter, LeastSquaresFit.Free limits) {}
}
