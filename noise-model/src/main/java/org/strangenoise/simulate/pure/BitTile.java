package org.strangenoise.simulate.pure;

import java.util.Arrays;

/**
 * The index bits that stay together during a pass over amplitudes: one tile for every value of the bits outside.
 *
 * @param inside the tile's qubits, ascending; local bit k is that of inside[k]
 * @param outside the others, ascending
 * @param run how many numbers lie side by side: 2 to the number of lowest bits that are all inside
 * @param rows where the runs start, by the inside bits above those of a run
 */
record BitTile(int[] inside, int[] outside, int run, int[] rows) {

    static BitTile of(int qubits, int mask) {
        int[] inside = bits(mask);
        int runBits = Math.min(inside.length, Integer.numberOfTrailingZeros(~mask));
        int[] rows = new int[1 << (inside.length - runBits)];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = deposit(row, inside, runBits);
        }
        return new BitTile(inside, bits(((1 << qubits) - 1) & ~mask), 1 << runBits, rows);
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

    /** The local bit of a qubit inside; negative for one outside. */
    int bit(int qubit) {
        return Arrays.binarySearch(inside, qubit);
    }

    /** Copies a tile's numbers side by side. */
    void gather(double[] from, int base, double[] to) {
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(from, base + rows[row], to, row * run, run);
        }
    }

    /** The reverse of {@link #gather}. */
    void scatter(double[] from, double[] to, int base) {
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(from, row * run, to, base + rows[row], run);
        }
    }
}
