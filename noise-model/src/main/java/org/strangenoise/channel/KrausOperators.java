package org.strangenoise.channel;

import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.math.NumberText;

/**
 * A channel as {@code E(rho) = sum_k K_k rho K_k^dagger}.
 *
 * @param operators square matrices of dimension 2^n; bit k of an index belongs to the channel's k-th qubit
 */
public record KrausOperators(List<ComplexMatrix> operators) {

    /** Checks the components, of which it keeps copies. */
    public KrausOperators {
        if (operators.isEmpty()) {
            throw new IllegalArgumentException("Argument `operators` must hold at least one matrix, but is empty");
        }
        operators = List.copyOf(operators);
        int d = operators.get(0).rows();
        for (ComplexMatrix k : operators) {
            if (k.rows() != d || k.columns() != d || Integer.bitCount(d) != 1 || d < 2) {
                throw new IllegalArgumentException(
                        "Argument `operators` must hold square matrices of one dimension 2^n, but holds one of "
                                + k.rows() + " x " + k.columns());
            }
        }
    }

    /** The Hilbert space dimension d = 2^n. */
    public int dimension() {
        return operators.get(0).rows();
    }

    /** Largest entry of {@code |sum_k K_k^dagger K_k - 1|}; zero if trace preserving. */
    public double tracePreservationDefect() {
        ComplexMatrix sum = ComplexMatrix.zero(dimension(), dimension());
        for (ComplexMatrix k : operators) {
            sum = sum.plus(k.adjoint().times(k));
        }
        return sum.distance(ComplexMatrix.identity(dimension()));
    }

    /**
     * How far {@link #tracePreservationDefect} may be from zero for operators that were written with few digits: numpy
     * prints 8, which moves the sum by some 1e-8.
     */
    public static final double ROUNDED = 1e-6;

    /**
     * Trace-preserving operators near these {@code K_k S^(-1/2)}, {@code S = sum_k K_k^dagger K_k}.
     *
     * @throws IllegalArgumentException if S is farther from 1 than a tolerance
     */
    public KrausOperators renormalised(double tolerance) {
        double defect = tracePreservationDefect();
        if (!(defect <= tolerance)) {
            throw new IllegalArgumentException("Argument `operators` must be trace preserving within "
                    + NumberText.of(tolerance) + ", but sum K^dagger K differs from 1 by " + NumberText.of(defect));
        }
        if (defect <= QuantumChannel.TOLERANCE) {
            return this;
        }
        ComplexMatrix sum = ComplexMatrix.zero(dimension(), dimension());
        for (ComplexMatrix k : operators) {
            sum = sum.plus(k.adjoint().times(k));
        }
        HermitianEigen eigen = HermitianEigen.of(sum);
        double[] roots = eigen.eigenvalues();
        for (int k = 0; k < roots.length; k++) {
            roots[k] = 1 / Math.sqrt(roots[k]);
        }
        ComplexMatrix inverseRoot = eigen.eigenvectors()
                .times(ComplexMatrix.diagonal(roots, new double[roots.length]))
                .times(eigen.eigenvectors().adjoint());
        return new KrausOperators(
                operators.stream().map(k -> k.times(inverseRoot)).toList());
    }

    /** The superoperator {@code sum_k K_k (x) conj(K_k)} on row-major vectors; see {@link SuperOperator}. */
    public SuperOperator superOperator() {
        ComplexMatrix sum = ComplexMatrix.zero(dimension() * dimension(), dimension() * dimension());
        for (ComplexMatrix k : operators) {
            sum = sum.plus(k.kronecker(k.conjugate()));
        }
        return new SuperOperator(sum);
    }
}
