package org.strangenoise.studies.entropymap;

import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/** Maps of the mean one-qubit entropy over starts. */
public record EntropyMapPlan(
        Header header, int thetaPoints, int phiPoints, List<Integer> steps, Optional<Integer> average, Colors colors)
        implements AnalysisPlan {
    public EntropyMapPlan {
        steps = List.copyOf(steps);
    }

    @Override
    public EntropyMapType type() {
        return EntropyMapType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new EntropyMapPlan(header.withSeed(seed), thetaPoints, phiPoints, steps, average, colors);
    }

    /** Colour scales of maps. */
    public enum Colors {
        VIRIDIS,
        /** Red = low, blue = high, as in the paper. */
        RED_BLUE
    }
}
