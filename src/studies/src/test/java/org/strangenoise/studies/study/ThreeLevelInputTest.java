package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.PulseCalibration.Knob;
import org.strangenoise.noise.DrivenPulse;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.sweep.SweepType;
import org.strangenoise.transmon.PulseShape;
import org.strangenoise.transmon.RotationCalibration;
import org.strangenoise.yaml.InvalidInputException;

/** What a study of more than two levels refuses, in one line with its place, and what its sweeps calibrate. */
class ThreeLevelInputTest {

    private static final String STUDY = """
            device:
              name: transmons
              qubits:
                - { name: A, T1: 20 us, Tphi: 5 us, levels: 3, anharmonicity: -213 MHz }
                - { name: B, T1: 20 us, Tphi: 5 us, levels: 3, anharmonicity: -230 MHz }
              operations:
                ry: { duration: 20 ns, envelope: cosine, drag: 0.5 }
                interaction: { coupling: 5 MHz }
            circuit: { kicked-top: { qubits: 2, kappa: 1, steps: 1, interaction: exchange } }
            noise: { placement: during-gate }
            simulation: { method: auto }
            """;

    private static final String DYNAMICS = "{ type: dynamics, id: a }";

    @TempDir
    Path folder;

    private List<AnalysisResult> run(String setup, String analysis) {
        Study study = BudgetStudies.study(folder, setup, analysis);
        return new AnalysisRunner(BudgetStudies.OPTIONS, line -> {}).run(study);
    }

    private String refusal(String setup, String analysis) {
        String message = assertThrows(InvalidInputException.class, () -> run(setup, analysis))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.matches("(?s).*study.*\\.yaml:\\d+:\\d+: .*"), message);
        return message;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20 ns, envelope: cosine | 3 ns, envelope: cosine | ry of A cannot be calibrated: with",
                "coupling: 5 MHz | coupling: 5 MHz, rise-time: 200 ns | rise time must be at most half its duration",
                "coupling: 5 MHz | coupling: 5 MHz, detuning: { A: 100 MHz } | interaction cannot be calibrated",
                "drag: 0.5 | drag: 0.5, calibrate: [ kappa ] | `calibrate` of ry must hold amplitude, and phase or detuning",
                "coupling: 5 MHz | coupling: 5 MHz, calibrate: [ amplitude ] | `calibrate` of interaction must hold kappa",
                "coupling: 5 MHz | coupling: 5 MHz, envelope: cosine, drag: 1 | `drag` of interaction must be 0",
                "A, T1: 20 us | A, T1: inf, T1-ef: 2 us | `T1-ef` of qubit A must be inf where its T1 is, but is 2.0E-6 s",
                "method: auto | method: symmetric | method symmetric knows two levels",
                "method: auto | method: lindblad | methods that fit: [density-matrix, trajectories]",
                "method: auto | method: ideal | density-matrix and trajectories have them"
            })
    void badInputIsOneLineWithItsPlaceAndRule(String from, String to, String rule) {
        String message = refusal(STUDY.replace(from, to), DYNAMICS);
        assertTrue(message.contains(rule), message);
        assertTrue(message.contains("analysis `a` cannot run: "), message);
    }

    /** A value at which a pulse cannot be calibrated refuses the sweep; at the others each pulse is its own. */
    @Test
    void everyPointOfASweepIsCalibratedAnew() {
        String over = "{ type: sweep, id: a, over: { device.qubits.A.anharmonicity: [ %s ] }, observable: leakage }";
        assertTrue(refusal(STUDY, over.formatted("-213 MHz, -20 MHz")).contains("cannot be calibrated"));
        SweepType.Result swept = (SweepType.Result)
                run(STUDY, over.formatted("-150 MHz, -300 MHz")).get(0);
        List<DrivenPulse> ofA = swept.pulses().stream()
                .filter(pulse -> pulse.found().qubits().equals(List.of("A")))
                .map(pulse -> pulse.found().pulse())
                .toList();
        assertEquals(2, ofA.size());
        double[] anharmonicities = {-150e6, -300e6};
        for (int k = 0; k < 2; k++) {
            RotationCalibration alone = RotationCalibration.of(
                    "ry",
                    new RotationCalibration.Pulse(
                            3,
                            2 * Math.PI * anharmonicities[k],
                            0,
                            Math.PI / 4,
                            0.5,
                            new PulseShape(Envelope.COSINE, 0),
                            20e-9,
                            0),
                    Set.of(Knob.AMPLITUDE, Knob.PHASE));
            RotationCalibration found = ofA.get(k).rotation().orElseThrow();
            assertEquals(alone.amplitude(), found.amplitude(), 1e-9);
            assertEquals(alone.phase(), found.phase(), 1e-9);
        }
        assertNotEquals(
                ofA.get(0).rotation().orElseThrow().amplitude(),
                ofA.get(1).rotation().orElseThrow().amplitude(),
                1e-6);
        List<Double> kappas = swept.pulses().stream()
                .flatMap(pulse -> pulse.found().pulse().interaction().stream())
                .map(found -> found.kappa())
                .toList();
        assertEquals(2, kappas.size());
        kappas.forEach(kappa -> assertEquals(1, kappa, 1e-9));
    }

    /** On two levels the exchange needs noise during gates; a pulse of more levels has a unitary that noise follows. */
    @Test
    void theExchangeOfSeveralLevelsMayActAfterGates() {
        String after = STUDY.replace("during-gate", "after-gate");
        assertEquals(1, run(after, DYNAMICS).size());
        String two = after.replace(", levels: 3, anharmonicity: -213 MHz", "")
                .replace(", levels: 3, anharmonicity: -230 MHz", "")
                .replace(", drag: 0.5", "");
        assertTrue(assertThrows(InvalidInputException.class, () -> run(two, DYNAMICS))
                .getMessage()
                .contains("which noise must accompany"));
    }
}
