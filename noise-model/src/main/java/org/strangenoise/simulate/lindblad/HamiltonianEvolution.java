package org.strangenoise.simulate.lindblad;

import java.util.List;
import org.strangenoise.circuit.Generator;
import org.strangenoise.math.ChebyshevAction;
import org.strangenoise.simulate.kernel.HamiltonianRows;

/**
 * {@code exp(-i angle axis)} on a state vector, without the 2^k x 2^k matrix: Chebyshev expansion over the interval of
 * eigenvalues, exact to rounding. Holds work space of three vectors: one instance per thread.
 */
public final class HamiltonianEvolution {

    private static final double TOLERANCE = 1e-15;

    private final ChebyshevAction action;
    private final double phaseRe;
    private final double phaseIm;

    public HamiltonianEvolution(int register, List<Integer> targets, Generator generator) {
        HamiltonianRows rows = new RegisterTerms(register, targets).rows(List.of(generator.integrated()));
        double[] bounds = rows.bounds();
        double centre = (bounds[0] + bounds[1]) / 2;
        this.action = new ChebyshevAction(
                (re, im, outRe, outIm) -> rows.applyToVector(centre, re, im, outRe, outIm),
                1 << register,
                (bounds[1] - bounds[0]) / 2,
                0,
                1,
                TOLERANCE);
        this.phaseRe = StrictMath.cos(centre);
        this.phaseIm = -StrictMath.sin(centre);
    }

    /** Replaces the amplitudes by those after the gate. */
    public void apply(double[] re, double[] im) {
        action.apply(re, im);
        for (int b = 0; b < re.length; b++) {
            double a = re[b];
            re[b] = phaseRe * a - phaseIm * im[b];
            im[b] = phaseRe * im[b] + phaseIm * a;
        }
    }
}
