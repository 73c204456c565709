package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.strangenoise.circuit.Operation;

/**
 * The 24 Clifford gates of a qubit, each as turns of the frame about z around at most one pulse about y, {@code Rz(c)
 * Ry(b) Rz(a)}. As turns of the Bloch sphere they are matrices of 0, 1 and -1, by which they are composed.
 */
final class Cliffords {

    /** Its quarter turns a, b and c, and its matrix. */
    private record Clifford(int a, int b, int c, int[][] turn) {}

    private static final List<Clifford> ALL = all();

    /** How many there are. */
    static final int COUNT = 24;

    private Cliffords() {}

    private static List<Clifford> all() {
        List<Clifford> all = new ArrayList<>();
        for (int b = 0; b <= 2; b++) {
            for (int a = 0; a < 4; a++) {
                // Around no turn and half a turn, two frames are one.
                for (int c = 0; c < (b == 1 ? 4 : 1); c++) {
                    all.add(new Clifford(a, b, c, times(z(c), times(y(b), z(a)))));
                }
            }
        }
        return all;
    }

    private static int[][] z(int quarters) {
        int[][] turn = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        for (int k = 0; k < quarters; k++) {
            turn = times(new int[][] {{0, -1, 0}, {1, 0, 0}, {0, 0, 1}}, turn);
        }
        return turn;
    }

    private static int[][] y(int quarters) {
        int[][] turn = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        for (int k = 0; k < quarters; k++) {
            turn = times(new int[][] {{0, 0, 1}, {0, 1, 0}, {-1, 0, 0}}, turn);
        }
        return turn;
    }

    private static int[][] times(int[][] left, int[][] right) {
        int[][] product = new int[3][3];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                for (int m = 0; m < 3; m++) {
                    product[r][c] += left[r][m] * right[m][c];
                }
            }
        }
        return product;
    }

    /** The gate that is one after another. */
    static int after(int later, int earlier) {
        return of(times(ALL.get(later).turn(), ALL.get(earlier).turn()));
    }

    /** The gate that undoes one. */
    static int inverse(int clifford) {
        int[][] turn = ALL.get(clifford).turn();
        int[][] back = new int[3][3];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                back[r][c] = turn[c][r];
            }
        }
        return of(back);
    }

    /** The one of so many quarter turns about y. */
    static int turnAboutY(int quarters) {
        return of(y(quarters));
    }

    private static int of(int[][] turn) {
        for (int k = 0; k < COUNT; k++) {
            if (Arrays.deepEquals(ALL.get(k).turn(), turn)) {
                return k;
            }
        }
        throw new IllegalStateException("not closed");
    }

    /** How it is played on a qubit. */
    static List<Operation> gates(Laboratory laboratory, int clifford, int qubit) {
        Clifford own = ALL.get(clifford);
        List<Operation> gates = new ArrayList<>();
        if (own.a() != 0) {
            gates.add(laboratory.z(own.a() * Math.PI / 2, qubit));
        }
        if (own.b() != 0) {
            gates.addAll(laboratory.y(own.b() * Math.PI / 2, qubit));
        }
        if (own.c() != 0) {
            gates.add(laboratory.z(own.c() * Math.PI / 2, qubit));
        }
        return gates;
    }
}
