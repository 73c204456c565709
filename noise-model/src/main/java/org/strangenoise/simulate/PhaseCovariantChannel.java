package org.strangenoise.simulate;

import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;

/**
 * A one-qubit channel that commutes with z rotations: thermal relaxation, dephasing, depolarizing, reset, and their
 * products.
 *
 * @param excitation probability of |0> to |1>
 * @param decay probability of |1> to |0>
 * @param coherenceRe real part of the factor of rho_01
 * @param coherenceIm its imaginary part
 */
record PhaseCovariantChannel(double excitation, double decay, double coherenceRe, double coherenceIm) {

    /** Entries below this are rounding. */
    private static final double ROUNDING = 1e-15;

    /** The channel of a 4 x 4 superoperator on row-major vectors, if it has this form. */
    static Optional<PhaseCovariantChannel> of(ComplexMatrix s) {
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 4; c++) {
                boolean population = r % 3 == 0 && c % 3 == 0;
                if (!population && r != c && StrictMath.hypot(s.re(r, c), s.im(r, c)) > ROUNDING) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(
                new PhaseCovariantChannel(Math.max(0, s.re(3, 0)), Math.max(0, s.re(0, 3)), s.re(1, 1), s.im(1, 1)));
    }

    /**
     * The factors for n qubits: flips, which leave a coherence of {@code sqrt(1 - excitation - decay)}, dephasing,
     * which brings it to its value, and a z rotation.
     *
     * @return empty if excitation and decay sum to more than 1, or a coherence would have to grow until its digits are
     *     lost
     */
    Optional<List<SymmetricFactor>> factors(int n) {
        double contrast = 1 - excitation - decay;
        double coherence = StrictMath.hypot(coherenceRe, coherenceIm);
        if (contrast < -4 * ROUNDING || (contrast <= 4 * ROUNDING && coherence > ROUNDING)) {
            return Optional.empty();
        }
        if (contrast <= 4 * ROUNDING) {
            return Optional.of(List.of(new SymmetricFactor.Flips(excitation, 1 - excitation)));
        }
        return Dephasings.exponent(coherence / Math.sqrt(contrast), n)
                // rho_01 turns by phase_1 - phase_0.
                .map(dephasing -> List.of(
                        new SymmetricFactor.Flips(excitation, decay),
                        dephasing,
                        SymmetricFactor.QuadraticPhase.zRotation(-StrictMath.atan2(coherenceIm, coherenceRe))));
    }
}
