package org.strangenoise.studies.characterization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.circuit.Gates;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.characterization.Routine.Finding;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.tomography.MultinomialSampler;
import org.strangenoise.yaml.InvalidInputException;

/** What the routines find, against what the device has. */
class RoutinesTest {

    private static final String DEVICE = """
            device:
              name: unequal
              qubits:
                - { name: A, T1: 21 us, Tphi: 13 us, quasi-static-T: 7 us, excited-population: 0.03, readout: { p1-given-0: 0.02, p0-given-1: 0.06 } }
                - { name: B, T1: 34 us, Tphi: 9 us, readout: { p1-given-0: 0.01, p0-given-1: 0.03 } }
                - { name: C, T1: 11 us, T2: 8 us, quasi-static-T: 5 us }
              operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns }, interaction: { coupling: 5 MHz } }
              channels:
                - { id: over, on: ry, channel: over-rotation, angle-fraction: 0.013, qubits: [ B ] }
              crosstalk: [ { qubits: [ A, B ], zz: 0.21 MHz }, { qubits: [ B, C ], zz: -0.05 MHz } ]
            circuit: { kicked-top: { qubits: 3, kappa: 1.7, steps: 1 } }
            """;

    @TempDir
    Path folder;

    private ExperimentType.Plan plan(String placement, String routine) {
        return (ExperimentType.Plan) BudgetStudies.plan(
                folder,
                DEVICE + "noise: { placement: " + placement + " }\n",
                "{ type: experiment, id: a, " + routine + " }");
    }

    private record Played(Routine routine, List<double[][]> probabilities) {

        static Played of(ExperimentType.Plan plan) {
            Laboratory laboratory = plan.kind().laboratory(plan.setup(), plan.qubits(), BudgetStudies.OPTIONS);
            Routine routine = plan.kind().in(laboratory, plan.settings());
            return new Played(
                    routine,
                    routine.sequences().stream()
                            .map(s -> routine.laboratory(laboratory).play(s).probabilities())
                            .toList());
        }

        /** With counts as they are expected: what then is off is no scatter but a wrong model. */
        List<Finding> expected(double shots) {
            return routine.estimate(probabilities.stream()
                            .map(points -> Arrays.stream(points)
                                    .map(p ->
                                            Arrays.stream(p).map(x -> x * shots).toArray())
                                    .toArray(double[][]::new))
                            .toList())
                    .quantities();
        }

        List<Finding> drawn(long shots, UniformRandomProvider random) {
            List<double[][]> counts = new ArrayList<>();
            for (double[][] points : probabilities) {
                counts.add(Arrays.stream(points)
                        .map(p -> Arrays.stream(MultinomialSampler.draw(p, shots, random))
                                .asDoubleStream()
                                .toArray())
                        .toArray(double[][]::new));
            }
            return routine.estimate(counts).quantities();
        }
    }

    private static final List<String> ROUTINES = List.of(
            "routine: swap-chevron, qubits: [ A, C ], delays: { from: 4 ns, to: 400 ns, points: 100 }, detunings: [ -6 MHz, 0 MHz, 5 MHz ]",
            "routine: t1, qubits: [ A ], delays: { from: 0 us, to: 60 us, points: 25 }",
            "routine: t1, qubits: [ C ], delays: { from: 0.2 us, to: 60 us, points: 20, scale: log }",
            "routine: ramsey, qubits: [ A ], delays: { from: 0 us, to: 15 us, points: 61 }, advance: 0.7 MHz",
            "routine: ramsey, qubits: [ C ], delays: { from: 0 us, to: 12 us, points: 61 }",
            "routine: echo, qubits: [ A ], delays: { from: 0 us, to: 30 us, points: 25 }",
            "routine: cpmg, qubits: [ C ], turns: 4, delays: { from: 0 us, to: 20 us, points: 25 }",
            "routine: rabi, qubits: [ B ]",
            "routine: pi-pulse, qubits: [ B ], turns: 12",
            "routine: zz-ramsey, qubits: [ A, B ], delays: { from: 0 us, to: 15 us, points: 41 }, advance: 0.8 MHz",
            "routine: zz-ramsey, qubits: [ C, B ], delays: { from: 0 us, to: 12 us, points: 41 }, advance: 0.8 MHz");

