package org.strangenoise.studies.solvefor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.strangenoise.budget.RootSearch;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;

/**
 * An inverse answer.
 *
 * @param present the parameter's value in the study
 * @param root the answer nearest to it
 * @param found the figure of merit at the answer, or the closest it comes
 * @param limit why there is none
 */
public record SolveForResult(
        SolveForPlan plan,
        double present,
        RootSearch search,
        OptionalDouble root,
        double found,
        Optional<String> limit,
        Method method,
        List<String> warnings)
        implements AnalysisResult {}
