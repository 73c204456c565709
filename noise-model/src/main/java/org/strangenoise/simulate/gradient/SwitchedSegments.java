package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.simulate.tensor.TensorMap;

/**
 * The segments of one member of an ensemble whose noise acts at instants, every channel made once for each combination
 * of the switches it depends on; equal segments share one list.
 *
 * @param weight of the member
 */
record SwitchedSegments(double weight, List<List<SwitchedMap>> segments) {

    private static final List<String> RELAXATIONS =
            List.of(NoiseMechanism.T1, NoiseMechanism.TPHI, NoiseMechanism.THERMAL);

    /** One for each set of detunings. */
    static List<SwitchedSegments> of(NoiseModel model, ScheduledCircuit circuit) {
        NoisyEnsemble[] variants = new NoisyEnsemble[1 << RELAXATIONS.size()];
        for (int mask = 0; mask < variants.length; mask++) {
            int on = mask;
            NoiseSelection selection = (mechanism, qubit, operation, step) -> {
                int bit = RELAXATIONS.indexOf(mechanism);
                return bit < 0 || (on >> bit & 1) != 0;
            };
            variants[mask] = model.withSelection(selection).apply(circuit);
        }
        NoisyEnsemble full = variants[variants.length - 1];
        if (!isInstant(full.members().get(0).circuit())) {
            throw new IllegalArgumentException(
                    "Argument `model` must place noise after gates, but its circuits hold noise during gates");
        }
        List<SwitchedSegments> members = new ArrayList<>();
        for (int m = 0; m < full.members().size(); m++) {
            int member = m;
            members.add(new SwitchedSegments(
                    full.members().get(m).weight(),
                    compiled(Arrays.stream(variants)
                            .map(v -> v.members().get(member).circuit())
                            .toArray(NoisyCircuit[]::new))));
        }
        return members;
    }

    private static boolean isInstant(NoisyCircuit circuit) {
        return circuit.segments().stream()
                .flatMap(s -> s.instructions().stream())
                .noneMatch(NoisyInstruction.Continuous.class::isInstance);
    }

    private static List<List<SwitchedMap>> compiled(NoisyCircuit[] variants) {
        NoisyCircuit full = variants[variants.length - 1];
        Map<NoisySegment, List<SwitchedMap>> known = new IdentityHashMap<>();
        List<List<SwitchedMap>> compiled = new ArrayList<>();
        for (int s = 0; s < full.segments().size(); s++) {
            int at = s;
            compiled.add(known.computeIfAbsent(full.segments().get(s), segment -> fuse(switched(variants, at))));
        }
        return compiled;
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
        if (origin.isEmpty()) {
            return TensorMap.of(qubits, instruction, CompiledCircuit::propagator)
                    .map(map -> SwitchedMap.always(digits, map));
        }
        Optional<double[]> matrix = TensorMap.matrix(instruction, CompiledCircuit::propagator);
        if (matrix.isEmpty()) {
            return Optional.empty();
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
}
