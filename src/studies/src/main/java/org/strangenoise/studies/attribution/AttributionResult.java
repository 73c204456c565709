package org.strangenoise.studies.attribution;

import java.util.List;
import org.strangenoise.budget.Attribution;
import org.strangenoise.budget.Player;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * A loss divided among the noise.
 *
 * @param players in the order of the attribution's rows
 * @param attribution by player and step
 * @param qubits names by index
 * @param coverage which noise met which operation, for the first start
 * @param pulses that drive qubits of more than two levels
 */
public record AttributionResult(
        AttributionPlan plan,
        List<Player> players,
        Attribution attribution,
        List<String> qubits,
        NoiseCoverage coverage,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {}
