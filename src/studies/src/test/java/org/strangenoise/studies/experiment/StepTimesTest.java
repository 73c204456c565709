package org.strangenoise.studies.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Reset;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.schedule.Scheduler;

/** Times are the doubles that a reader means by their decimals, however many durations they are the sum of. */
class StepTimesTest {

    private static Experiment.StepTimes times(Circuit circuit, double ry) {
        Calibration device = Calibration.of(
                List.of(QubitCalibration.ofT1T2("Q", 9e-6, 5e-6)),
                OperationCalibration.ofDuration("ry", ry),
                OperationCalibration.ofDuration("reset", 0.3e-6));
        return Experiment.StepTimes.of(
                new Scheduler(new CalibratedDurations(device), Scheduler.Policy.ASAP).schedule(circuit),
                circuit.steps());
    }

    @Test
    void sumsOfDurationsAreTheDecimalsThatAreMeant() {
        Circuit.Builder builder = Circuit.on(1);
        for (int k = 0; k < 10_000; k++) {
            builder.add(Gates.ry(0.1, 0)).add(Boundary.LAYER);
        }
        double[] times = times(builder.build(), 1e-7).sinceStart();
        assertEquals(0, times[0]);
        for (int k : new int[] {3, 7, 29, 333, 10_000}) {
            assertEquals(Double.parseDouble(k + "e-7"), times[k], 0.0, "step " + k);
        }
    }

    @Test
    void sinceResetTheClockBeginsAnew() {
        Circuit circuit = Circuit.on(1)
                .add(Gates.ry(0.1, 0))
                .add(Boundary.LAYER)
                .add(new Reset(0))
                .add(Gates.ry(0.1, 0))
                .add(Gates.ry(0.1, 0))
                .add(Boundary.LAYER)
                .build();
        Experiment.StepTimes times = times(circuit, 0.1e-6);
        assertArrayEquals(new double[] {0, 1e-7, 6e-7}, times.sinceStart());
        assertArrayEquals(new double[] {0, 1e-7, 2e-7}, times.sinceReset());
    }
}
