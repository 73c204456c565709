package org.strangenoise.simulate.qudit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.strangenoise.simulate.kernel.BlockKernel;
import org.strangenoise.simulate.kernel.PairedRows;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.transmon.LadderPropagator.Block;
import org.strangenoise.transmon.LadderSpace;

/**
 * A superoperator on some qubits in blocks. Where blocks are left out that follow from the others because density
 * matrices are Hermitian, they are made from these; on the whole register, the entries themselves are.
 */
final class BlockMap implements LevelProgram.LevelPass {

    private final LadderSpace space;
    private final TargetIndex index;
    private final List<Block> blocks;
    private final boolean mirrors;
    private final int largest;
    private final int[][] positions;
    private final double[][] real;
    private final double[][] imaginary;
    private final PairedRows[] rows;
    private final BlockKernel kernel = BlockKernel.best();

    /**
     * @param targets the qubits
     * @param blocks on entries {@code row d + column} of their density matrix
     * @param halves true if of two blocks that are each other's mirror only one is there
     */
    BlockMap(LadderSpace space, List<Integer> targets, List<Block> blocks, boolean halves) {
        this.space = space;
        this.index = TargetIndex.of(space, targets);
        this.mirrors = halves && index.rests().length == 1;
        this.blocks = halves && !mirrors ? withMirrors(blocks, index.offsets().length) : blocks;
        this.largest = blocks.stream().mapToInt(b -> b.indices().length).max().orElse(0);
        int count = this.blocks.size();
        this.positions = new int[count][];
        this.real = new double[count][];
        this.imaginary = new double[count][];
        this.rows = new PairedRows[count];
        int local = index.offsets().length;
        for (int k = 0; k < count; k++) {
            Block block = this.blocks.get(k);
            real[k] = block.matrix().re();
            imaginary[k] = block.matrix().im();
            rows[k] = PairedRows.of(block.indices().length, real[k], imaginary[k]);
            positions[k] = Arrays.stream(block.indices())
                    .map(i -> index.offsets()[i / local] * space.dimension() + index.offsets()[i % local])
                    .toArray();
        }
    }

    private static List<Block> withMirrors(List<Block> halves, int d) {
        List<Block> all = new ArrayList<>(halves);
        for (Block block : halves) {
            int[] mirrored = new int[block.indices().length];
            for (int i = 0; i < mirrored.length; i++) {
                mirrored[i] = block.indices()[i] % d * d + block.indices()[i] / d;
            }
            // The block of difference 0 holds the mirror of each of its entries.
            if (Arrays.stream(block.indices()).noneMatch(i -> i == mirrored[0])) {
                all.add(new Block(mirrored, block.matrix().conjugate()));
            }
        }
        return all;
    }

    @Override
    public void apply(LevelBatch batch, Workers workers) {
        int[] rests = index.rests();
        workers.forEach(rests.length, (row, scratch) -> {
            if (batch.lanes == 1) {
                double[] x = new double[largest];
                double[] y = new double[largest];
                for (int column : rests) {
                    for (int k = 0; k < positions.length; k++) {
                        applyAlone(batch, k, rests[row], column, x, y);
                    }
                }
                return;
            }
            double[] in = new double[2 * BlockKernel.WIDTH * largest];
            double[] out = new double[in.length];
            for (int column : rests) {
                for (int k = 0; k < positions.length; k++) {
                    apply(batch, k, rests[row], column, in, out);
                }
            }
        });
        if (mirrors) {
            mirror(batch);
        }
    }

    /** Some states at a time: their entries and a row of the matrix then stay in the first cache. */
    private void apply(LevelBatch batch, int which, int row, int column, double[] in, double[] out) {
        int lanes = batch.lanes;
        int base = row * space.dimension() + column;
        int[] at = positions[which];
        int width = BlockKernel.WIDTH;
        for (int from = 0; from < lanes; from += width) {
            int count = Math.min(width, lanes - from);
            for (int i = 0; i < at.length; i++) {
                int place = (base + at[i]) * lanes + from;
                System.arraycopy(batch.re, place, in, 2 * i * width, count);
                System.arraycopy(batch.im, place, in, (2 * i + 1) * width, count);
            }
            kernel.multiply(rows[which], in, out);
            for (int i = 0; i < at.length; i++) {
                int place = (base + at[i]) * lanes + from;
                System.arraycopy(out, 2 * i * width, batch.re, place, count);
                System.arraycopy(out, (2 * i + 1) * width, batch.im, place, count);
            }
        }
    }

    /** The same for one state, whose entries stand in two arrays. */
    private void applyAlone(LevelBatch batch, int which, int row, int column, double[] x, double[] y) {
        int size = positions[which].length;
        int base = row * space.dimension() + column;
        int[] at = positions[which];
        for (int i = 0; i < size; i++) {
            x[i] = batch.re[base + at[i]];
            y[i] = batch.im[base + at[i]];
        }
        for (int i = 0; i < size; i++) {
            double re = 0;
            double im = 0;
            int entry = i * size;
            double[] a = real[which];
            double[] b = imaginary[which];
            for (int j = 0; j < size; j++) {
                re += a[entry + j] * x[j] - b[entry + j] * y[j];
                im += a[entry + j] * y[j] + b[entry + j] * x[j];
            }
            batch.re[base + at[i]] = re;
            batch.im[base + at[i]] = im;
        }
    }

    /** Entries whose row has fewer excitations than their column are the conjugates of their mirrors. */
    private void mirror(LevelBatch batch) {
        int d = space.dimension();
        int lanes = batch.lanes;
        int[] excitations = new int[d];
        for (int i = 0; i < d; i++) {
            excitations[i] = space.excitations(i);
        }
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                if (excitations[r] < excitations[c]) {
                    int to = (r * d + c) * lanes;
                    int from = (c * d + r) * lanes;
                    for (int k = 0; k < lanes; k++) {
                        batch.re[to + k] = batch.re[from + k];
                        batch.im[to + k] = -batch.im[from + k];
                    }
                }
            }
        }
    }
}
