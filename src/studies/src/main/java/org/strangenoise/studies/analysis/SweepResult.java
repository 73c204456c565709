package org.strangenoise.studies.analysis;

import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.config.AnalysisPlan;

/**
 * One observable over one or two parameters.
 *
 * @param ideal by value of the first parameter, then of the second (one column if there is only one)
 * @param noisy likewise
 * @param band of the noisy values of one parameter; empty for two, and where none was drawn
 */
public record SweepResult(
        AnalysisPlan.Sweep plan,
        double[][] ideal,
        double[][] noisy,
        Optional<ConfidenceBand> band,
        Method method,
        List<String> warnings)
        implements AnalysisResult {}
