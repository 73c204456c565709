package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** The maps of Fig. 2 against those of an independent program, on the paper's grid. */
class EntropyMapOracleTest {

    private static final Observable ENTROPY = new Observable.MeanEntropy();
    private static final int ROWS = 31;
    private static final int COLUMNS = 61;

    static Stream<JsonNode> maps() {
        return StreamSupport.stream(
                Oracles.read("entropy_maps.json").get("maps").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("maps")
    void agrees(JsonNode oracle) {
        int steps = oracle.get("steps").asInt();
        KickedTop top = KickedTop.of(3, oracle.get("kappa").asDouble());
        boolean noisy = !oracle.get("t1_us").isNull();
        Calibration device = noisy
                ? Simulations.device(IntStream.range(0, 3)
                        .mapToObj(q -> QubitCalibration.ofT1T2(
                                "Q" + q,
                                oracle.get("t1_us").asDouble() * 1e-6,
                                oracle.get("t2_us").asDouble() * 1e-6))
                        .toList())
                : Simulations.perfectDevice(3);
        var scheduled = new Scheduler(operation -> operation instanceof DiagonalOperation
                        ? 10e-9 * top.kappa()
                        : new CalibratedDurations(device).seconds(operation))
                .schedule(top.circuit(steps));
        var ensemble = NoiseModel.of(device, noisy ? Placement.AFTER_GATE : Placement.NONE)
                .apply(scheduled);
        List<InitialState> starts = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                starts.add(
                        InitialState.coherent(3, Math.PI * r / (ROWS - 1), -Math.PI + 2 * Math.PI * c / (COLUMNS - 1)));
            }
        }
        List<SimulationResult> results =
                new DensityMatrixSimulator().runAll(SimulationTask.of(ensemble, List.of(ENTROPY)), starts);
        double[][] average = new double[ROWS][COLUMNS];
        double[] mean = new double[steps + 1];
        for (int i = 0; i < starts.size(); i++) {
            double[] series = results.get(i).scalars(ENTROPY);
            for (int step = 0; step <= steps; step++) {
                mean[step] += series[step] / starts.size();
                average[i / COLUMNS][i % COLUMNS] += step == 0 ? 0 : series[step] / steps;
            }
        }
        for (int step = 0; step <= steps; step++) {
            assertEquals(oracle.get("mean_over_grid_per_step").get(step).asDouble(), mean[step], 1e-9, "step " + step);
        }
        JsonNode expected = oracle.get("time_average_1_to_N");
        for (int c = 0; c < COLUMNS; c++) {
            assertEquals(expected.get("row_15").get(c).asDouble(), average[15][c], 1e-9, "column " + c);
        }
        for (int r = 0; r < ROWS; r++) {
            assertEquals(expected.get("column_10").get(r).asDouble(), average[r][10], 1e-9, "row " + r);
        }
    }
}
