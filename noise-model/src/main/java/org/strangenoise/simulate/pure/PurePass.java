package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.CacheLines;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
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

    private final BitTile tile;
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
}
