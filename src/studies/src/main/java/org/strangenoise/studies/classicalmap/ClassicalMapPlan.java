package org.strangenoise.studies.classicalmap;

import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/**
 * The stroboscopic map of the classical kicked top from random starts.
 *
 * @param entropyMap id of an entropy map whose average is drawn above, if any
 * @param average steps over which the quantum top's entropy is averaged, from the same starts; empty for none
 */
public record ClassicalMapPlan(
        Header header, int starts, int steps, long seed, Optional<String> entropyMap, Optional<Integer> average)
        implements AnalysisPlan {
    @Override
    public ClassicalMapType type() {
        return ClassicalMapType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long newSeed) {
        return new ClassicalMapPlan(header.withSeed(newSeed), starts, steps, newSeed, entropyMap, average);
    }
}
