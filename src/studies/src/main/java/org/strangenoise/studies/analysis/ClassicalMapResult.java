package org.strangenoise.studies.analysis;

import org.strangenoise.studies.config.AnalysisPlan;

/**
 * Points of the classical stroboscopic map.
 *
 * @param theta of every point, start after start, steps 0 to the plan's
 * @param phi of every point, in -pi..pi
 */
public record ClassicalMapResult(AnalysisPlan.ClassicalMap plan, double[] theta, double[] phi)
        implements AnalysisResult {}
