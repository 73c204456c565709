package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseMechanism;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoiseSelection;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.simulate.gradient.NoiseSwitches;

/** The players of an attribution: all noise that a device's circuits meet, divided as asked. */
public final class Roster implements NoiseSwitches {

    private record Query(String mechanism, int qubit, String operation, int step) {}

    private static final List<String> ORDER = List.of(
            NoiseMechanism.T1,
            NoiseMechanism.TPHI,
            NoiseMechanism.THERMAL,
            NoiseMechanism.QUASI_STATIC,
            NoiseMechanism.CROSSTALK,
            NoiseMechanism.GATE_ERROR,
            NoiseMechanism.LEAKAGE,
            NoiseMechanism.CONTROL);

    private final Set<Split> splits;
    private final List<Player> players;
    private final Map<Player, Integer> indices = new HashMap<>();

    private Roster(Set<Split> splits, List<Player> players) {
        this.splits = splits;
        this.players = players;
        for (int i = 0; i < players.size(); i++) {
            indices.put(players.get(i), i);
        }
    }

    /**
     * The players that a model's noise makes on some circuits. Noise that is present at no strength (an infinite T1) is
     * no player.
     *
     * @param read the qubits that are read out, whose readout errors are among them
     */
    public static Roster of(NoiseModel model, List<ScheduledCircuit> circuits, Set<Split> splits, Set<Integer> read) {
        boolean bySteps = splits.contains(Split.STEP);
        Set<Player> found = new LinkedHashSet<>();
        for (ScheduledCircuit circuit : circuits) {
            Set<Query> queries = new LinkedHashSet<>();
            NoiseSelection listening = selection(bySteps, (mechanism, qubit, operation, step) -> {
                queries.add(new Query(mechanism, qubit, operation, step));
                return true;
            });
            NoiseCoverage coverage =
                    model.withSelection(listening).apply(circuit).coverage();
            Set<Query> met = new HashSet<>();
            for (NoiseCoverage.Row row : coverage.rows()) {
                met.add(new Query(row.mechanism(), row.qubit(), row.operation(), 0));
                met.add(new Query(row.mechanism(), NoiseSelection.SEVERAL_QUBITS, row.operation(), 0));
            }
            for (Query query : queries) {
                boolean present = query.mechanism().equals(NoiseMechanism.READOUT)
                        ? read.contains(query.qubit())
                                && !model.calibration()
                                        .qubits()
                                        .get(query.qubit())
                                        .readout()
                                        .equals(ReadoutError.NONE)
                        : met.contains(new Query(query.mechanism(), query.qubit(), query.operation(), 0));
                if (present) {
                    found.add(player(splits, query.mechanism(), query.qubit(), query.operation(), query.step()));
                }
            }
        }
        return new Roster(splits, sorted(found, model.calibration()));
    }

    private static List<Player> sorted(Set<Player> found, Calibration calibration) {
        List<String> order = new ArrayList<>(ORDER);
        calibration.channels().forEach(c -> order.add(c.id()));
        order.add(NoiseMechanism.READOUT);
        List<Player> players = new ArrayList<>(found);
        players.sort(Comparator.<Player>comparingInt(p -> p.mechanism() == null ? -1 : order.indexOf(p.mechanism()))
                .thenComparingInt(p -> p.qubit() == null ? -1 : p.qubit())
                .thenComparing(p -> p.operation() == null ? "" : p.operation())
                .thenComparingInt(p -> p.step() == null ? -1 : p.step()));
        return List.copyOf(players);
    }

    private static Player player(Set<Split> splits, String mechanism, int qubit, String operation, int step) {
        boolean readout = mechanism.equals(NoiseMechanism.READOUT);
        return new Player(
                splits.contains(Split.MECHANISM) ? mechanism : null,
                splits.contains(Split.QUBIT) && qubit != NoiseSelection.SEVERAL_QUBITS ? qubit : null,
                splits.contains(Split.OPERATION) ? operation : null,
                splits.contains(Split.STEP) && !readout ? step : null);
    }

    public List<Player> players() {
        return players;
    }

    public int size() {
        return players.size();
    }

    /** The player that a piece of noise belongs to; -1 if it belongs to none and is always on. */
    @Override
    public int indexOf(String mechanism, int qubit, String operation, int step) {
        return indices.getOrDefault(player(splits, mechanism, qubit, operation, step), -1);
    }

    /** The noise of a coalition: only its players' shares act. */
    @Override
    public NoiseSelection selection(boolean[] on) {
        return selection(splits.contains(Split.STEP), (mechanism, qubit, operation, step) -> {
            if (mechanism.equals(NoiseMechanism.QUASI_STATIC) && operation.equals(ExtraChannel.ANY)) {
                return hasDetunings(on, qubit);
            }
            int index = indexOf(mechanism, qubit, operation, step);
            return index < 0 || on[index];
        });
    }

    /** True if any share of the qubit's detuning acts, whatever the operation and step. */
    private boolean hasDetunings(boolean[] on, int qubit) {
        for (int i = 0; i < on.length; i++) {
            Player player = players.get(i);
            boolean detunes = player.mechanism() == null || player.mechanism().equals(NoiseMechanism.QUASI_STATIC);
            boolean here = player.qubit() == null || player.qubit() == qubit;
            if (on[i] && detunes && here) {
                return true;
            }
        }
        return false;
    }

    private static NoiseSelection selection(boolean dependsOnStep, NoiseSelection includes) {
        return new NoiseSelection() {
            @Override
            public boolean includes(String mechanism, int qubit, String operation, int step) {
                return includes.includes(mechanism, qubit, operation, step);
            }

            @Override
            public boolean dependsOnStep() {
                return dependsOnStep;
            }
        };
    }
}
