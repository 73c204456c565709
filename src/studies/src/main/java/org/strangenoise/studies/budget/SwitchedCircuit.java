package org.strangenoise.studies.budget;

import java.util.ArrayList;
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
import org.strangenoise.simulate.tensor.TensorMap;
import org.strangenoise.state.InitialState;

/**
 * All coalitions of a circuit whose noise acts at instants, compiled together: every channel is made once for each
 * combination of the few switches it depends on, runs on one qubit are fused, and a coalition only picks table entries.
 */
public final class SwitchedCircuit implements CoalitionValues {

    private static final List<String> RELAXATIONS =
            List.of(NoiseMechanism.T1, NoiseMechanism.TPHI, NoiseMechanism.THERMAL);

    /** A compiled map and the player of each of its switches, -1 for always on. */
    private record Pick(TensorMap[] maps, int[] players) {}

    private final Roster roster;
    private final ObservableFunctional functional;
    private final List<ReadoutConfusion> readout;
    private final double[] start;
    private final boolean recordsStart;
    private final List<Pick[]> segments = new ArrayList<>();
    private final List<double[]> references;

    private SwitchedCircuit(
            Roster roster,
            ObservableFunctional functional,
            NoisyCircuit full,
            double[] start,
            List<List<SwitchedMap>> compiled,
            List<double[]> references) {
        this.roster = roster;
        this.functional = functional;
        this.readout = full.readout();
        this.start = start;
        this.recordsStart = CompiledCircuit.recordsStart(full);
        this.references = references;
        Map<SwitchedMap, TensorMap[]> made = new IdentityHashMap<>();
        int step = recordsStart ? 1 : 0;
        for (List<SwitchedMap> segment : compiled) {
            int number = step;
            segments.add(segment.stream()
                    .map(map -> new Pick(
                            made.computeIfAbsent(map, SwitchedMap::maps),
                            map.switches().stream()
                                    .mapToInt(s -> roster.indexOf(s.mechanism(), s.qubit(), s.operation(), number))
                                    .toArray()))
                    .toArray(Pick[]::new));
            step++;
        }
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
        NoisyCircuit[] variants = new NoisyCircuit[1 << RELAXATIONS.size()];
        for (int mask = 0; mask < variants.length; mask++) {
            int on = mask;
            NoiseSelection selection = (mechanism, qubit, operation, step) -> {
                int bit = RELAXATIONS.indexOf(mechanism);
                return bit < 0 || (on >> bit & 1) != 0;
            };
            NoisyEnsemble ensemble = model.withSelection(selection).apply(circuit);
            if (!ensemble.isSingle()) {
                return Optional.empty();
            }
            variants[mask] = ensemble.members().get(0).circuit();
        }
        NoisyCircuit full = variants[variants.length - 1];
        boolean instant = full.segments().stream()
                .flatMap(s -> s.instructions().stream())
                .noneMatch(NoisyInstruction.Continuous.class::isInstance);
        if (!instant) {
            return Optional.empty();
        }
        Map<NoisySegment, List<SwitchedMap>> known = new IdentityHashMap<>();
        List<List<SwitchedMap>> compiled = new ArrayList<>();
        for (int s = 0; s < full.segments().size(); s++) {
            int at = s;
            compiled.add(known.computeIfAbsent(full.segments().get(s), segment -> fuse(switched(variants, at))));
        }
        CompiledCircuit reference = CompiledCircuit.of(ideal);
        return Optional.of(new SwitchedCircuit(
                roster,
                functional,
                full,
                reference.initial(start),
                compiled,
                functional.needsReference() ? reference.states(start) : List.of()));
    }

    /** The instructions of a segment, each with the combinations of its switches. */
    private static List<SwitchedMap> switched(NoisyCircuit[] variants, int segment) {
        int last = variants.length - 1;
        int[] position = new int[variants.length];
        List<SwitchedMap> maps = new ArrayList<>();
        for (NoisyInstruction instruction :
                variants[last].segments().get(segment).instructions()) {
            NoisyInstruction[] made = new NoisyInstruction[variants.length];
            for (int v = 0; v < variants.length; v++) {
                List<NoisyInstruction> all = variants[v].segments().get(segment).instructions();
                if (position[v] < all.size() && isSamePlace(instruction, all.get(position[v]))) {
                    made[v] = all.get(position[v]);
                    position[v]++;
                }
            }
            switchedMap(variants[last].qubits(), instruction, made).ifPresent(maps::add);
        }
        for (int v = 0; v < variants.length; v++) {
            if (position[v]
                    != variants[v].segments().get(segment).instructions().size()) {
                throw new IllegalStateException("a circuit with less relaxation has other instructions");
            }
        }
        return maps;
    }

