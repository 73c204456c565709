package org.strangenoise.simulate;

import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;

/**
 * The superoperator of a Lindbladian on few qubits: exact exponential if it is constant, integrated if it is shaped.
 */
final class LindbladPropagator {

    private LindbladPropagator() {}

    /** The 4^n x 4^n propagator on row-major vectors; cost 64^n. */
    static SuperOperator of(Lindbladian lindbladian, double tolerance) {
        ComplexMatrix dissipator = lindbladian.dissipator();
        if (lindbladian.isConstant()) {
            return new SuperOperator(MatrixExponential.of(Lindbladian.commutator(lindbladian.hamiltonian(0))
                    .plus(dissipator)
                    .scaled(lindbladian.seconds())));
        }
        return integrated(lindbladian, dissipator, tolerance);
    }

    /** dS/dx = T L(xT) S from S = 1, x from 0 to 1. */
    private static SuperOperator integrated(Lindbladian lindbladian, ComplexMatrix dissipator, double tolerance) {
        int size = dissipator.rows();
        int length = size * size;
        double[] state = new double[2 * length];
        System.arraycopy(ComplexMatrix.identity(size).re(), 0, state, 0, length);
        new DormandPrince853Integrator(1e-12, 1, tolerance, tolerance)
                .integrate(
                        new FirstOrderDifferentialEquations() {
                            @Override
                            public int getDimension() {
                                return 2 * length;
                            }

                            @Override
                            public void computeDerivatives(double x, double[] y, double[] out) {
                                ComplexMatrix generator = Lindbladian.commutator(
                                                lindbladian.hamiltonian(x * lindbladian.seconds()))
                                        .plus(dissipator)
                                        .scaled(lindbladian.seconds());
                                ComplexMatrix derivative = generator.times(matrix(size, y));
                                System.arraycopy(derivative.re(), 0, out, 0, length);
                                System.arraycopy(derivative.im(), 0, out, length, length);
                            }
                        },
                        0,
                        state,
                        1,
                        state);
        return new SuperOperator(matrix(size, state));
    }

    private static ComplexMatrix matrix(int size, double[] packed) {
        int length = size * size;
        double[] re = java.util.Arrays.copyOfRange(packed, 0, length);
        double[] im = java.util.Arrays.copyOfRange(packed, length, 2 * length);
        return ComplexMatrix.of(size, size, re, im);
    }
}
