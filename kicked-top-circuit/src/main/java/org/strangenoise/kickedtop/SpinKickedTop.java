package org.strangenoise.kickedtop;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.math.SingularValues;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.SymmetricStateVector;

/**
 * The noise-free kicked top as one spin j = n/2: {@code U = exp(-i kappa Jz^2 / (2j)) exp(-i p Jy)} on 2j + 1
 * amplitudes. It shares no propagation code with the simulators of circuits, so that each can check the other; and it
 * reaches hundreds of qubits. Cost n^3 once, n^2 a step.
 */
public final class SpinKickedTop {

    private final int qubits;

    /** exp(-i p Jy) between Dicke states; real, because Jy is imaginary. */
    private final double[][] rotation;

    private final double[] kickRe;
    private final double[] kickIm;

    private SpinKickedTop(int qubits, double kappa, double angle) {
        this.qubits = qubits;
        this.rotation = rotation(qubits, angle);
        kickRe = new double[qubits + 1];
        kickIm = new double[qubits + 1];
        for (int k = 0; k <= qubits; k++) {
            double m = qubits / 2.0 - k;
            kickRe[k] = StrictMath.cos(kappa * m * m / qubits);
            kickIm[k] = -StrictMath.sin(kappa * m * m / qubits);
        }
    }

    /**
     * The spin of a kicked top.
     *
     * @throws IllegalArgumentException if the couplings differ: such a kick leaves the symmetric subspace
     */
    public static SpinKickedTop of(KickedTop top) {
        for (PairCoupling pair : top.couplings()) {
            if (pair.strength() != 1) {
                throw new IllegalArgumentException(
                        "Argument `top` must have equal couplings of strength 1, but has " + pair);
            }
        }
        return new SpinKickedTop(top.qubits(), top.kappa(), top.rotation());
    }

    /** Number of qubits n = 2j. */
    public int qubits() {
        return qubits;
    }

    /** The states at steps 0 to {@code steps} from a spin coherent state. */
    public List<SymmetricStateVector> states(SpinDirection start, int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("Argument `steps` must not be negative, but is " + steps);
        }
        List<SymmetricStateVector> states = new ArrayList<>(steps + 1);
        states.add(SymmetricStateVector.coherent(qubits, start));
        for (int s = 1; s <= steps; s++) {
            states.add(step(states.get(s - 1)));
        }
        return states;
    }

    /** The state one Floquet step later. */
    public SymmetricStateVector step(SymmetricStateVector state) {
        if (state.qubits() != qubits) {
            throw new IllegalArgumentException(
                    "Argument `state` must be of " + qubits + " qubits, but is of " + state.qubits());
        }
        double[] re = new double[qubits + 1];
        double[] im = new double[qubits + 1];
        for (int k = 0; k <= qubits; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int l = 0; l <= qubits; l++) {
                sumRe += rotation[k][l] * state.re(l);
                sumIm += rotation[k][l] * state.im(l);
            }
            re[k] = kickRe[k] * sumRe - kickIm[k] * sumIm;
            im[k] = kickRe[k] * sumIm + kickIm[k] * sumRe;
        }
        return SymmetricStateVector.view(qubits, re, im);
    }

    /** {@code <J>/j}, the Bloch vector of every qubit, at steps 0 to {@code steps}; one row (x, y, z) each. */
    public double[][] blochVectors(SpinDirection start, int steps) {
        double[][] vectors = new double[steps + 1][3];
        List<SymmetricStateVector> states = states(start, steps);
        for (int s = 0; s <= steps; s++) {
            states.get(s).blochVector(0, vectors[s]);
        }
        return vectors;
    }

    /** Entropy of one qubit in bits at steps 0 to {@code steps}. */
    public double[] entropies(SpinDirection start, int steps) {
        double[] entropies = new double[steps + 1];
        double[][] bloch = blochVectors(start, steps);
        for (int s = 0; s <= steps; s++) {
            entropies[s] = Entropy.ofBloch(bloch[s][0], bloch[s][1], bloch[s][2]);
        }
        return entropies;
    }

    /** Mean of {@link #entropies} over steps 1 to {@code steps}. */
    public double averageEntropy(SpinDirection start, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("Argument `steps` must be at least 1, but is " + steps);
        }
        double[] entropies = entropies(start, steps);
        double sum = 0;
        for (int s = 1; s <= steps; s++) {
            sum += entropies[s];
        }
        return sum / steps;
    }

    /**
     * Overlap of the running mean of states 0 to N with the microcanonical state, for N from 0 to {@code steps}:
     * {@code Tr sqrt(sqrt(rho_mc) rho_bar sqrt(rho_mc))}. With the states as columns of A it is the sum of A's singular
     * values over {@code sqrt((N+1)(n+1))}; unlike roots of the eigenvalues of rho_bar those keep their digits at any
     * rank.
     */
    public double[] microcanonicalOverlaps(SpinDirection start, int steps) {
        List<SymmetricStateVector> states = states(start, steps);
        double[] overlaps = new double[steps + 1];
        for (int last = 0; last <= steps; last++) {
            double sum = 0;
            for (double value : SingularValues.of(columns(states.subList(0, last + 1)))) {
                sum += value;
            }
            overlaps[last] = sum / Math.sqrt((last + 1.0) * (qubits + 1.0));
        }
        return overlaps;
    }

    private ComplexMatrix columns(List<SymmetricStateVector> states) {
        double[][] re = new double[qubits + 1][states.size()];
        double[][] im = new double[qubits + 1][states.size()];
        for (int k = 0; k <= qubits; k++) {
            for (int s = 0; s < states.size(); s++) {
                re[k][s] = states.get(s).re(k);
                im[k][s] = states.get(s).im(k);
            }
        }
        return ComplexMatrix.of(re, im);
    }

    /** {@code <k-1|Jy|k> = -i/2 sqrt(k (n-k+1))}, exponentiated by its eigendecomposition: unitary to rounding. */
    private static double[][] rotation(int n, double angle) {
        double[][] im = new double[n + 1][n + 1];
        for (int k = 1; k <= n; k++) {
            double element = Math.sqrt(k * (n - k + 1.0)) / 2;
            im[k - 1][k] = -element;
            im[k][k - 1] = element;
        }
        ComplexMatrix u = MatrixExponential.hermitian(ComplexMatrix.of(new double[n + 1][n + 1], im), angle);
        double[][] rotation = new double[n + 1][n + 1];
        for (int k = 0; k <= n; k++) {
            for (int l = 0; l <= n; l++) {
                rotation[k][l] = u.re(k, l);
            }
        }
        return rotation;
    }
}
