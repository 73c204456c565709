package org.strangenoise.tomography;

import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.math.WalshHadamard;
import org.strangenoise.state.ProductBasis;

/**
 * The linear algebra of a set of product bases: outcome probabilities of an operator, their adjoint, and the operator
 * that probabilities belong to. Each basis holds the expectations of 2^n Pauli strings, each of which several bases
 * share; nothing larger than 4^n numbers and the probabilities themselves is ever made.
 */
public final class ProductTomography {

    private final int qubits;
    private final List<ProductBasis> bases;

    /** {@code [basis][qubits of the string]}: places of its strings in a {@link PauliVector}. */
    private final int[][] places;

    /** How many bases hold a string, by its place. */
    private final int[] holders;

    /**
     * Makes ready a set of bases.
     *
     * @throws IllegalArgumentException if some Pauli string is in none of them, so that they tell no state
     */
    public ProductTomography(List<ProductBasis> bases) {
        this.bases = List.copyOf(bases);
        this.qubits = bases.get(0).qubits();
        this.places = new int[bases.size()][1 << qubits];
        this.holders = new int[1 << (2 * qubits)];
        for (int s = 0; s < places.length; s++) {
            int x = 0;
            int z = 0;
            for (int q = 0; q < qubits; q++) {
                char letter = bases.get(s).letters().charAt(q);
                x |= letter == 'Z' ? 0 : 1 << q;
                z |= letter == 'X' ? 0 : 1 << q;
            }
            for (int on = 0; on < 1 << qubits; on++) {
                places[s][on] = (x & on) << qubits | (z & on);
                holders[places[s][on]]++;
            }
        }
        if (IntStream.of(holders).anyMatch(count -> count == 0)) {
            throw new IllegalArgumentException("Argument `bases` must hold every Pauli string of " + qubits
                    + " qubits, as all products of X, Y and Z do, but misses some");
        }
    }

    /** Number of qubits. */
    public int qubits() {
        return qubits;
    }

    /** The bases in which is measured. */
    public List<ProductBasis> bases() {
        return bases;
    }

    /** {@code Tr(E M)} for the projectors E on all outcomes, {@code [basis][outcome]}: probabilities of a state. */
    public double[][] probabilities(PauliVector m) {
        double[][] probabilities = new double[bases.size()][1 << qubits];
        for (int s = 0; s < probabilities.length; s++) {
            for (int on = 0; on < 1 << qubits; on++) {
                probabilities[s][on] = bases.get(s).sign(on) * m.numbers()[places[s][on]];
            }
            WalshHadamard.inverse(probabilities[s]);
        }
        return probabilities;
    }

    /** The operator {@code sum w_E E} over all outcomes of all bases. */
    public PauliVector adjoint(double[][] weights) {
        double[] numbers = new double[1 << (2 * qubits)];
        for (int s = 0; s < weights.length; s++) {
            // Tr(P E) is the sign of the outcome on the letters of P.
            double[] transformed = weights[s].clone();
            WalshHadamard.transform(transformed);
            for (int on = 0; on < transformed.length; on++) {
                numbers[places[s][on]] += bases.get(s).sign(on) * transformed[on];
            }
        }
        return new PauliVector(qubits, numbers);
    }

    /**
     * The operator whose probabilities are nearest to given ones in the sum of squares: the expectation of each Pauli
     * string is the mean over the bases that hold it. Its trace is one if each basis sums to one; it need not be a
     * state.
     */
    public PauliVector inversion(double[][] probabilities) {
        double[] numbers = new double[1 << (2 * qubits)];
        for (int s = 0; s < probabilities.length; s++) {
            double[] transformed = probabilities[s].clone();
            WalshHadamard.transform(transformed);
            for (int on = 0; on < transformed.length; on++) {
                numbers[places[s][on]] += bases.get(s).sign(on) * transformed[on] / holders[places[s][on]];
            }
        }
        return new PauliVector(qubits, numbers);
    }
}
