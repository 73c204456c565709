package org.strangenoise.simulate.pure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.CacheLines;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureOperation.RegisterMap;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.StateVector;

/**
 * The amplitudes of a pure state, not always normalised, and what works on them. Sums are taken in an order that does
 * not depend on the threads. Running a program allocates nothing once buffers have grown to its size.
 */
public final class PureRegister {

    /** Registers below this size take less time than waking a thread. */
    private static final int PARALLEL_QUBITS = 13;

    private static final int NORM_CHUNK = 4096;

    private final RegisterTiling tiling;
    private final double[] re;
    private final double[] im;
    private final AmplitudeKernel kernel;
    private final Workers workers;
    private final Workers.StateTask passTask = (tile, state, buffers) -> applyPass(tile, buffers);
    private final Workers.StateTask normTask = (chunk, state, buffers) -> sumChunk(chunk);
    private final double[] chunks;
    private @Nullable PurePass pass;

    /** @param workers of {@link #workers} */
    public PureRegister(RegisterTiling tiling, AmplitudeKernel kernel, Workers workers) {
        this.tiling = tiling;
        this.re = CacheLines.allocate(1 << tiling.qubits());
        this.im = CacheLines.allocate(1 << tiling.qubits());
        this.kernel = kernel;
        this.workers = workers;
        this.chunks = new double[Math.max(1, (1 << tiling.qubits()) / NORM_CHUNK)];
    }

    /** Threads for registers of some qubits, with the buffers that passes take. */
    public static Workers workers(int qubits, int threads) {
        return new Workers(qubits < PARALLEL_QUBITS ? 1 : threads, 0, 0, 0);
    }

    /** Real parts of the amplitudes, after the lead of {@link CacheLines}. */
    public double[] re() {
        return re;
    }

    /** Imaginary parts of the amplitudes, after the same lead. */
    public double[] im() {
        return im;
    }

    /** A view of the amplitudes. */
    public StateVector state() {
        return StateVector.view(tiling.qubits(), re, im);
    }

    /** Carries out a program. */
    public void run(PureProgram program) {
        List<PurePass> passes = program.list();
        for (int k = 0; k < passes.size(); k++) {
            PurePass next = passes.get(k);
            RegisterMap whole = next.whole();
            if (whole != null) {
                applyWhole(whole);
            } else {
                pass = next;
                workers.forEach(next.tiles(), re, passTask);
            }
        }
    }

    private void applyWhole(RegisterMap map) {
        double[] x = Arrays.copyOfRange(re, CacheLines.LEAD, re.length);
        double[] y = Arrays.copyOfRange(im, CacheLines.LEAD, im.length);
        map.apply(x, y);
        System.arraycopy(x, 0, re, CacheLines.LEAD, x.length);
        System.arraycopy(y, 0, im, CacheLines.LEAD, y.length);
    }

    private void applyPass(int tile, double[][] buffers) {
        PurePass current = pass;
        if (current != null) {
            current.apply(re, im, tile, kernel, buffers);
        }
    }

    /** The squared norm. */
    public double norm() {
        workers.forEach(chunks.length, re, normTask);
        double sum = 0;
        for (double part : chunks) {
            sum += part;
        }
        return sum;
    }

    private void sumChunk(int chunk) {
        int length = (1 << tiling.qubits()) / chunks.length;
        chunks[chunk] = kernel.norm(re, im, CacheLines.LEAD + chunk * length, length);
    }

    /** Multiplies all amplitudes. */
    void scale(double factor) {
        for (int b = 0; b < re.length; b++) {
            re[b] *= factor;
            im[b] *= factor;
        }
    }

