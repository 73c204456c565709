package org.strangenoise.studies.classicalmap;

import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/** The stroboscopic map of the classical kicked top from random starts. */
public record ClassicalMapPlan(Header header, int starts, int steps, long seed) implements AnalysisPlan {
    @Override
    public ClassicalMapType type() {
        return ClassicalMapType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long newSeed) {
        return new ClassicalMapPlan(header.withSeed(newSeed), starts, steps, newSeed);
    }
}
