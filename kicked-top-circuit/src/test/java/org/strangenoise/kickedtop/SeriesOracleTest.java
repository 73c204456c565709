package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.LindbladSimulator;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.StateVectorSimulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** The kicked top against the time series of an independent program. */
class SeriesOracleTest {

    private static final double EXACT = 1e-9;
    private static final double RANK_DEFICIENT = 3e-8;

    static Stream<Oracles.Case> cases() {
        return Oracles.seriesCases();
    }

    static Stream<Oracles.Case> idealCases() {
        return Oracles.seriesCases().filter(c -> !c.isNoisy());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void densityMatrixAgrees(Oracles.Case oracle) {
        assertAgrees(oracle, new DensityMatrixSimulator());
    }

    @ParameterizedTest
    @MethodSource("idealCases")
    void stateVectorAgrees(Oracles.Case oracle) {
        assertAgrees(oracle, new StateVectorSimulator());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void continuousEvolutionAgrees(Oracles.Case oracle) {
        assertAgrees(oracle, new LindbladSimulator());
    }

    private static void assertAgrees(Oracles.Case oracle, Simulator simulator) {
        Map<Observable, JsonNode> expected = new LinkedHashMap<>();
        JsonNode series = oracle.node().get("series");
        expected.put(new Observable.MeanBlochVector(), series.get("bloch"));
        expected.put(new Observable.MeanEntropy(), series.get("entropy"));
        expected.put(new Observable.Purity(), series.get("purity"));
        expected.put(new Observable.MicrocanonicalOverlap(), series.get("overlap"));
        List<Observable> observables = new ArrayList<>(expected.keySet());
        JsonNode paulis = oracle.node().path("paulis");
        paulis.fieldNames()
                .forEachRemaining(p -> observables.add(new Observable.PauliExpectation(new PauliString(p), false)));

        ScheduledCircuit scheduled = new Scheduler(new CalibratedDurations(oracle.calibration()))
                .schedule(oracle.top().circuit(oracle.steps()));
        NoisyEnsemble ensemble =
                NoiseModel.of(oracle.calibration(), oracle.placement()).apply(scheduled);
        SimulationResult result = simulator.run(
                SimulationTask.of(ensemble, observables),
                InitialState.coherent(oracle.qubits(), oracle.theta(), oracle.phi()));

        expected.forEach((observable, values) -> {
            double tolerance = observable instanceof Observable.MicrocanonicalOverlap ? RANK_DEFICIENT : EXACT;
            double[][] found = result.series(observable);
            assertEquals(values.size(), found.length);
            for (int step = 0; step < found.length; step++) {
                for (int k = 0; k < found[step].length; k++) {
                    double value = values.get(step).isArray()
                            ? values.get(step).get(k).asDouble()
                            : values.get(step).asDouble();
                    assertEquals(value, found[step][k], tolerance, observable + " at step " + step);
                }
            }
        });
        paulis.properties().forEach(entry -> {
            double[] found = result.scalars(new Observable.PauliExpectation(new PauliString(entry.getKey()), false));
            int at = oracle.input().get("paulis_at").asInt();
            assertEquals(entry.getValue().asDouble(), found[at], EXACT, entry.getKey());
        });
    }
}
