package org.strangenoise.studies.ergodicity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.kickedtop.SpinKickedTop;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.MicrocanonicalState;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.SymmetricStateVector;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.yaml.InvalidInputException;

class ErgodicityTest {

    private static final String SETUP = """
            device:
              name: three
              qubits:
                - { name: A, T1: 3 us, Tphi: 2 us, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
                - { name: B, T1: 8 us, T2: 4 us }
                - { name: C, T1: 5 us, T2: 6 us }
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: KAPPA, steps: 40 } }
            """;

    @TempDir
    Path folder;

    private ErgodicityType.Result run(String kappa, String keys) {
        return (ErgodicityType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(
                        folder, SETUP.replace("KAPPA", kappa), "{ type: ergodicity, id: a" + keys + " }"))
                .get(0);
    }

    /** By hand: the mean of z^2 over the sphere is 1/3, of x^2 z^2 1/15, of z^4 1/5, of x^2 y^2 z^2 1/105. */
    @ParameterizedTest
    @CsvSource({
        "ZII, 0",
        "XYI, 0",
        "ZZI, 0.3333333333333333",
        "XXZZ, 0.06666666666666667",
        "ZZZZ, 0.2",
        "XXYYZZ, 0.009523809523809525",
        "IIII, 1",
        "YYYYII, 0.2",
        "XXXI, 0"
    })
    void microcanonicalMeansAreMomentsOfTheSphere(String letters, double expected) {
        assertEquals(expected, MicrocanonicalState.expectation(new PauliString(letters)), 1e-15);
    }

    /** kappa = 0 turns a coherent state by quarters: means over whole turns are known, and far from microcanonical. */
    @Test
    void withoutKicksMeansAreThoseOfAQuarterTurn() {
        ErgodicityType.Result result =
                run("0", ", operators: [ ZII, YYI, ZZI ], initial-states: [ { theta: 0.7, phi: -0.4 } ], to-step: 39");
        double y = Math.sin(0.7) * Math.sin(0.4);
        double z = Math.cos(0.7);
        double x = Math.sin(0.7) * Math.cos(0.4);
        double[][] ideal = result.series().get(0).ideal();
        assertEquals(0, ideal[0][39], 1e-12);
        assertEquals(y * y, ideal[1][39], 1e-12);
        assertEquals((x * x + z * z) / 2, ideal[2][39], 1e-12);
        double deviation = Math.sqrt((Math.pow(y * y - 1 / 3., 2) + Math.pow((x * x + z * z) / 2 - 1 / 3., 2)) / 3);
        assertEquals(deviation, result.deviation(ideal)[39], 1e-12);
        // A chaotic one comes nearer.
        assertTrue(run("2.5", ", operators: [ ZII, YYI, ZZI ]")
                        .deviation(run("2.5", ", operators: [ ZII, YYI, ZZI ]")
                                .series()
                                .get(0)
                                .ideal())[39]
                < deviation);
    }

    /** kappa = 3 pi/2 makes three qubits' steps a finite group; the study's other kappa does not come back. */
    @ParameterizedTest
    @CsvSource({"4.71238898038469, true", "5.1, false"})
    void threeQubitsComeBackOrNot(double kappa, boolean back) {
        List<SymmetricStateVector> states =
                SpinKickedTop.of(KickedTop.of(3, kappa)).states(new SpinDirection(0.7, 0.4), 60);
        double nearest = 0;
        for (int step = 1; step <= 60; step++) {
            nearest = Math.max(nearest, states.get(0).fidelity(states.get(step)));
        }
        assertEquals(back, nearest > 1 - 1e-9, String.valueOf(nearest));
    }

    @Test
    void theEchoIsTheOverlapWithTheOtherTop() {
        ErgodicityType.Result result = run(
                "2.5",
                ", perturbation: 0.3, to-step: 4, operators: [ ZZZ ], initial-states: [ { theta: 0.7, phi: 0.4 } ]");
        double[] echo = result.series().get(0).idealEcho();
        assertEquals(1, echo[0], 1e-12);
        assertTrue(echo[4] < 0.99 && echo[4] > 0, String.valueOf(echo[4]));
        assertTrue(result.series().get(0).noisyEcho()[4] < 1
                && result.series().get(0).noisyEcho()[4] > 0);
        double[] none = run("2.5", ", perturbation: 0, to-step: 4, operators: [ ZZZ ]")
                .series()
                .get(0)
                .idealEcho();
        assertEquals(1, none[4], 1e-12);
    }

    /** Of many shots it is the noisy mean as the readout shows it: (1 - e0 - e1) z + e1 - e0 for a letter Z. */
    @Test
    void measuredMeansHoldTheReadout() {
        ErgodicityType.Result result = run("2.5", ", operators: [ ZII, IZI ], shots: 100000000, to-step: 10");
        ErgodicityType.Result.Series series = result.series().get(0);
        assertEquals(0.93 * series.noisy()[0][10] + 0.03, series.measured()[0][10], 5 * series.errors()[0]);
        assertEquals(series.noisy()[1][10], series.measured()[1][10], 5 * series.errors()[1]);
        assertTrue(series.errors()[0] < 1e-4 && series.errors()[0] > 1e-6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operators: [ ZZ ] | be a Pauli string of 3 letters, not all I",
                "operators: [ III ] | be a Pauli string of 3 letters, not all I",
                "operators: [ ZZI, ZZI ] | asks for `ZZI` a second time",
                "operators: [] | list at least one Pauli string",
                "to-step: 41 | be at most the circuit's 40 steps",
                "shots: 0 | be from 1 to",
            })
    void mistakesAreTold(String keys, String message) {
        String refused = assertThrows(InvalidInputException.class, () -> run("1", ", " + keys))
                .getMessage();
        assertTrue(refused.contains(message), refused);
    }
}
