package org.strangenoise.studies.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.budget.Player;
import org.strangenoise.studies.study.BudgetStudies;

/** Leakage and control error beside decoherence. */
class ThreeLevelBudgetTest {

    private static final int STEP = 10;

    @TempDir
    Path folder;

    /** An exchange of 25 ns of three transmons of -213 MHz, the rotations without a pulse. */
    private static String exchange(double kappa, String calibrate, String placement) {
        return """
                device:
                  name: transmons
                  qubits:
                    - { name: A, T1: inf, Tphi: inf, levels: 3, anharmonicity: -213 MHz }
                    - { name: B, T1: inf, Tphi: inf, levels: 3, anharmonicity: -213 MHz }
                    - { name: C, T1: inf, Tphi: inf, levels: 3, anharmonicity: -213 MHz }
                  operations: { ry: { duration: 0 ns }, interaction: { duration: 25 ns, calibrate: %s } }
                circuit: { kicked-top: { qubits: 3, kappa: %s, steps: 10, interaction: exchange } }
                noise: { placement: %s }
                """.formatted(calibrate, kappa, placement);
    }

    private AttributionType.Result run(String setup, String merit) {
        AttributionType.Plan plan = (AttributionType.Plan) BudgetStudies.plan(
                folder, setup, "{ type: decoherence-budget, id: a, split-by: [ mechanism ], " + merit + " }");
        return AttributionType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
    }

    private static double share(AttributionType.Result result, String mechanism) {
        List<String> names = result.players().stream().map(Player::mechanism).toList();
        return result.attribution().shapley()[names.indexOf(mechanism)][STEP];
    }

    /** What an independent program found from (0.2618, 2.0944), mirrored for g above 0, to its four digits. */
    @ParameterizedTest
    @CsvSource({
        "2.5, none, 2.0944, 0.0006, 0.0104",
        "2.5, '[ phase ]', 2.0944, 0.0003, 0.0005",
        "-2.5, none, -2.0944, 0.0052, -0.0045"
    })
    void sharesOfThePulseAloneAreThoseOfAnIndependentProgram(
            double kappa, String calibrate, double phi, double leakage, double control) {
        AttributionType.Result result = run(
                exchange(kappa, calibrate, "during-gate"),
                "observable: overlap, initial-state: { theta: 0.2618, phi: " + phi + " }");
        assertEquals(leakage, share(result, "leakage"), 1.5e-4);
        assertEquals(control, share(result, "control"), 1.5e-4);
    }

    private static final String WARM = """
            device:
              name: transmons
              qubits:
                - { name: A, T1: 6 us, Tphi: 3 us, excited-population: 0.04, levels: 3, anharmonicity: -190 MHz }
                - { name: B, T1: 9 us, T2: 4 us, excited-population: 0.02, levels: 3, anharmonicity: -230 MHz }
              operations: { ry: { duration: 20 ns, envelope: cosine, calibrate: CAL1 }, interaction: { coupling: 9 MHz, calibrate: CAL2 } }
            circuit: { kicked-top: { qubits: 2, kappa: 2.1, steps: 10, interaction: exchange } }
            noise: { placement: PLACE }
            """;

    /** The shares of all players, decoherence included, sum to the loss at every step. */
    @ParameterizedTest
    @CsvSource({
        "during-gate, purity, false",
        "during-gate, entropy, true",
        "after-gate, overlap, false",
        "after-gate, fidelity, true"
    })
    void sharesSumToTheLoss(String placement, String observable, boolean calibrated) {
        AttributionType.Result result = run(warm(placement, calibrated), "observable: " + observable);
        assertEquals(
                List.of("T1", "Tphi", "thermal", "leakage", "control"),
                result.players().stream().map(Player::mechanism).toList());
        for (int step = 0; step <= STEP; step++) {
            int at = step;
            double sum = Arrays.stream(result.attribution().shapley())
                    .mapToDouble(shares -> shares[at])
                    .sum();
            assertEquals(result.attribution().loss(step), sum, 1e-12);
        }
        assertTrue(Math.abs(share(result, "leakage")) > 1e-5, "leakage " + share(result, "leakage"));
    }

    /** A light shift that calibration removes is a control error, and not leakage. */
    @Test
    void calibrationTakesTheControlErrorAndLeavesTheLeakage() {
        AttributionType.Result raw = run(warm("during-gate", false), "observable: fidelity");
        AttributionType.Result calibrated = run(warm("during-gate", true), "observable: fidelity");
        assertTrue(share(raw, "control") > 10 * Math.abs(share(calibrated, "control")));
        assertTrue(share(calibrated, "leakage") > 0);
        assertTrue(share(raw, "leakage") > 0);
    }

    private static String warm(String placement, boolean calibrated) {
        return WARM.replace("CAL1", calibrated ? "[ amplitude, phase ]" : "none")
                .replace("CAL2", calibrated ? "[ kappa, phase ]" : "none")
                .replace("PLACE", placement);
    }

    /** With everything switched off but the pulses' errors, both off is the ideal circuit. */
    @Test
    void nothingIsLostWithoutThem() {
        AttributionType.Result result = run(exchange(2.5, "none", "after-gate"), "observable: fidelity");
        double[] only = {
            result.attribution().only()[0][STEP], result.attribution().only()[1][STEP]
        };
        double[] leaveOneOut = {
            result.attribution().leaveOneOut()[0][STEP], result.attribution().leaveOneOut()[1][STEP]
        };
        double loss = result.attribution().loss(STEP);
        assertEquals(1, result.attribution().ideal()[STEP], 1e-12);
        // Of two players, one's leave-one-out is what the other's only leaves over.
        assertEquals(loss - only[1], leaveOneOut[0], 1e-12);
        assertEquals(loss - only[0], leaveOneOut[1], 1e-12);
    }
}
