package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;

/**
 * What a quantum trajectory does at one instruction: one of some branches, drawn with {@code p_i = |K_i psi|^2}.
 *
 * <p>However the state may be, p_i is at least the smallest eigenvalue of {@code K_i^dagger K_i}. These parts of the
 * unit interval decide a draw without a look at the state; only a draw that falls into the rest needs it: never for a
 * mixture of unitaries, with probability gamma for amplitude damping.
 */
public final class Unravelling {

    /**
     * Entries below are rounding errors of a decomposition; without them diagonal operators are seen to be diagonal.
     */
    private static final double ROUNDING = 1e-15;

    private final int[] targets;
    private final List<PureOperation> branches;
    private final List<ComplexMatrix> operators;

    /** Smallest eigenvalue of {@code K^dagger K} by branch. */
    private final double[] sure;

    /** By how much a branch may change the logarithm of the squared norm. */
    private final double[] drift;

    private Unravelling(
            List<Integer> qubits,
            List<PureOperation> branches,
            List<ComplexMatrix> operators,
            double[] sure,
            double[] drift) {
        this.targets = qubits.stream().mapToInt(Integer::intValue).toArray();
        this.branches = List.copyOf(branches);
        this.operators = List.copyOf(operators);
        this.sure = sure;
        this.drift = drift;
    }

    /** A single branch. */
    public static Unravelling certain(PureOperation operation) {
        return new Unravelling(List.of(), List.of(operation), List.of(), new double[] {1}, new double[1]);
    }

    /** A channel on some qubits. */
    public static Unravelling of(List<Integer> qubits, KrausOperators kraus) {
        List<ComplexMatrix> operators = new ArrayList<>(kraus.operators());
        operators.sort((a, b) -> Double.compare(weight(b), weight(a)));
        operators.removeIf(k -> weight(k) == 0);
        int count = operators.size();
        List<PureOperation> branches = new ArrayList<>();
        double[] sure = new double[count];
        double[] drift = new double[count];
        for (int k = 0; k < count; k++) {
            ComplexMatrix operator = operators.get(k);
            double weight = weight(operator);
            branches.add(PureOperation.of(qubits, withoutRounding(operator.scaled(1 / Math.sqrt(weight)))));
            double[] eigenvalues = HermitianEigen.eigenvalues(operator.adjoint().times(operator));
            double smallest = Math.max(0, eigenvalues[0]);
            double largest = eigenvalues[eigenvalues.length - 1];
            sure[k] = smallest;
            drift[k] = Math.max(StrictMath.log(largest / weight), -StrictMath.log(smallest / weight));
        }
        return new Unravelling(qubits, branches, operators, sure, drift);
    }

    /** Tr(K^dagger K) / d. */
    private static double weight(ComplexMatrix k) {
        double sum = 0;
        for (int i = 0; i < k.re().length; i++) {
            sum += k.re()[i] * k.re()[i] + k.im()[i] * k.im()[i];
        }
        return sum / k.rows();
    }

    private static ComplexMatrix withoutRounding(ComplexMatrix k) {
        double[] re = k.re().clone();
        double[] im = k.im().clone();
        for (int i = 0; i < re.length; i++) {
            re[i] = Math.abs(re[i]) < ROUNDING ? 0 : re[i];
            im[i] = Math.abs(im[i]) < ROUNDING ? 0 : im[i];
        }
        return ComplexMatrix.of(k.rows(), k.columns(), re, im);
    }

    int[] targets() {
        return targets;
    }

    /** True if nothing is drawn. */
    boolean isCertain() {
        return branches.size() == 1;
    }

    /** The operation of a branch, {@code K_i} times a positive number. */
    PureOperation branch(int which) {
        return branches.get(which);
    }

    /** By how much a branch may change the logarithm of the squared norm. */
    double drift(int which) {
        return drift[which];
    }

    /** By how much it does for the targets' (unnormalised) density matrix. */
    double drift(int which, ComplexMatrix rho) {
        return Math.abs(StrictMath.log(probability(which, rho) / (weight(operators.get(which)) * rho.traceRe())));
    }

    /** The branch that a number drawn from 0 to 1 means for every state; negative if that depends on the state. */
    int sureBranch(double uniform) {
        double left = uniform;
        for (int k = 0; k < sure.length; k++) {
            left -= sure[k];
            if (left < 0) {
                return k;
            }
        }
        return -1;
    }

    /** The branch of a number for which there is no sure one, from the targets' (unnormalised) density matrix. */
    int branch(double uniform, ComplexMatrix rho) {
        double norm = rho.traceRe();
        double left = uniform - Arrays.stream(sure).sum();
        int likely = 0;
        double most = -1;
        for (int k = 0; k < sure.length; k++) {
            double rest = Math.max(0, probability(k, rho) / norm - sure[k]);
            left -= rest;
            if (left < 0) {
                return k;
            }
            if (rest > most) {
                most = rest;
                likely = k;
            }
        }
        // All probabilities add up to one but for rounding.
        return likely;
    }

    /** {@code Tr(K_i rho K_i^dagger)}. */
    private double probability(int which, ComplexMatrix rho) {
        ComplexMatrix k = operators.get(which);
        return k.times(rho).times(k.adjoint()).traceRe();
    }
}
