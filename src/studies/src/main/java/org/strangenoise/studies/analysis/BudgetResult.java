package org.strangenoise.studies.analysis;

import java.util.List;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.Player;
import org.strangenoise.studies.config.BudgetPlan;

/** What noise costs and what would win it back. */
public sealed interface BudgetResult extends AnalysisResult {

    @Override
    BudgetPlan plan();

    /**
     * A loss divided among the noise.
     *
     * @param players in the order of the attribution's rows
     * @param attribution by player and step
     * @param qubits names by index
     * @param coverage which noise met which operation, for the first start
     */
    record Attributed(
            BudgetPlan.Attribution plan,
            List<Player> players,
            Attribution attribution,
            List<String> qubits,
            NoiseCoverage coverage,
            Method method,
            List<String> warnings)
            implements BudgetResult {}
}
