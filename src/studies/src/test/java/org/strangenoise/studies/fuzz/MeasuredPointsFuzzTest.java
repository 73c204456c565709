package org.strangenoise.studies.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.BeforeAll;
import org.strangenoise.device.Calibration;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.fit.MeasuredPoints;
import org.strangenoise.yaml.Problems;

/** Tables of measured points. */
class MeasuredPointsFuzzTest {

    @BeforeAll
    static void loadClasses() {
        UntrustedInput.loadDevices();
    }

    @FuzzTest
    void measuredPoints(byte[] bytes) {
        CircuitSource circuit = new CircuitSource.KickedTopSource(
                KickedTop.of(3, 2.5), 20, InitialState.ground(3), CircuitSource.Preparation.IDEAL);
        UntrustedInput.readOrRefused(bytes, () -> {
            Problems problems = new Problems();
            var points = MeasuredPoints.read(
                    UntrustedInput.file(bytes), circuit, Calibration.uniform(3, 10e-6, 12e-6), problems);
            problems.throwIfErrors();
            return points;
        });
    }
}
