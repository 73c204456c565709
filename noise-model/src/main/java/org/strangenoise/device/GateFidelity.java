package org.strangenoise.device;

import java.util.List;

/**
 * Average errors of gates, {@code 1 - F} with F the fidelity averaged over all pure states: {@code F = (d Fp + 1)/(d +
 * 1)} from the process fidelity Fp in dimension d = 2^n. Source: Horodecki, Horodecki and Horodecki, Phys. Rev. A 60,
 * 1888 (1999).
 */
public final class GateFidelity {

    private GateFidelity() {}

    /**
     * The average error that relaxation makes of a perfect gate: each qubit's process fidelity is {@code (1 + 2
     * e^(-t/T2) + e^(-t/T1))/4}, whatever its thermal population.
     *
     * @param qubits on which the gate acts
     * @param seconds the gate's duration
     */
    public static double coherenceError(List<QubitCalibration> qubits, double seconds) {
        double d = 1L << qubits.size();
        return lossOfProcess(qubits, seconds) * d / (d + 1);
    }

    /** 1 minus the process fidelity of relaxation, without cancellation. */
    private static double lossOfProcess(List<QubitCalibration> qubits, double seconds) {
        double logarithm = 0;
        for (QubitCalibration qubit : qubits) {
            double loss = -(2 * StrictMath.expm1(-seconds / qubit.t2())
                            + StrictMath.expm1(-seconds / qubit.t1().value()))
                    / 4;
            logarithm += StrictMath.log1p(-loss);
        }
        return 0.0 - StrictMath.expm1(logarithm);
    }

    /**
     * The probability of a Pauli error of the depolarizing channel that brings the average error of a gate with
     * relaxation to a stated one: 0 where relaxation alone makes as much or more, at most 1.
     *
     * @param error the stated average error
     * @param qubits on which the gate acts
     * @param seconds the gate's duration
     */
    public static double depolarizing(double error, List<QubitCalibration> qubits, double seconds) {
        double d = 1L << qubits.size();
        double squared = d * d;
        double lossNow = lossOfProcess(qubits, seconds);
        double lossWanted = error * (d + 1) / d;
        // Each non-identity Pauli's weight in d^2 Fp - 1 shrinks by 1 - p d^2/(d^2 - 1).
        double shrinking = (lossWanted - lossNow) * squared / (squared * (1 - lossNow) - 1);
        double probability = shrinking * (squared - 1) / squared;
        return Math.min(1, Math.max(0, probability));
    }
}
