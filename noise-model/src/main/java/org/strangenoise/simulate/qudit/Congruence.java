package org.strangenoise.simulate.qudit;

import java.util.Arrays;
import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.transmon.LadderPropagator.Block;
import org.strangenoise.transmon.LadderSpace;

/**
 * {@code rho -> U rho U^dagger} with U in blocks on some qubits, the identity outside of the blocks. As rho is
 * Hermitian, that is {@code U (U rho)^dagger}: twice the same product of U with whole rows.
 */
final class Congruence implements LevelProgram.LevelPass {

    private static final int TILE = 32;

    private final LadderSpace space;
    private final TargetIndex index;
    private final List<Block> blocks;

    Congruence(LadderSpace space, List<Integer> targets, List<Block> blocks) {
        this.space = space;
        this.index = TargetIndex.of(space, targets);
        this.blocks = blocks;
    }

    @Override
    public void apply(LevelBatch batch, Workers workers) {
        multiply(batch, workers);
        adjoint(batch);
        multiply(batch, workers);
    }

    private void multiply(LevelBatch batch, Workers workers) {
        int width = space.dimension() * batch.lanes;
        int[] rests = index.rests();
        workers.forEach(rests.length * blocks.size(), (tile, scratch) -> {
            Block block = blocks.get(tile % blocks.size());
            int rest = rests[tile / blocks.size()];
            int size = block.indices().length;
            double[][] re = new double[size][width];
            double[][] im = new double[size][width];
            for (int i = 0; i < size; i++) {
                int at = (rest + index.offsets()[block.indices()[i]]) * width;
                System.arraycopy(batch.re, at, re[i], 0, width);
                System.arraycopy(batch.im, at, im[i], 0, width);
            }
            double[] sumRe = new double[width];
            double[] sumIm = new double[width];
            ComplexMatrix matrix = block.matrix();
            for (int i = 0; i < size; i++) {
                Arrays.fill(sumRe, 0);
                Arrays.fill(sumIm, 0);
                for (int j = 0; j < size; j++) {
                    add(matrix.re(i, j), matrix.im(i, j), re[j], im[j], sumRe, sumIm);
                }
                int at = (rest + index.offsets()[block.indices()[i]]) * width;
                System.arraycopy(sumRe, 0, batch.re, at, width);
                System.arraycopy(sumIm, 0, batch.im, at, width);
            }
        });
    }

    private static void add(double a, double b, double[] x, double[] y, double[] re, double[] im) {
        for (int k = 0; k < re.length; k++) {
            re[k] += a * x[k] - b * y[k];
            im[k] += a * y[k] + b * x[k];
        }
    }

    private void adjoint(LevelBatch batch) {
        int d = space.dimension();
        int lanes = batch.lanes;
        for (int top = 0; top < d; top += TILE) {
            for (int left = 0; left <= top; left += TILE) {
                for (int r = top; r < Math.min(d, top + TILE); r++) {
                    for (int c = left; c < Math.min(left + TILE, r + 1); c++) {
                        swap(batch, (r * d + c) * lanes, (c * d + r) * lanes);
                    }
                }
            }
        }
    }

    private static void swap(LevelBatch batch, int a, int b) {
        for (int k = 0; k < batch.lanes; k++) {
            double re = batch.re[a + k];
            double im = batch.im[a + k];
            batch.re[a + k] = batch.re[b + k];
            batch.im[a + k] = -batch.im[b + k];
            batch.re[b + k] = re;
            batch.im[b + k] = -im;
        }
    }
}
