package org.strangenoise.channel;

import static org.strangenoise.channel.ChannelParameter.optional;
import static org.strangenoise.channel.ChannelParameter.required;
import static org.strangenoise.channel.ChannelType.Attachment.DEVICE;
import static org.strangenoise.channel.ChannelType.Attachment.OPERATION;

import java.util.List;
import java.util.Optional;
import org.strangenoise.channel.ChannelParameter.Kind;
import org.strangenoise.channel.ChannelType.Attachment;
import org.strangenoise.channel.ChannelType.Maker;
import org.strangenoise.math.ComplexMatrix;

/** All kinds of noise the library knows. A new channel is one entry here; documentation and contract tests follow. */
public final class ChannelRegistry {

    private static final String NIELSEN =
            "Nielsen and Chuang, Quantum Computation and Quantum Information, section 8.3";

    private static final List<ChannelType> TYPES = List.of(
            type(
                    "thermal-relaxation",
                    DEVICE,
                    "populations approach (1 - p1, p1) as exp(-t/T1); coherence decays as exp(-t/T2)",
                    "Relaxation of a qubit while time passes: the keys T1, T2 or Tphi, and excited-population of a qubit.",
                    NIELSEN + ".5; jumps sqrt((1-p1)/T1) s-, sqrt(p1/T1) s+, sqrt(1/(2 Tphi)) Z",
                    true,
                    ChannelArguments.of("T1", 3.5e-6, "T2", 2.0e-6, "excited-population", 0.07),
                    List.of(
                            required("T1", Kind.TIME, "energy relaxation time"),
                            required("T2", Kind.TIME, "coherence time, at most 2 T1"),
                            optional("excited-population", Kind.PROBABILITY, 0, "population p1 approached")),
                    (a, t) -> apply(Channels.thermalRelaxation(
                            a.number("T1"), a.number("T2"), a.number("excited-population"), t))),
            type(
                    "quasi-static-dephasing",
                    DEVICE,
                    "average over detunings d ~ N(0, 2/T^2) of exp(-i d t Z/2): coherence decays as exp(-(t/T)^2)",
                    "A detuning fixed during one run, different in the next (1/f-like): the key quasi-static-T of a qubit."
                            + " An ensemble over whole sequences, so an echo undoes it.",
                    "Ithier et al., Phys. Rev. B 72, 134519 (2005), section IV",
                    false,
                    ChannelArguments.of("quasi-static-T", 2e-6),
                    List.of(required("quasi-static-T", Kind.TIME, "time at which free coherence has fallen to 1/e")),
                    (a, t) -> {
                        double x = t / a.number("quasi-static-T");
                        return apply(Channels.phaseFlip(-StrictMath.expm1(-x * x) / 2));
                    }),
            type(
                    "zz-crosstalk",
                    DEVICE,
                    "exp(-i 2 pi zz t Z Z / 4)",
                    "Always-on coupling of a pair: entries of crosstalk.",
                    "Hamiltonian 2 pi zz Z Z / 4 (zz = shift of one qubit's frequency when the other is excited)",
                    true,
                    ChannelArguments.of("zz", 0.13e6),
                    List.of(required("zz", Kind.FREQUENCY, "frequency shift zz of one qubit by the other")),
                    (a, t) -> apply(QuantumChannel.ofUnitary(zz(2 * Math.PI * a.number("zz") * t / 4)))),
            type(
                    "amplitude-damping",
                    OPERATION,
                    "K0 = diag(1, sqrt(1-gamma)), K1 = sqrt(gamma) |0><1|",
                    "Decay to the ground state with a fixed probability.",
                    NIELSEN + ".5",
                    false,
                    ChannelArguments.of("gamma", 0.07),
                    List.of(required("gamma", Kind.PROBABILITY, "probability of decay from |1>")),
                    (a, t) -> apply(Channels.amplitudeDamping(a.number("gamma")))),
            type(
                    "generalized-amplitude-damping",
                    OPERATION,
                    "with probability 1 - p1 amplitude damping towards |0>, with p1 towards |1>",
                    "Damping with a fixed probability towards a thermal mixture.",
                    NIELSEN + ".5",
                    false,
                    ChannelArguments.of("gamma", 0.07, "excited-population", 0.2),
                    List.of(
                            required("gamma", Kind.PROBABILITY, "probability of a jump's attempt"),
                            required("excited-population", Kind.PROBABILITY, "population p1 approached")),
                    (a, t) -> apply(
                            Channels.generalizedAmplitudeDamping(a.number("gamma"), a.number("excited-population")))),
            type(
                    "dephasing",
                    OPERATION,
                    "rho to (1 - p) rho + p Z rho Z with p = (1 - exp(-t/Tphi)) / 2",
                    "Pure dephasing for the operation's duration, beyond that of the qubit itself.",
                    NIELSEN + ".6",
                    true,
                    ChannelArguments.of("Tphi", 1.3e-6),
                    List.of(required("Tphi", Kind.TIME, "time at which the coherence has fallen to 1/e")),
                    (a, t) -> new NoiseEffect.Apply(
                            Channels.dephasing(a.number("Tphi"), t),
                            Optional.of(new Lindbladian.Relaxation(0, 0, 1 / a.number("Tphi"))))),
            type(
                    "depolarizing",
                    OPERATION,
                    "X, Y or Z, each with probability p/3",
                    "One-qubit depolarizing, on every qubit of the operation.",
                    NIELSEN + ".4, there with p' = 4p/3",
                    false,
                    ChannelArguments.of("pauli-error-probability", 0.04),
                    List.of(required(
                            "pauli-error-probability", Kind.PROBABILITY, "probability p that any Pauli error happens")),
                    (a, t) -> apply(Channels.depolarizing(1, a.number("pauli-error-probability")))),
            type(
                    "two-qubit-depolarizing",
                    OPERATION,
                    "one of the 15 two-qubit Pauli errors, each with probability p/15",
                    "Two-qubit depolarizing, on an operation of exactly two qubits.",
                    NIELSEN + ".4, there with p' = 16p/15",
                    false,
                    ChannelArguments.of("pauli-error-probability", 0.06),
                    List.of(required(
                            "pauli-error-probability", Kind.PROBABILITY, "probability p that any Pauli error happens")),
                    (a, t) -> apply(Channels.depolarizing(2, a.number("pauli-error-probability")))),
            type(
                    "pauli",
                    OPERATION,
                    "rho to (1 - px - py - pz) rho + px X rho X + py Y rho Y + pz Z rho Z",
                    "Pauli errors with stated probabilities.",
                    NIELSEN + ".4",
                    false,
                    ChannelArguments.of("px", 0.01, "py", 0.02, "pz", 0.05),
                    List.of(
                            optional("px", Kind.PROBABILITY, 0, "probability of X"),
                            optional("py", Kind.PROBABILITY, 0, "probability of Y"),
                            optional("pz", Kind.PROBABILITY, 0, "probability of Z")),
                    (a, t) -> apply(Channels.pauli(a.number("px"), a.number("py"), a.number("pz")))),
            type(
                    "bit-flip",
                    OPERATION,
                    "rho to (1 - p) rho + p X rho X",
                    "A bit flip with probability p.",
                    NIELSEN + ".3",
                    false,
                    ChannelArguments.of("probability", 0.03),
                    List.of(required("probability", Kind.PROBABILITY, "probability p")),
                    (a, t) -> apply(Channels.bitFlip(a.number("probability")))),
            type(
                    "phase-flip",
                    OPERATION,
                    "rho to (1 - p) rho + p Z rho Z",
                    "A phase flip with probability p.",
                    NIELSEN + ".3",
                    false,
                    ChannelArguments.of("probability", 0.03),
                    List.of(required("probability", Kind.PROBABILITY, "probability p")),
                    (a, t) -> apply(Channels.phaseFlip(a.number("probability")))),
            type(
                    "reset",
                    OPERATION,
                    "rho to (1 - p) rho + p |0><0| Tr(rho)",
                    "Accidental return to the ground state with probability p.",
                    "convex combination of the identity and the constant channel",
                    false,
                    ChannelArguments.of("probability", 0.03),
                    List.of(required("probability", Kind.PROBABILITY, "probability p")),
                    (a, t) -> apply(Channels.reset(a.number("probability")))),
            type(
                    "over-rotation",
                    OPERATION,
                    "exp(-i theta A) becomes exp(-i (theta (1 + angle-fraction) + angle) A)",
                    "The operation turns too far about its own axis: a coherent error of a miscalibrated pulse.",
                    "the operation's own generator A",
                    false,
                    ChannelArguments.of("angle-fraction", 0.01),
                    List.of(
                            optional("angle-fraction", Kind.NUMBER, 0, "relative excess of the angle"),
                            optional("angle", Kind.ANGLE, 0, "absolute excess of the angle")),
                    (a, t) -> new NoiseEffect.OverRotation(a.number("angle-fraction"), a.number("angle"))),
            type(
                    "rotation",
                    OPERATION,
                    "exp(-i angle P / 2), P the Pauli operator of the axis",
                    "A stray rotation of every qubit of the operation: a coherent error such as a detuned pulse leaves.",
                    NIELSEN.replace("8.3", "4.2"),
                    false,
                    ChannelArguments.of("angle", 0.05).withAxis('Z'),
                    List.of(
                            required("axis", Kind.AXIS, "x, y or z"),
                            required("angle", Kind.ANGLE, "angle of the rotation")),
                    (a, t) -> apply(Channels.rotation(a.axis().orElseThrow(), a.number("angle")))),
            type(
                    "kraus",
                    OPERATION,
                    "rho to sum_k K_k rho K_k^dagger",
                    "Any channel by its Kraus operators: 2 x 2 ones act on every qubit of the operation, larger ones on all"
                            + " its qubits, the first in the fast bit.",
                    NIELSEN.replace("8.3", "8.2"),
                    false,
                    ChannelArguments.of()
                            .withOperators(List.of(
                                    ComplexMatrix.ofReal(new double[] {1, 0}, new double[] {0, 0.9}),
                                    ComplexMatrix.of(
                                            new double[][] {{0, 0}, {0, 0}},
                                            new double[][] {{0, 0.4358898943540673}, {0, 0}}))),
                    List.of(required("operators", Kind.OPERATORS, "the matrices K_k with sum K_k^dagger K_k = 1")),
                    (a, t) -> apply(QuantumChannel.ofKraus(a.operators()))));

    private ChannelRegistry() {}

    /** All kinds, in the order they are documented. */
    public static List<ChannelType> types() {
        return TYPES;
    }

    /** The kind of a name, if known. */
    public static Optional<ChannelType> find(String name) {
        return TYPES.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    private static ChannelType type(
            String name,
            Attachment attachment,
            String formula,
            String documentation,
            String source,
            boolean semigroup,
            ChannelArguments example,
            List<ChannelParameter> parameters,
            Maker maker) {
        return new ChannelType(name, attachment, parameters, formula, documentation, source, semigroup, example, maker);
    }

    private static NoiseEffect apply(QuantumChannel channel) {
        return new NoiseEffect.Apply(channel);
    }

    private static ComplexMatrix zz(double angle) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        return ComplexMatrix.diagonal(new double[] {c, c, c, c}, new double[] {-s, s, s, -s});
    }
}
