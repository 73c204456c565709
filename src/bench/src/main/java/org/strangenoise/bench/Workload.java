package org.strangenoise.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.Recording;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * The workload that the published numbers are of: every qubit starts in {@code cos(1)|0> + e^(-i) sin(1)|1>}; a step is
 * a quarter turn about y in 20 ns and a kick of kappa 2.5 in 25 ns, T1 = 10 us, T2 = 5 us.
 *
 * @param qubits n
 * @param steps Floquet steps
 * @param placement when noise acts; {@link Placement#NONE} for the ideal circuit
 */
public record Workload(int qubits, int steps, Placement placement) implements TimedCircuit {

    /** z of qubit 0 is its third component. */
    public static final Observable FIRST_QUBIT = new Observable.BlochVector(0);

    private static final double T1 = 10e-6;
    private static final double T2 = 5e-6;
    private static final double ROTATION = 20e-9;
    private static final double KICK = 25e-9;
    private static final double KAPPA = 2.5;

    @Override
    public SimulationTask task() {
        return SimulationTask.of(
                        ensemble(), List.of(new Observable.Purity(), new Observable.MeanEntropy(), FIRST_QUBIT))
                .withRecording(Recording.END);
    }

    /** Recorded at every step: what a map shows. */
    public SimulationTask mapTask() {
        return SimulationTask.of(
                ensemble(),
                List.of(new Observable.MeanBlochVector(), new Observable.MeanEntropy(), new Observable.Purity()));
    }

    @Override
    public InitialState initial() {
        return InitialState.coherent(qubits, 2, 1);
    }

    /** The 31 by 61 states of a map, theta from 0 to pi, phi from -pi to pi. */
    public List<InitialState> map() {
        List<InitialState> states = new ArrayList<>();
        for (int i = 0; i <= 30; i++) {
            for (int j = 0; j <= 60; j++) {
                states.add(InitialState.coherent(qubits, Math.PI * i / 30, Math.PI * (j - 30) / 30));
            }
        }
        return states;
    }

    private NoisyEnsemble ensemble() {
        Calibration calibration = Calibration.of(
                IntStream.range(0, qubits)
                        .mapToObj(q -> QubitCalibration.ofT1T2("Q" + q, T1, T2))
                        .toList(),
                OperationCalibration.ofDuration("ry", ROTATION),
                OperationCalibration.ofDuration(KickedTop.INTERACTION, KICK));
        return NoiseModel.of(calibration, placement)
                .apply(new Scheduler(new CalibratedDurations(calibration))
                        .schedule(KickedTop.of(qubits, KAPPA).circuit(steps)));
    }
}
