package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
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

    /**
     * The index bits that stay together during a pass over amplitudes: one tile for every value of the bits outside. A
     * tile that is not contiguous lies in a buffer by columns of four neighbours (see {@link AmplitudeKernel#gather}):
     * bits 0 and 1, then the bits above the run, then the rest of the run. So what acts on far bits acts on low bits of
     * the buffer.
     *
     * @param inside the tile's qubits; local bit k is that of inside[k]
     * @param outside the others, ascending
     * @param run how many numbers lie side by side in the register
     * @param rows where the runs start, by the inside bits above those of a run
     */
    record BitTile(int[] inside, int[] outside, int run, int[] rows) {

        private static final int COLUMN_BITS = Integer.numberOfTrailingZeros(AmplitudeKernel.COLUMN);

        /** @param runBits how many of the lowest bits are in every tile, at least two where there are others */
        static BitTile of(int qubits, int mask, int runBits) {
            int[] ascending = bits(mask);
            int[] outside = bits(((1 << qubits) - 1) & ~mask);
            if (mask == (1 << ascending.length) - 1) {
                return new BitTile(ascending, outside, 1 << ascending.length, new int[1]);
            }
            int[] rows = new int[1 << (ascending.length - runBits)];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = deposit(row, ascending, runBits);
            }
            int[] inside = new int[ascending.length];
            int above = ascending.length - runBits;
            System.arraycopy(ascending, 0, inside, 0, COLUMN_BITS);
            System.arraycopy(ascending, runBits, inside, COLUMN_BITS, above);
            System.arraycopy(ascending, COLUMN_BITS, inside, COLUMN_BITS + above, runBits - COLUMN_BITS);
            return new BitTile(inside, outside, 1 << runBits, rows);
        }

        private static int[] bits(int mask) {
            int[] bits = new int[Integer.bitCount(mask)];
            int left = mask;
            for (int k = 0; k < bits.length; k++) {
                bits[k] = Integer.numberOfTrailingZeros(left);
                left &= left - 1;
            }
            return bits;
        }

        private static int deposit(int local, int[] positions, int from) {
            int index = 0;
            for (int k = from; k < positions.length; k++) {
                index |= (local >> (k - from) & 1) << positions[k];
            }
            return index;
        }

        boolean isContiguous() {
            return rows.length == 1;
        }

        int size() {
            return 1 << inside.length;
        }

        int count() {
            return 1 << outside.length;
        }

        /** The index of a tile's first amplitude. */
        int base(int tile) {
            return deposit(tile, outside, 0);
        }

        /** The register's index of a local one in the tile that starts at {@code base}. */
        int index(int base, int local) {
            return base | deposit(local, inside, 0);
        }

        /** The local bit of a qubit inside. */
        int bit(int qubit) {
            for (int k = 0; k < inside.length; k++) {
                if (inside[k] == qubit) {
                    return k;
                }
            }
            throw new IllegalArgumentException("qubit " + qubit + " is not in the tile");
        }
    }
}
