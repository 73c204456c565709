package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** A row's sums stay in registers, two of them side by side, with the bits of {@link BlockKernel.Scalar}. */
final class VectorBlockKernel implements BlockKernel {

    private static final VectorSpecies<Double> SPECIES = VectorLanes.SPECIES;

    private static final int LANES = VectorLanes.LANES;

    @Override
    public void multiply(PairedRows matrix, double[] in, double[] out) {
        for (int i = 0; i < matrix.size(); i++) {
            for (int lane = 0; lane < WIDTH; lane += 2 * LANES) {
                row(matrix, i, lane, in, out);
            }
        }
    }

    private static void row(PairedRows matrix, int row, int lane, double[] in, double[] out) {
        int[] first = matrix.first;
        int[] second = matrix.second;
        double[] weights = matrix.weights;
        DoubleVector re = DoubleVector.zero(SPECIES);
        DoubleVector im = DoubleVector.zero(SPECIES);
        DoubleVector nextRe = DoubleVector.zero(SPECIES);
        DoubleVector nextIm = DoubleVector.zero(SPECIES);
        for (int p = matrix.starts[row]; p < matrix.starts[row + 1]; p++) {
            int at = 2 * WIDTH * first[p] + lane;
            int other = 2 * WIDTH * second[p] + lane;
            DoubleVector a = DoubleVector.broadcast(SPECIES, weights[4 * p]);
            DoubleVector b = DoubleVector.broadcast(SPECIES, weights[4 * p + 1]);
            DoubleVector c = DoubleVector.broadcast(SPECIES, weights[4 * p + 2]);
            DoubleVector d = DoubleVector.broadcast(SPECIES, weights[4 * p + 3]);
            DoubleVector x = DoubleVector.fromArray(SPECIES, in, at);
            DoubleVector y = DoubleVector.fromArray(SPECIES, in, at + WIDTH);
            DoubleVector u = DoubleVector.fromArray(SPECIES, in, other);
            DoubleVector v = DoubleVector.fromArray(SPECIES, in, other + WIDTH);
            re = re.add(a.mul(x).sub(b.mul(y)).add(c.mul(u).sub(d.mul(v))));
            im = im.add(a.mul(y).add(b.mul(x)).add(c.mul(v).add(d.mul(u))));
            x = DoubleVector.fromArray(SPECIES, in, at + LANES);
            y = DoubleVector.fromArray(SPECIES, in, at + WIDTH + LANES);
            u = DoubleVector.fromArray(SPECIES, in, other + LANES);
            v = DoubleVector.fromArray(SPECIES, in, other + WIDTH + LANES);
            nextRe = nextRe.add(a.mul(x).sub(b.mul(y)).add(c.mul(u).sub(d.mul(v))));
            nextIm = nextIm.add(a.mul(y).add(b.mul(x)).add(c.mul(v).add(d.mul(u))));
        }
        int to = 2 * WIDTH * row + lane;
        re.intoArray(out, to);
        nextRe.intoArray(out, to + LANES);
        im.intoArray(out, to + WIDTH);
        nextIm.intoArray(out, to + WIDTH + LANES);
    }
}
