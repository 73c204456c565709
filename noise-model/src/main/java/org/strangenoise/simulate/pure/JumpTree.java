package org.strangenoise.simulate.pure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyInstruction;

/**
 * Instructions with their compiled no-jump evolution, and their halves, compiled when a trajectory first needs them.
 * Safe for concurrent use.
 */
public final class JumpTree {

    private final int qubits;
    private final List<NoisyInstruction> instructions;
    private final Map<NoisyInstruction, Unravelling> unravellings;
    private final PureProgram program;
    private final OptionalDouble knownFactor;
    private final boolean jumps;
    private volatile @Nullable List<JumpTree> halves;

    private JumpTree(int qubits, List<NoisyInstruction> instructions, Map<NoisyInstruction, Unravelling> unravellings) {
        this.qubits = qubits;
        this.instructions = instructions;
        this.unravellings = unravellings;
        this.program = PureProgram.of(qubits, instructions, this::noJump);
        double factor = 1;
        boolean any = false;
        for (NoisyInstruction instruction : instructions) {
            Unravelling unravelling = unravellings.get(instruction);
            if (unravelling != null && !unravelling.jumps().isEmpty()) {
                any = true;
                factor *= unravelling.noJumpProbability();
            }
        }
        this.jumps = any;
        this.knownFactor = Double.isNaN(factor) ? OptionalDouble.empty() : OptionalDouble.of(factor);
    }

    /**
     * The tree of a segment's instructions.
     *
     * @param kraus the Kraus operators of an instruction that is not a gate; empty for one that does nothing
     */
    public static JumpTree of(
            int qubits,
            List<NoisyInstruction> instructions,
            Function<NoisyInstruction, Optional<KrausOperators>> kraus) {
        Map<NoisyInstruction, Unravelling> unravellings = new ConcurrentHashMap<>();
        for (NoisyInstruction instruction : instructions) {
            kraus.apply(instruction).ifPresent(k -> unravellings.put(instruction, Unravelling.of(k)));
        }
        return new JumpTree(qubits, instructions, unravellings);
    }

    private Optional<ComplexMatrix> noJump(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            return Optional.of(gate.operation().matrix());
        }
        return Optional.ofNullable(unravellings.get(instruction)).map(Unravelling::noJump);
    }

    /** The evolution if no jump happens; it shortens the state. */
    public PureProgram program() {
        return program;
    }

    boolean hasJumps() {
        return jumps;
    }

    /** By how much the squared norm shrinks, if that does not depend on the state. */
    OptionalDouble knownFactor() {
        return knownFactor;
    }

    /** First and second half; empty for a single instruction. */
    Optional<List<JumpTree>> halves() {
        if (instructions.size() == 1) {
            return Optional.empty();
        }
        List<JumpTree> known = halves;
        if (known == null) {
            int middle = instructions.size() / 2;
            known = List.of(
                    new JumpTree(qubits, instructions.subList(0, middle), unravellings),
                    new JumpTree(qubits, instructions.subList(middle, instructions.size()), unravellings));
            halves = known;
        }
        return Optional.of(known);
    }

    /** The qubits of a single instruction. */
    int[] targets() {
        return instructions.get(0).qubits().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The channel of a single instruction. */
    Unravelling unravelling() {
        Unravelling unravelling = unravellings.get(instructions.get(0));
        if (unravelling == null) {
            throw new IllegalStateException("a gate does not jump: " + instructions.get(0));
        }
        return unravelling;
    }
}
