package org.strangenoise.studies.solvefor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.strangenoise.budget.RootSearch;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * An inverse answer.
 *
 * @param present the parameter's value in the study
 * @param root the answer nearest to it
 * @param found the figure of merit at the answer, or the closest it comes
 * @param limit why there is none
 * @param pulses that drive qubits of more than two levels at the answer; the device's own where there is none
 */
public record SolveForResult(
        SolveForPlan plan,
        double present,
        RootSearch search,
        OptionalDouble root,
        double found,
        Optional<String> limit,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {}
