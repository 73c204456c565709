package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.LindbladSimulator;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** The kicked top with noise during its gates: the splitting error, and the exchange interaction. */
class DuringGateTest {

    private static final Observable OVERLAP = new Observable.MicrocanonicalOverlap();
    private static final Observable ENTROPY = new Observable.MeanEntropy();
    private static final Observable PURITY = new Observable.Purity();
    private static final Observable BLOCH = new Observable.MeanBlochVector();

    /**
     * Values for |0,0> at kappa 2.5 by an independent program, after the gate and during it: overlap at N = 10 and 20,
     * mean entropy of steps 1..10, purity at N = 10; then purities at kappa 0.5, N = 10, of the y pole and the z pole.
     */
    @ParameterizedTest
    @CsvSource({
        "20, 5, 0.9626, 0.9632, 0.9522, 0.9528, 0.791, 0.790, 0.753, 0.758, 0.848, 0.848, 0.872, 0.878",
        "10, 3, 0.9516, 0.9526, 0.9327, 0.9335, 0.829, 0.827, 0.617, 0.624, 0.760, 0.760, 0.790, 0.799",
        "10, 2, 0.9425, 0.9439, 0.9173, 0.9186, 0.856, 0.854, 0.522, 0.529, 0.680, 0.680, 0.729, 0.739",
        "4, 2.8, 0.9407, 0.9419, 0.9143, 0.9154, 0.856, 0.854, 0.508, 0.518, 0.710, 0.710, 0.712, 0.724",
    })
    void splittingErrorAfterAgainstDuring(
            double t1,
            double tPhi,
            double overlap10After,
            double overlap10During,
            double overlap20After,
            double overlap20During,
            double entropyAfter,
            double entropyDuring,
            double purityAfter,
            double purityDuring,
            double yPoleAfter,
            double yPoleDuring,
            double zPoleAfter,
            double zPoleDuring) {
        Calibration device = device(equalQubits(3, t1, tPhi), 25, Envelope.RECTANGULAR);
        KickedTop top = KickedTop.of(3, 2.5);
        SimulationResult after = run(device, Placement.AFTER_GATE, top, 20, 0, 0);
        SimulationResult during = run(device, Placement.DURING_GATE, top, 20, 0, 0);
        assertEquals(overlap10After, after.scalars(OVERLAP)[10], 5.1e-5);
        assertEquals(overlap10During, during.scalars(OVERLAP)[10], 5.1e-5);
        assertEquals(overlap20After, after.scalars(OVERLAP)[20], 5.1e-5);
        assertEquals(overlap20During, during.scalars(OVERLAP)[20], 5.1e-5);
        assertEquals(entropyAfter, mean(after.scalars(ENTROPY)), 5.1e-4);
        assertEquals(entropyDuring, mean(during.scalars(ENTROPY)), 5.1e-4);
        assertEquals(purityAfter, after.scalars(PURITY)[10], 5.1e-4);
        assertEquals(purityDuring, during.scalars(PURITY)[10], 5.1e-4);

        Calibration weak = device(equalQubits(3, t1, tPhi), 5, Envelope.RECTANGULAR);
        KickedTop slow = KickedTop.of(3, 0.5);
        assertEquals(yPoleAfter, purity(weak, Placement.AFTER_GATE, slow, Math.PI / 2, -Math.PI / 2), 5.1e-4);
        assertEquals(yPoleDuring, purity(weak, Placement.DURING_GATE, slow, Math.PI / 2, -Math.PI / 2), 5.1e-4);
        assertEquals(zPoleAfter, purity(weak, Placement.AFTER_GATE, slow, 0, 0), 5.1e-4);
        assertEquals(zPoleDuring, purity(weak, Placement.DURING_GATE, slow, 0, 0), 5.1e-4);
    }

