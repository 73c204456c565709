package org.strangenoise.state;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;

/** The symmetric microcanonical state {@code P_sym / (n+1)}: equal weight on every state of total spin n/2. */
public final class MicrocanonicalState {

    private MicrocanonicalState() {}

    /**
     * {@code Tr sqrt(sqrt(rho_mc) rho sqrt(rho_mc)) = Tr sqrt(B) / sqrt(n+1)} from the (n+1) x (n+1) block B of rho in
     * the symmetric subspace. Accurate to 2e-8 where B is rank deficient.
     */
    public static double overlap(ComplexMatrix symmetricBlock) {
        double sum = 0;
        for (double value : HermitianEigen.eigenvaluesOfHermitianPart(symmetricBlock)) {
            sum += Math.sqrt(Math.max(0, value));
        }
        return sum / Math.sqrt(symmetricBlock.rows());
    }
}
