package org.strangenoise.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.QuantumChannel;

class GateFidelityTest {

    /** {@code F = (d Fp + 1)/(d + 1)} with {@code d^2 Fp = sum_k |tr K_k|^2}, from the Kraus operators themselves. */
    private static double averageError(QuantumChannel channel) {
        double d = 1 << channel.qubits();
        double process = channel.kraus().operators().stream()
                        .mapToDouble(k -> k.traceRe() * k.traceRe() + k.traceIm() * k.traceIm())
                        .sum()
                / (d * d);
        return 1 - (d * process + 1) / (d + 1);
    }

    private static QuantumChannel relaxation(List<QubitCalibration> qubits, double seconds) {
        QuantumChannel all = null;
        for (QubitCalibration qubit : qubits) {
            QuantumChannel one = Channels.thermalRelaxation(
                    qubit.t1().value(), qubit.t2(), qubit.excitedPopulation().value(), seconds);
            all = all == null ? one : all.tensor(one);
        }
        return all;
    }

    @Test
    void coherenceErrorIsThatOfTheRelaxationChannel() {
        Random random = new Random(4);
        for (int n = 1; n <= 3; n++) {
            for (int k = 0; k < 20; k++) {
                List<QubitCalibration> qubits = new java.util.ArrayList<>();
                for (int q = 0; q < n; q++) {
                    double t1 = 1e-5 * (1 + random.nextDouble());
                    qubits.add(QubitCalibration.ofT1T2("Q" + q, t1, t1 * (0.3 + random.nextDouble()))
                            .withExcitedPopulation(org.strangenoise.math.Measured.exactly(0.3 * random.nextDouble())));
                }
                double seconds = 1e-5 * random.nextDouble();
                assertEquals(
                        averageError(relaxation(qubits, seconds)), GateFidelity.coherenceError(qubits, seconds), 1e-13);
            }
        }
    }

    @Test
    void depolarizingMeetsTheStatedError() {
        List<QubitCalibration> qubits =
                List.of(QubitCalibration.ofT1T2("a", 220e-6, 150e-6), QubitCalibration.ofT1T2("b", 90e-6, 35e-6));
        double seconds = 68e-9;
        double coherence = GateFidelity.coherenceError(qubits, seconds);
        for (double error : new double[] {1.01 * coherence, 4e-3, 0.2, 0.7}) {
            double p = GateFidelity.depolarizing(error, qubits, seconds);
            assertTrue(p > 0);
            QuantumChannel whole = Channels.depolarizing(2, p).then(relaxation(qubits, seconds));
            assertEquals(error, averageError(whole), 1e-13);
        }
        assertEquals(0, GateFidelity.depolarizing(0.5 * coherence, qubits, seconds), 0);
        assertEquals(0, GateFidelity.coherenceError(qubits, 0), 0);
    }
}
