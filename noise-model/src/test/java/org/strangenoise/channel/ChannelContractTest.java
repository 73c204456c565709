package org.strangenoise.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.math.Measured;
import org.strangenoise.math.NumberText;

/** What every registered channel must obey, and each one's documented formula written out a second time. */
class ChannelContractTest {

    private static final double SECONDS = 43e-9;
    private static final double EXACT = 1e-12;

    private static final ComplexMatrix X = ComplexMatrix.ofReal(new double[] {0, 1}, new double[] {1, 0});
    private static final ComplexMatrix Z = ComplexMatrix.ofReal(new double[] {1, 0}, new double[] {0, -1});
    private static final ComplexMatrix Y = X.times(Z).scaled(0, 1);
    private static final ComplexMatrix ONE = ComplexMatrix.identity(2);

    /** The formulas with the registry's example arguments put in as plain numbers. */
    private static final Map<String, UnaryOperator<ComplexMatrix>> FORMULAS = Map.ofEntries(
            Map.entry("thermal-relaxation", rho -> relaxed(rho, SECONDS, 3.5e-6, 2.0e-6, 0.07)),
            Map.entry(
                    "quasi-static-dephasing",
                    rho -> damped(rho, 1, Math.exp(-Math.pow(SECONDS / 2e-6, 2)), new double[] {0, 0})),
            Map.entry("zz-crosstalk", rho -> {
                double angle = 2 * Math.PI * 0.13e6 * SECONDS / 4;
                double[] signs = {1, -1, -1, 1};
                double[] re = new double[4];
                double[] im = new double[4];
                for (int b = 0; b < 4; b++) {
                    re[b] = Math.cos(angle * signs[b]);
                    im[b] = -Math.sin(angle * signs[b]);
                }
                return conjugated(ComplexMatrix.diagonal(re, im), rho);
            }),
            Map.entry("amplitude-damping", rho -> damped(rho, 1 - 0.07, Math.sqrt(1 - 0.07), new double[] {0.07, 0})),
            Map.entry(
                    "generalized-amplitude-damping",
                    rho -> damped(rho, 1 - 0.07, Math.sqrt(1 - 0.07), new double[] {0.07 * 0.8, 0.07 * 0.2})),
            Map.entry("dephasing", rho -> damped(rho, 1, Math.exp(-SECONDS / 1.3e-6), new double[] {0, 0})),
            Map.entry("depolarizing", rho -> mixed(rho, 0.04 / 3, 0.04 / 3, 0.04 / 3)),
            Map.entry("two-qubit-depolarizing", ChannelContractTest::depolarizedPair),
            Map.entry("pauli", rho -> mixed(rho, 0.01, 0.02, 0.05)),
            Map.entry("bit-flip", rho -> mixed(rho, 0.03, 0, 0)),
            Map.entry("phase-flip", rho -> mixed(rho, 0, 0, 0.03)),
            Map.entry(
                    "reset",
                    rho -> rho.scaled(0.97).plus(0.03, ComplexMatrix.ofReal(new double[] {1, 0}, new double[] {0, 0}))),
            Map.entry(
                    "rotation",
                    rho -> conjugated(
                            ComplexMatrix.diagonal(
                                    new double[] {Math.cos(0.025), Math.cos(0.025)},
                                    new double[] {-Math.sin(0.025), Math.sin(0.025)}),
                            rho)),
            Map.entry(
                    "kraus",
                    rho -> conjugated(ComplexMatrix.ofReal(new double[] {1, 0}, new double[] {0, 0.9}), rho)
                            .plus(0.19 * rho.re(1, 1), ComplexMatrix.ofReal(new double[] {1, 0}, new double[] {0, 0
                            }))));

    static Stream<ChannelType> channels() {
        return ChannelRegistry.types().stream()
                .filter(t -> t.effect(t.example(), SECONDS) instanceof NoiseEffect.Apply);
    }

    static Stream<ChannelType> semigroups() {
        return channels().filter(ChannelType::semigroup);
    }

    static Stream<ChannelType> all() {
        return ChannelRegistry.types().stream();
    }

