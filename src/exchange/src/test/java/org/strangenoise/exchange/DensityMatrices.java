package org.strangenoise.exchange;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;

/** Noisy circuits by their definition: every operator as a dense matrix on the register. Slow and independent. */
public final class DensityMatrices {

    private DensityMatrices() {}

    /** The state that the circuit makes of |0...0>. */
    public static ComplexMatrix of(NoisyCircuit circuit) {
        int d = 1 << circuit.qubits();
        double[] ground = new double[d];
        ground[0] = 1;
        ComplexMatrix rho = ComplexMatrix.diagonal(ground, new double[d]);
        for (NoisySegment segment : circuit.segments()) {
            for (NoisyInstruction instruction : segment.instructions()) {
                rho = after(instruction, rho, circuit.qubits());
            }
        }
        return rho;
    }

    private static ComplexMatrix after(NoisyInstruction instruction, ComplexMatrix rho, int qubits) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            return sandwich(gate.operation().matrix(), instruction, rho, qubits);
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            ComplexMatrix sum = ComplexMatrix.zero(rho.rows(), rho.rows());
            for (ComplexMatrix k : noise.channel().kraus().operators()) {
                sum = sum.plus(sandwich(k, instruction, rho, qubits));
            }
            return sum;
        }
        return rho;
    }

    private static ComplexMatrix sandwich(ComplexMatrix k, NoisyInstruction on, ComplexMatrix rho, int qubits) {
        ComplexMatrix full = Unitaries.embedded(k, on.qubits(), qubits);
        return full.times(rho).times(full.adjoint());
    }
}
