package org.strangenoise.studies.tomography;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.yaml.InvalidInputException;

/** What is measured of states that are known. */
class TomographyAnalysisTest {

    /** The shipped device with readout errors. */
    private static final String READ_RING = ring("readout: { p1-given-0: 0.02, p0-given-1: 0.05 }");

    private static final String RING = ring("readout: {}");

    /** Unequal qubits of three levels whose rotations and kicks leak. */
    private static final String LEAKING_PAIR = """
        device:
          name: leaking
          qubits:
            - { name: A, T1: 9 us, Tphi: 4 us, levels: 3, anharmonicity: -150 MHz, readout: { p1-given-0: 0.02, p0-given-1: 0.05, p1-given-2: 0.8 } }
            - { name: B, T1: 12 us, Tphi: 6 us, levels: 3, anharmonicity: -120 MHz, readout: { p1-given-0: 0.01, p0-given-1: 0.03 } }
          operations: { ry: { duration: 12 ns, calibrate: none }, rz: { duration: 0 ns }, interaction: { coupling: 12 MHz, calibrate: none } }
        circuit: { kicked-top: { qubits: 2, kappa: 2.1, steps: 3, interaction: exchange } }
        noise: { placement: during-gate }
        """;

    @TempDir
    Path folder;

    private static String ring(String readout) {
        return """
            device:
              name: ring
              qubits:
                - { name: Q0, T1: 3.79 us, Tphi: 2.76 us, %1$s }
                - { name: Q1, T1: 3.79 us, Tphi: 2.76 us, %1$s }
                - { name: Q2, T1: 3.79 us, Tphi: 2.76 us, %1$s }
              operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns }, interaction: { coupling: 5.305 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 2.5, steps: 10 } }
            """.formatted(readout);
    }

    private TomographyType.Result run(String setup, String keys) {
        return TomographyType.TYPE
                .prepared(plan(setup, keys), BudgetStudies.OPTIONS)
                .run();
    }

    private AnalysisPlan plan(String setup, String keys) {
        return BudgetStudies.plan(folder, setup, "{ type: tomography, id: a, " + keys + " }");
    }

    private static double at(TomographyType.Result.Run run, String name, int step) {
        return run.scalar(name)[step];
    }

    /**
     * Numbers of an independent program (numpy): north pole, each step's state projected, averaged over steps 0..10.
     */
    @ParameterizedTest
    @CsvSource({
        "none, 0.9132675737140, 0.3780208884653",
        "exact, 0.9395583206043, 0.4979565168474",
        "calibrated, 0.9395583206043, 0.4979565168474"
    })
    void exactFrequenciesGiveTheNumbersOfAnIndependentProgram(String correct, double overlap, double purity) {
        TomographyType.Result result = run(READ_RING, "shots: inf, correct: " + correct);
        TomographyType.Result.MeasuredRun measured = result.series().get(0).measured();
        assertEquals(overlap, at(measured.values(), "overlap", 10), 1e-9);
        assertEquals(purity, at(measured.values(), "purity", 10), 1e-9);
        TomographyType.Result.Run noisy = result.series().get(0).noisy();
        assertEquals(0.9395583206043, at(noisy, "overlap", 10), 1e-9);
        assertTrue(Double.isNaN(at(measured.errors(), "overlap", 10)));
        assertEquals(
                at(measured.values(), "purity", 10) - at(noisy, "purity", 10),
                at(measured.biases(), "purity", 10),
                1e-15);
    }

    /** Means over 20 seeds, of an independent program to 0.002. */
    @ParameterizedTest
    @CsvSource({"true, exact, 1000, 0.937", "false, none, 100, 0.9285"})
    void countingNoiseLowersTheOverlapAsInAnIndependentProgram(
            boolean readout, String correct, int shots, double overlap) {
        double sum = 0;
        for (int seed = 1; seed <= 20; seed++) {
            TomographyType.Result result = run(
                    readout ? READ_RING : RING,
                    "correct: " + correct + ", shots: " + shots + ", bootstraps: 0, simulation: { seed: " + seed
                            + " }");
            sum += at(result.series().get(0).measured().values(), "overlap", 10) / 20;
        }
        assertEquals(overlap, sum, 0.002);
    }