    /** Identical qubits cannot tell the exchange interaction from Jz^2, decoherence or not. */
    @ParameterizedTest
    @CsvSource({"2, RECTANGULAR", "3, RECTANGULAR", "4, RECTANGULAR", "5, RECTANGULAR", "4, COSINE"})
    void exchangeEqualsIsingForIdenticalQubits(int n, Envelope envelope) {
        Calibration device = device(equalQubits(n, 1, 0.7), 25, envelope);
        KickedTop ising = KickedTop.of(n, 2.5);
        assertEqualObservables(
                List.of(BLOCH, ENTROPY, PURITY, OVERLAP),
                run(device, Placement.DURING_GATE, ising, 4, 0.7, 1.9),
                run(device, Placement.DURING_GATE, ising.withInteraction(Interaction.EXCHANGE), 4, 0.7, 1.9));
    }

    @Test
    void unequalQubitsTellExchangeFromIsing() {
        List<QubitCalibration> qubits = new ArrayList<>(equalQubits(3, 1, 0.7));
        qubits.set(2, QubitCalibration.ofT1Tphi("Q2", 0.2e-6, 0.2e-6));
        Calibration device = device(qubits, 25, Envelope.RECTANGULAR);
        KickedTop ising = KickedTop.of(3, 2.5);
        double one = run(device, Placement.DURING_GATE, ising, 4, 0.7, 1.9).scalars(PURITY)[4];
        double other = run(device, Placement.DURING_GATE, ising.withInteraction(Interaction.EXCHANGE), 4, 0.7, 1.9)
                .scalars(PURITY)[4];
        assertTrue(Math.abs(one - other) > 1e-4, "purities " + one + " and " + other);
    }

    /**
     * Without noise the pulse's shape does not matter: H commutes with itself at all times. (The overlap is left out:
     * it takes square roots of eigenvalues that are 0 for pure states, and of the integration's error.)
     */
    @ParameterizedTest
    @EnumSource(Envelope.class)
    void envelopesAgreeWithoutNoise(Envelope envelope) {
        double infinite = Double.POSITIVE_INFINITY;
        Calibration device = device(equalQubits(4, infinite, infinite), 25, envelope);
        KickedTop top = KickedTop.of(4, 2.5);
        assertEqualObservables(
                List.of(BLOCH, ENTROPY, PURITY),
                run(device, Placement.NONE, top, 3, 0.7, 1.9),
                run(device, Placement.DURING_GATE, top, 3, 0.7, 1.9));
    }

    private static void assertEqualObservables(
            List<Observable> observables, SimulationResult expected, SimulationResult found) {
        for (Observable observable : observables) {
            double tolerance = observable == OVERLAP ? 3e-8 : 1e-9;
            double[][] a = expected.series(observable);
            double[][] b = found.series(observable);
            for (int step = 0; step < a.length; step++) {
                for (int k = 0; k < a[step].length; k++) {
                    assertEquals(a[step][k], b[step][k], tolerance, observable + " at step " + step);
                }
            }
        }
    }

    private static double purity(Calibration device, Placement placement, KickedTop top, double theta, double phi) {
        return run(device, placement, top, 10, theta, phi).scalars(PURITY)[10];
    }

    private static double mean(double[] series) {
        double sum = 0;
        for (int step = 1; step <= 10; step++) {
            sum += series[step] / 10;
        }
        return sum;
    }

    private static SimulationResult run(
            Calibration device, Placement placement, KickedTop top, int steps, double theta, double phi) {
        SimulationTask task = SimulationTask.of(
                NoiseModel.of(device, placement)
                        .apply(new Scheduler(new CalibratedDurations(device)).schedule(top.circuit(steps))),
                List.of(BLOCH, ENTROPY, PURITY, OVERLAP));
        return new LindbladSimulator().run(task, InitialState.coherent(top.qubits(), theta, phi));
    }

    private static List<QubitCalibration> equalQubits(int n, double t1Us, double tPhiUs) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            qubits.add(QubitCalibration.ofT1Tphi("Q" + q, t1Us * 1e-6, tPhiUs * 1e-6));
        }
        return qubits;
    }

    private static Calibration device(List<QubitCalibration> qubits, double interactionNs, Envelope envelope) {
        return Calibration.of(
                qubits, shaped("ry", 20, envelope), shaped(KickedTop.INTERACTION, interactionNs, envelope));
    }

    private static OperationCalibration shaped(String name, double ns, Envelope envelope) {
        return new OperationCalibration(name, new Timing.Duration(Measured.exactly(ns * 1e-9)), envelope, List.of());
    }
}
