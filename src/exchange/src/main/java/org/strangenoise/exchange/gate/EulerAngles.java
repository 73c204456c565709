package org.strangenoise.exchange.gate;

import org.strangenoise.math.ComplexMatrix;

/**
 * {@code U = e^{i phase} Rz(first) Ry(middle) Rz(last)}, Rz(last) acting first. Source: Nielsen and Chuang, theorem
 * 4.1.
 *
 * @param phase radians
 * @param first radians
 * @param middle radians, 0 to pi
 * @param last radians
 */
record EulerAngles(double phase, double first, double middle, double last) {

    /** Of a 2 x 2 unitary. */
    static EulerAngles of(ComplexMatrix u) {
        double middle = 2
                * StrictMath.atan2(StrictMath.hypot(u.re(1, 0), u.im(1, 0)), StrictMath.hypot(u.re(0, 0), u.im(0, 0)));
        // Diagonal entries have arguments phase -+ (first + last)/2, the lower off-diagonal one phase + (first -
        // last)/2.
        boolean diagonal = StrictMath.cos(middle / 2) > StrictMath.sin(middle / 2);
        double upperLeft = argument(u, 0, 0);
        double lowerRight = argument(u, 1, 1);
        double lowerLeft = argument(u, 1, 0);
        double upperRight = argument(u.scaled(-1), 0, 1);
        double phase = diagonal ? (upperLeft + lowerRight) / 2 : (lowerLeft + upperRight) / 2;
        double sum = diagonal ? lowerRight - upperLeft : 0;
        double difference = diagonal ? 0 : lowerLeft - upperRight;
        if (diagonal && StrictMath.sin(middle / 2) > 0) {
            difference = 2 * (lowerLeft - phase);
        } else if (!diagonal && StrictMath.cos(middle / 2) > 0) {
            sum = 2 * (lowerRight - phase);
        }
        return new EulerAngles(phase, (sum + difference) / 2, middle, (sum - difference) / 2);
    }

    private static double argument(ComplexMatrix u, int r, int c) {
        return StrictMath.atan2(u.im(r, c), u.re(r, c));
    }
}
