package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;
import org.strangenoise.simulate.tensor.PassScheduler;

/**
 * How a register of some qubits is cut into tiles, and the tables of tiles that programs of that register share. Safe
 * for concurrent use.
 */
public final class RegisterTiling {

    /** 1024 amplitudes and their phases fit into the first-level cache. */
    static final int BLOCK_BITS = 10;

    /** A register of so many qubits is one tile. */
    private static final int ONE_TILE = 12;

    /** 16384 amplitudes are 256 kB: the second-level cache. */
    private static final int MAX_TILE_BITS = 14;

    /** Gathered runs of 64 numbers come at the memory's full speed; shorter ones where the tile must hold more bits. */
    private static final int MAX_RUN_BITS = 6;

    private static final int MIN_RUN_BITS = 4;

    /** Tables of so many phase factors are kept. */
    private static final int MAX_TABLES = 256;

    private record TableKey(int tileMask, IsingFactor factor) {}

    private final int qubits;
    private final int runBits;
    private final int lowBits;
    private final int farBits;
    private final PassScheduler<PureOperation> scheduler;
    private final Map<Integer, BitTile> tiles = new ConcurrentHashMap<>();
    private final Map<TableKey, IsingTables> tables = new ConcurrentHashMap<>();

    public RegisterTiling(int qubits) {
        this.qubits = qubits;
        // Two kinds of tiles, one of the low qubits and one of the high ones beside a run, are to cover all qubits. So
        // many are low that the others fit beside a run, and no more: blocks of the low ones are then whole tiles.
        this.runBits = Math.max(MIN_RUN_BITS, Math.min(MAX_RUN_BITS, 2 * MAX_TILE_BITS - qubits));
        int low = Math.max(BLOCK_BITS, Math.min(MAX_TILE_BITS, qubits - (MAX_TILE_BITS - runBits)));
        this.lowBits = qubits <= ONE_TILE ? qubits : low;
        this.farBits = Math.min(qubits, Math.min(MAX_TILE_BITS, Math.max(ONE_TILE, runBits + qubits - lowBits)));
        this.scheduler = new PassScheduler<>(qubits, lowBits, farBits, runBits, true);
    }

    int qubits() {
        return qubits;
    }

    /** The tile of the lowest qubits. */
    BitTile lowest() {
        return tile((1 << lowBits) - 1);
    }

    /** Tiles that together hold every qubit inside. */
    List<BitTile> cover() {
        List<BitTile> cover = new ArrayList<>(List.of(lowest()));
        int all = (1 << qubits) - 1;
        int left = all & ~((1 << lowBits) - 1);
        while (left != 0) {
            int mask = (1 << runBits) - 1;
            while (left != 0 && Integer.bitCount(mask) < farBits) {
                mask |= Integer.lowestOneBit(left);
                left &= left - 1;
            }
            cover.add(tile(mask));
        }
        return cover;
    }

    BitTile tile(int mask) {
        return tiles.computeIfAbsent(mask, m -> BitTile.of(qubits, m, runBits));
    }

    /** The factors of a tile's blocks. */
    IsingTables tables(BitTile tile, IsingFactor factor) {
        int blockBits = Math.min(BLOCK_BITS, tile.inside().length);
        int[] inside = Arrays.copyOf(tile.inside(), blockBits);
        int above = tile.inside().length - blockBits;
        int[] outside = new int[above + tile.outside().length];
        System.arraycopy(tile.inside(), blockBits, outside, 0, above);
        System.arraycopy(tile.outside(), 0, outside, above, tile.outside().length);
        if (tables.size() >= MAX_TABLES) {
            tables.clear();
        }
        TableKey key = new TableKey(mask(tile.inside()), factor);
        return tables.computeIfAbsent(key, k -> new IsingTables(inside, outside, factor));
    }

    private static int mask(int[] bits) {
        int mask = 0;
        for (int bit : bits) {
            mask |= 1 << bit;
        }
        return mask;
    }

    /** A program of fused operations. */
    PureProgram program(List<PureOperation> fused) {
        return new PureProgram(scheduler.schedule(fused).stream()
                .map(group -> new PurePass(this, group))
                .toList());
    }
}
