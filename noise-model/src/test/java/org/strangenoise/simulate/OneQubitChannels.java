package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Gates;
import org.strangenoise.math.ComplexMatrix;

/** One-qubit channels of many kinds, weak and complete, by name. */
final class OneQubitChannels {

    private OneQubitChannels() {}

    /** Channels of every kind the factorisation tells apart. */
    static Map<String, QuantumChannel> all() {
        Map<String, QuantumChannel> channels = new LinkedHashMap<>();
        channels.put("amplitude damping", Channels.amplitudeDamping(0.13));
        channels.put("complete amplitude damping", Channels.amplitudeDamping(1));
        channels.put("thermal relaxation", Channels.thermalRelaxation(10, 7, 0.07, 1.3));
        channels.put("thermal relaxation, inverted", Channels.thermalRelaxation(10, 20, 0.8, 2.1));
        channels.put("dephasing", Channels.dephasing(5, 1.1));
        channels.put("phase flip above 1/2", Channels.phaseFlip(0.8));
        channels.put("complete dephasing", Channels.phaseFlip(0.5));
        channels.put("depolarizing", Channels.depolarizing(1, 0.06));
        channels.put("bit flip", Channels.bitFlip(0.09));
        channels.put("complete bit flip", Channels.bitFlip(0.5));
        channels.put("y flip", Channels.pauli(0, 0.21, 0));
        channels.put("unequal Pauli", Channels.pauli(0.02, 0.05, 0.11));
        channels.put("reset", Channels.reset(0.4));
        channels.put("complete reset", Channels.reset(1));
        channels.put("stray rotation", Channels.rotation('X', 0.3));
        channels.put(
                "relaxation after an oblique rotation",
                Channels.rotation('X', 0.4)
                        .then(Channels.rotation('Z', 1.1))
                        .then(Channels.thermalRelaxation(10, 7, 0.1, 0.6)));
        channels.put(
                "damping about an oblique axis",
                Channels.rotation('Y', 0.7)
                        .then(Channels.amplitudeDamping(0.2))
                        .then(Channels.rotation('X', -0.5))
                        .then(Channels.pauli(0.01, 0.03, 0.02)));
        channels.put("two operators", twoOperators());
        return channels;
    }

    /** Kraus operators without any symmetry: the blocks of an isometry. */
    private static QuantumChannel twoOperators() {
        ComplexMatrix u = Gates.ry(0.3, 0).matrix().kronecker(Gates.rx(0.5, 0).matrix());
        ComplexMatrix mixed = Gates.cnot(0, 1)
                .matrix()
                .times(u)
                .times(Gates.rzz(0.9, 0, 1).matrix())
                .times(Gates.ry(0.25, 0).matrix().kronecker(Gates.rx(0.1, 0).matrix()));
        List<ComplexMatrix> operators = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            double[][] re = new double[2][2];
            double[][] im = new double[2][2];
            for (int r = 0; r < 2; r++) {
                for (int c = 0; c < 2; c++) {
                    re[r][c] = mixed.re(2 * k + r, c);
                    im[r][c] = mixed.im(2 * k + r, c);
                }
            }
            operators.add(ComplexMatrix.of(re, im));
        }
        return QuantumChannel.ofKraus(operators);
    }
}
