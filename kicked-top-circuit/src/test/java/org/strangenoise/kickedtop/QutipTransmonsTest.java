package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.PulseCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.Ladder;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.qudit.LevelState;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.testing.RequiresProgram;

/** Two unequal transmons against QuTiP's mesolve. */
class QutipTransmonsTest {

    private static final String PYTHON = "/usr/bin/python3";

    private static final String CASE = """
            {"levels": [3, 4], "anharmonicity": [-205e6, -260e6], "t1": [%s, %s], "tphi": [%s, %s], "drag": 0.6,
             "rotation": 17e-9, "kick": 23e-9, "kappa": %s, "theta": 0.8, "phi": 2.2}
            """;

    @Test
    @RequiresProgram({PYTHON, "-c", "import qutip; assert qutip.__version__.startswith('4.')"})
    void mesolveFindsTheSameDensityMatrix() throws Exception {
        double kappa = -1.6;
        double[] t1 = {1.3e-6, 0.7e-6};
        double[] tPhi = {0.6e-6, 2.1e-6};
        Calibration device = Calibration.of(
                List.of(
                        QubitCalibration.ofT1Tphi("A", t1[0], tPhi[0])
                                .withLadder(new Ladder(3, Optional.of(Measured.exactly(-205e6)), Optional.empty())),
                        QubitCalibration.ofT1Tphi("B", t1[1], tPhi[1])
                                .withLadder(new Ladder(4, Optional.of(Measured.exactly(-260e6)), Optional.empty()))),
                OperationCalibration.ofDuration("ry", 17e-9)
                        .withEnvelope(Envelope.COSINE)
                        .withPulse(PulseCalibration.RAW.withDrag(Measured.exactly(0.6))),
                OperationCalibration.ofDuration("interaction", 23e-9).withPulse(PulseCalibration.RAW));
        SimulationTask task = SimulationTask.of(
                NoiseModel.of(device, Placement.DURING_GATE)
                        .apply(new Scheduler(new CalibratedDurations(device))
                                .schedule(KickedTop.of(2, kappa)
                                        .withInteraction(Interaction.EXCHANGE)
                                        .circuit(1))),
                List.of(new Observable.MeanLeakage()));
        ComplexMatrix found = ((LevelState) new DensityMatrixSimulator()
                        .run(task, InitialState.coherent(2, 0.8, 2.2))
                        .finalState()
                        .orElseThrow())
                .matrix();
        JsonNode expected = new ObjectMapper().readTree(output(CASE.formatted(t1[0], t1[1], tPhi[0], tPhi[1], kappa)));
        assertEquals(144, expected.size());
        for (int i = 0; i < 144; i++) {
            assertEquals(expected.get(i).get(0).asDouble(), found.re(i / 12, i % 12), 1e-8);
            assertEquals(expected.get(i).get(1).asDouble(), found.im(i / 12, i % 12), 1e-8);
        }
    }

    private static String output(String argument) throws Exception {
        Process process = new ProcessBuilder(PYTHON, "src/test/python/qutip_transmons.py", argument)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }
}
