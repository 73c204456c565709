package org.strangenoise.simulate.qudit;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.transmon.LadderSpace;

/** A noisy circuit on several levels, compiled to passes over density matrices. Safe for concurrent use. */
public final class LevelProgram {

    private final NoisyCircuit circuit;
    private final Map<NoisySegment, List<LevelPass>> passes = new IdentityHashMap<>();

    public LevelProgram(NoisyCircuit circuit, double tolerance) {
        this.circuit = circuit;
        LadderSpace space = new LadderSpace(circuit.levels());
        LevelCompiler compiler = new LevelCompiler(space, tolerance);
        LevelPasses maker = new LevelPasses(space, compiler, tolerance);
        for (NoisySegment segment : circuit.distinctSegments()) {
            passes.put(segment, compiler.passes(segment, maker));
        }
    }

    /** Density matrices that a run holds beside its own. */
    public static int workStates(NoisyCircuit circuit) {
        boolean acts = circuit.distinctSegments().stream()
                .flatMap(segment -> segment.instructions().stream())
                .anyMatch(instruction -> instruction instanceof NoisyInstruction.LevelEvolution evolution
                        && LevelPasses.actsOnState(evolution.lindbladian()));
        return acts ? LevelAction.WORK_STATES : 2;
    }

    public int segments() {
        return circuit.segments().size();
    }

    /** Carries out one segment, in place. */
    public void run(int segment, LevelBatch batch, Workers workers) {
        passes.getOrDefault(circuit.segments().get(segment), List.of()).forEach(pass -> pass.apply(batch, workers));
    }
}
