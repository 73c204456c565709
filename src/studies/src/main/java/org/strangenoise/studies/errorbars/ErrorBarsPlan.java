package org.strangenoise.studies.errorbars;

import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.MeritPlan;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Uncertainties;

/**
 * What the device's uncertainties make of the figure of merit.
 *
 * @param uncertainties of the device, at least one
 * @param samples how many devices are drawn
 */
public record ErrorBarsPlan(Header header, FigureOfMerit merit, Uncertainties uncertainties, int samples)
        implements MeritPlan {
    @Override
    public ErrorBarsType type() {
        return ErrorBarsType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new ErrorBarsPlan(header.withSeed(seed), merit, uncertainties, samples);
    }
}
