package org.strangenoise.simulate;

import java.util.Optional;

/** Dephasing factors as exponents, within the range where n qubits keep their digits. */
final class Dephasings {

    /** Growth of rounding errors that is still accepted where a factor amplifies coherences. */
    private static final double MAX_GROWTH = 1e3;

    /** exp(-42) is below rounding: a smaller factor counts as 0. */
    private static final double STRONGEST = 42;

    private static final double ROUNDING = 4e-16;

    private Dephasings() {}

    /** The dephasing with {@code rho_01 *= factor}; empty if it amplifies n coherences beyond their digits. */
    static Optional<SymmetricFactor> exponent(double factor, int n) {
        if (Math.abs(factor - 1) <= ROUNDING) {
            return Optional.of(new SymmetricFactor.Dephasing(0));
        }
        double exponent = Math.min(STRONGEST, -StrictMath.log(factor));
        if (-exponent * n > StrictMath.log(MAX_GROWTH) || Double.isNaN(exponent)) {
            return Optional.empty();
        }
        return Optional.of(new SymmetricFactor.Dephasing(exponent));
    }
}
