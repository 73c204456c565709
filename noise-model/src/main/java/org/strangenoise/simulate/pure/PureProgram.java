package org.strangenoise.simulate.pure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.tensor.PassScheduler;
import org.strangenoise.simulate.tensor.Workers;

/** Instructions compiled to passes over the 2^n amplitudes of a pure state; linear, not always unitary. */
public final class PureProgram {

    /** 4096 amplitudes are 64 kB. */
    private static final int TILE_QUBITS = 12;

    /** From here on two passes a layer need larger tiles. */
    private static final int LARGE = 20;

    /** Registers below this size take less time than waking a thread. */
    private static final int PARALLEL_QUBITS = 13;

    private static final int NORM_CHUNK = 4096;

    private final PurePass[] passes;

    private PureProgram(PurePass[] passes) {
        this.passes = passes;
    }

    /**
     * Compiles instructions.
     *
     * @param matrices the matrix of an instruction; empty for one that does nothing
     */
    public static PureProgram of(
            int qubits,
            List<NoisyInstruction> instructions,
            Function<NoisyInstruction, Optional<ComplexMatrix>> matrices) {
        List<PureOperation> fused = new PureCompiler(qubits, matrices).compile(instructions);
        int tile = tileQubits(qubits);
        PassScheduler<PureOperation> scheduler = new PassScheduler<>(qubits, tile, tile, BitTile.RUN_BITS);
        Map<PassScheduler.Group<PureOperation>, PurePass> known = new HashMap<>();
        return new PureProgram(scheduler.schedule(fused).stream()
                .map(group -> known.computeIfAbsent(group, g -> new PurePass(qubits, g)))
                .toArray(PurePass[]::new));
    }

    /** Passes over the amplitudes. */
    public int passes() {
        return passes.length;
    }

    /** Threads and scratch for some programs of one register, and for programs of parts of their instructions. */
    public static Workers workers(int qubits, int threads, List<PureProgram> programs) {
        int tile = tileQubits(qubits);
        int scratch = IsingTables.scratch(tile);
        int gathered = qubits <= tile ? 0 : 1 << tile;
        for (PureProgram program : programs) {
            for (PurePass pass : program.passes) {
                scratch = Math.max(scratch, pass.scratch());
                gathered = Math.max(gathered, pass.gathered());
            }
        }
        return new Workers(qubits < PARALLEL_QUBITS ? 1 : threads, scratch, gathered, gathered);
    }

    private static int tileQubits(int qubits) {
        return qubits <= LARGE ? Math.min(qubits, TILE_QUBITS) : Math.min(14, TILE_QUBITS + (qubits - LARGE + 1) / 2);
    }

    /** Carries out the passes in place. */
    public void run(double[] re, double[] im, AmplitudeKernel kernel, Workers workers) {
        for (PurePass pass : passes) {
            pass.apply(re, im, kernel, TensorKernel.best(), workers);
        }
    }

    /** The squared norm, summed in an order that does not depend on the threads. */
    public static double norm(double[] re, double[] im, AmplitudeKernel kernel, Workers workers) {
        int chunks = Math.max(1, re.length / NORM_CHUNK);
        double[] sums = new double[chunks];
        int length = re.length / chunks;
        workers.forEach(chunks, (at, scratch) -> sums[at] = kernel.norm(re, im, at * length, length));
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return sum;
    }
}
