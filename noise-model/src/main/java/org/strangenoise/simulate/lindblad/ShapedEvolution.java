package org.strangenoise.simulate.lindblad;

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

    /**
     * What the integrator and this class hold in density matrices: 24 packed states of half the size, two whole ones.
     */
    static final int WORK_STATES = 14;

    private static final double MIN_STEP = 1e-9;
    private static final double MIN_TOLERANCE = 1e-14;

    private final Lindbladian lindbladian;
    private final double tolerance;
    private final HamiltonianRows rows;
    private final LindbladOperator operator;
    private final double[] weights;
    private final int dimension;
    /** rho as 4^n real numbers: real parts on and above the diagonal, imaginary parts below it. */
    private final double[] packed;

    private final double[] re;
    private final double[] im;
    private final double[] outRe;
    private final double[] outIm;

    /** @param tolerance error of the result relative to rho's Frobenius norm */
    ShapedEvolution(int register, List<Integer> targets, Lindbladian lindbladian, double tolerance, int threads) {
        this.lindbladian = lindbladian;
        this.tolerance = Math.max(tolerance, MIN_TOLERANCE);
        RegisterTerms terms = new RegisterTerms(register, targets);
        this.rows = terms.rows(
                lindbladian.drives().stream().map(Lindbladian.Drive::integrated).toList());
        this.operator = terms.operator(lindbladian, rows, threads);
        this.weights = new double[lindbladian.drives().size()];
        this.dimension = 1 << register;
        int length = dimension * dimension;
        this.packed = new double[length];
        this.re = new double[length];
        this.im = new double[length];
        this.outRe = new double[length];
        this.outIm = new double[length];
    }

    @Override
    public void apply(double[] rhoRe, double[] rhoIm) {
        pack(rhoRe, rhoIm, packed);
        double square = 0;
        for (int i = 0; i < packed.length; i++) {
            square += rhoRe[i] * rhoRe[i] + rhoIm[i] * rhoIm[i];
        }
        if (square == 0) {
            return;
        }
        // The integrator bounds the root mean square over packed components; off the diagonal each stands for two.
        double perComponent = tolerance * Math.sqrt(square / (2.0 * packed.length));
        new DormandPrince853Integrator(MIN_STEP, 1, perComponent, 0).integrate(this, 0, packed, 1, packed);
        unpack(packed, rhoRe, rhoIm);
    }

    private void pack(double[] fromRe, double[] fromIm, double[] to) {
        for (int r = 0; r < dimension; r++) {
            int row = r * dimension;
            System.arraycopy(fromIm, row, to, row, r);
            System.arraycopy(fromRe, row + r, to, row + r, dimension - r);
        }
    }

    private void unpack(double[] from, double[] toRe, double[] toIm) {
        for (int r = 0; r < dimension; r++) {
            int row = r * dimension;
            toRe[row + r] = from[row + r];
            toIm[row + r] = 0;
            for (int c = 0; c < r; c++) {
                int mirror = c * dimension + r;
                toRe[row + c] = from[mirror];
                toRe[mirror] = from[mirror];
                toIm[row + c] = from[row + c];
                toIm[mirror] = -from[row + c];
            }
        }
    }

    @Override
    public int getDimension() {
        return packed.length;
    }

    @Override
    public void computeDerivatives(double x, double[] y, double[] derivative) {
        for (int d = 0; d < weights.length; d++) {
            weights[d] = lindbladian.drives().get(d).rate(x * lindbladian.seconds()) * lindbladian.seconds();
        }
        rows.setWeights(weights);
        unpack(y, re, im);
        operator.apply(re, im, outRe, outIm);
        pack(outRe, outIm, derivative);
    }
}
