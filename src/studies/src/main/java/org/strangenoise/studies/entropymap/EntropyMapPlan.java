package org.strangenoise.studies.entropymap;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/**
 * Maps of the mean one-qubit entropy over starts.
 *
 * @param asymmetries ids of the maps whose differences between phi and phi + pi are drawn side by side
 * @param measurement how the noisy states are measured, if they are
 */
public record EntropyMapPlan(
        Header header,
        int thetaPoints,
        int phiPoints,
        List<Integer> steps,
        Optional<Integer> average,
        Colors colors,
        List<String> asymmetries,
        Optional<Measurement> measurement)
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
        return new EntropyMapPlan(
                header.withSeed(seed), thetaPoints, phiPoints, steps, average, colors, asymmetries, measurement);
    }

    /**
     * Tomography of every qubit by itself: all qubits along x, then y, then z.
     *
     * @param shots in each of the three bases; absent for exact frequencies
     * @param corrected whether each qubit's readout errors are undone
     */
    public record Measurement(OptionalLong shots, boolean corrected) {}

    /** Colour scales of maps. */
    public enum Colors {
        VIRIDIS,
        /** Red = low, blue = high, as in the paper. */
        RED_BLUE
    }
}
