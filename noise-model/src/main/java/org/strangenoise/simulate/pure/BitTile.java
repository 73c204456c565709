package org.strangenoise.simulate.pure;

import java.util.Arrays;

/**
 * The index bits that stay together during a pass over amplitudes. If they are not the lowest ones, bits 0 to 3 are
 * among them, so that a tile consists of runs of 16 numbers.
 *
 * @param inside the tile's qubits, ascending
 * @param outside the others, ascending
 * @param rows where the runs of 16 start, by the inside bits from the fourth on; empty if the tile is contiguous
 */
record BitTile(int[] inside, int[] outside, int[] rows) {

    /** Bits that are always inside a tile that is not contiguous. */
    static final int RUN_BITS = 4;

    /** Numbers in a run. */
    static final int RUN = 1 << RUN_BITS;

    static BitTile of(int qubits, int mask) {
        int[] inside = bits(mask);
        int[] outside = bits(((1 << qubits) - 1) & ~mask);
        boolean contiguous = mask == (1 << inside.length) - 1;
        int[] rows = new int[contiguous ? 0 : 1 << (inside.length - RUN_BITS)];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = deposit(row, inside, RUN_BITS);
        }
        return new BitTile(inside, outside, rows);
    }

    private static int[] bits(int mask) {
        int[] bits = new int[Integer.bitCount(mask)];
        int k = 0;
        for (int q = 0; q < 32; q++) {
            if ((mask >>> q & 1) == 1) {
                bits[k++] = q;
            }
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
        return rows.length == 0;
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

    /** The local bit of a qubit inside; negative for one outside. */
    int bit(int qubit) {
        return Arrays.binarySearch(inside, qubit);
    }
}
