package org.strangenoise.simulate.qudit;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.transmon.LadderGenerator;
import org.strangenoise.transmon.LadderLindbladian;
import org.strangenoise.transmon.LadderPropagator;
import org.strangenoise.transmon.LadderPropagator.Block;
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

    /** Replaces each density matrix of a batch by its image under one map. */
    interface LevelPass {

        void apply(LevelBatch batch, Workers workers);
    }

    /**
     * Passes over density matrices. A Lindbladian becomes its superoperator in blocks where that fits, and acts on the
     * state itself where it does not.
     */
    static final class LevelPasses implements LevelCompiler.Maker<LevelProgram.LevelPass> {

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
        public LevelProgram.LevelPass map(int qubit, ComplexMatrix superOperator) {
            return new BlockMap(space, List.of(qubit), LevelCompiler.whole(superOperator), false);
        }

        @Override
        public LevelProgram.LevelPass unitary(List<Integer> qubits, List<Block> blocks) {
            return new Congruence(space, qubits, blocks);
        }

        @Override
        public LevelProgram.LevelPass phases(double[] phases) {
            return new PhasePass(phases);
        }

        @Override
        public LevelProgram.LevelPass channel(List<Integer> qubits, List<ComplexMatrix> kraus) {
            return new BlockMap(space, qubits, LevelCompiler.whole(LevelCompiler.superOperator(kraus)), false);
        }

        @Override
        public LevelProgram.LevelPass evolution(NoisyInstruction.LevelEvolution evolution) {
            LadderLindbladian lindbladian = evolution.lindbladian();
            if (actsOnState(lindbladian)) {
                return new LevelAction(new LadderGenerator(LevelCompiler.onRegister(space, evolution)), tolerance);
            }
            LadderGenerator generator = new LadderGenerator(lindbladian);
            return new BlockMap(space, evolution.qubits(), compiler.superBlocks(generator), generator.isConserving());
        }

        /** {@code rho -> U rho U^dagger} with {@code U = exp(-i phases)} diagonal. */
        static final class PhasePass implements LevelProgram.LevelPass {

            private final double[] cos;
            private final double[] sin;

            /** @param phases by the register's index */
            PhasePass(double[] phases) {
                cos = new double[phases.length];
                sin = new double[phases.length];
                for (int i = 0; i < phases.length; i++) {
                    cos[i] = StrictMath.cos(phases[i]);
                    sin[i] = StrictMath.sin(phases[i]);
                }
            }

            @Override
            public void apply(LevelBatch batch, Workers workers) {
                int d = cos.length;
                int lanes = batch.lanes;
                workers.forEach(d, (r, scratch) -> {
                    for (int c = 0; c < d; c++) {
                        double x = cos[r] * cos[c] + sin[r] * sin[c];
                        double y = cos[r] * sin[c] - sin[r] * cos[c];
                        int at = (r * d + c) * lanes;
                        for (int k = at; k < at + lanes; k++) {
                            double re = batch.re[k];
                            double im = batch.im[k];
                            batch.re[k] = x * re - y * im;
                            batch.im[k] = x * im + y * re;
                        }
                    }
                });
            }
        }
    }
}