    @ParameterizedTest
    @CsvSource({"linear, 1e-12", "projected, 1e-12", "maximum-likelihood, 1e-4"})
    void exactFrequenciesCorrectedGiveTheNoisySeries(String method, double allowed) {
        for (String settings : List.of("three", "six")) {
            TomographyType.Result result = run(
                    BudgetStudies.NOISY_PAIR,
                    "shots: inf, correct: exact, observables: [ ZX, entropy.B ], pauli-expectations-at: 3,"
                            + " initial-states: [ { theta: 1, phi: 0.4 }, { label: b, theta: 0.3, phi: 2 } ],"
                            + " reconstruction: " + method + ", settings: " + settings);
            for (TomographyType.Result.Series series : result.series()) {
                for (int step = 0; step <= 4; step++) {
                    TomographyType.Result.Run noisy = series.noisy();
                    TomographyType.Result.Run measured = series.measured().values();
                    assertArrayEquals(noisy.bloch()[step], measured.bloch()[step], allowed);
                    for (String name : noisy.scalars().keySet()) {
                        // The square root of the overlap has no slope at a block of low rank.
                        double wide = name.equals("overlap") ? Math.max(allowed, 1e-7) : allowed;
                        assertEquals(at(noisy, name, step), at(measured, name, step), 10 * wide, name + " " + step);
                    }
                }
                series.noisy()
                        .pauli()
                        .forEach((pauli, value) -> assertEquals(
                                value, series.measured().values().pauli().get(pauli), allowed, pauli));
            }
        }
    }

    /** Rotations take their time: a state that does nothing else decays by it, and a perfect one does not. */
    @Test
    void rotationsByGatesHaveTheirOwnNoise() {
        String idle = """
            device:
              name: idle
              qubits: [ { name: A, T1: inf, Tphi: 2 us } ]
              operations: { ry: { duration: 100 ns }, rz: { duration: 0 ns }, interaction: { duration: 0 ns } }
            circuit: { kicked-top: { qubits: 1, kappa: 0, rotation: 0, steps: 0, initial-state: { theta: pi/2, phi: 0 } } }
            """;
        TomographyType.Result ideal = run(idle, "shots: inf, reconstruction: linear");
        TomographyType.Result gates = run(idle, "shots: inf, reconstruction: linear, rotations: gates");
        assertEquals(1, ideal.series().get(0).measured().values().bloch()[0][0], 1e-12);
        assertEquals(0, gates.series().get(0).measured().values().bloch()[0][1], 1e-12);
        // After the gate the state lies along z, which dephasing leaves: noise during the gate acts on its way there.
        TomographyType.Result during = run(
                idle + "noise: { placement: during-gate }\n", "shots: inf, reconstruction: linear, rotations: gates");
        double found = during.series().get(0).measured().values().bloch()[0][0];
        // dx/dt of the component along a rotating axis, averaged: exp(-t / (2 Tphi)) to second order.
        assertEquals(Math.exp(-100e-9 / (2 * 2e-6)), found, 5e-4);
        assertTrue(found < 0.99);
    }

    @Test
    void sixSettingsEvenOutDifferentErrorsOfBothOutcomes() {
        TomographyType.Result three = run(
                READ_RING,
                "shots: inf, reconstruction: linear, initial-states: [ { theta: pi/2, phi: 0 } ], to-step: 0");
        TomographyType.Result six = run(
                READ_RING,
                "shots: inf, reconstruction: linear, settings: six, initial-states: [ { theta: pi/2, phi: 0 } ],"
                        + " to-step: 0");
        // <Z> = 0 is read as p0-given-1 - p1-given-0, in one direction alone.
        assertEquals(0.03, three.series().get(0).measured().values().bloch()[0][2], 1e-12);
        assertEquals(0, six.series().get(0).measured().values().bloch()[0][2], 1e-12);
        assertEquals(0.93, six.series().get(0).measured().values().bloch()[0][0], 1e-12);
    }

    /** What leaks is not turned and is read as its own probability says, whichever the basis. */
    @Test
    void leakedPopulationStaysWhereItIs() {
        TomographyType.Result three =
                run(LEAKING_PAIR, "shots: inf, reconstruction: linear, observables: [ leakage.A ]");
        TomographyType.Result six =
                run(LEAKING_PAIR, "shots: inf, reconstruction: linear, settings: six, observables: [ leakage.A ]");
        double leaked = at(three.series().get(0).noisy(), "leakage.A", 3);
        assertTrue(leaked > 1e-3, "leakage " + leaked);
        assertEquals(0, at(three.series().get(0).measured().values(), "leakage.A", 3));
        double apart = three.series().get(0).measured().values().bloch()[3][0]
                - six.series().get(0).measured().values().bloch()[3][0];
        // Along x the mean of both qubits holds offsets of readout and leakage, which opposite directions cancel.
        assertTrue(Math.abs(apart) > 0.01, "difference " + apart);
    }