    static Stream<Arguments> routines() {
        return Stream.of("after-gate", "during-gate")
                .flatMap(placement -> ROUTINES.stream().map(routine -> Arguments.of(placement, routine)));
    }

    static List<String> afterGates() {
        return ROUTINES;
    }

    @ParameterizedTest
    @MethodSource("routines")
    void expectedCountsGiveTheTrueNumbers(String placement, String routine) {
        for (Finding found : Played.of(plan(placement, routine)).expected(1000)) {
            assertTrue(found.error() > 0 && found.error() < 0.5 * Math.abs(found.value()) + 3e4, found.toString());
            assertEquals(found.truth(), found.value(), 0.15 * found.error(), found.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("afterGates")
    void errorsAreThoseOfRepetitions(String routine) {
        Played played = Played.of(plan("after-gate", routine));
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5);
        int times = 40;
        List<List<Finding>> repeated = new ArrayList<>();
        for (int k = 0; k < times; k++) {
            repeated.add(played.drawn(1000, random));
        }
        for (int q = 0; q < repeated.get(0).size(); q++) {
            int covered = 0;
            for (List<Finding> each : repeated) {
                Finding found = each.get(q);
                covered += Math.abs(found.value() - found.truth()) <= found.error() ? 1 : 0;
            }
            String what = repeated.get(0).get(q).name() + " " + routine + ": " + covered;
            assertTrue(covered >= 19 && covered <= 36, what); // 27 +- 3 of 40
        }
    }

    /** Of either sign of g, and of none that could be told without a detuned third qubit. */
    @ParameterizedTest
    @ValueSource(doubles = {1.7, -1.7})
    void theThirdQubitTellsTheSignOfTheCoupling(double kappa) {
        String setup = DEVICE.replace("kappa: 1.7", "kappa: " + kappa)
                .replaceAll("  crosstalk: .*\n", "")
                .replace(", quasi-static-T: 7 us", "")
                .replace(", quasi-static-T: 5 us", "");
        ExperimentType.Plan plan = (ExperimentType.Plan) BudgetStudies.plan(
                folder,
                setup,
                "{ type: experiment, id: a, routine: coupling-sign, qubits: [ A, B, C ], delays: { from: 5 ns, to: 200 ns,"
                        + " points: 40 }, detunings: [ 4 MHz ] }");
        Played played = Played.of(plan);
        Finding found =
                played.drawn(300, RandomSource.XO_SHI_RO_256_PP.create(3)).get(0);
        assertEquals(-Math.signum(kappa) * 5e6, found.truth(), 1e-6);
        assertEquals(found.truth(), found.value(), 4 * found.error());
        assertTrue(found.error() < 3e4, found.toString());
    }

    /** Random sequences scatter: the true error lies within three and a half of those that are stated. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "routine: randomized-benchmarking, qubits: [ B ], lengths: [ 1, 20, 60, 150, 300 ], sequences: 15",
                "routine: randomized-benchmarking, qubits: [ B ], lengths: [ 1, 20, 60, 150 ], sequences: 15, interleaved: half-turn",
                "routine: randomized-benchmarking, qubits: [ D ], lengths: [ 1, 20, 60, 150 ], sequences: 15, interleaved: quarter-turn",
                "routine: cross-entropy, qubits: [ B, D ], lengths: [ 2, 5, 10, 20, 40 ], sequences: 12",
            })
    void randomGatesTellTheirErrors(String routine) {
        String setup = DEVICE.replaceAll("  crosstalk: .*\\n", "")
                .replace(
                        "  operations: {",
                        "    - { name: D, T1: 6 us, Tphi: 4 us }\n  operations: { cz: { duration: 40 ns },")
                .replace(
                        "  channels:\n",
                        "  channels:\n    - { id: drive, on: ry, channel: depolarizing, pauli-error-probability: 0.002, qubits: [ D ] }\n");
        ExperimentType.Plan plan =
                (ExperimentType.Plan) BudgetStudies.plan(folder, setup, "{ type: experiment, id: a, " + routine + " }");
        for (Finding found : Played.of(plan).drawn(2000, RandomSource.XO_SHI_RO_256_PP.create(11))) {
            assertTrue(found.truth() > 1e-4, found.toString());
            assertTrue(found.error() < 0.3 * found.truth(), found.toString());
            assertEquals(found.truth(), found.value(), 3.5 * found.error(), found.toString());
        }
    }

    private static final String TRANSMON = """
            device:
              name: transmon
              qubits: [ { name: A, T1: 21 us, Tphi: 17 us, levels: 3, anharmonicity: -212.7 MHz, T1-ef: 8 us, readout: { p1-given-0: 0.01, p0-given-1: 0.03, p1-given-2: 0.9 } } ]
              operations: { ry: { duration: 20 ns, envelope: cosine, drag: 0.5 }, rz: { duration: 0 ns } }
            circuit: { kicked-top: { qubits: 1, kappa: 1, steps: 1 } }
            """;

    /** The pulses are driven 1.2 MHz off, which the phase tells; T1-ef is not half of T1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "routine: anharmonicity, qubits: [ A ], anharmonicity: -211.5 MHz, delays: { from: 0 us, to: 4 us, points: 61 }, advance: 3 MHz",
                "routine: t1-ef, qubits: [ A ], anharmonicity: -211.5 MHz, delays: { from: 0 us, to: 50 us, points: 25 }"
            })
    void theUpperTransitionIsFound(String routine) {
        for (String placement : List.of("after-gate", "during-gate")) {
            ExperimentType.Plan plan = (ExperimentType.Plan) BudgetStudies.plan(
                    folder,
                    TRANSMON + "noise: { placement: " + placement + " }\n",
                    "{ type: experiment, id: a, " + routine + " }");
            Played played = Played.of(plan);
            for (Finding found : played.expected(1000)) {
                assertEquals(found.truth(), found.value(), 0.4 * found.error(), found + " " + placement);
            }
            for (Finding found : played.drawn(4000, RandomSource.XO_SHI_RO_256_PP.create(21))) {
                assertEquals(found.truth(), found.value(), 3.5 * found.error(), found + " " + placement);
                assertTrue(found.error() < (found.unit().equals("Hz") ? 1e4 : 0.1 * found.truth()), found.toString());
            }
        }
    }

    /** What exact frequencies miss is the model's bias: none for a T1 with noise after gates. */
    @Test
    void exactFrequenciesHaveNoErrors() {
        ExperimentType.Result result = (ExperimentType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(
                        BudgetStudies.study(
                                folder,
                                DEVICE,
                                "{ type: experiment, id: a, routine: t1, qubits: [ C ], shots: inf, delays: { from: 0 us, to: 60 us, points: 15 } }"))
                .get(0);
        Finding found = result.estimate().quantities().get(0);
        assertEquals(0, found.error());
        assertEquals(found.truth(), found.value(), 1e-6 * found.truth());
    }

    @Test
    void aQubitOfTwoLevelsHasNoUpperTransition() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> plan(
                        "after-gate",
                        "routine: t1-ef, qubits: [ A ], anharmonicity: -200 MHz, delays: [ 1 us, 2 us, 3 us ]"));
        assertTrue(e.getMessage().contains("must have more than two `levels`"), e.getMessage());
    }

    /** Rectangular pulses on three levels leak. */
    @Test
    void leakageIsToldApartFromOtherErrors() {
        String setup = """
                device:
                  name: transmon
                  qubits: [ { name: A, T1: 20 us, Tphi: 30 us, levels: 3, anharmonicity: -210 MHz, readout: { p1-given-0: 0.01, p0-given-1: 0.03 } } ]
                  operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns } }
                circuit: { kicked-top: { qubits: 1, kappa: 1, steps: 1 } }
                """;
        ExperimentType.Plan plan = (ExperimentType.Plan) BudgetStudies.plan(
                folder,
                setup,
                "{ type: experiment, id: a, routine: leakage-benchmarking, qubits: [ A ], lengths: [ 1, 10, 30, 60, 120, 240 ],"
                        + " sequences: 10 }");
        Finding found = Played.of(plan)
                .drawn(20_000, RandomSource.XO_SHI_RO_256_PP.create(12))
                .get(0);
        assertTrue(found.truth() > 1e-4, found.toString());
        assertTrue(found.error() < 0.3 * found.truth(), found.toString());
        assertEquals(found.truth(), found.value(), 4 * found.error(), found.toString());
    }

    /**
     * A depolarizing channel of Pauli error p after a pulse has an average infidelity of 2p/3; relaxation none here.
     */
    @Test
    void infidelitiesAreThoseOfTheirChannels() {
        String setup = """
                device:
                  name: pair
                  qubits: [ { name: A, T1: inf, T2: inf }, { name: B, T1: inf, T2: 50 us } ]
                  operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns }, cz: { duration: 100 ns } }
                  channels: [ { id: drive, on: ry, channel: depolarizing, pauli-error-probability: 0.03 } ]
                circuit: { kicked-top: { qubits: 2, kappa: 1, steps: 1 } }
                """;
        Laboratory laboratory = new Laboratory(
                BudgetStudies.plan(folder, setup, "{ type: dynamics, id: a }").setup(),
                List.of(0, 1),
                BudgetStudies.OPTIONS);
        assertEquals(0.02, laboratory.infidelity(laboratory.y(0.7, 0), 1), 1e-12);
        // A phase flip of probability q on one of two qubits: F = 1 - q, infidelity 4 q/5.
        double flip = (1 - Math.exp(-100e-9 / 50e-6)) / 2;
        assertEquals(0.8 * flip, laboratory.infidelity(List.of(Gates.cz(0, 1)), 2), 1e-12);
    }

    @Test
    void thereAreTwentyFourCliffordsAndTheyUndoEachOther() {
        for (int k = 0; k < Cliffords.COUNT; k++) {
            assertEquals(Cliffords.turnAboutY(0), Cliffords.after(Cliffords.inverse(k), k));
            assertEquals(Cliffords.turnAboutY(4), Cliffords.turnAboutY(0));
        }
    }

    @Test
    void readoutIsWhatTheDeviceConfuses() {
        ExperimentType.Plan plan = plan("after-gate", "routine: readout, qubits: [ B ], shots: 20000");
        List<Finding> found = Played.of(plan).expected(20_000);
        assertEquals(0.01, found.get(0).value(), 1e-9);
        // The half turn goes too far, and some of the excitation decays while it is played.
        double prepared = Math.pow(Math.sin(Math.PI * 1.013 / 2), 2) * Math.exp(-20e-9 / 34e-6);
        assertEquals(1 - (0.97 * prepared + 0.01 * (1 - prepared)), found.get(1).value(), 1e-9);
        assertEquals(Math.sqrt(0.01 * 0.99 / 20_000), found.get(0).error(), 1e-6);
    }

    @Test
    void resultsAreDrawnAndTold() {
        ExperimentType.Plan plan = plan(
                "after-gate", "routine: t1, qubits: [ A ], shots: 400, delays: { from: 0 us, to: 60 us, points: 13 }");
        AnalysisResult result = new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(
                        folder,
                        DEVICE,
                        "{ type: experiment, id: a, routine: t1, qubits: [ A ], shots: 400, delays: { from: 0 us, to: 60 us,"
                                + " points: 13 } }"))
                .get(0);
        ExperimentType.Result found = (ExperimentType.Result) result;
        Finding t1 = found.estimate().quantities().get(0);
        assertEquals(21e-6, t1.truth(), 1e-18);
        assertEquals(21e-6, t1.value(), 5 * t1.error());
        assertTrue(plan.type().answerOf(result).orElseThrow().startsWith("t1 of A: T1 = "));
        assertEquals(1, plan.type().figuresOf(result, List.of(result)).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routine: t2, qubits: [ A ] | `routine` must be one of",
                "routine: t1, qubits: [ Q9 ], delays: [ 0 us, 1 us, 2 us ] | `qubits[0]` must be one of `A`, `B`, `C`",
                "routine: t1, qubits: [ A, B ], delays: [ 0 us, 1 us, 2 us ] | must name 1 qubit for t1, but names 2",
                "routine: zz-ramsey, qubits: [ A, A ], delays: [ 0 us, 1 us, 2 us ] | name distinct qubits",
                "routine: t1, qubits: [ A ] | missing key `delays`",
                "routine: t1, qubits: [ A ], delays: [ 0 us, 1 us ] | must hold 3 to 10000 different values, but holds 2",
                "routine: t1, qubits: [ A ], delays: [ 0 us, 1 us, -2 us ] | `delays[2]` must be at least 0",
                "routine: t1, qubits: [ A ], delays: [ 0, 1 us, 2 us ] | `delays[0]`",
                "routine: t1, qubits: [ A ], delays: [ 0 us, 1 us, 2 us ], shots: 0 | `shots` must be from 1 to",
                "routine: t1, qubits: [ A ], delays: [ 0 us, 1 us, 2 us ], turns: 3 | `turns` is of the routines cpmg, pi-pulse",
                "routine: coupling-sign, qubits: [ A, B, C ], delays: [ 4 ns, 8 ns, 12 ns ] | must hold one that is not 0",
                "routine: swap-chevron, qubits: [ A, B ], delays: [ 0 ns, 8 ns, 12 ns ] | must be whole numbers of one slice",
                "routine: readout, qubits: [ A ], noise: { placement: none } | has nothing to find",
            })
    void mistakesAreToldAtTheirPlace(String routine, String message) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> plan("after-gate", routine));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertTrue(refused.getMessage().matches("(?s).*yaml:\\d+:\\d+: .*"), refused.getMessage());
    }

    @Test
    void aDeviceWithoutPulsesIsRefusedByName() {
        String bare = DEVICE.replace("ry: { duration: 20 ns }, ", "").replace("on: ry", "on: rz");
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> BudgetStudies.plan(folder, bare, "{ type: experiment, id: a, routine: readout, qubits: [ A ] }"));
        assertTrue(refused.getMessage().contains("it must have ry, or rx and rz"), refused.getMessage());
    }

    /** Delays much shorter than anything that decays: the counts leave the time open, and the result says so. */
    @Test
    void whatTheCountsCannotDecideIsSaid() {
        ExperimentType.Plan plan = plan(
                "after-gate", "routine: t1, qubits: [ A ], delays: { from: 0 ns, to: 5 ns, points: 4 }, shots: 100");
        Played played = Played.of(plan);
        Routine.Estimate estimate = played.routine()
                .estimate(played.probabilities().stream()
                        .map(points -> Arrays.stream(points)
                                .map(p -> Arrays.stream(p)
                                        .map(x -> Math.rint(100 * x))
                                        .toArray())
                                .toArray(double[][]::new))
                        .toList());
        Finding t1 = estimate.quantities().get(0);
        assertTrue(Double.isNaN(t1.error()) || t1.error() > t1.value(), t1.toString());
        assertTrue(
                estimate.remarks().stream().anyMatch(r -> r.contains("do not decide") || r.contains("bound")),
                estimate.remarks().toString());
    }
}
