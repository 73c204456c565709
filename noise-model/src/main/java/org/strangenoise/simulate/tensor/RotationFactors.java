package org.strangenoise.simulate.tensor;

import java.util.stream.IntStream;
import org.strangenoise.simulate.kernel.RotationTables;
import org.strangenoise.simulate.tensor.TensorOperation.PhaseRotation;

/**
 * The factors {@code e^(i angle)} of a {@link PhaseRotation} in a tile: those of the digits inside, and one a tile for
 * the digits outside.
 */
record RotationFactors(RotationTables inside, double[] outsideRe, double[] outsideIm) {

    /** z of the four digits: coherences do not turn each other. */
    private static final double[] Z = {1, -1, 0, 0};

    static RotationFactors of(Tile tile, PhaseRotation rotation) {
        int digits = tile.inside().length;
        int digit = tile.digit(rotation.qubit());
        int low = RotationTables.lowDigits(digits);
        int[] lowQubits = new int[low];
        int[] rowQubits = new int[digits - 1 - low];
        int count = 0;
        for (int k = 0; k < digits; k++) {
            if (k != digit) {
                if (count < low) {
                    lowQubits[count] = tile.inside()[k];
                } else {
                    rowQubits[count - low] = tile.inside()[k];
                }
                count++;
            }
        }
        double[][] row = factors(rotation, rotation.field(), rowQubits);
        double[][] lows = factors(rotation, 0, lowQubits);
        double[][] outside = factors(rotation, 0, tile.outside());
        return new RotationFactors(RotationTables.of(digit, row[0], row[1], lows[0], lows[1]), outside[0], outside[1]);
    }

    /** Cosines and sines by the digits of all qubits but the turned one, ascending, in a tile that holds them all. */
    static double[][] ofOthers(Tile whole, PhaseRotation rotation) {
        int[] others =
                IntStream.of(whole.inside()).filter(q -> q != rotation.qubit()).toArray();
        return factors(rotation, rotation.field(), others);
    }

    /** {@code cos} and {@code sin} of {@code 2 (field + sum_j J_j z_j)} by the digits of the given qubits. */
    private static double[][] factors(PhaseRotation rotation, double field, int[] qubits) {
        int size = 1 << (2 * qubits.length);
        double[] cos = new double[size];
        double[] sin = new double[size];
        for (int index = 0; index < size; index++) {
            double angle = field;
            for (int k = 0; k < qubits.length; k++) {
                angle += rotation.couplings()[qubits[k]] * Z[index >> (2 * k) & 3];
            }
            cos[index] = StrictMath.cos(2 * angle);
            sin[index] = StrictMath.sin(2 * angle);
        }
        return new double[][] {cos, sin};
    }
}