    @Test
    void bootstrapErrorsAndBiasesAreThoseOfRepeatedExperiments() {
        double sum = 0;
        double squares = 0;
        int repetitions = 60;
        TomographyType.Result.MeasuredRun measured = null;
        TomographyType.Result.Run noisy = null;
        for (int seed = 0; seed < repetitions; seed++) {
            TomographyType.Result result = run(
                    BudgetStudies.NOISY_PAIR,
                    "shots: 100, correct: calibrated, bootstraps: 100, to-step: 2, simulation: { seed: " + seed + " }");
            measured = result.series().get(0).measured();
            noisy = result.series().get(0).noisy();
            double purity = at(measured.values(), "purity", 2);
            sum += purity;
            squares += purity * purity;
        }
        double mean = sum / repetitions;
        double deviation = Math.sqrt(squares / repetitions - mean * mean);
        assertEquals(deviation, at(measured.errors(), "purity", 2), 0.35 * deviation);
        assertEquals(
                mean - at(noisy, "purity", 2),
                at(measured.biases(), "purity", 2),
                4 * deviation * (1 / Math.sqrt(repetitions) + 0.1));
    }

    /** Overlap, purity and entropy; players decoherence, readout, shots, reconstruction. */
    @Test
    void theBudgetDividesTheWayFromIdealToMeasured() {
        TomographyType.Result.Series all = run(READ_RING, "budget: true, shots: 100, bootstraps: 60, to-step: 4")
                .series()
                .get(0);
        TomographyType.Result.Series exact =
                run(READ_RING, "budget: true, shots: inf, to-step: 4").series().get(0);
        TomographyType.Result.Series quiet =
                run(RING, "budget: true, shots: inf, to-step: 4").series().get(0);
        for (int k = 0; k < 3; k++) {
            String name = all.budget().get(k).observable();
            for (TomographyType.Result.Series series : List.of(all, exact, quiet)) {
                TomographyType.Result.BudgetLine line = series.budget().get(k);
                double sum = 0;
                for (double[] share : line.shares()) {
                    sum += share[4];
                }
                assertEquals(line.ideal()[4] - line.measured()[4], sum, 1e-12);
                assertEquals(at(series.ideal(), name, 4), line.ideal()[4], 1e-7);
            }
            // The mean of repeated experiments is what the bias is about, within its counting errors.
            double mean = at(all.noisy(), name, 4) + at(all.measured().biases(), name, 4);
            double error = at(all.measured().errors(), name, 4);
            assertEquals(mean, all.budget().get(k).measured()[4], 6 * error / Math.sqrt(60));
            double[][] shares = exact.budget().get(k).shares();
            assertEquals(0, shares[2][4], 1e-15, "exact frequencies have no shots");
            assertTrue(Math.abs(shares[1][4]) > 1e-3, "readout " + shares[1][4]);
            shares = quiet.budget().get(k).shares();
            assertEquals(at(quiet.ideal(), name, 4) - at(quiet.noisy(), name, 4), shares[0][4], 1e-7);
            assertEquals(0, shares[1][4], 1e-15);
            assertEquals(0, shares[3][4], 1e-7, "linear inversion of exact frequencies is the state");
        }
        // Purity: linear inversion of few counts is too large, and what makes states of it takes that back.
        assertTrue(all.budget().get(1).shares()[2][4] < 0 && all.budget().get(1).shares()[3][4] > 0);
    }

