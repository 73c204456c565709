package org.strangenoise.exchange.braket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;

/** The channels that Amazon Braket's noise pragmas know by name, with its parameters. */
public final class BraketNoise {

    /** Two superoperators closer than this are one channel; below what a round trip may lose. */
    private static final double SAME = 1e-14;

    private BraketNoise() {}

    /**
     * The channel of a pragma other than {@code kraus}.
     *
     * @param name such as {@code amplitude_damping}
     * @param p its parameters; the second one of {@code generalized_amplitude_damping} is the population of |0> that it
     *     tends to
     * @throws IllegalArgumentException if there is none of that name, or its parameters are no probabilities
     */
    public static QuantumChannel channel(String name, List<Double> p) {
        int needed = switch (name) {
            case "bit_flip",
                    "phase_flip",
                    "depolarizing",
                    "two_qubit_depolarizing",
                    "two_qubit_dephasing",
                    "amplitude_damping",
                    "phase_damping" -> 1;
            case "generalized_amplitude_damping" -> 2;
            case "pauli_channel" -> 3;
            default -> throw new IllegalArgumentException("unknown noise " + name);
        };
        if (p.size() != needed) {
            throw new IllegalArgumentException(
                    "noise " + name + " takes " + needed + " parameters, but has " + p.size());
        }
        return switch (name) {
            case "bit_flip" -> Channels.bitFlip(p.get(0));
            case "phase_flip" -> Channels.phaseFlip(p.get(0));
            case "depolarizing" -> Channels.depolarizing(1, p.get(0));
            case "two_qubit_depolarizing" -> Channels.depolarizing(2, p.get(0));
            case "two_qubit_dephasing" -> twoQubitDephasing(p.get(0));
            case "amplitude_damping" -> Channels.amplitudeDamping(p.get(0));
            case "phase_damping" -> phaseDamping(p.get(0));
            case "generalized_amplitude_damping" -> Channels.generalizedAmplitudeDamping(p.get(0), 1 - p.get(1));
            default -> Channels.pauli(p.get(0), p.get(1), p.get(2));
        };
    }

    /** The shortest pragma text, {@code name(parameters)}, that says the channel to rounding; empty if none does. */
    static Optional<String> text(QuantumChannel channel) {
        List<Candidate> candidates = channel.qubits() == 1 ? oneQubit(channel) : twoQubit(channel);
        for (Candidate candidate : candidates) {
            if (candidate.parameters().stream().allMatch(p -> p >= 0 && p <= 1)
                    && candidate.parameters().stream().mapToDouble(p -> p).sum() <= candidate.most()) {
                QuantumChannel named = channel(candidate.name(), candidate.parameters());
                if (distance(named.superOperator(), channel.superOperator()) < SAME) {
                    List<String> numbers = candidate.parameters().stream()
                            .map(p -> p.toString())
                            .toList();
                    return Optional.of(candidate.name() + "(" + String.join(", ", numbers) + ")");
                }
            }
        }
        return Optional.empty();
    }

    private record Candidate(String name, List<Double> parameters, double most) {}

    /** Parameters as each channel would have them, read off transfer matrix entries. */
    private static List<Candidate> oneQubit(QuantumChannel channel) {
        double[][] transfer = channel.pauliTransfer().entries();
        double x = transfer[1][1];
        double y = transfer[2][2];
        double z = transfer[3][3];
        double shift = transfer[3][0];
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate("amplitude_damping", List.of(1 - z), 1));
        if (z < 1) {
            candidates.add(new Candidate(
                    "generalized_amplitude_damping", List.of(1 - z, (1 + shift / (1 - z)) / 2), 2));
        }
        candidates.add(new Candidate("phase_flip", List.of((1 - x) / 2), 1));
        candidates.add(new Candidate("phase_damping", List.of(1 - x * x), 1));
        candidates.add(new Candidate("bit_flip", List.of((1 - z) / 2), 1));
        candidates.add(new Candidate("depolarizing", List.of((1 - z) * 3 / 4), 1));
        candidates.add(new Candidate(
                "pauli_channel",
                List.of(
                        Math.max(0, (1 + x - y - z) / 4),
                        Math.max(0, (1 - x + y - z) / 4),
                        Math.max(0, (1 - x - y + z) / 4)),
                1));
        return candidates;
    }

    private static List<Candidate> twoQubit(QuantumChannel channel) {
        if (channel.qubits() != 2) {
            return List.of();
        }
        double zz = channel.pauliTransfer().entries()[15][15];
        double xx = channel.pauliTransfer().entries()[5][5];
        return List.of(
                new Candidate("two_qubit_depolarizing", List.of((1 - zz) * 15 / 16), 1),
                new Candidate("two_qubit_dephasing", List.of((1 - xx) * 3 / 4), 1));
    }

    private static double distance(SuperOperator a, SuperOperator b) {
        return a.matrix().distance(b.matrix());
    }

    private static QuantumChannel phaseDamping(double gamma) {
        if (!(gamma >= 0 && gamma <= 1)) {
            throw new IllegalArgumentException("Argument `gamma` must be from 0 to 1, but is " + gamma);
        }
        double[] keep = {1, Math.sqrt(1 - gamma)};
        double[] lose = {0, Math.sqrt(gamma)};
        return QuantumChannel.ofKraus(
                List.of(ComplexMatrix.diagonal(keep, new double[2]), ComplexMatrix.diagonal(lose, new double[2])));
    }

    private static QuantumChannel twoQubitDephasing(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("Argument `p` must be from 0 to 1, but is " + p);
        }
        List<ComplexMatrix> kraus = new ArrayList<>();
        kraus.add(ComplexMatrix.identity(4).scaled(Math.sqrt(1 - p)));
        for (String letters : List.of("ZI", "IZ", "ZZ")) {
            kraus.add(new PauliString(letters).matrix().scaled(Math.sqrt(p / 3)));
        }
        return QuantumChannel.ofKraus(kraus);
    }
}
