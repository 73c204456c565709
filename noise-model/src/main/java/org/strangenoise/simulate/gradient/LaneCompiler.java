package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.tensor.TensorMap;

/**
 * Circuits of one structure, and those beside each parameter's value, compiled to maps of all of them at once with
 * their derivatives: what is equal in all circuits is made once, and maps of one qubit that follow each other are
 * multiplied, {@code (A B)' = A' B + A B'}.
 */
final class LaneCompiler {

    /** Maps on more qubits than this are not kept for other circuits: they are large. */
    private static final int MAX_KEPT = 4;

    private final int qubits;
    private final List<NoisyCircuit> circuits;
    private final List<Beside> parameters;
    private final Map<NoisyInstruction, double[]> known;

    /**
     * The circuits at the values beside a parameter's own.
     *
     * @param circuits by offset and circuit
     */
    record Beside(Stencil stencil, List<List<NoisyCircuit>> circuits) {}

    /** A map with its derivatives in the making. */
    private record Block(int[] digits, LaneEntries map, List<@Nullable LaneEntries> slopes) {

        /** This, and then another of the same digits. */
        Block then(Block next) {
            List<@Nullable LaneEntries> both = new ArrayList<>();
            for (int p = 0; p < slopes.size(); p++) {
                LaneEntries mine = slopes.get(p);
                LaneEntries theirs = next.slopes.get(p);
                LaneEntries first = mine == null ? null : next.map.times(mine);
                LaneEntries second = theirs == null ? null : theirs.times(map);
                both.add(first == null ? second : second == null ? first : first.plus(1, second));
            }
            return new Block(digits, next.map.times(map), both);
        }

        boolean isShared() {
            return map.isShared() && slopes.stream().allMatch(slope -> slope == null || slope.isShared());
        }

        boolean commutesWithTurns() {
            return digits.length == 1
                    && map.commutesWithTurns()
                    && slopes.stream().allMatch(slope -> slope == null || slope.commutesWithTurns());
        }
    }

    private LaneCompiler(List<NoisyCircuit> circuits, List<Beside> parameters, Map<NoisyInstruction, double[]> known) {
        this.qubits = circuits.get(0).qubits();
        this.circuits = circuits;
        this.parameters = parameters;
        this.known = known;
    }

    /**
     * The parts of every segment; equal segments share one list.
     *
     * @param circuits of the same structure, {@link #areAlike}
     * @param known matrices of instructions, which several compilations may share
     */
    static List<List<LaneTangents.Part>> segments(
            List<NoisyCircuit> circuits, List<Beside> parameters, Map<NoisyInstruction, double[]> known) {
        LaneCompiler compiler = new LaneCompiler(circuits, parameters, known);
        List<List<LaneTangents.Part>> segments = new ArrayList<>();
        for (int s = 0; s < circuits.get(0).segments().size(); s++) {
            int same = compiler.firstLike(s);
            segments.add(same < s ? segments.get(same) : compiler.segment(s));
        }
        return segments;
    }

    /** True if both do the same to the same qubits, apart from how much. */
    @SuppressWarnings("ReferenceEquality") // equal segments are one object
    static boolean areAlike(NoisyCircuit a, NoisyCircuit b) {
        if (a.segments().size() != b.segments().size()) {
            return false;
        }
        for (int s = 0; s < a.segments().size(); s++) {
            NoisySegment first = a.segments().get(s);
            NoisySegment second = b.segments().get(s);
            boolean again = s > 0
                    && first == a.segments().get(s - 1)
                    && second == b.segments().get(s - 1);
            if (!again && !areAlike(first.instructions(), second.instructions())) {
                return false;
            }
        }
        return true;
    }

