package org.strangenoise.channel;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.NumberText;
import org.strangenoise.pauli.PauliString;

/** The standard channels, from their parameters in SI units. Ground state |0>. */
public final class Channels {

    private Channels() {}

    /**
     * Decay |1> to |0> with probability gamma: K0 = diag(1, sqrt(1-gamma)), {@code K1 = sqrt(gamma) |0><1|}. Source:
     * Nielsen and Chuang, section 8.3.5.
     *
     * @param gamma probability, 0 to 1
     */
    public static QuantumChannel amplitudeDamping(double gamma) {
        return generalizedAmplitudeDamping(gamma, 0);
    }

    /**
     * Damping towards the mixture {@code (1 - p1) |0><0| + p1 |1><1|}: with probability 1 - p1 amplitude damping
     * towards |0>, with p1 towards |1>. Source: Nielsen and Chuang, section 8.3.5.
     *
     * @param gamma probability, 0 to 1
     * @param excitedPopulation p1, 0 to 1
     */
    public static QuantumChannel generalizedAmplitudeDamping(double gamma, double excitedPopulation) {
        requireProbability("gamma", gamma);
        requireProbability("excitedPopulation", excitedPopulation);
        double keep = Math.sqrt(1 - gamma);
        double down = Math.sqrt(1 - excitedPopulation);
        double up = Math.sqrt(excitedPopulation);
        double jump = Math.sqrt(gamma);
        List<ComplexMatrix> kraus = new ArrayList<>();
        kraus.add(real(down, 0, 0, down * keep));
        kraus.add(real(0, down * jump, 0, 0));
        if (excitedPopulation > 0) {
            kraus.add(real(up * keep, 0, 0, up));
            kraus.add(real(0, 0, up * jump, 0));
        }
        return QuantumChannel.ofKraus(kraus);
    }

    /**
     * Relaxation for a time t: populations approach (1 - p1, p1) as exp(-t/T1), the coherence decays as exp(-t/T2). A
     * semigroup in t.
     *
     * @param t1 seconds, positive, may be infinite
     * @param t2 seconds, positive, at most 2 t1, may be infinite
     * @param excitedPopulation p1, 0 to 1
     * @param time seconds, not negative
     */
    public static QuantumChannel thermalRelaxation(double t1, double t2, double excitedPopulation, double time) {
        requirePositive("t1", t1);
        requirePositive("t2", t2);
        if (t2 > 2 * t1 * (1 + 1e-12)) {
            throw new IllegalArgumentException(
                    "Argument `t2` must be at most 2 t1 = " + 2 * t1 + " s, but is " + t2 + " s");
        }
        requireTime(time);
        double dephasingRate = Math.max(0, 1 / t2 - 1 / (2 * t1));
        double phaseFlip = -StrictMath.expm1(-time * dephasingRate) / 2;
        QuantumChannel damping = generalizedAmplitudeDamping(-StrictMath.expm1(-time / t1), excitedPopulation);
        return phaseFlip == 0 ? damping : damping.then(phaseFlip(phaseFlip));
    }

    /**
     * Pure dephasing for a time t: the coherence decays as exp(-t/Tphi).
     *
     * @param tPhi seconds, positive, may be infinite
     * @param time seconds, not negative
     */
    public static QuantumChannel dephasing(double tPhi, double time) {
        requirePositive("tPhi", tPhi);
        requireTime(time);
        return phaseFlip(-StrictMath.expm1(-time / tPhi) / 2);
    }

    /** rho to (1 - p) rho + p Z rho Z. */
    public static QuantumChannel phaseFlip(double probability) {
        return pauli(0, 0, probability);
    }

    /** rho to (1 - p) rho + p X rho X. */
    public static QuantumChannel bitFlip(double probability) {
        return pauli(probability, 0, 0);
    }

    /** X, Y or Z with the given probabilities, nothing otherwise. */
    public static QuantumChannel pauli(double px, double py, double pz) {
        requireProbability("px", px);
        requireProbability("py", py);
        requireProbability("pz", pz);
        requireProbability("px + py + pz", px + py + pz);
        List<ComplexMatrix> kraus = new ArrayList<>();
        addScaled(kraus, "I", 1 - px - py - pz);
        addScaled(kraus, "X", px);
        addScaled(kraus, "Y", py);
        addScaled(kraus, "Z", pz);
        return QuantumChannel.ofKraus(kraus);
    }

    /**
     * Depolarizing on n qubits: one of the 4^n - 1 Pauli errors, all equally likely, with total probability p; the
     * state shrinks by 1 - p 4^n / (4^n - 1).
     *
     * @param qubits 1 or 2 (up to 3)
     * @param pauliErrorProbability p, the probability that any error happens, 0 to 1
     */
    public static QuantumChannel depolarizing(int qubits, double pauliErrorProbability) {
        requireProbability("pauliErrorProbability", pauliErrorProbability);
        if (qubits < 1 || qubits > 3) {
            throw new IllegalArgumentException("Argument `qubits` must be 1 to 3, but is " + qubits);
        }
        int count = 1 << (2 * qubits);
        List<ComplexMatrix> kraus = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            double p = index == 0 ? 1 - pauliErrorProbability : pauliErrorProbability / (count - 1);
            addScaled(kraus, PauliTransferMatrix.string(qubits, index).letters(), p);
        }
        return QuantumChannel.ofKraus(kraus);
    }

    /** Return to |0> with probability p. */
    public static QuantumChannel reset(double probability) {
        requireProbability("probability", probability);
        double p = Math.sqrt(probability);
        List<ComplexMatrix> kraus = new ArrayList<>();
        addScaled(kraus, "I", 1 - probability);
        if (probability > 0) {
            kraus.add(real(p, 0, 0, 0));
            kraus.add(real(0, p, 0, 0));
        }
        return QuantumChannel.ofKraus(kraus);
    }

    /** The coherent error exp(-i angle P / 2) about axis X, Y or Z, angle in radians. */
    public static QuantumChannel rotation(char axis, double angle) {
        ComplexMatrix p = new PauliString(String.valueOf(axis)).matrix();
        return QuantumChannel.ofUnitary(ComplexMatrix.identity(2)
                .scaled(StrictMath.cos(angle / 2))
                .plus(p.scaled(0, -StrictMath.sin(angle / 2))));
    }

    private static ComplexMatrix real(double a, double b, double c, double d) {
        return ComplexMatrix.ofReal(new double[] {a, b}, new double[] {c, d});
    }

    private static void addScaled(List<ComplexMatrix> kraus, String letters, double probability) {
        if (probability > 0) {
            kraus.add(new PauliString(letters).matrix().scaled(Math.sqrt(probability)));
        }
    }

    private static void requireProbability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be from 0 to 1, but is " + NumberText.of(value));
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be positive, but is " + NumberText.seconds(value));
        }
    }

    private static void requireTime(double time) {
        if (!(time >= 0) || Double.isInfinite(time)) {
            throw new IllegalArgumentException(
                    "Argument `time` must be finite and not negative, but is " + time + " s");
        }
    }
}
