package org.strangenoise.transmon;

import java.util.List;

/**
 * The basis of a register whose qubits have different numbers of levels: index {@code sum_q n_q stride_q}, qubit 0
 * running fastest, as bit 0 does on two levels.
 */
public final class LadderSpace {

    private final int[] levels;
    private final int[] strides;
    private final int dimension;

    /** A register of the given levels by qubit, each at least 2. */
    public LadderSpace(List<Integer> levels) {
        this.levels = levels.stream().mapToInt(Integer::intValue).toArray();
        this.strides = new int[this.levels.length];
        int stride = 1;
        for (int q = 0; q < strides.length; q++) {
            strides[q] = stride;
            stride = Math.multiplyExact(stride, this.levels[q]);
        }
        this.dimension = stride;
    }

    /** Number of qubits. */
    public int qubits() {
        return levels.length;
    }

    /** Product of all numbers of levels. */
    public int dimension() {
        return dimension;
    }

    /** Levels of a qubit. */
    public int levels(int qubit) {
        return levels[qubit];
    }

    /** Distance of two indices that differ by one excitation of the qubit. */
    public int stride(int qubit) {
        return strides[qubit];
    }

    /** The qubit's level in a basis state. */
    public int level(int index, int qubit) {
        return index / strides[qubit] % levels[qubit];
    }

    /** The number of excitations of a basis state. */
    public int excitations(int index) {
        int sum = 0;
        for (int q = 0; q < levels.length; q++) {
            sum += level(index, q);
        }
        return sum;
    }

    /** Index of the computational basis state of some bits, qubit q being bit q. */
    public int computational(int bits) {
        int index = 0;
        for (int q = 0; q < levels.length; q++) {
            index += (bits >> q & 1) * strides[q];
        }
        return index;
    }

    /** The computational basis state as which a state is read, every level above |1> as 1. */
    public int bits(int index) {
        int bits = 0;
        for (int q = 0; q < levels.length; q++) {
            bits |= Math.min(1, level(index, q)) << q;
        }
        return bits;
    }

    /** True if no qubit is above |1>. */
    public boolean isComputational(int index) {
        for (int q = 0; q < levels.length; q++) {
            if (level(index, q) > 1) {
                return false;
            }
        }
        return true;
    }

    /** The space of some of the qubits, in their order. */
    public LadderSpace of(List<Integer> qubits) {
        return new LadderSpace(qubits.stream().map(q -> levels[q]).toList());
    }
}
