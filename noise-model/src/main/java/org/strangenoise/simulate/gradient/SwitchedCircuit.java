package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.simulate.kernel.LaneLoops;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * All coalitions of the noise of a circuit, acting at instants, compiled together: every channel is made once for each
 * combination of the few switches it depends on, runs on one qubit are fused, and coalitions, which only pick table
 * entries, are evolved side by side.
 */
public final class SwitchedCircuit {

    /** Numbers of a batch's states: they stay in the cache. */
    private static final int BATCH_NUMBERS = 8192;

    /** A compiled map and the number of each of its switches, -1 for always on. */
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

    /** One circuit of the ensemble. */
    private record Member(double weight, List<List<Pick>> segments) {}

    private final NoiseSwitches switches;
    private final NoiseModel model;
    private final ObservableFunctional functional;
    private final double[] start;
    private final boolean recordsStart;
    private final List<Member> members;
    private final List<double[]> references;

    private SwitchedCircuit(
            NoiseSwitches switches,
            NoiseModel model,
            ObservableFunctional functional,
            List<Member> members,
            boolean recordsStart,
            double[] start,
            List<double[]> references) {
        this.switches = switches;
        this.model = model;
        this.functional = functional;
        this.members = members;
        this.recordsStart = recordsStart;
        this.start = start;
        this.references = references;
    }

    /**
     * Compiles all combinations of a circuit's noise. Where detunings are sampled, all coalitions see the same samples.
     *
     * @param ideal the circuit without noise, whose states fidelities compare with
     * @throws IllegalArgumentException if noise acts during gates
     */
    public static SwitchedCircuit of(
            NoiseSwitches switches,
            NoiseModel model,
            ScheduledCircuit circuit,
            NoisyCircuit ideal,
            InitialState start,
            Observable observable) {
        List<SwitchedSegments> compiled = SwitchedSegments.of(model, circuit);
        boolean recordsStart = ideal.recordsStart();
        List<Member> members = compiled.stream()
                .map(c -> new Member(c.weight(), picks(c, switches, recordsStart ? 1 : 0)))
                .toList();
        CompiledCircuit reference = CompiledCircuit.of(ideal);
        ObservableFunctional functional = ObservableFunctional.of(observable, model.readout(ideal.qubits()));
        return new SwitchedCircuit(
                switches,
                model,
                functional,
                members,
                recordsStart,
                reference.initial(start),
                functional.needsReference() ? reference.states(start) : List.of());
    }

    private static List<List<Pick>> picks(SwitchedSegments compiled, NoiseSwitches switches, int firstStep) {
        Map<SwitchedMap, Map<List<Integer>, Pick>> known = new IdentityHashMap<>();
        List<List<Pick>> segments = new ArrayList<>();
        for (List<SwitchedMap> segment : compiled.segments()) {
            int step = firstStep + segments.size();
            List<Pick> picks = new ArrayList<>();
            for (SwitchedMap map : segment) {
                List<Integer> players = map.switches().stream()
                        .map(s -> switches.indexOf(s.mechanism(), s.qubit(), s.operation(), step))
                        .toList();
                picks.add(known.computeIfAbsent(map, m -> new HashMap<>())
                        .computeIfAbsent(players, p -> new Pick(map, p)));
            }
            segments.add(picks);
        }
        return segments;
    }

    /** How many combinations are best evolved together. */
    public int batch() {
        return Math.max(1, BATCH_NUMBERS / start.length);
    }

    /**
     * The observable by combination of switches and recording point, step 0 first. Safe for concurrent use.
     *
     * @param coalitions one entry a switch each
     */
    public double[][] series(List<boolean[]> coalitions) {
        int lanes = coalitions.size();
        int points = members.get(0).segments().size() + (recordsStart ? 1 : 0);
        double[][][] average = new double[points][start.length][lanes];
        for (Member member : members) {
            evolve(member, coalitions, average);
        }
        double[][] series = new double[lanes][];
        for (int lane = 0; lane < lanes; lane++) {
            List<double[]> states = new ArrayList<>();
            for (double[][] rows : average) {
                states.add(column(rows, lane));
            }
            series[lane] = functional(coalitions.get(lane)).series(states, references);
        }
        return series;
    }

    private static double[] column(double[][] rows, int lane) {
        double[] column = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            column[k] = rows[k][lane];
        }
        return column;
    }

    private void evolve(Member member, List<boolean[]> coalitions, double[][][] average) {
        double[][] rows = new double[start.length][coalitions.size()];
        double[][] scratch = new double[start.length][coalitions.size()];
        for (int k = 0; k < start.length; k++) {
            Arrays.fill(rows[k], start[k]);
        }
        Map<Pick, LaneMap> maps = new IdentityHashMap<>();
        int point = 0;
        if (recordsStart) {
            add(average[point++], member.weight(), rows);
        }
        for (List<Pick> segment : member.segments()) {
            for (Pick pick : segment) {
                maps.computeIfAbsent(pick, p -> p.lanes(coalitions)).apply(rows, scratch);
            }
            add(average[point++], member.weight(), rows);
        }
    }

    private static void add(double[][] sum, double weight, double[][] rows) {
        for (int k = 0; k < sum.length; k++) {
            LaneLoops.add(sum[k], weight, rows[k]);
        }
    }

    private ObservableFunctional functional(boolean[] on) {
        return functional.isMeasured()
                ? functional.withReadout(
                        model.withSelection(switches.selection(on)).readout(functional.qubits()))
                : functional;
    }
}
