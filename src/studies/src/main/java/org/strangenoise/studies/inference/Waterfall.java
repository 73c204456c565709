package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.strangenoise.budget.Attribution;
import org.strangenoise.budget.Player;
import org.strangenoise.budget.Roster;
import org.strangenoise.budget.ShapleyValues;
import org.strangenoise.budget.Split;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.inference.InferencePlan.Explanation;
import org.strangenoise.studies.inference.InferencePlan.Reading;
import org.strangenoise.tomography.Reconstruction;

/**
 * What takes a statement's number from its ideal value to the one that an explanation predicts, by Shapley's rule:
 * every mechanism of the device's noise, and readout errors, counting and the making of states. A player that is off
 * is: a mechanism, absent; readout, without errors; shots, exact frequencies; reconstruction, linear inversion.
 *
 * @param players mechanisms first
 * @param ideal the number without all of them
 * @param changes what each adds, in order
 * @param predicted the number with all of them
 */
record Waterfall(List<String> players, double ideal, double[] changes, double predicted) {

    private static final String READOUT = "readout";
    private static final String SHOTS = "shots";
    private static final String RECONSTRUCTION = "reconstruction";

    /**
     * Of one explanation at one place.
     *
     * @param axes places of the axes before readout
     * @param values of these
     * @param statement of the explained statement alone
     * @param confusion of the readout
     */
    static Waterfall of(
            InferencePlan plan,
            Explanation explanation,
            int index,
            List<Integer> axes,
            double[] values,
            MeasuredStatements statement,
            ConfusionMatrix confusion) {
        Setup setup = plan.set(plan.models().get(explanation.model()).setups().get(index), axes, values);
        NoiseModel model =
                setup.noise().model(setup.device(), setup.simulation().seed());
        Roster roster = Roster.of(
                model,
                statement.experiments(axes, values).stream()
                        .map(Experiment::scheduled)
                        .toList(),
                EnumSet.of(Split.MECHANISM),
                Set.of());
        List<String> players = new ArrayList<>(roster.players().stream()
                .map(Player::mechanism)
                .map(Objects::toString)
                .toList());
        int mechanisms = players.size();
        boolean byQubits = plan.statements().get(index).tomography() == InferencePlan.Tomography.QUBIT;
        if (explanation.reading() != Reading.PERFECT) {
            players.add(READOUT);
        }
        if (plan.shots().isPresent()) {
            players.add(SHOTS);
        }
        if (!byQubits) {
            players.add(RECONSTRUCTION);
        }
        Map<Integer, MeasuredStatements.Probabilities> known = new HashMap<>();
        Attribution shares = new ShapleyValues(
                        on -> {
                            int mask = 0;
                            boolean[] acting = new boolean[mechanisms];
                            for (int k = 0; k < mechanisms; k++) {
                                acting[k] = on[k];
                                mask |= on[k] ? 1 << k : 0;
                            }
                            MeasuredStatements.Probabilities found = known.computeIfAbsent(
                                    mask,
                                    key -> statement.probabilities(
                                            axes,
                                            values,
                                            experiment -> model.withSelection(roster.selection(acting))
                                                    .apply(experiment.scheduled())));
                            return statement
                                    .measured(
                                            found,
                                            confusion,
                                            isOn(players, on, READOUT) ? explanation.reading() : Reading.PERFECT,
                                            isOn(players, on, RECONSTRUCTION)
                                                    ? Reconstruction.PROJECTED
                                                    : Reconstruction.LINEAR,
                                            InferenceAnalysis.MORE * plan.repetitions(),
                                            isOn(players, on, SHOTS))
                                    .values();
                        },
                        players.size(),
                        false)
                .exact();
        double[] changes = new double[players.size()];
        for (int k = 0; k < changes.length; k++) {
            changes[k] = -shares.shapley()[k][0];
        }
        return new Waterfall(players, shares.ideal()[0], changes, shares.noisy()[0]);
    }

    private static boolean isOn(List<String> players, boolean[] on, String player) {
        int index = players.indexOf(player);
        return index >= 0 && on[index];
    }
}
