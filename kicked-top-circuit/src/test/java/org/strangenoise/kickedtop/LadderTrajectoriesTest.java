package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.PulseCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.Ladder;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.TrajectorySimulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Trajectories of transmons against the exact density matrix. */
class LadderTrajectoriesTest {

    /** Rectangular rotations, short T1 and an exchange of three leak and decay by several per cent. */
    @ParameterizedTest
    @CsvSource({"3, DURING_GATE", "3, AFTER_GATE", "4, DURING_GATE"})
    void sampledNumbersAreThoseOfTheExactMatrix(int qubits, Placement placement) {
        NoisyEnsemble ensemble = ensemble(qubits, placement, 2);
        List<Observable> observables = observables(qubits);
        SimulationTask task = new SimulationTask(
                ensemble,
                observables,
                Optional.of(ideal(qubits, 2)),
                SimulationOptions.defaults().withTrajectories(1500).withSeed(7).withThreads(2));
        InitialState initial = InitialState.coherent(qubits, 1.1, 0.6);
        SimulationResult exact = new DensityMatrixSimulator().run(task, initial);
        SimulationResult sampled = new TrajectorySimulator().run(task, initial);
        assertTrue(exact.scalars(new Observable.MeanLeakage())[2] > 0.02, "enough leaks");
        assertTrue(exact.scalars(new Observable.Purity())[2] < 0.7, "enough decays");
        for (Observable observable : observables) {
            double[][] errors = sampled.standardErrors().orElseThrow().get(observable);
            for (int t = 0; t <= 2; t++) {
                for (int k = 0; k < errors[t].length; k++) {
                    // Five standard errors, and the bias of functions of means.
                    double allowed = 5 * errors[t][k] + 4e-3;
                    assertTrue(errors[t][k] < 0.05, observable + " at " + t + " has the error " + errors[t][k]);
                    assertEquals(
                            exact.series(observable)[t][k],
                            sampled.series(observable)[t][k],
                            allowed,
                            observable + " at " + t);
                }
            }
        }
    }

    @Test
    void aSeedGivesTheSameNumbersAtAnyThreadCount() {
        SimulationOptions options =
                SimulationOptions.defaults().withTrajectories(37).withSeed(3);
        List<Observable> observables = List.of(new Observable.MeanEntropy(), new Observable.MeanLeakage());
        NoisyEnsemble ensemble = ensemble(2, Placement.DURING_GATE, 3);
        InitialState initial = InitialState.coherent(2, 0.4, 2.6);
        SimulationResult one = new TrajectorySimulator()
                .run(new SimulationTask(ensemble, observables, Optional.empty(), options.withThreads(1)), initial);
        SimulationResult three = new TrajectorySimulator()
                .run(new SimulationTask(ensemble, observables, Optional.empty(), options.withThreads(3)), initial);
        for (Observable observable : observables) {
            assertArrayEquals(one.scalars(observable), three.scalars(observable));
        }
    }

    private static List<Observable> observables(int qubits) {
        String letters = "ZXYZ".substring(0, qubits);
        List<Observable> observables = new ArrayList<>(List.of(
                new Observable.MeanEntropy(),
                new Observable.Purity(),
                new Observable.MicrocanonicalOverlap(),
                new Observable.Fidelity(),
                new Observable.MeanLeakage(),
                new Observable.Probabilities(true),
                new Observable.Probabilities(false),
                new Observable.PauliExpectation(new PauliString(letters), true),
                new Observable.PauliExpectation(new PauliString(letters), false)));
        for (int q = 0; q < qubits; q++) {
            observables.add(new Observable.Leakage(q));
            observables.add(new Observable.BlochVector(q));
        }
        return observables;
    }

    private static NoisyCircuit ideal(int qubits, int steps) {
        return NoiseModel.of(device(qubits), Placement.NONE)
                .apply(scheduled(qubits, steps))
                .members()
                .get(0)
                .circuit();
    }

    private static NoisyEnsemble ensemble(int qubits, Placement placement, int steps) {
        return NoiseModel.of(device(qubits), placement).apply(scheduled(qubits, steps));
    }

    private static ScheduledCircuit scheduled(int qubits, int steps) {
        Circuit circuit =
                KickedTop.of(qubits, 2.5).withInteraction(Interaction.EXCHANGE).circuit(steps);
        return new Scheduler(new CalibratedDurations(device(qubits))).schedule(circuit);
    }

    /** Unequal transmons, warm and far from 2 T1 = T2, the last with two levels. */
    private static Calibration device(int qubits) {
        List<QubitCalibration> all = new ArrayList<>();
        for (int q = 0; q < qubits; q++) {
            QubitCalibration qubit = QubitCalibration.ofT1Tphi("Q" + q, (0.4 + 0.2 * q) * 1e-6, (0.5 + 0.1 * q) * 1e-6)
                    .withExcitedPopulation(Measured.exactly(0.05 * q))
                    .withReadout(new ReadoutError(
                            Measured.exactly(0.02), Measured.exactly(0.06), Measured.exactly(0.8 - 0.1 * q)));
            all.add(q == qubits - 1 ? qubit : qubit.withLadder(Ladder.of(3, (-60 - 10 * q) * 1e6)));
        }
        return Calibration.of(
                all,
                OperationCalibration.ofDuration("ry", 20e-9)
                        .withEnvelope(Envelope.COSINE)
                        .withPulse(PulseCalibration.RAW),
                OperationCalibration.ofDuration("interaction", 25e-9).withPulse(PulseCalibration.RAW));
    }
}
