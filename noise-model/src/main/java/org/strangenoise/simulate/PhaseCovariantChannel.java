package org.strangenoise.simulate;

import java.util.ArrayList;
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
                if (!population && r != c && Math.hypot(s.re(r, c), s.im(r, c)) > ROUNDING) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(
                new PhaseCovariantChannel(Math.max(0, s.re(3, 0)), Math.max(0, s.re(0, 3)), s.re(1, 1), s.im(1, 1)));
    }

    /**
     * The exact factors for n qubits: with the populations' matrix {@code [[1-a, b], [a, 1-b]] = [[1, 0], [v, 1]]
     * diag(p, q) [[1, u], [0, 1]]} a decay u = b/(1-a), scalings p = 1-a and q = (1-a-b)/(1-a), an excitation v =
     * a/(1-a), if a is at most b and mirrored otherwise; the scaling leaves a coherence of {@code sqrt(1-a-b)}, which
     * dephasing brings to its value.
     *
     * @return empty if 1 - a - b is negative, or a coherence would have to grow until its digits are lost
     */
    Optional<List<SymmetricFactor>> factors(int n) {
        double contrast = 1 - excitation - decay;
        double coherence = Math.hypot(coherenceRe, coherenceIm);
        if (contrast < 0 && contrast > -4 * ROUNDING) {
            contrast = 0;
        }
        if (contrast < 0 || (contrast == 0 && coherence > ROUNDING)) {
            return Optional.empty();
        }
        List<SymmetricFactor> factors = new ArrayList<>();
        if (excitation <= decay) {
            factors.add(new SymmetricFactor.Decay(decay / (1 - excitation)));
            addScaling(factors, 1 - excitation, contrast / (1 - excitation));
            factors.add(new SymmetricFactor.Excitation(excitation / (1 - excitation)));
        } else {
            factors.add(new SymmetricFactor.Excitation(excitation / (1 - decay)));
            addScaling(factors, contrast / (1 - decay), 1 - decay);
            factors.add(new SymmetricFactor.Decay(decay / (1 - decay)));
        }
        if (contrast > 0) {
            Optional<SymmetricFactor> dephasing = Dephasings.exponent(coherence / Math.sqrt(contrast), n);
            if (dephasing.isEmpty()) {
                return Optional.empty();
            }
            factors.add(dephasing.get());
            // rho_01 turns by phase_1 - phase_0.
            factors.add(SymmetricFactor.Phases.zRotation(n, -Math.atan2(coherenceIm, coherenceRe)));
        }
        return Optional.of(factors);
    }

    private static void addScaling(List<SymmetricFactor> factors, double p, double q) {
        factors.add(new SymmetricFactor.Scaling(Math.sqrt(p), Math.sqrt(q)));
    }
}
