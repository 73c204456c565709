package org.strangenoise.studies.bifurcation;

import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/**
 * Fixed points along kappa.
 *
 * @param kappas ascending
 * @param average steps over which the entropy is averaged
 */
public record BifurcationPlan(Header header, double[] kappas, int average) implements AnalysisPlan {

    @Override
    public BifurcationType type() {
        return BifurcationType.TYPE;
    }

    @Override
    public BifurcationPlan withSeed(long seed) {
        return new BifurcationPlan(header.withSeed(seed), kappas, average);
    }
}
