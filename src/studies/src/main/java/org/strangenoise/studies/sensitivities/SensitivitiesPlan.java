package org.strangenoise.studies.sensitivities;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.MeritPlan;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.StudyParameter;

/**
 * Derivatives of the figure of merit.
 *
 * @param parameters with respect to which
 * @param share of the loss by which the linear picture may be off without a warning
 */
public record SensitivitiesPlan(Header header, FigureOfMerit merit, List<StudyParameter> parameters, double share)
        implements MeritPlan {
    public SensitivitiesPlan {
        parameters = List.copyOf(parameters);
    }

    @Override
    public SensitivitiesType type() {
        return SensitivitiesType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new SensitivitiesPlan(header.withSeed(seed), merit, parameters, share);
    }
}
