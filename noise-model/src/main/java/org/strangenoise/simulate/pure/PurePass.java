package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.CacheLines;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.kernel.LocalMap;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;
import org.strangenoise.simulate.pure.PureOperation.OneQubitMatrix;
import org.strangenoise.simulate.pure.PureOperation.PhaseFactor;
import org.strangenoise.simulate.pure.PureOperation.RegisterMap;
import org.strangenoise.simulate.pure.PureOperation.SeveralQubitMatrix;
import org.strangenoise.simulate.pure.PureOperation.WholeRegister;
import org.strangenoise.simulate.tensor.PassScheduler;

/**
 * Every operation of a group on one tile after the other. Within a tile, consecutive steps on low bits are carried out
 * block by block, so that a block stays in the first-level cache from the first of them to the last.
 */
final class PurePass {

    /** Bits of four neighbouring registers of four numbers, and those of runs of 64. */
    private static final int FIRST_NEAR = 2;

    private static final int FIRST_FAR = 6;

    private static final double[] IDENTITY = {1, 0, 0, 0, 0, 0, 1, 0};

    /** Steps on whole tiles, or on every block. */
    private record Stage(boolean blocks, List<TileStep> steps) {}

    private final RegisterTiling.BitTile tile;
    private final int blockBits;
    private final List<Stage> stages = new ArrayList<>();
    private final @Nullable RegisterMap whole;
    private int scratch;

    PurePass(RegisterTiling tiling, PassScheduler.Group<PureOperation> group) {
        this.tile = tiling.tile(group.tileMask());
        this.blockBits = Math.min(RegisterTiling.BLOCK_BITS, tile.inside().length);
        this.whole = group.operations().get(0) instanceof WholeRegister register ? register.map() : null;
        if (whole != null) {
            return;
        }
        List<OneQubitMatrix> matrices = new ArrayList<>();
        int seen = 0;
        for (PureOperation operation : withJoinedPhases(group.operations())) {
            if (operation instanceof OneQubitMatrix one && (seen & operation.acts()) == 0) {
                matrices.add(one);
                seen |= operation.acts();
                continue;
            }
            addMatrices(matrices);
            matrices.clear();
            seen = 0;
            if (operation instanceof OneQubitMatrix one) {
                matrices.add(one);
                seen = operation.acts();
            } else {
                add(tiling, operation);
            }
        }
        addMatrices(matrices);
    }

    /** Phases wait for those that come later, as long as nothing mixes the qubits that they look at. */
    private static List<PureOperation> withJoinedPhases(List<PureOperation> operations) {
        List<PureOperation> joined = new ArrayList<>();
        IsingFactor waiting = null;
        int reads = 0;
        for (PureOperation operation : operations) {
            if (operation instanceof IsingFactor factor) {
                waiting = waiting == null ? factor : waiting.plus(factor);
                reads |= factor.reads();
                continue;
            }
            if (waiting != null && (operation.acts() & reads) != 0) {
                joined.add(waiting);
                waiting = null;
                reads = 0;
            }
            joined.add(operation);
        }
        if (waiting != null) {
            joined.add(waiting);
        }
        return joined;
    }

    private void add(RegisterTiling tiling, PureOperation operation) {
        if (operation instanceof IsingFactor factor) {
            IsingTables tables = tiling.tables(tile, factor);
            scratch = Math.max(scratch, tables.scratch());
            add(true, tables::apply);
        } else if (operation instanceof PhaseFactor factor) {
            add(false, TileStep.phases(factor, tile));
        } else if (operation instanceof SeveralQubitMatrix several) {
            int[] bits = several.qubits().stream().mapToInt(tile::bit).toArray();
            int highest = 0;
            for (int bit : bits) {
                highest = Math.max(highest, bit);
            }
            boolean blocks = highest < blockBits;
            int control = several.control();
            if (control >= 0) {
                TileStep step = TileStep.controlled(
                        bits[control], bits[1 - control], several.controlled(control), length(blocks));
                add(blocks, step);
            } else {
                scratch = Math.max(scratch, 2 << bits.length);
                add(blocks, TileStep.several(several, bits, length(blocks)));
            }
        }
    }

    /** Matrices on different qubits: in the order that lets blocks stay in cache. */
    private void addMatrices(List<OneQubitMatrix> matrices) {
        List<OneQubitMatrix> low = new ArrayList<>();
        List<OneQubitMatrix> high = new ArrayList<>();
        for (OneQubitMatrix one : matrices) {
            (tile.bit(one.qubit()) < blockBits ? low : high).add(one);
        }
        if (!stages.isEmpty() && stages.get(stages.size() - 1).blocks()) {
            addMatrices(true, low);
            addMatrices(false, high);
        } else {
            addMatrices(false, high);
            addMatrices(true, low);
        }
    }

    private void addMatrices(boolean blocks, List<OneQubitMatrix> matrices) {
        int length = length(blocks);
        List<OneQubitMatrix> units = new ArrayList<>();
        double[][] lowest = {{1, 0, 0, 1}, {1, 0, 0, 1}};
        boolean anyLowest = false;
        for (OneQubitMatrix one : matrices) {
            int bit = tile.bit(one.qubit());
            if (!one.isReal()) {
                add(blocks, TileStep.complex(one, bit, length));
            } else if (bit < 2 && length >= 4) {
                lowest[bit] = TileStep.realPart(one.m());
                anyLowest = true;
            } else if (one.hasUnitDiagonal()) {
                units.add(one);
            } else {
                add(blocks, TileStep.real(one, bit, length));
            }
        }
        if (anyLowest) {
            add(blocks, TileStep.lowest(lowest, length));
        }
        addUnits(blocks, units);
    }

