package org.strangenoise.state;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.pauli.PauliString;

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

    /**
     * The mean of a Pauli string over the symmetric subspace, {@code tr(P_sym P)/(n + 1)}. As P_sym/(n + 1) is the mean
     * of all spin coherent states, it is that of {@code x^a y^b z^c} over the sphere, for a letters X, b letters Y and
     * c letters Z: {@code (a-1)!! (b-1)!! (c-1)!! / (a+b+c+1)!!} where all three are even, else 0.
     */
    public static double expectation(PauliString string) {
        int[] letters = new int[3];
        for (int q = 0; q < string.qubits(); q++) {
            char letter = string.letter(q);
            if (letter != 'I') {
                letters[letter - 'X']++;
            }
        }
        double mean = 1;
        int below = 1;
        for (int count : letters) {
            if (count % 2 == 1) {
                return 0;
            }
            for (int k = 1; k < count; k += 2) {
                below += 2;
                mean *= (double) k / below;
            }
        }
        return mean;
    }
}
