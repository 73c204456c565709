package org.strangenoise.simulate.qudit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        int local = index.offsets().length;
        for (int k = 0; k < count; k++) {
            Block block = this.blocks.get(k);
            real[k] = block.matrix().re();
            imaginary[k] = block.matrix().im();
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
            double[][] in = new double[2 * largest][batch.lanes];
            double[][] out = new double[2][batch.lanes];
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

    private void apply(LevelBatch batch, int which, int row, int column, double[][] in, double[][] out) {
        int lanes = batch.lanes;
        int size = positions[which].length;
        int base = row * space.dimension() + column;
        for (int i = 0; i < size; i++) {
            int at = (base + positions[which][i]) * lanes;
            System.arraycopy(batch.re, at, in[2 * i], 0, lanes);
            System.arraycopy(batch.im, at, in[2 * i + 1], 0, lanes);
        }
        double[] re = real[which];
        double[] im = imaginary[which];
        for (int i = 0; i < size; i++) {
            Arrays.fill(out[0], 0);
            Arrays.fill(out[1], 0);
            for (int j = 0; j < size; j += 2) {
                // An odd last term is paired with itself at weight zero.
                int next = Math.min(j + 1, size - 1);
                double keep = next == j ? 0 : 1;
                double a = re[i * size + j];
                double b = im[i * size + j];
                double c = keep * re[i * size + next];
                double e = keep * im[i * size + next];
                if (a != 0 || b != 0 || c != 0 || e != 0) {
                    double[] x = in[2 * j];
                    double[] y = in[2 * j + 1];
                    double[] u = in[2 * next];
                    double[] v = in[2 * next + 1];
                    add(a, -b, c, -e, x, y, u, v, out[0]);
                    add(a, b, c, e, y, x, v, u, out[1]);
                }
            }
            int at = (base + positions[which][i]) * lanes;
            System.arraycopy(out[0], 0, batch.re, at, lanes);
            System.arraycopy(out[1], 0, batch.im, at, lanes);
        }
    }

    private static void add(
            double a, double b, double c, double d, double[] x, double[] y, double[] u, double[] v, double[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += a * x[k] + b * y[k] + (c * u[k] + d * v[k]);
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