    /** The unnormalised density matrix of the targets, bit k of its index belonging to the k-th. */
    ComplexMatrix reduced(int[] targets) {
        if (targets.length == 1) {
            double[] sums = new double[4];
            kernel.reduce(re, im, CacheLines.LEAD, 1 << tiling.qubits(), 1 << targets[0], sums, 0);
            return ComplexMatrix.of(
                    2, 2, new double[] {sums[2], sums[0], sums[0], sums[3]}, new double[] {0, -sums[1], sums[1], 0});
        }
        int size = 1 << targets.length;
        double[] outRe = new double[size * size];
        double[] outIm = new double[size * size];
        int mask = 0;
        for (int target : targets) {
            mask |= 1 << target;
        }
        int[] offsets = new int[size];
        for (int local = 0; local < size; local++) {
            for (int k = 0; k < targets.length; k++) {
                offsets[local] |= (local >> k & 1) << targets[k];
            }
        }
        int others = ((1 << tiling.qubits()) - 1) & ~mask;
        int base = 0;
        do {
            for (int r = 0; r < size; r++) {
                double a = re[CacheLines.LEAD + base + offsets[r]];
                double b = im[CacheLines.LEAD + base + offsets[r]];
                for (int c = 0; c < size; c++) {
                    double x = re[CacheLines.LEAD + base + offsets[c]];
                    double y = im[CacheLines.LEAD + base + offsets[c]];
                    outRe[r * size + c] += a * x + b * y;
                    outIm[r * size + c] += b * x - a * y;
                }
            }
            base = (base - others) & others;
        } while (base != 0);
        return ComplexMatrix.of(size, size, outRe, outIm);
    }

    /**
     * The Bloch vectors of all qubits times the squared norm, {@code out[3 q]} to {@code out[3 q + 2]} for qubit q; one
     * or two passes.
     */
    public void blochVectors(double[] out) {
        int done = 0;
        for (RegisterTiling.BitTile tile : tiling.cover()) {
            int[] inside = tile.inside();
            int first = done;
            double[] sums = new double[4 * inside.length * tile.count()];
            workers.forEach(tile.count(), (number, buffers) -> reduceTile(tile, first, number, buffers, sums));
            for (int k = 0; k < inside.length; k++) {
                if ((first >> inside[k] & 1) == 0) {
                    blochVector(sums, 4 * k, 4 * inside.length, out, 3 * inside[k]);
                    done |= 1 << inside[k];
                }
            }
        }
    }

    private static void blochVector(double[] sums, int from, int step, double[] out, int at) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (int k = from; k < sums.length; k += step) {
            x += sums[k];
            y += sums[k + 1];
            z += sums[k + 2] - sums[k + 3];
        }
        out[at] = 2 * x;
        out[at + 1] = 2 * y;
        out[at + 2] = z;
    }

    private void reduceTile(RegisterTiling.BitTile tile, int done, int number, double[][] buffers, double[] sums) {
        int size = tile.size();
        boolean contiguous = tile.isContiguous();
        if (!contiguous) {
            PurePass.grow(buffers, 1, size);
            PurePass.grow(buffers, 2, size);
            int base = CacheLines.LEAD + tile.base(number);
            kernel.gather(re, base, tile.rows(), tile.run(), buffers[1], CacheLines.LEAD);
            kernel.gather(im, base, tile.rows(), tile.run(), buffers[2], CacheLines.LEAD);
        }
        double[] x = contiguous ? re : buffers[1];
        double[] y = contiguous ? im : buffers[2];
        int start = CacheLines.LEAD + (contiguous ? number * size : 0);
        int[] inside = tile.inside();
        int blockBits = Math.min(RegisterTiling.BLOCK_BITS, inside.length);
        int at = 4 * number * inside.length;
        for (int block = start; block < start + size; block += 1 << blockBits) {
            for (int k = 0; k < blockBits; k++) {
                if ((done >> inside[k] & 1) == 0) {
                    kernel.reduce(x, y, block, 1 << blockBits, 1 << k, sums, at + 4 * k);
                }
            }
        }
        for (int k = blockBits; k < inside.length; k++) {
            if ((done >> inside[k] & 1) == 0) {
                kernel.reduce(x, y, start, size, 1 << k, sums, at + 4 * k);
            }
        }
    }
}
