package org.strangenoise.simulate.qudit;

import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.transmon.LadderGenerator;
import org.strangenoise.transmon.LadderLindbladian;
import org.strangenoise.transmon.LadderPropagator;
import org.strangenoise.transmon.LadderPropagator.Block;
import org.strangenoise.transmon.LadderSpace;

/**
 * Passes over density matrices. A Lindbladian becomes its superoperator in blocks where that fits, and acts on the
 * state itself where it does not.
 */
final class LevelPasses implements LevelCompiler.Maker<LevelPass> {

    /** Largest block of a superoperator that is exponentiated or integrated. */
    private static final int MAX_SECTOR = 600;

    /** The same for pulses that change the number of excitations, whose superoperator is one block. */
    private static final int MAX_WHOLE = 256;

    private final LadderSpace space;
    private final LevelCompiler compiler;
    private final double tolerance;

    LevelPasses(LadderSpace space, LevelCompiler compiler, double tolerance) {
        this.space = space;
        this.compiler = compiler;
        this.tolerance = tolerance;
    }

    /** True if a Lindbladian acts on the state itself, with the work space that takes. */
    static boolean actsOnState(LadderLindbladian lindbladian) {
        if (lindbladian.isUnitary()) {
            return false;
        }
        LadderGenerator generator = new LadderGenerator(lindbladian);
        LadderSpace space = generator.space();
        if (StrictMath.pow(space.dimension(), 2) > 1 << 14) {
            return true;
        }
        int largest = LadderPropagator.largestSector(space, generator.isConserving());
        return largest > (generator.isConserving() ? MAX_SECTOR : MAX_WHOLE);
    }

    @Override
    public LevelPass map(int qubit, ComplexMatrix superOperator) {
        return new BlockMap(space, List.of(qubit), LevelCompiler.whole(superOperator), false);
    }

    @Override
    public LevelPass unitary(List<Integer> qubits, List<Block> blocks) {
        return new Congruence(space, qubits, blocks);
    }

    @Override
    public LevelPass phases(double[] phases) {
        return new PhasePass(phases);
    }

    @Override
    public LevelPass channel(List<Integer> qubits, List<ComplexMatrix> kraus) {
        return new BlockMap(space, qubits, LevelCompiler.whole(LevelCompiler.superOperator(kraus)), false);
    }

    @Override
    public LevelPass evolution(NoisyInstruction.LevelEvolution evolution) {
        LadderLindbladian lindbladian = evolution.lindbladian();
        if (actsOnState(lindbladian)) {
            return new LevelAction(new LadderGenerator(LevelCompiler.onRegister(space, evolution)), tolerance);
        }
        LadderGenerator generator = new LadderGenerator(lindbladian);
        return new BlockMap(space, evolution.qubits(), compiler.superBlocks(generator), generator.isConserving());
    }
}
