package org.strangenoise.studies.analysis;

import java.util.List;
import org.strangenoise.studies.config.AnalysisPlan;

/**
 * One observable over one or two parameters.
 *
 * @param ideal by value of the first parameter, then of the second (one column if there is only one)
 * @param noisy likewise
 */
public record SweepResult(
        AnalysisPlan.Sweep plan, double[][] ideal, double[][] noisy, Method method, List<String> warnings)
        implements AnalysisResult {}
