package org.strangenoise.studies.bifurcation;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;

/** The fixed points at every kappa. */
public record BifurcationResult(BifurcationPlan plan, List<Point> points, Method method, List<String> warnings)
        implements AnalysisResult {

    /**
     * A fixed point of the classical top, and what the quantum top makes of a spin coherent state there.
     *
     * @param y component of its unit vector, along the axis of the rotation
     * @param trace of the step's derivative on the tangent plane
     * @param ideal mean one-qubit entropy, mean over the steps
     * @param noisy likewise, with the device's noise
     */
    public record Point(
            double kappa,
            double theta,
            double phi,
            double y,
            double trace,
            boolean stable,
            double ideal,
            double noisy) {}
}
