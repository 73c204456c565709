package org.strangenoise.studies.classicalmap;

import org.strangenoise.studies.analysis.AnalysisResult;

/**
 * Points of the classical stroboscopic map.
 *
 * @param theta of every point, start after start, steps 0 to the plan's
 * @param phi of every point, in -pi..pi
 * @param lyapunov exponent of every start's orbit over {@link #LYAPUNOV_STEPS} steps, per step
 */
public record ClassicalMapResult(ClassicalMapPlan plan, double[] theta, double[] phi, double[] lyapunov)
        implements AnalysisResult {

    /** Enough to tell regular from chaotic orbits; the exponents of regular ones are log(steps)/steps, not yet 0. */
    public static final int LYAPUNOV_STEPS = 200;
}