    @ParameterizedTest
    @MethodSource("channels")
    void completelyPositiveAndTracePreserving(ChannelType type) {
        QuantumChannel channel = channel(type, SECONDS);
        assertEquals(0, channel.kraus().tracePreservationDefect(), EXACT);
        assertTrue(HermitianEigen.eigenvalues(channel.choi().matrix())[0] > -EXACT);
        ComplexMatrix image = channel.apply(randomState(channel.qubits(), 1));
        assertEquals(1, image.traceRe(), EXACT);
        assertTrue(HermitianEigen.eigenvalues(image)[0] > -EXACT);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void viewsAgreeAroundTheLoop(ChannelType type) {
        QuantumChannel channel = channel(type, SECONDS);
        ComplexMatrix matrix = channel.superOperator().matrix();
        assertEquals(0, channel.kraus().superOperator().matrix().distance(matrix), EXACT);
        KrausOperators fromChoi = channel.choi().kraus();
        assertEquals(0, fromChoi.superOperator().matrix().distance(matrix), EXACT);
        assertEquals(
                0,
                fromChoi.superOperator().choi().matrix().distance(channel.choi().matrix()),
                EXACT);
        assertEquals(0, channel.pauliTransfer().superOperator().matrix().distance(matrix), EXACT);
        assertEquals(
                0,
                QuantumChannel.ofChoi(channel.choi()).superOperator().matrix().distance(matrix),
                EXACT);
        assertEquals(
                0,
                QuantumChannel.ofPauliTransfer(channel.pauliTransfer())
                        .superOperator()
                        .matrix()
                        .distance(matrix),
                EXACT);
        double[][] pauli = channel.pauliTransfer().entries();
        assertEquals(1, pauli[0][0], EXACT);
        for (int j = 1; j < pauli.length; j++) {
            assertEquals(0, pauli[0][j], EXACT, "trace preservation in the Pauli basis");
        }
    }

    /** sum_k K rho K^dagger, the superoperator and the Choi matrix act alike on a matrix that is not Hermitian. */
    @ParameterizedTest
    @MethodSource("channels")
    void viewsActAlike(ChannelType type) {
        QuantumChannel channel = channel(type, SECONDS);
        int d = 1 << channel.qubits();
        ComplexMatrix a = randomMatrix(d, 2);
        ComplexMatrix byKraus = ComplexMatrix.zero(d, d);
        for (ComplexMatrix k : channel.kraus().operators()) {
            byKraus = byKraus.plus(k.times(a).times(k.adjoint()));
        }
        assertEquals(0, channel.apply(a).distance(byKraus), EXACT);
        ComplexMatrix choi = channel.choi().matrix();
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                double re = 0;
                double im = 0;
                for (int i = 0; i < d; i++) {
                    for (int j = 0; j < d; j++) {
                        double x = choi.re(i * d + r, j * d + c);
                        double y = choi.im(i * d + r, j * d + c);
                        re += x * a.re(i, j) - y * a.im(i, j);
                        im += x * a.im(i, j) + y * a.re(i, j);
                    }
                }
                assertEquals(byKraus.re(r, c), re, EXACT);
                assertEquals(byKraus.im(r, c), im, EXACT);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("semigroups")
    void timesAdd(ChannelType type) {
        ComplexMatrix both =
                channel(type, 17e-9).then(channel(type, 26e-9)).superOperator().matrix();
        assertEquals(0, both.distance(channel(type, 43e-9).superOperator().matrix()), EXACT);
        ComplexMatrix none = channel(type, 0).superOperator().matrix();
        assertEquals(0, none.distance(ComplexMatrix.identity(none.rows())), EXACT);
    }

    /** A flag that is not set must not be so for lack of thought: time either does not matter, or does not add. */
    @ParameterizedTest
    @MethodSource("channels")
    void flagOfSemigroupIsRight(ChannelType type) {
        ComplexMatrix both = channel(type, 0.4e-6)
                .then(channel(type, 0.6e-6))
                .superOperator()
                .matrix();
        boolean adds = both.distance(channel(type, 1e-6).superOperator().matrix()) < EXACT;
        assertEquals(type.semigroup(), adds, type.name());
    }

    @ParameterizedTest
    @MethodSource("channels")
    void documentedFormula(ChannelType type) {
        UnaryOperator<ComplexMatrix> formula = FORMULAS.get(type.name());
        assertTrue(formula != null, "no second formula for " + type.name());
        QuantumChannel channel = channel(type, SECONDS);
        ComplexMatrix rho = randomState(channel.qubits(), 3);
        assertEquals(0, channel.apply(rho).distance(formula.apply(rho)), EXACT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void documentationIsComplete(ChannelType type) {
        assertTrue(type.name().matches("[a-z][a-z-]*[a-z]"), type.name());
        for (String text : List.of(type.formula(), type.documentation(), type.source())) {
            assertTrue(!text.isBlank(), type.name());
        }
        type.parameters().forEach(p -> assertTrue(!p.documentation().isBlank(), type.name() + " " + p.name()));
        assertEquals(type, ChannelRegistry.find(type.name()).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("all")
    void unknownAndMissingArgumentsAreNamed(ChannelType type) {
        ChannelArguments more = type.example().with("nonsense", Measured.exactly(1));
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> type.effect(more, SECONDS));
        assertTrue(unknown.getMessage().contains("`nonsense`"), unknown.getMessage());
        for (ChannelParameter parameter : type.parameters()) {
            if (parameter.fallback().isEmpty() && type.example().has(parameter.name())) {
                ChannelArguments none = new ChannelArguments(
                        Map.of(), type.example().axis(), type.example().operators());
                IllegalArgumentException missing =
                        assertThrows(IllegalArgumentException.class, () -> type.effect(none, SECONDS));
                assertTrue(missing.getMessage().contains("must be given"), missing.getMessage());
            }
        }
    }

    @Test
    void probabilitiesAndTimesOutOfRangeAreNamed() {
        for (double bad : new double[] {-0.01, 1.01, Double.NaN}) {
            assertNames("gamma", bad, () -> Channels.amplitudeDamping(bad));
            assertNames("excitedPopulation", bad, () -> Channels.generalizedAmplitudeDamping(0.1, bad));
            assertNames("pauliErrorProbability", bad, () -> Channels.depolarizing(1, bad));
            assertNames("probability", bad, () -> Channels.reset(bad));
        }
        for (double bad : new double[] {-0.01, 1.01, Double.NEGATIVE_INFINITY}) {
            // Another probability brings the sum into its range, which does not excuse it.
            assertNames("px", bad, () -> Channels.pauli(bad, bad < 0 ? 0.02 : 0, 0));
            assertNames("py", bad, () -> Channels.pauli(0, bad, bad < 0 ? 0.02 : 0));
            assertNames("pz", bad, () -> Channels.pauli(bad < 0 ? 0.02 : 0, 0, bad));
        }
        assertNames("px + py + pz", 1.2, () -> Channels.pauli(0.4, 0.4, 0.4));
        assertNames("t2", 2.5e-6, () -> Channels.thermalRelaxation(1e-6, 2.5e-6, 0, 1e-9));
        for (double bad : new double[] {0, -1e-6, Double.NaN}) {
            assertNames("t1", bad, () -> Channels.thermalRelaxation(bad, 1e-6, 0, 1e-9));
            assertNames("tPhi", bad, () -> Channels.dephasing(bad, 1e-9));
        }
        for (double bad : new double[] {0, -1e-6, Double.NaN}) {
            assertNames("t2", bad, () -> Channels.thermalRelaxation(1e-6, bad, 0, 1e-9));
        }
        assertNames("t2", 2e-6 * (1 + 1e-11), () -> Channels.thermalRelaxation(1e-6, 2e-6 * (1 + 1e-11), 0, 1e-9));
        for (double bad : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertNames("time", bad, () -> Channels.dephasing(1e-6, bad));
            assertNames("time", bad, () -> Channels.thermalRelaxation(1e-6, 1e-6, 0, bad));
        }
    }

    /** T2 = 2 T1 leaves no pure dephasing, also where rounding puts it above; time 0 changes nothing. */
    @Test
    void rangesIncludeTheirEnds() {
        double gamma = -Math.expm1(-0.3);
        SuperOperator damping = Channels.amplitudeDamping(gamma).superOperator();
        for (double t2 : new double[] {2e-6, Math.nextUp(2e-6)}) {
            SuperOperator found =
                    Channels.thermalRelaxation(1e-6, t2, 0, 0.3e-6).superOperator();
            assertEquals(0, damping.matrix().distance(found.matrix()), EXACT);
        }
        SuperOperator nothing = Channels.thermalRelaxation(1e-6, 0.7e-6, 0.2, 0).superOperator();
        assertEquals(0, nothing.matrix().distance(ComplexMatrix.identity(4)), EXACT);
        for (double end : new double[] {0, 1}) {
            assertEquals(1, Channels.pauli(end, 0, 0).superOperator().matrix().re(0, 0) + end, EXACT);
            assertEquals(1, Channels.pauli(0, end, 0).superOperator().matrix().re(0, 0) + end, EXACT);
            assertEquals(
                    1 - 2 * end,
                    Channels.pauli(0, 0, end).superOperator().matrix().re(1, 1),
                    EXACT);
        }
    }

    @Test
    void notAChannelIsRefusedWithTheDeviation() {
        IllegalArgumentException trace = assertThrows(
                IllegalArgumentException.class,
                () -> QuantumChannel.ofKraus(List.of(ComplexMatrix.identity(2).scaled(1.1))));
        assertTrue(trace.getMessage().contains("trace preserving")
                && trace.getMessage().contains("0.21"));
        ComplexMatrix transposition = ComplexMatrix.ofReal(
                new double[] {1, 0, 0, 0}, new double[] {0, 0, 1, 0}, new double[] {0, 1, 0, 0}, new double[] {
                    0, 0, 0, 1
                });
        IllegalArgumentException positive = assertThrows(
                IllegalArgumentException.class, () -> QuantumChannel.ofSuperOperator(new SuperOperator(transposition)));
        assertTrue(positive.getMessage().matches(".*completely positive.* -(1.0|0.99999).*"), positive.getMessage());
    }

    @Test
    void productAndScaling() {
        QuantumChannel a = Channels.amplitudeDamping(0.2);
        QuantumChannel b = Channels.pauli(0.1, 0.05, 0.02);
        ComplexMatrix first = randomState(1, 5);
        ComplexMatrix second = randomState(1, 6);
        // The first channel acts on qubit 0, which is the right factor of a Kronecker product.
        assertEquals(
                0,
                a.tensor(b)
                        .apply(second.kronecker(first))
                        .distance(b.apply(second).kronecker(a.apply(first))),
                EXACT);
        assertEquals(0, b.scaled(0.5).apply(first).distance(mixed(first, 0.05, 0.025, 0.01)), EXACT);
        assertThrows(IllegalArgumentException.class, () -> b.scaled(10));
    }

    /** Areas of envelopes by Simpson's rule, and their ends. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(Envelope.class)
    void envelopesHaveAreaOne(Envelope envelope) {
        for (double end : new double[] {0.2, 0.5, 0.77, 1}) {
            int panels = 400;
            double sum = 0;
            for (int k = 0; k < panels; k++) {
                double a = end * k / panels;
                double b = end * (k + 1) / panels;
                sum += (b - a) / 6 * (envelope.value(a) + 4 * envelope.value((a + b) / 2) + envelope.value(b));
            }
            assertEquals(sum, envelope.area(end), 1e-10, envelope + " to " + end);
        }
        assertEquals(0, envelope.area(0), 1e-15);
        assertEquals(1, envelope.area(1), 1e-15);
        assertEquals(envelope.value(0.3), envelope.value(0.7), 1e-14);
    }

    private static void assertNames(String argument, double value, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains("`" + argument + "`"), message);
        assertTrue(
                message.contains(NumberText.of(value))
                        || message.contains(NumberText.seconds(value))
                        || message.contains(String.valueOf(value))
                        || message.contains("1.2"),
                message);
    }

    private static QuantumChannel channel(ChannelType type, double seconds) {
        return ((NoiseEffect.Apply) type.effect(type.example(), seconds)).channel();
    }

    private static ComplexMatrix conjugated(ComplexMatrix u, ComplexMatrix rho) {
        return u.times(rho).times(u.adjoint());
    }

    private static ComplexMatrix mixed(ComplexMatrix rho, double px, double py, double pz) {
        return rho.scaled(1 - px - py - pz)
                .plus(px, conjugated(X, rho))
                .plus(py, conjugated(Y, rho))
                .plus(pz, conjugated(Z, rho));
    }

    /** Populations times {@code keep} plus those fed, coherences times {@code coherence}. */
    private static ComplexMatrix damped(ComplexMatrix rho, double keep, double coherence, double[] fed) {
        double[][] re = {
            {keep * rho.re(0, 0) + fed[0], coherence * rho.re(0, 1)},
            {coherence * rho.re(1, 0), keep * rho.re(1, 1) + fed[1]}
        };
        double[][] im = {{0, coherence * rho.im(0, 1)}, {coherence * rho.im(1, 0), 0}};
        return ComplexMatrix.of(re, im);
    }

    private static ComplexMatrix relaxed(ComplexMatrix rho, double t, double t1, double t2, double p1) {
        double keep = Math.exp(-t / t1);
        return damped(rho, keep, Math.exp(-t / t2), new double[] {(1 - keep) * (1 - p1), (1 - keep) * p1});
    }

    private static ComplexMatrix depolarizedPair(ComplexMatrix rho) {
        ComplexMatrix[] paulis = {ONE, X, Y, Z};
        ComplexMatrix sum = rho.scaled(1 - 0.06);
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                if (a + b > 0) {
                    sum = sum.plus(0.06 / 15, conjugated(paulis[a].kronecker(paulis[b]), rho));
                }
            }
        }
        return sum;
    }

    private static ComplexMatrix randomMatrix(int d, long seed) {
        Random random = new Random(seed);
        double[] re = random.doubles(d * (long) d, -1, 1).toArray();
        double[] im = random.doubles(d * (long) d, -1, 1).toArray();
        return ComplexMatrix.of(d, d, re, im);
    }

    private static ComplexMatrix randomState(int qubits, long seed) {
        ComplexMatrix g = randomMatrix(1 << qubits, seed);
        ComplexMatrix positive = g.times(g.adjoint());
        return positive.scaled(1 / positive.traceRe());
    }
}
