package org.strangenoise.simulate;

import java.util.List;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.simulate.kernel.HamiltonianRows;
import org.strangenoise.simulate.kernel.LindbladOperator;

/**
 * Evolution under pulses whose strength changes in time: {@code d rho/dx = T L(xT) rho} for x from 0 to 1 by the
 * Runge-Kutta method of Dormand and Prince of order 8 with adaptive steps. Holds for any Lindbladian.
 */
final class ShapedEvolution implements DensityPass, FirstOrderDifferentialEquations {

    /** Arrays of the state's size that the integrator and this class hold: 13 stages and some states between. */
    static final int WORK_STATES = 22;

    private static final double MIN_STEP = 1e-9;
    private static final double MIN_TOLERANCE = 1e-14;

    private final Lindbladian lindbladian;
    private final double tolerance;
    private final HamiltonianRows rows;
    private final LindbladOperator operator;
    private final double[] weights;
    private final int length;
    private final double[] packed;
    private final double[] re;
    private final double[] im;
    private final double[] outRe;
    private final double[] outIm;

    /** @param tolerance error of the result relative to rho's Frobenius norm */
    ShapedEvolution(int register, List<Integer> targets, Lindbladian lindbladian, double tolerance) {
        this.lindbladian = lindbladian;
        this.tolerance = Math.max(tolerance, MIN_TOLERANCE);
        RegisterTerms terms = new RegisterTerms(register, targets);
        this.rows = terms.rows(
                lindbladian.drives().stream().map(Lindbladian.Drive::integrated).toList());
        this.operator = terms.operator(lindbladian, rows);
        this.weights = new double[lindbladian.drives().size()];
        this.length = 1 << (2 * register);
        this.packed = new double[2 * length];
        this.re = new double[length];
        this.im = new double[length];
        this.outRe = new double[length];
        this.outIm = new double[length];
    }

    @Override
    public void apply(double[] rhoRe, double[] rhoIm) {
        double square = 0;
        for (int i = 0; i < length; i++) {
            packed[i] = rhoRe[i];
            packed[length + i] = rhoIm[i];
            square += rhoRe[i] * rhoRe[i] + rhoIm[i] * rhoIm[i];
        }
        if (square == 0) {
            return;
        }
        // The integrator bounds the root mean square over components; this bounds the Frobenius norm.
        double perComponent = tolerance * Math.sqrt(square / (2.0 * length));
        new DormandPrince853Integrator(MIN_STEP, 1, perComponent, 0).integrate(this, 0, packed, 1, packed);
        System.arraycopy(packed, 0, rhoRe, 0, length);
        System.arraycopy(packed, length, rhoIm, 0, length);
    }

    @Override
    public int getDimension() {
        return 2 * length;
    }

    @Override
    public void computeDerivatives(double x, double[] y, double[] derivative) {
        for (int d = 0; d < weights.length; d++) {
            weights[d] = lindbladian.drives().get(d).rate(x * lindbladian.seconds()) * lindbladian.seconds();
        }
        rows.setWeights(weights);
        System.arraycopy(y, 0, re, 0, length);
        System.arraycopy(y, length, im, 0, length);
        operator.apply(re, im, outRe, outIm);
        System.arraycopy(outRe, 0, derivative, 0, length);
        System.arraycopy(outIm, 0, derivative, length, length);
    }
}