    private static Optional<SwitchedMap> switchedMap(
            int qubits, NoisyInstruction instruction, @Nullable NoisyInstruction[] made) {
        Optional<NoiseOrigin> origin = origin(instruction);
        int[] digits = instruction.qubits().stream().mapToInt(Integer::intValue).toArray();
        if (origin.isEmpty() && digits.length > 1) {
            return TensorMap.of(qubits, instruction, CompiledCircuit::propagator)
                    .map(map -> SwitchedMap.fixed(digits, map));
        }
        Optional<double[]> matrix = TensorMap.matrix(instruction, CompiledCircuit::propagator);
        if (matrix.isEmpty() || origin.isEmpty()) {
            return matrix.map(m -> SwitchedMap.always(digits[0], m));
        }
        double[] identity = ComplexMatrix.identity(1 << (2 * digits.length)).re();
        String operation = origin.get().operation();
        if (!origin.get().mechanism().equals(NoiseMechanism.RELAXATION)) {
            int qubit = digits.length == 1 ? digits[0] : NoiseSelection.SEVERAL_QUBITS;
            return Optional.of(new SwitchedMap(
                    List.of(new SwitchedMap.Switch(origin.get().mechanism(), qubit, operation)),
                    digits,
                    new double[][] {identity, matrix.get()}));
        }
        double[][] matrices = new double[made.length][];
        for (int v = 0; v < made.length; v++) {
            NoisyInstruction variant = made[v];
            matrices[v] = variant == null
                    ? identity
                    : TensorMap.matrix(variant, CompiledCircuit::propagator).orElse(identity);
        }
        return Optional.of(new SwitchedMap(
                RELAXATIONS.stream()
                        .map(m -> new SwitchedMap.Switch(m, digits[0], operation))
                        .toList(),
                digits,
                matrices));
    }

    private static Optional<NoiseOrigin> origin(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            return gate.error();
        }
        return instruction instanceof NoisyInstruction.Noise noise
                        && !noise.origin().mechanism().equals(Reset.NAME)
                ? Optional.of(noise.origin())
                : Optional.empty();
    }

    private static boolean isSamePlace(NoisyInstruction a, NoisyInstruction b) {
        return a.getClass() == b.getClass()
                && a.qubits().equals(b.qubits())
                && origin(a).equals(origin(b));
    }

    /** Neighbouring maps on one qubit become one. */
    private static List<SwitchedMap> fuse(List<SwitchedMap> maps) {
        List<SwitchedMap> fused = new ArrayList<>();
        Map<Integer, SwitchedMap> open = new TreeMap<>();
        for (SwitchedMap map : maps) {
            if (map.isOneQubit()) {
                int q = map.digits()[0];
                SwitchedMap before = open.get(q);
                boolean fits = before == null
                        || before.switches().size() + map.switches().size() <= SwitchedMap.MAX_SWITCHES;
                if (!fits) {
                    fused.add(before);
                }
                open.put(q, before == null || !fits ? map : before.then(map));
            } else {
                for (int q : map.digits()) {
                    SwitchedMap before = open.remove(q);
                    if (before != null) {
                        fused.add(before);
                    }
                }
                fused.add(map);
            }
        }
        fused.addAll(open.values());
        return fused;
    }

    @Override
    public double[] series(boolean[] on) {
        ObservableFunctional own = functional.withReadout(readout(on));
        double[] state = start.clone();
        double[] mean = new double[own.seesRunningMean() ? state.length : 0];
        double[] series = new double[segments.size() + (recordsStart ? 1 : 0)];
        int point = 0;
        if (recordsStart) {
            series[point] = record(own, state, mean, point);
            point++;
        }
        for (Pick[] segment : segments) {
            for (Pick pick : segment) {
                int index = 0;
                int[] players = pick.players();
                for (int k = 0; k < players.length; k++) {
                    if (players[k] < 0 || on[players[k]]) {
                        index |= 1 << k;
                    }
                }
                pick.maps()[index].apply(state);
            }
            series[point] = record(own, state, mean, point);
            point++;
        }
        return series;
    }

    private double record(ObservableFunctional own, double[] state, double[] mean, int point) {
        double[] reference = references.isEmpty() ? null : references.get(point);
        if (mean.length == 0) {
            return own.value(state, reference);
        }
        double weight = 1.0 / (point + 1);
        for (int i = 0; i < mean.length; i++) {
            mean[i] += weight * (state[i] - mean[i]);
        }
        return own.value(mean, reference);
    }

    private List<ReadoutConfusion> readout(boolean[] on) {
        List<ReadoutConfusion> confusions = new ArrayList<>();
        for (int q = 0; q < readout.size(); q++) {
            int player = roster.indexOf(NoiseMechanism.READOUT, q, Measurement.NAME, 0);
            confusions.add(player < 0 || on[player] ? readout.get(q) : ReadoutConfusion.NONE);
        }
        return confusions;
    }
}
