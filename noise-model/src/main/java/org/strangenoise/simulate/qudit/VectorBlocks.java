package org.strangenoise.simulate.qudit;

import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.transmon.LadderPropagator.Block;
import org.strangenoise.transmon.LadderSpace;

/** An operator in blocks on some qubits of a pure state, the identity outside of the blocks. */
final class VectorBlocks {

    private final TargetIndex index;
    private final List<Block> blocks;
    private final int largest;

    VectorBlocks(LadderSpace space, List<Integer> targets, List<Block> blocks) {
        this.index = TargetIndex.of(space, targets);
        this.blocks = blocks;
        this.largest = blocks.stream().mapToInt(b -> b.indices().length).max().orElse(0);
    }

    void apply(double[] re, double[] im) {
        double[] x = new double[largest];
        double[] y = new double[largest];
        for (int rest : index.rests()) {
            for (Block block : blocks) {
                int[] indices = block.indices();
                int size = indices.length;
                for (int i = 0; i < size; i++) {
                    x[i] = re[rest + index.offsets()[indices[i]]];
                    y[i] = im[rest + index.offsets()[indices[i]]];
                }
                ComplexMatrix matrix = block.matrix();
                for (int i = 0; i < size; i++) {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int j = 0; j < size; j++) {
                        double a = matrix.re(i, j);
                        double b = matrix.im(i, j);
                        sumRe += a * x[j] - b * y[j];
                        sumIm += a * y[j] + b * x[j];
                    }
                    re[rest + index.offsets()[indices[i]]] = sumRe;
                    im[rest + index.offsets()[indices[i]]] = sumIm;
                }
            }
        }
    }

    /** The reduced density matrix of the targets. */
    ComplexMatrix reduced(double[] re, double[] im) {
        int d = index.offsets().length;
        double[] sumRe = new double[d * d];
        double[] sumIm = new double[d * d];
        for (int rest : index.rests()) {
            for (int r = 0; r < d; r++) {
                double a = re[rest + index.offsets()[r]];
                double b = im[rest + index.offsets()[r]];
                for (int c = 0; c < d; c++) {
                    double x = re[rest + index.offsets()[c]];
                    double y = im[rest + index.offsets()[c]];
                    sumRe[r * d + c] += a * x + b * y;
                    sumIm[r * d + c] += b * x - a * y;
                }
            }
        }
        return ComplexMatrix.of(d, d, sumRe, sumIm);
    }
}
