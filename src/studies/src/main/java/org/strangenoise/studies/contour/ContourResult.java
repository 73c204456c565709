package org.strangenoise.studies.contour;

import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * A map with a level.
 *
 * @param values {@code [y][x]}
 * @param device x and y of the study's device
 * @param deviceValue the figure of merit there
 * @param line branches of the level, each of points (x, y) in their order; a closed one ends where it begins
 * @param firstOrder points of the level on the map if the figure of merit were linear in 1/x and 1/y
 * @param point where the second condition holds too
 * @param pulses that drive qubits of more than two levels of the study's device
 */
public record ContourResult(
        ContourPlan plan,
        double[][] values,
        double[] device,
        double deviceValue,
        List<List<double[]>> line,
        List<double[]> firstOrder,
        Optional<double[]> point,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {}
