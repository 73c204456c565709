package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.math.ComplexMatrix;

/**
 * A channel as what a quantum trajectory does with it: the likeliest Kraus operator is "no jump", the others are jumps.
 *
 * @param noJump the likeliest operator
 * @param jumps the others
 * @param noJumpProbability of a mixture of unitaries, whose probabilities do not depend on the state; NaN otherwise
 */
record Unravelling(ComplexMatrix noJump, List<ComplexMatrix> jumps, double noJumpProbability) {

    private static final double PROPORTIONAL = 1e-13;

    static Unravelling of(KrausOperators kraus) {
        List<ComplexMatrix> sorted = new ArrayList<>(kraus.operators());
        sorted.sort(Comparator.comparingDouble(Unravelling::weight).reversed());
        boolean unitaries = sorted.stream().allMatch(Unravelling::isProportionalToUnitary);
        return new Unravelling(
                sorted.get(0),
                List.copyOf(sorted.subList(1, sorted.size())),
                unitaries ? weight(sorted.get(0)) : Double.NaN);
    }

    /** Tr(K^dagger K) / d. */
    private static double weight(ComplexMatrix k) {
        double sum = 0;
        for (int i = 0; i < k.re().length; i++) {
            sum += k.re()[i] * k.re()[i] + k.im()[i] * k.im()[i];
        }
        return sum / k.rows();
    }

    private static boolean isProportionalToUnitary(ComplexMatrix k) {
        ComplexMatrix multiple = ComplexMatrix.identity(k.rows()).scaled(weight(k));
        return k.adjoint().times(k).distance(multiple) <= PROPORTIONAL;
    }

    /** True if the no-jump probability is known without looking at the state. */
    boolean isMixtureOfUnitaries() {
        return !Double.isNaN(noJumpProbability);
    }

    /** {@code Tr(K^dagger K rho)} for every jump operator, from the targets' (unnormalised) density matrix. */
    double[] jumpWeights(ComplexMatrix rho) {
        double[] weights = new double[jumps.size()];
        for (int k = 0; k < weights.length; k++) {
            ComplexMatrix jump = jumps.get(k);
            weights[k] = Math.max(0, jump.times(rho).times(jump.adjoint()).traceRe());
        }
        return weights;
    }
}
