package org.strangenoise.studies.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Reset;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoiseMechanism;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoiseSelection;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.noise.ReadoutConfusion;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.simulate.kernel.LaneLoops;
import org.strangenoise.simulate.tensor.TensorMap;
import org.strangenoise.state.InitialState;

/**
 * All coalitions of a circuit whose noise acts at instants, compiled together: every channel is made once for each
 * combination of the few switches it depends on, runs on one qubit are fused, and coalitions, which only pick table
 * entries, are evolved side by side.
 */
public final class SwitchedCircuit implements CoalitionValues {

    /** Numbers of a batch's states: they stay in the cache. */
    private static final int BATCH_NUMBERS = 8192;

    /** A compiled map and the player of each of its switches, -1 for always on. */
    private record Pick(SwitchedMap map, List<Integer> players) {

        LaneMap lanes(List<boolean[]> coalitions) {
            return LaneMap.of(
                    map, coalitions.stream().mapToInt(this::combination).toArray());
        }

        private int combination(boolean[] on) {
            int combination = 0;
            for (int k = 0; k < players.size(); k++) {
                int player = players.get(k);
                combination |= player < 0 || on[player] ? 1 << k : 0;
            }
            return combination;
        }
    }

    private final Roster roster;
    private final ObservableFunctional functional;
    private final List<ReadoutConfusion> readout;
    private final double[] start;
    private final boolean recordsStart;
    private final List<List<Pick>> segments = new ArrayList<>();
    private final int widest;
    private final List<double[]> references;

    private SwitchedCircuit(
            Roster roster,
            ObservableFunctional functional,
            SwitchedSegments compiled,
            double[] start,
            List<double[]> references) {
        this.roster = roster;
        this.functional = functional;
        this.readout = compiled.readout();
        this.start = start;
        this.recordsStart = compiled.recordsStart();
        this.references = references;
        Map<SwitchedMap, Map<List<Integer>, Pick>> known = new IdentityHashMap<>();
        int step = recordsStart ? 1 : 0;
        int rows = 0;
        for (List<SwitchedMap> segment : compiled.segments()) {
            int number = step;
            List<Pick> picks = new ArrayList<>();
            for (SwitchedMap map : segment) {
                List<Integer> players = map.switches().stream()
                        .map(s -> roster.indexOf(s.mechanism(), s.qubit(), s.operation(), number))
                        .toList();
                picks.add(known.computeIfAbsent(map, m -> new HashMap<>())
                        .computeIfAbsent(players, p -> new Pick(map, p)));
                rows = Math.max(rows, 1 << (2 * map.digits().length));
            }
            segments.add(picks);
            step++;
        }
        this.widest = rows;
    }

    /**
     * Compiles a circuit's coalitions.
     *
     * @param ideal the circuit without noise, whose states fidelities compare with
     * @return empty if noise acts during gates or is quasi-static: then coalitions are simulated one by one
     */
    public static Optional<SwitchedCircuit> of(
            Roster roster,
            NoiseModel model,
            ScheduledCircuit circuit,
            NoisyCircuit ideal,
            InitialState start,
            ObservableFunctional functional) {
        Optional<SwitchedSegments> compiled = SwitchedSegments.of(model, circuit);
        if (compiled.isEmpty()) {
            return Optional.empty();
        }
        CompiledCircuit reference = CompiledCircuit.of(ideal);
        return Optional.of(new SwitchedCircuit(
                roster,
                functional,
                compiled.get(),
                reference.initial(start),
                functional.needsReference() ? reference.states(start) : List.of()));
    }

    @Override
    public double[] series(boolean[] on) {
        return series(List.of(on))[0];
    }

    @Override
    public int batch() {
        return Math.max(1, BATCH_NUMBERS / start.length);
    }

    @Override
    public double[][] series(List<boolean[]> coalitions) {
        int lanes = coalitions.size();
        List<ObservableFunctional> functionals =
                coalitions.stream().map(this::functional).toList();
        double[][] rows = new double[start.length][lanes];
        for (int k = 0; k < start.length; k++) {
            Arrays.fill(rows[k], start[k]);
        }
        double[][] sum = new double[functional.seesRunningMean() ? start.length : 0][lanes];
        double[][] scratch = new double[widest][lanes];
        double[][] series = new double[lanes][segments.size() + (recordsStart ? 1 : 0)];
        Map<Pick, LaneMap> maps = new IdentityHashMap<>();
        int point = 0;
        if (recordsStart) {
            record(functionals, rows, sum, series, point);
            point++;
        }
        for (List<Pick> segment : segments) {
            for (Pick pick : segment) {
                maps.computeIfAbsent(pick, p -> p.lanes(coalitions)).apply(rows, scratch);
            }
            record(functionals, rows, sum, series, point);
            point++;
        }
        return series;
    }

    private void record(
            List<ObservableFunctional> functionals, double[][] rows, double[][] sum, double[][] series, int point) {
        double[] reference = references.isEmpty() ? null : references.get(point);
        for (int k = 0; k < sum.length; k++) {
            LaneLoops.add(sum[k], 1, rows[k]);
        }
        double[][] seen = sum.length == 0 ? rows : sum;
        double weight = sum.length == 0 ? 1 : 1.0 / (point + 1);
        double[] column = new double[rows.length];
        for (int lane = 0; lane < series.length; lane++) {
            for (int k = 0; k < column.length; k++) {
                column[k] = weight * seen[k][lane];
            }
            series[lane][point] = functionals.get(lane).value(column, reference);
        }
    }

    private ObservableFunctional functional(boolean[] on) {
        if (!functional.isMeasured()) {
            return functional;
        }
        List<ReadoutConfusion> confusions = new ArrayList<>();
        for (int q = 0; q < readout.size(); q++) {
            int player = roster.indexOf(NoiseMechanism.READOUT, q, Measurement.NAME, 0);
            confusions.add(player < 0 || on[player] ? readout.get(q) : ReadoutConfusion.NONE);
        }
        return functional.withReadout(confusions);
    }
}
