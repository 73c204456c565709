package org.strangenoise.studies.characterization;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.characterization.Routine.Estimate;
import org.strangenoise.studies.experiment.Method;

/**
 * What a routine found.
 *
 * @param routine that was played
 * @param estimate numbers, counts and the model at them
 */
public record ExperimentResult(
        ExperimentPlan plan, Routine routine, Estimate estimate, Method method, List<String> warnings)
        implements AnalysisResult {}