    /** The same of instructions. */
    @SuppressWarnings("ReferenceEquality") // members of an ensemble share most of their instructions
    static boolean areAlike(List<NoisyInstruction> a, List<NoisyInstruction> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            NoisyInstruction first = a.get(i);
            NoisyInstruction second = b.get(i);
            if (first != second
                    && (first.getClass() != second.getClass() || !first.qubits().equals(second.qubits()))) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // looking into instructions takes long, and most are one object
    private static boolean areEqual(NoisyInstruction a, NoisyInstruction b) {
        return a == b || a.equals(b);
    }

    private static boolean areEqual(List<NoisyInstruction> a, List<NoisyInstruction> b) {
        return a.size() == b.size() && IntStream.range(0, a.size()).allMatch(i -> areEqual(a.get(i), b.get(i)));
    }

    /** The first segment that is the same object in every circuit. */
    @SuppressWarnings("ReferenceEquality") // equal segments are one object
    private int firstLike(int segment) {
        NoisyCircuit any = circuits.get(0);
        return IntStream.range(0, segment)
                .filter(s -> any.segments().get(s) == any.segments().get(segment)
                        && areShared(circuits, s, segment)
                        && parameters.stream()
                                .allMatch(p -> p.circuits().stream().allMatch(c -> areShared(c, s, segment))))
                .findFirst()
                .orElse(segment);
    }

    @SuppressWarnings("ReferenceEquality") // equal segments are one object
    private static boolean areShared(List<NoisyCircuit> circuits, int first, int second) {
        return circuits.stream()
                .allMatch(c -> c.segments().get(first) == c.segments().get(second));
    }

    private List<LaneTangents.Part> segment(int segment) {
        List<List<NoisyInstruction>> own = instructions(circuits, segment);
        List<List<List<List<NoisyInstruction>>>> aligned = new ArrayList<>();
        List<List<List<LaneTangents.Part>>> others = new ArrayList<>();
        for (Beside parameter : parameters) {
            List<List<List<NoisyInstruction>>> beside = parameter.circuits().stream()
                    .map(c -> instructions(c, segment))
                    .toList();
            boolean alike = beside.stream().allMatch(b -> areAlike(own.get(0), b.get(0)));
            aligned.add(alike ? beside : List.of());
            others.add(
                    alike
                            ? List.of()
                            : beside.stream().map(b -> parts(b, List.of())).toList());
        }
        List<LaneTangents.Part> parts = parts(own, aligned);
        return others.stream().allMatch(List::isEmpty)
                ? parts
                : List.of(new LaneTangents.Unaligned(parts, stencils(), others));
    }

    private List<Stencil> stencils() {
        return parameters.stream().map(Beside::stencil).toList();
    }

    private static List<List<NoisyInstruction>> instructions(List<NoisyCircuit> circuits, int segment) {
        return circuits.stream()
                .map(c -> c.segments().get(segment).instructions())
                .toList();
    }

    /**
     * The maps of a segment in the making. Turns of a qubit by angles of each circuit's own, as quasi-static noise
     * makes them, wait for something that they do not commute with, so that they act once where they would act several
     * times, and all else is shared by the circuits.
     */
    private final class Sequence {

        private final List<Object> made = new ArrayList<>();
        private final int[] last = new int[qubits];
        private final @Nullable Block[] turns = new Block[qubits];

        Sequence() {
            Arrays.fill(last, -1);
        }

        void add(Block block, boolean isDiagonal) {
            if (isDiagonal && block.digits().length == 1 && !block.isShared()) {
                int qubit = block.digits()[0];
                Block turn = turns[qubit];
                turns[qubit] = turn == null ? block : turn.then(block);
                return;
            }
            if (!isDiagonal && !block.commutesWithTurns()) {
                Arrays.stream(block.digits()).forEach(this::turn);
            }
            append(block);
        }

        /** A map that goes by its phases. */
        void add(LaneTangents.Part phases, List<Integer> qubits) {
            made.add(phases);
            qubits.forEach(q -> last[q] = made.size() - 1);
        }

        private void turn(int qubit) {
            Block turn = turns[qubit];
            if (turn != null) {
                append(turn);
                turns[qubit] = null;
            }
        }

        /** Maps of one qubit are multiplied, but none that all circuits share by one that they do not. */
        private void append(Block block) {
            int before = last[block.digits()[0]];
            if (block.digits().length == 1
                    && before >= 0
                    && made.get(before) instanceof Block earlier
                    && earlier.digits().length == 1
                    && earlier.isShared() == block.isShared()) {
                made.set(before, earlier.then(block));
                return;
            }
            made.add(block);
            Arrays.stream(block.digits()).forEach(q -> last[q] = made.size() - 1);
        }

        List<LaneTangents.Part> parts() {
            for (int q = 0; q < qubits; q++) {
                turn(q);
            }
            return made.stream().map(LaneCompiler::part).toList();
        }
    }

    /** The maps of a segment of all circuits with the derivatives by the parameters whose circuits correspond. */
    private List<LaneTangents.Part> parts(
            List<List<NoisyInstruction>> own, List<List<List<List<NoisyInstruction>>>> beside) {
        Sequence made = new Sequence();
        for (int i = 0; i < own.get(0).size(); i++) {
            NoisyInstruction any = own.get(0).get(i);
            if (any instanceof NoisyInstruction.Measure) {
                continue;
            }
            int place = i;
            List<NoisyInstruction> row = row(own, i);
            List<List<List<NoisyInstruction>>> rows = beside.stream()
                    .map(p -> p.stream().map(o -> row(o, place)).toList())
                    .toList();
            if (TensorMap.hasMatrix(any)) {
                made.add(
                        block(row, rows),
                        any instanceof NoisyInstruction.Gate gate && gate.operation() instanceof DiagonalOperation);
            } else {
                made.add(whole(row, rows), any.qubits());
            }
        }
        return made.parts();
    }

    private static LaneTangents.Part part(Object made) {
        return made instanceof Block block
                ? LaneTangents.Local.of(block.digits(), block.map(), block.slopes())
                : (LaneTangents.Part) made;
    }

    /** One instruction of all circuits; a single one if it is the same in all. */
    private static List<NoisyInstruction> row(List<List<NoisyInstruction>> circuits, int place) {
        NoisyInstruction first = circuits.get(0).get(place);
        return circuits.stream().allMatch(c -> areEqual(c.get(place), first))
                ? List.of(first)
                : circuits.stream().map(c -> c.get(place)).toList();
    }

    private Block block(List<NoisyInstruction> row, List<List<List<NoisyInstruction>>> beside) {
        LaneEntries map = entries(row);
        List<@Nullable LaneEntries> slopes = new ArrayList<>();
        for (int p = 0; p < beside.size(); p++) {
            List<List<NoisyInstruction>> offsets = beside.get(p);
            LaneEntries slope = null;
            if (!offsets.stream().allMatch(other -> areEqual(row, other))) {
                slope = LaneEntries.zero(map.size());
                // The weights sum to zero: differences from the map itself lose no digits to it.
                for (int k = 0; k < offsets.size(); k++) {
                    LaneEntries difference = entries(offsets.get(k)).plus(-1, map);
                    slope = slope.plus(parameters.get(p).stencil().weights()[k], difference);
                }
            }
            slopes.add(slope);
        }
        int[] digits = row.get(0).qubits().stream().mapToInt(Integer::intValue).toArray();
        return new Block(digits, map, slopes);
    }

    private LaneEntries entries(List<NoisyInstruction> row) {
        int size = 1 << (2 * row.get(0).qubits().size());
        boolean kept = row.size() == 1 && row.get(0).qubits().size() <= MAX_KEPT;
        return LaneEntries.of(
                size,
                row.stream()
                        .map(i -> kept ? known.computeIfAbsent(i, LaneCompiler::matrix) : matrix(i))
                        .toList());
    }

    private static double[] matrix(NoisyInstruction instruction) {
        return TensorMap.matrix(instruction, CompiledCircuit::propagator)
                .orElseThrow(() -> new IllegalArgumentException("derivatives do not know " + instruction));
    }

    private LaneTangents.Part whole(List<NoisyInstruction> row, List<List<List<NoisyInstruction>>> beside) {
        return new LaneTangents.Whole(
                maps(row),
                stencils(),
                beside.stream()
                        .map(offsets -> offsets.stream().allMatch(other -> areEqual(row, other))
                                ? List.<List<TensorMap>>of()
                                : offsets.stream().map(this::maps).toList())
                        .toList());
    }

    private List<TensorMap> maps(List<NoisyInstruction> row) {
        return row.stream()
                .map(i -> TensorMap.of(qubits, i, CompiledCircuit::propagator))
                .flatMap(Optional::stream)
                .toList();
    }

    static Map<NoisyInstruction, double[]> noneKnown() {
        return new HashMap<>();
    }
}
