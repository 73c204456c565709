package org.strangenoise.studies.entropymap;

import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/**
 * Maps of the mean one-qubit entropy over starts.
 *
 * @param asymmetries ids of the maps whose differences between phi and phi + pi are drawn side by side
 */
public record EntropyMapPlan(
        Header header,
        int thetaPoints,
        int phiPoints,
        List<Integer> steps,
        Optional<Integer> average,
        Colors colors,
        List<String> asymmetries)
        implements AnalysisPlan {
    public EntropyMapPlan {
        steps = List.copyOf(steps);
        asymmetries = List.copyOf(asymmetries);
    }

    @Override
    public EntropyMapType type() {
        return EntropyMapType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new EntropyMapPlan(header.withSeed(seed), thetaPoints, phiPoints, steps, average, colors, asymmetries);
    }

    /** Colour scales of maps. */
    public enum Colors {
        VIRIDIS,
        /** Red = low, blue = high, as in the paper. */
        RED_BLUE
    }
}
