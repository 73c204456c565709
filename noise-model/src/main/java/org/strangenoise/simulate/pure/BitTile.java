package org.strangenoise.simulate.pure;

import org.strangenoise.simulate.kernel.AmplitudeKernel;

/**
 * The index bits that stay together during a pass over amplitudes: one tile for every value of the bits outside. A tile
 * that is not contiguous lies in a buffer by columns of four neighbours (see {@link AmplitudeKernel#gather}): bits 0
 * and 1, then the bits above the run, then the rest of the run. So what acts on far bits acts on low bits of the
 * buffer.
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
