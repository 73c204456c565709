package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.Recording;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.StateVectorSimulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * The kicked top with T1 = 10 us and T2 = 5 us, quarter turns of 20 ns, kicks of kappa 2.5 in 25 ns, from cos(1)|0> +
 * e^(-i) sin(1)|1>: values on which qulacs, QuEST, Qiskit Aer, QuTiP and numpy agree.
 */
class WorkloadReferenceTest {

    private static final double AGREED = 1e-9;
    private static final Observable FIRST_Z = new Observable.BlochVector(0);

    @ParameterizedTest
    @CsvSource({
        "3, 20, 0.577932088369, 0.964647089075, -0.096143749299",
        "6, 20, 0.303069312253, 0.951128118225, 0.163777816538",
        "8, 20, 0.199331675596, 0.909707639220, 0.144506098233",
        "10, 20, 0.132350563361, 0.985104969172, -0.071361459376",
        "12, 5, 0.58070068165, 0.863147216872, 0.215925520639"
    })
    void densityMatrix(int qubits, int steps, double purity, double entropy, double z) {
        SimulationTask task = task(qubits, steps, Placement.AFTER_GATE).withRecording(Recording.END);
        assertValues(new DensityMatrixSimulator(), task, purity, entropy, z);
    }

    @ParameterizedTest
    @EnumSource(Recording.class)
    void recordingChangesNoValue(Recording recording) {
        SimulationTask task = task(6, 20, Placement.AFTER_GATE).withRecording(recording);
        assertValues(new DensityMatrixSimulator(), task, 0.303069312253, 0.951128118225, 0.163777816538);
    }

    @ParameterizedTest
    @CsvSource("20, 3, 1, 0.665503485448, -0.054282541588")
    void ideal(int qubits, int steps, double purity, double entropy, double z) {
        assertValues(new StateVectorSimulator(), task(qubits, steps, Placement.NONE), purity, entropy, z);
    }

    private static SimulationTask task(int qubits, int steps, Placement placement) {
        Calibration calibration = Calibration.of(
                IntStream.range(0, qubits)
                        .mapToObj(q -> QubitCalibration.ofT1T2("Q" + q, 10e-6, 5e-6))
                        .toList(),
                OperationCalibration.ofDuration("ry", 20e-9),
                OperationCalibration.ofDuration(KickedTop.INTERACTION, 25e-9));
        NoisyEnsemble ensemble = NoiseModel.of(calibration, placement)
                .apply(new Scheduler(new CalibratedDurations(calibration))
                        .schedule(KickedTop.of(qubits, 2.5).circuit(steps)));
        return SimulationTask.of(ensemble, List.of(new Observable.Purity(), new Observable.MeanEntropy(), FIRST_Z));
    }

    private static void assertValues(
            Simulator simulator, SimulationTask task, double purity, double entropy, double z) {
        SimulationResult result =
                simulator.run(task, InitialState.coherent(task.ensemble().qubits(), 2, 1));
        int end = result.series(FIRST_Z).length - 1;
        assertEquals(purity, result.scalars(new Observable.Purity())[end], AGREED);
        assertEquals(entropy, result.scalars(new Observable.MeanEntropy())[end], AGREED);
        assertEquals(z, result.series(FIRST_Z)[end][2], AGREED);
    }
}
