package org.strangenoise.simulate.tensor;

import java.util.Arrays;

/**
 * The digits that stay together during a pass: 4^k coefficients at a time, one tile for every value of the digits
 * outside. If they are not the lowest ones, digits 0 to 2 are among them, so that a tile consists of runs of 64
 * numbers: shorter ones leave the memory waiting.
 *
 * @param qubits of the register
 * @param inside the tile's qubits, ascending; local digit k is that of inside[k]
 * @param outside the others, ascending
 * @param rows where the runs of 64 start, by local digits 3 and up; empty if the tile is contiguous
 */
record Tile(int qubits, int[] inside, int[] outside, int[] rows) {

    /** Digits that are always inside a tile that is not contiguous. */
    static final int RUN_DIGITS = 3;

    /** Numbers in a run. */
    static final int RUN = 1 << (2 * RUN_DIGITS);

    static Tile of(int qubits, int mask) {
        int[] inside = bits(mask);
        int[] outside = bits(((1 << qubits) - 1) & ~mask);
        boolean contiguous = mask == (1 << inside.length) - 1;
        int[] rows = new int[contiguous ? 0 : 1 << (2 * (inside.length - RUN_DIGITS))];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = deposit(row, inside, RUN_DIGITS);
        }
        return new Tile(qubits, inside, outside, rows);
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

    private static int deposit(int digits, int[] positions, int from) {
        int index = 0;
        for (int k = from; k < positions.length; k++) {
            index |= (digits >> (2 * (k - from)) & 3) << (2 * positions[k]);
        }
        return index;
    }

    boolean isContiguous() {
        return rows.length == 0;
    }

    /** Numbers in a tile. */
    int size() {
        return 1 << (2 * inside.length);
    }

    /** Tiles in the register. */
    int count() {
        return 1 << (2 * outside.length);
    }

    /** The index of a tile's first coefficient. */
    int base(int tile) {
        return deposit(tile, outside, 0);
    }

    /** The local digit of a qubit inside. */
    int digit(int qubit) {
        return Arrays.binarySearch(inside, qubit);
    }
}
