package org.strangenoise.simulate.lindblad;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;

/**
 * The superoperator of a Lindbladian on few qubits: in closed form or as exact exponential if it is constant,
 * integrated if it is shaped.
 */
public final class LindbladPropagator {

    private LindbladPropagator() {}

    /** The 4^n x 4^n propagator on row-major vectors; cost 64^n. */
    public static SuperOperator of(Lindbladian lindbladian, double tolerance) {
        if (lindbladian.isConstant() && !RegisterTerms.isIsing(lindbladian)) {
            return new SuperOperator(MatrixExponential.of(Lindbladian.commutator(lindbladian.hamiltonian(0))
                    .plus(lindbladian.dissipator())
                    .scaled(lindbladian.seconds())));
        }
        List<Integer> all = IntStream.range(0, lindbladian.qubits()).boxed().toList();
        ContinuousEvolution.Form form =
                lindbladian.isConstant() ? ContinuousEvolution.Form.ISING : ContinuousEvolution.Form.RUNGE_KUTTA;
        return ofImages(
                lindbladian.qubits(),
                ContinuousEvolution.withoutSuperOperator(form, lindbladian.qubits(), all, lindbladian, tolerance, 1));
    }

    /**
     * Columns from the images of Hermitian matrices: {@code 2 |i><j| = (|i><j| + |j><i|) - i (i |i><j| - i |j><i|)}.
     */
    private static SuperOperator ofImages(int qubits, DensityPass evolution) {
        int d = 1 << qubits;
        int size = d * d;
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        double[][] even = new double[2][size];
        double[][] odd = new double[2][size];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                Arrays.fill(even[0], 0);
                Arrays.fill(even[1], 0);
                Arrays.fill(odd[0], 0);
                Arrays.fill(odd[1], 0);
                even[0][i * d + j] = 1;
                even[0][j * d + i] = 1;
                evolution.apply(even[0], even[1]);
                if (i != j) {
                    odd[1][i * d + j] = 1;
                    odd[1][j * d + i] = -1;
                    evolution.apply(odd[0], odd[1]);
                }
                double weight = i == j ? 1 : 0.5;
                for (int at = 0; at < size; at++) {
                    re[at * size + i * d + j] = weight * (even[0][at] + odd[1][at]);
                    im[at * size + i * d + j] = weight * (even[1][at] - odd[0][at]);
                    re[at * size + j * d + i] = weight * (even[0][at] - odd[1][at]);
                    im[at * size + j * d + i] = weight * (even[1][at] + odd[0][at]);
                }
            }
        }
        return new SuperOperator(ComplexMatrix.of(size, size, re, im));
    }
}
