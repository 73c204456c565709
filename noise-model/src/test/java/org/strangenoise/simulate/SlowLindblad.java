package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.strangenoise.math.ComplexMatrix;

/**
 * The Lindblad equation straight from its definition, with dense operators made by Kronecker products: {@code d rho/dt
 * = -i [H, rho] + sum_L (L rho L^dagger - (L^dagger L rho + rho L^dagger L) / 2)}. Solved by Taylor series in short
 * steps, or in slices of constant H with extrapolation.
 */
final class SlowLindblad {

    private static final int TERMS = 40;

    private final int qubits;
    private final List<ComplexMatrix> jumps = new ArrayList<>();
    private ComplexMatrix squares;

    SlowLindblad(int qubits) {
        this.qubits = qubits;
        this.squares = ComplexMatrix.zero(1 << qubits, 1 << qubits);
    }

    /** One-qubit matrix on one qubit of the register, qubit 0 in the least significant bit. */
    static ComplexMatrix on(int qubits, int qubit, double[][] re, double[][] im) {
        ComplexMatrix all = ComplexMatrix.identity(1);
        for (int q = qubits - 1; q >= 0; q--) {
            all = all.kronecker(q == qubit ? ComplexMatrix.of(re, im) : ComplexMatrix.identity(2));
        }
        return all;
    }

    static ComplexMatrix pauli(int qubits, int qubit, char letter) {
        double[][] zero = {{0, 0}, {0, 0}};
        return switch (letter) {
            case 'X' -> on(qubits, qubit, new double[][] {{0, 1}, {1, 0}}, zero);
            case 'Y' -> on(qubits, qubit, zero, new double[][] {{0, -1}, {1, 0}});
            case 'Z' -> on(qubits, qubit, new double[][] {{1, 0}, {0, -1}}, zero);
            default -> ComplexMatrix.identity(1 << qubits);
        };
    }

    /** The product of Pauli matrices, leftmost letter on qubit 0. */
    static ComplexMatrix pauli(String letters) {
        ComplexMatrix product = ComplexMatrix.identity(1 << letters.length());
        for (int q = 0; q < letters.length(); q++) {
            product = product.times(pauli(letters.length(), q, letters.charAt(q)));
        }
        return product;
    }

    /** Decay, excitation and pure dephasing of a qubit, in 1/s (or in units of the time used). */
    SlowLindblad relax(int qubit, double down, double up, double dephasing) {
        double[][] zero = {{0, 0}, {0, 0}};
        jump(on(qubits, qubit, new double[][] {{0, Math.sqrt(down)}, {0, 0}}, zero));
        jump(on(qubits, qubit, new double[][] {{0, 0}, {Math.sqrt(up), 0}}, zero));
        jump(pauli(qubits, qubit, 'Z').scaled(Math.sqrt(dephasing / 2)));
        return this;
    }

    private void jump(ComplexMatrix operator) {
        if (operator.maxAbs() > 0) {
            jumps.add(operator);
            squares = squares.plus(operator.adjoint().times(operator));
        }
    }

    ComplexMatrix derivative(ComplexMatrix h, ComplexMatrix rho) {
        ComplexMatrix sum = h.times(rho).minus(rho.times(h)).scaled(0, -1);
        for (ComplexMatrix jump : jumps) {
            sum = sum.plus(jump.times(rho.times(jump.adjoint())));
        }
        return sum.plus(-0.5, squares.times(rho).plus(rho.times(squares)));
    }

    private static double largestRowSum(ComplexMatrix h) {
        double largest = 0;
        for (int r = 0; r < h.rows(); r++) {
            double sum = 0;
            for (int c = 0; c < h.columns(); c++) {
                sum += Math.hypot(h.re(r, c), h.im(r, c));
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** rho after a time under a constant Hamiltonian, exact to rounding. */
    ComplexMatrix evolve(ComplexMatrix h, double time, ComplexMatrix rho) {
        double norm = 2 * largestRowSum(h);
        for (ComplexMatrix jump : jumps) {
            norm += 2 * jump.maxAbs() * jump.maxAbs();
        }
        int steps = Math.max(1, (int) Math.ceil(norm * time / 3));
        ComplexMatrix state = rho;
        for (int s = 0; s < steps; s++) {
            ComplexMatrix term = state;
            for (int k = 1; k <= TERMS && term.maxAbs() > 1e-18; k++) {
                term = derivative(h, term).scaled(time / steps / k);
                state = state.plus(term);
            }
        }
        return state;
    }

    /** rho after a time under H(t) in slices constant at their middles: error of second order in the slice. */
    ComplexMatrix sliced(DoubleFunction<ComplexMatrix> h, double time, int slices, ComplexMatrix rho) {
        ComplexMatrix state = rho;
        double width = time / slices;
        for (int s = 0; s < slices; s++) {
            state = evolve(h.apply((s + 0.5) * width), width, state);
        }
        return state;
    }

    /** Two steps of Richardson extrapolation of {@link #sliced}, whose error has even powers only. */
    ComplexMatrix extrapolated(DoubleFunction<ComplexMatrix> h, double time, int slices, ComplexMatrix rho) {
        ComplexMatrix coarse = sliced(h, time, slices, rho);
        ComplexMatrix middle = sliced(h, time, 2 * slices, rho);
        ComplexMatrix fine = sliced(h, time, 4 * slices, rho);
        ComplexMatrix first = middle.scaled(4.0 / 3).plus(-1.0 / 3, coarse);
        ComplexMatrix second = fine.scaled(4.0 / 3).plus(-1.0 / 3, middle);
        return second.scaled(16.0 / 15).plus(-1.0 / 15, first);
    }
}