    /** Errors that no product of one-qubit errors has: told apart, undone exactly, and by what a calibration finds. */
    @Test
    void correlatedReadoutErrorsAreReadAndUndone() {
        String pair = """
                device:
                  name: together
                  qubits: [ { name: A, T1: 3 us, T2: 2 us }, { name: B, T1: 5 us, T2: 4 us } ]
                  operations: { ry: { duration: 30 ns }, interaction: { coupling: 4 MHz } }
                  readout-confusion:
                    - [ 0.93, 0.04, 0.06, 0.01 ]
                    - [ 0.03, 0.92, 0.01, 0.07 ]
                    - [ 0.03, 0.01, 0.90, 0.05 ]
                    - [ 0.01, 0.03, 0.03, 0.87 ]
                circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 3 } }
                """;
        for (String method : List.of("linear", "maximum-likelihood")) {
            TomographyType.Result.Series exact = run(
                            pair, "shots: inf, correct: exact, observables: [ ZZ ], reconstruction: " + method)
                    .series()
                    .get(0);
            double allowed = method.equals("linear") ? 1e-12 : 1e-3;
            assertEquals(at(exact.noisy(), "ZZ", 3), at(exact.measured().values(), "ZZ", 3), allowed);
        }
        TomographyType.Result.Series raw = run(
                        pair,
                        "shots: inf, reconstruction: linear, observables: [ ZZ ], to-step: 0,"
                                + " initial-states: [ { theta: 0, phi: 0 } ]")
                .series()
                .get(0);
        assertEquals(0.93 - 0.03 - 0.03 + 0.01, at(raw.measured().values(), "ZZ", 0), 1e-12);
        TomographyType.Result.Series calibrated = run(
                        pair,
                        "shots: inf, correct: calibrated, calibration-shots: 1000000, reconstruction: linear,"
                                + " observables: [ ZZ ], bootstraps: 20")
                .series()
                .get(0);
        double error = at(calibrated.measured().errors(), "ZZ", 3);
        assertTrue(error > 1e-5 && error < 5e-3, "error " + error);
        assertEquals(at(calibrated.noisy(), "ZZ", 3), at(calibrated.measured().values(), "ZZ", 3), 5 * error);
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> BudgetStudies.plan(
                        folder, pair, "{ type: decoherence-budget, id: b, observable: ZZ, measured: true }"));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .contains("`measured` needs readout errors of each qubit by itself"),
                refused.getMessage());
    }

    @Test
    void oneSeedGivesOneResultAtAnyThreadCount() {
        AnalysisPlan plan = plan(READ_RING, "shots: 30, correct: calibrated, bootstraps: 10, to-step: 3");
        TomographyType.Result one = TomographyType.TYPE
                .prepared(plan, SimulationOptions.defaults().withThreads(1))
                .run();
        TomographyType.Result four = TomographyType.TYPE
                .prepared(plan, SimulationOptions.defaults().withThreads(4))
                .run();
        TomographyType.Result other = TomographyType.TYPE
                .prepared(plan.withSeed(2), SimulationOptions.defaults().withThreads(1))
                .run();
        for (String name : List.of("overlap", "purity")) {
            assertArrayEquals(
                    one.series().get(0).measured().values().scalar(name),
                    four.series().get(0).measured().values().scalar(name));
            assertArrayEquals(
                    one.series().get(0).measured().errors().scalar(name),
                    four.series().get(0).measured().errors().scalar(name));
        }
        assertTrue(at(one.series().get(0).measured().values(), "purity", 2)
                != at(other.series().get(0).measured().values(), "purity", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shots: 0 | `shots` must be from 1 to 1000000000, or `inf`",
                "shots: many | `shots` must be",
                "calibration-shots: 100 | `calibration-shots` needs `correct: calibrated`",
                "figures: [ budget ] | `budget: true` must be given",
                "budget: true, bootstraps: 0 | `budget` needs `bootstraps` of at least 10",
                "bootstraps: 3 | `bootstraps` must be 0, or from 10 to 10000",
                "figures: [ pauli ] | `pauli-expectations-at` must be given",
                "to-step: 2, pauli-expectations-at: 5 | at most the last step measured, 2",
                "observables: [ purity ] | need not ask for `purity`, which all time series have",
                "'device: { operations: { ry: { duration: 1 ns, overrides: [ { qubits: [ Q1 ], duration: 2 ns } ] } }"
                        + " }, to-step: 99' | at most the circuit's 10 steps",
            })
    void mistakesAreToldAtTheirPlace(String keys, String message) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> plan(RING, keys));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    @Test
    void readoutThatCannotBeUndoneIsRefused() {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> plan(ring("readout: { p1-given-0: 0.4, p0-given-1: 0.6 }"), "correct: exact"));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("`correct` is impossible") && message.contains("must be invertible"), message);
    }

    @Test
    void aBasisThatNoRotationReachesIsRefused() {
        String setup = RING.replace("rz: { duration: 0 ns }, ", "");
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> plan(setup, "rotations: gates"));
        String message = String.valueOf(refused.getMessage());
        assertTrue(
                message.contains("turns +Y of qubit Q0 to z: it must have rx, or rz and ry among its operations"),
                message);
    }
}
