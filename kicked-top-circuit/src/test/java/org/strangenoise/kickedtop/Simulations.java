package org.strangenoise.kickedtop;

import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Runs kicked tops for tests, by the way every user takes. */
final class Simulations {

    private Simulations() {}

    /** The paper's durations: 20 ns rotations, g/2pi = 5.305 MHz, 43 ns CNOTs. */
    static Calibration device(List<QubitCalibration> qubits) {
        return Calibration.of(
                qubits,
                OperationCalibration.ofDuration("ry", 20e-9),
                OperationCalibration.ofDuration("rz", 0),
                OperationCalibration.ofDuration("cnot", 43e-9),
                OperationCalibration.ofCoupling(KickedTop.INTERACTION, 5.305e6));
    }

    static Calibration perfectDevice(int qubits) {
        return device(IntStream.range(0, qubits)
                .mapToObj(q -> QubitCalibration.ofT1T2("Q" + q, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .toList());
    }

    static SimulationResult ideal(KickedTop top, int steps, double theta, double phi, Observable... observables) {
        return run(perfectDevice(top.qubits()), Placement.NONE, top, steps, theta, phi, observables);
    }

    static SimulationResult run(
            Calibration device,
            Placement placement,
            KickedTop top,
            int steps,
            double theta,
            double phi,
            Observable... observables) {
        var scheduled = new Scheduler(new CalibratedDurations(device)).schedule(top.circuit(steps));
        SimulationTask task =
                SimulationTask.of(NoiseModel.of(device, placement).apply(scheduled), List.of(observables));
        InitialState initial = InitialState.coherent(top.qubits(), theta, phi);
        return SimulatorChoice.of(SimulationMethod.AUTO, task, initial)
                .simulator()
                .run(task, initial);
    }
}
