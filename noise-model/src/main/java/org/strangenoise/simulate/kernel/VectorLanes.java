package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** What loops over vector registers of amplitudes share. */
final class VectorLanes {

    /**
     * Four numbers to a register, or two on machines with narrower ones. All loops share it: the just-in-time compiler
     * forgets what it knew of a vector's class once it meets two of them, and every loop is several times slower.
     */
    static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() >= 4 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_128;

    static final int LANES = SPECIES.length();

    /** Exchanges partners of bit 0 and of bit 1 within a register of four. */
    static final VectorShuffle<Double> SWAP0 = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

    static final VectorShuffle<Double> SWAP1 = VectorShuffle.fromOp(SPECIES, i -> (i ^ 2) % LANES);

    /** The lanes whose bit 0 or bit 1 is set. */
    static final VectorMask<Double> ODD = VectorMask.fromLong(SPECIES, 0b1010);

    static final VectorMask<Double> UPPER = VectorMask.fromLong(SPECIES, 0b1100);

    private VectorLanes() {}

    /** The sum of all lanes. Not reduceLanes: the order of its sum differs between interpreted and compiled code. */
    static double total(DoubleVector sum) {
        double low = sum.lane(0) + sum.lane(1);
        return LANES == 2 ? low : low + (sum.lane(2) + sum.lane(3));
    }

    /** The index of the k-th number whose bit of the given stride is zero. */
    static int spread(int k, int stride) {
        int low = k & (stride - 1);
        return ((k ^ low) << 1) | low;
    }
}