    /**
     * Matrices with ones on their diagonals: four bits a sweep, three and one that stays as it is, or what is left two
     * by two.
     */
    private void addUnits(boolean blocks, List<OneQubitMatrix> units) {
        int length = length(blocks);
        units.sort(Comparator.comparingInt(one -> tile.bit(one.qubit())));
        List<OneQubitMatrix> left = new ArrayList<>();
        List<OneQubitMatrix> four = new ArrayList<>();
        for (int k = 0; k <= units.size(); k++) {
            boolean ends = k == units.size() || four.size() == 4;
            if (ends || (!four.isEmpty() && isNear(four.get(0)) && !isNear(units.get(k)))) {
                if (four.size() < 3 || !addFour(blocks, four, length)) {
                    left.addAll(four);
                }
                four.clear();
            }
            if (k < units.size()) {
                four.add(units.get(k));
            }
        }
        for (int k = 0; k + 1 < left.size(); k += 2) {
            OneQubitMatrix first = left.get(k);
            OneQubitMatrix second = left.get(k + 1);
            add(blocks, TileStep.unit(first, tile.bit(first.qubit()), second, tile.bit(second.qubit()), length));
        }
        if (left.size() % 2 == 1) {
            OneQubitMatrix last = left.get(left.size() - 1);
            add(blocks, TileStep.real(last, tile.bit(last.qubit()), length));
        }
    }

    private boolean isNear(OneQubitMatrix one) {
        return tile.bit(one.qubit()) < FIRST_FAR;
    }

    /**
     * False if the bits are not such that the kernel is fast: sixteen lines far apart do not fit into a cache together.
     */
    private boolean addFour(boolean blocks, List<OneQubitMatrix> some, int length) {
        if (!blocks && some.size() == 4) {
            return false;
        }
        boolean near = isNear(some.get(0));
        int first = near ? FIRST_NEAR : FIRST_FAR;
        int last = Math.min(near ? FIRST_FAR : Integer.MAX_VALUE, Integer.numberOfTrailingZeros(length));
        TreeMap<Integer, double[]> matrices = new TreeMap<>();
        some.forEach(one -> matrices.put(tile.bit(one.qubit()), one.m()));
        for (int bit = first; bit < last && matrices.size() < 4; bit++) {
            matrices.putIfAbsent(bit, IDENTITY);
        }
        if (matrices.size() < 4 || matrices.firstKey() < first || matrices.lastKey() >= last) {
            return false;
        }
        add(blocks, TileStep.fourUnits(matrices, length));
        return true;
    }

    private int length(boolean blocks) {
        return blocks ? 1 << blockBits : tile.size();
    }

    private void add(boolean blocks, TileStep step) {
        boolean joins = !stages.isEmpty() && stages.get(stages.size() - 1).blocks() == blocks;
        if (!joins) {
            stages.add(new Stage(blocks, new ArrayList<>()));
        }
        stages.get(stages.size() - 1).steps().add(step);
    }

    /** The map that takes the whole register; null if the pass goes by tiles. */
    @Nullable
    RegisterMap whole() {
        return whole;
    }

    int tiles() {
        return tile.count();
    }

    /** Carries out the pass on one tile of arrays with a lead; the buffers grow to what it needs. */
    void apply(double[] re, double[] im, int number, AmplitudeKernel kernel, double[][] buffers) {
        grow(buffers, 0, scratch);
        if (tile.isContiguous()) {
            apply(re, im, CacheLines.LEAD + number * tile.size(), number, kernel, buffers[0]);
            return;
        }
        grow(buffers, 1, tile.size());
        grow(buffers, 2, tile.size());
        int base = CacheLines.LEAD + tile.base(number);
        kernel.gather(re, base, tile.rows(), tile.run(), buffers[1], CacheLines.LEAD);
        kernel.gather(im, base, tile.rows(), tile.run(), buffers[2], CacheLines.LEAD);
        apply(buffers[1], buffers[2], CacheLines.LEAD, number, kernel, buffers[0]);
        kernel.scatter(buffers[1], CacheLines.LEAD, re, base, tile.rows(), tile.run());
        kernel.scatter(buffers[2], CacheLines.LEAD, im, base, tile.rows(), tile.run());
    }

    private void apply(double[] re, double[] im, int offset, int number, AmplitudeKernel kernel, double[] buffer) {
        int blocks = tile.size() >> blockBits;
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            List<TileStep> steps = stage.steps();
            if (!stage.blocks()) {
                for (int k = 0; k < steps.size(); k++) {
                    steps.get(k).apply(re, im, offset, number, kernel, buffer);
                }
                continue;
            }
            for (int block = 0; block < blocks; block++) {
                for (int k = 0; k < steps.size(); k++) {
                    steps.get(k).apply(re, im, offset + (block << blockBits), number * blocks + block, kernel, buffer);
                }
            }
        }
    }

    /** Makes a buffer long enough for so many numbers after the lead. */
    static void grow(double[][] buffers, int which, int length) {
        if (buffers[which].length < CacheLines.LEAD + length) {
            buffers[which] = CacheLines.allocate(length);
        }
    }

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
            return (re, im, offset, number, kernel, scratch) ->
                    kernel.fourUnitMatrices(re, im, offset, length, strides, m);
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
            LocalMap map = new LocalMap(
                    bits, operation.matrix().re(), operation.matrix().im());
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
        static TileStep phases(PhaseFactor factor, RegisterTiling.BitTile tile) {
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
}
