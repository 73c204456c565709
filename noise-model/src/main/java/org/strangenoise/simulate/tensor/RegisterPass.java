package org.strangenoise.simulate.tensor;

import org.strangenoise.simulate.kernel.LocalMap;
import org.strangenoise.simulate.tensor.TensorOperation.RegisterPhase;
import org.strangenoise.simulate.tensor.TensorOperation.RegisterUnitary;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.FlipLine;

/** An operation that no small tile holds: it goes by way of the entries of the density matrix. */
final class RegisterPass implements TensorProgram.Pass {

    private final int qubits;
    private final TensorOperation operation;
    private final double[] diagonalRe;
    private final double[] diagonalIm;

    RegisterPass(int qubits, TensorOperation operation) {
        this.qubits = qubits;
        this.operation = operation;
        double[] phases = operation instanceof RegisterPhase phase ? phase.phases() : new double[0];
        this.diagonalRe = new double[phases.length];
        this.diagonalIm = new double[phases.length];
        for (int b = 0; b < phases.length; b++) {
            diagonalRe[b] = StrictMath.cos(phases[b]);
            diagonalIm[b] = -StrictMath.sin(phases[b]);
        }
    }

    @Override
    public void apply(double[] coefficients, Workers workers) {
        if (operation instanceof RegisterUnitary unitary) {
            conjugate(unitary, coefficients);
        } else {
            multiplyPhases(coefficients, workers);
        }
    }

    private void multiplyPhases(double[] coefficients, Workers workers) {
        int parts = Math.min(1 << qubits, 4 * workers.threads());
        workers.forEach(parts, (part, buffer) -> {
            FlipLine line = new FlipLine(qubits);
            for (int flips = part; flips < 1 << qubits; flips += parts) {
                line.loadCoefficients(coefficients, flips);
                line.toEntries(flips);
                line.multiplyPhases(diagonalRe, diagonalIm, flips);
                line.toCoefficients(flips);
                line.storeCoefficients(coefficients, flips);
            }
        });
    }

    private void conjugate(RegisterUnitary unitary, double[] coefficients) {
        double[] re = new double[1 << (2 * qubits)];
        double[] im = new double[1 << (2 * qubits)];
        DensityTensor.view(qubits, coefficients).writeDense(re, im);
        int[] columns = unitary.qubits().stream().mapToInt(Integer::intValue).toArray();
        int[] rows = unitary.qubits().stream().mapToInt(q -> q + qubits).toArray();
        double[] uRe = unitary.matrix().re();
        double[] uIm = unitary.matrix().im();
        new LocalMap(rows, uRe, uIm).apply(re, im);
        new LocalMap(columns, uRe, unitary.matrix().conjugate().im()).apply(re, im);
        DensityTensor.fromDense(qubits, re, im, coefficients);
    }

    @Override
    public String describe() {
        return operation instanceof RegisterUnitary unitary
                ? "whole register: rows and columns by the unitary on " + unitary.qubits()
                : "whole register: one phase an entry";
    }

    @Override
    public double bytes() {
        return (operation instanceof RegisterUnitary ? 128.0 : 16.0) * StrictMath.pow(4, qubits);
    }

    @Override
    public double flops() {
        double perNumber = operation instanceof RegisterUnitary unitary
                ? 16.0 * (1 << unitary.qubits().size())
                : 6.0 * qubits + 6;
        return perNumber * StrictMath.pow(4, qubits);
    }

    @Override
    public int scratch() {
        return 0;
    }
}
