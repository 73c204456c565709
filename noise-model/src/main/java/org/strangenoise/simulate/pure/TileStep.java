package org.strangenoise.simulate.pure;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.kernel.LocalMap;
import org.strangenoise.simulate.pure.PureOperation.OneQubitMatrix;
import org.strangenoise.simulate.pure.PureOperation.PhaseFactor;
import org.strangenoise.simulate.pure.PureOperation.SeveralQubitMatrix;

/** One operation, or some one-qubit matrices, on a stretch of amplitudes in cache. */
@FunctionalInterface
interface TileStep {

    /**
     * @param offset where the stretch starts
     * @param number of the tile, or of the block, whichever the step is made for
     * @param scratch as long as the step asked for
     */
    void apply(double[] re, double[] im, int offset, int number, AmplitudeKernel kernel, double[] scratch);

    /** A real matrix on one bit. */
    static TileStep real(OneQubitMatrix matrix, int bit, int length) {
        double[] m = realPart(matrix.m());
        int stride = 1 << bit;
        return (re, im, offset, number, kernel, scratch) -> kernel.realMatrix(re, im, offset, length, stride, m);
    }

    /** Real matrices with ones on their diagonals on two bits, the lower one first. */
    static TileStep unit(OneQubitMatrix first, int firstBit, OneQubitMatrix second, int secondBit, int length) {
        double[] m = {first.m()[2], first.m()[4], second.m()[2], second.m()[4]};
        return (re, im, offset, number, kernel, scratch) ->
                kernel.unitMatrices(re, im, offset, length, 1 << firstBit, 1 << secondBit, m);
    }

    /** Real matrices with ones on their diagonals on four bits. */
    static TileStep fourUnits(SortedMap<Integer, double[]> matrices, int length) {
        int[] strides = matrices.keySet().stream().mapToInt(bit -> 1 << bit).toArray();
        double[] m = matrices.values().stream()
                .flatMapToDouble(one -> DoubleStream.of(one[2], one[4]))
                .toArray();
        return (re, im, offset, number, kernel, scratch) -> kernel.fourUnitMatrices(re, im, offset, length, strides, m);
    }

    /**
     * Real matrices on bits 0 and 1.
     *
     * @param matrices row-major; the identity where there is none
     */
    static TileStep lowest(double[][] matrices, int length) {
        double[] columns = new double[16];
        for (int c = 0; c < 4; c++) {
            for (int r = 0; r < 4; r++) {
                columns[4 * c + r] = matrices[0][2 * (r & 1) + (c & 1)] * matrices[1][2 * (r >> 1) + (c >> 1)];
            }
        }
        return (re, im, offset, number, kernel, scratch) -> kernel.lowestMatrix(re, im, offset, length, columns);
    }

    static double[] realPart(double[] m) {
        return new double[] {m[0], m[2], m[4], m[6]};
    }

    /** A complex matrix on one bit. */
    static TileStep complex(OneQubitMatrix matrix, int bit, int length) {
        double[] m = matrix.m();
        int stride = 1 << bit;
        return (re, im, offset, number, kernel, scratch) -> kernel.matrix(re, im, offset, length, stride, m);
    }

    /** A matrix on several bits; needs scratch of twice its dimension. */
    static TileStep several(SeveralQubitMatrix operation, int[] bits, int length) {
        LocalMap map =
                new LocalMap(bits, operation.matrix().re(), operation.matrix().im());
        return (re, im, offset, number, kernel, scratch) -> map.apply(re, im, offset, length, scratch, 0);
    }

    /**
     * A matrix on the target where the control's bit is set.
     *
     * @param m real and imaginary parts of the entries in turn, row-major
     */
    static TileStep controlled(int control, int target, double[] m, int length) {
        int low = Math.min(control, target);
        int high = Math.max(control, target);
        boolean exchange = Arrays.equals(m, new double[] {0, 0, 1, 0, 1, 0, 0, 0});
        return (re, im, offset, number, kernel, scratch) -> {
            for (int group = 0; group < length / 4; group++) {
                int i = offset + insert(insert(group, low), high) + (1 << control);
                int j = i + (1 << target);
                double a = re[i];
                double b = im[i];
                double c = re[j];
                double d = im[j];
                if (exchange) {
                    re[i] = c;
                    im[i] = d;
                    re[j] = a;
                    im[j] = b;
                } else {
                    re[i] = m[0] * a - m[1] * b + m[2] * c - m[3] * d;
                    im[i] = m[0] * b + m[1] * a + m[2] * d + m[3] * c;
                    re[j] = m[4] * a - m[5] * b + m[6] * c - m[7] * d;
                    im[j] = m[4] * b + m[5] * a + m[6] * d + m[7] * c;
                }
            }
        };
    }

    private static int insert(int group, int bit) {
        int below = group & ((1 << bit) - 1);
        return ((group ^ below) << 1) | below;
    }

    /** Phases of a few qubits anywhere on a whole tile. */
    static TileStep phases(PhaseFactor factor, BitTile tile) {
        int count = factor.phases().length;
        double[] cos = new double[count];
        double[] sin = new double[count];
        for (int k = 0; k < count; k++) {
            cos[k] = StrictMath.cos(factor.phases()[k]);
            sin[k] = -StrictMath.sin(factor.phases()[k]);
        }
        int[] targets = factor.qubits().stream().mapToInt(Integer::intValue).toArray();
        return (re, im, offset, number, kernel, scratch) -> {
            int base = tile.base(number);
            for (int k = 0; k < tile.size(); k++) {
                int index = tile.index(base, k);
                int which = 0;
                for (int t = 0; t < targets.length; t++) {
                    which |= (index >> targets[t] & 1) << t;
                }
                double a = re[offset + k];
                re[offset + k] = cos[which] * a - sin[which] * im[offset + k];
                im[offset + k] = cos[which] * im[offset + k] + sin[which] * a;
            }
        };
    }
}
