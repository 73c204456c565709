package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        for (PureOperation operation : group.operations()) {
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
        units.sort(Comparator.comparingInt(OneQubitMatrix::qubit));
        for (int k = 0; k + 1 < units.size(); k += 2) {
            OneQubitMatrix first = units.get(k);
            OneQubitMatrix second = units.get(k + 1);
            add(blocks, TileStep.unit(first, tile.bit(first.qubit()), second, tile.bit(second.qubit()), length));
        }
        if (units.size() % 2 == 1) {
            OneQubitMatrix last = units.get(units.size() - 1);
            add(blocks, TileStep.real(last, tile.bit(last.qubit()), length));
        }
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

    /** Carries out the pass on one tile; the buffers grow to what it needs. */
    void apply(double[] re, double[] im, int number, AmplitudeKernel kernel, double[][] buffers) {
        grow(buffers, 0, scratch);
        if (tile.isContiguous()) {
            apply(re, im, number * tile.size(), number, kernel, buffers[0]);
            return;
        }
        grow(buffers, 1, tile.size());
        grow(buffers, 2, tile.size());
        int base = tile.base(number);
        tile.gather(re, base, buffers[1]);
        tile.gather(im, base, buffers[2]);
        apply(buffers[1], buffers[2], 0, number, kernel, buffers[0]);
        tile.scatter(buffers[1], re, base);
        tile.scatter(buffers[2], im, base);
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

    static void grow(double[][] buffers, int which, int length) {
        if (buffers[which].length < length) {
            buffers[which] = new double[length];
        }
    }
}
