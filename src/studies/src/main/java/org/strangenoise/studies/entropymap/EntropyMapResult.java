package org.strangenoise.studies.entropymap;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * Entropy maps, ideal and noisy, and as they are measured.
 *
 * @param theta rows
 * @param phi columns
 * @param measured what is measured of the noisy states, if that is asked
 * @param pulses that drive qubits of more than two levels
 */
public record EntropyMapResult(
        EntropyMapPlan plan,
        double[] theta,
        double[] phi,
        Maps ideal,
        Maps noisy,
        Optional<Maps> measured,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {

    /**
     * Mean one-qubit entropies in bits, {@code [theta][phi]}.
     *
     * @param steps by step number
     * @param average mean over steps 1 to the plan's; empty array if not asked
     * @param asymmetry largest difference of the average (of the last step's map if none is asked) between phi and phi
     *     + pi; 0 for an ideal top; NaN if the grid holds no such pairs
     */
    public record Maps(Map<Integer, double[][]> steps, double[][] average, double asymmetry) {

        /** The average, or the map of the last step where none was asked for. */
        double[][] shown() {
            return average.length > 0 ? average : step(Collections.max(steps.keySet()));
        }

        /** The map of a step that was asked for. */
        public double[][] step(int step) {
            double[][] map = steps.get(step);
            if (map == null) {
                throw new IllegalArgumentException(
                        "Argument `step` must be one of " + steps.keySet() + ", but is " + step);
            }
            return map;
        }
    }
}
