package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.StateVectorSimulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.SymmetricStateVector;

class SpinKickedTopTest {

    static Stream<Oracles.Case> idealCases() {
        return Oracles.seriesCases().filter(c -> !c.isNoisy());
    }

    @ParameterizedTest
    @MethodSource("idealCases")
    void agreesWithTheIndependentProgram(Oracles.Case oracle) {
        SpinKickedTop top = SpinKickedTop.of(oracle.top());
        SpinDirection start = new SpinDirection(oracle.theta(), oracle.phi());
        JsonNode series = oracle.node().get("series");
        assertSeries(series.get("entropy"), top.entropies(start, oracle.steps()), 1e-9);
        assertSeries(series.get("overlap"), top.microcanonicalOverlaps(start, oracle.steps()), 3e-8);
        double[][] bloch = top.blochVectors(start, oracle.steps());
        for (int step = 0; step <= oracle.steps(); step++) {
            assertSeries(series.get("bloch").get(step), bloch[step], 1e-9);
        }
        JsonNode paulis = oracle.node().path("paulis");
        SymmetricStateVector state = top.states(start, oracle.steps())
                .get(
                        paulis.isMissingNode()
                                ? 0
                                : oracle.input().get("paulis_at").asInt());
        for (Map.Entry<String, JsonNode> entry : paulis.properties()) {
            assertEquals(
                    entry.getValue().asDouble(),
                    state.pauliExpectation(new PauliString(entry.getKey())),
                    1e-9,
                    entry.getKey());
        }
    }

    /** Any rotation angle, negative kappa, against the circuit of the same top. */
    @Test
    void agreesWithTheCircuitInTheFullSpace() {
        KickedTop top = new KickedTop(5, -1.3, 0.7, Interaction.NATIVE, List.of());
        Observable.MeanBlochVector bloch = new Observable.MeanBlochVector();
        SimulationResult circuit = new StateVectorSimulator()
                .run(
                        SimulationTask.of(
                                NoiseModel.of(Oracles.ideal(top), Placement.NONE)
                                        .apply(new Scheduler(new CalibratedDurations(Oracles.ideal(top)))
                                                .schedule(top.circuit(6))),
                                List.of(bloch)),
                        InitialState.coherent(5, 0.8, -2.1));
        double[][] spin = SpinKickedTop.of(top).blochVectors(new SpinDirection(0.8, -2.1), 6);
        for (int step = 0; step <= 6; step++) {
            assertArrayEquals(circuit.series(bloch)[step], spin[step], 1e-13);
        }
    }

    /** {@code <J+>/j = (x' + i y') (cos a + i z' sin a)^(n-1)}, a = kappa/n, (x', y', z') the rotated Bloch vector. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 100, 301})
    void firstStepHasItsClosedForm(int n) {
        double kappa = 2.5;
        SpinDirection start = new SpinDirection(1.1, 0.7);
        double[] v = ClassicalKickedTop.vector(start);
        double x = v[2];
        double y = v[1];
        double z = -v[0];
        double a = kappa / n;
        double modulus = Math.pow(Math.hypot(Math.cos(a), z * Math.sin(a)), n - 1);
        double phase = (n - 1) * Math.atan2(z * Math.sin(a), Math.cos(a));
        double[] expected = {
            modulus * (x * Math.cos(phase) - y * Math.sin(phase)),
            modulus * (x * Math.sin(phase) + y * Math.cos(phase)),
            z
        };
        assertArrayEquals(expected, SpinKickedTop.of(KickedTop.of(n, kappa)).blochVectors(start, 1)[1], 1e-12);
    }

    /** {@code <Z> = (-1)^(s/2) cos(s kappa/4)} after an even number s of steps from |00>. */
    @Test
    void twoQubitsFollowTheirClosedForm() {
        double[][] bloch = SpinKickedTop.of(KickedTop.of(2, 1.9)).blochVectors(SpinDirection.GROUND, 20);
        for (int step = 0; step <= 20; step += 2) {
            double expected = (step / 2 % 2 == 0 ? 1 : -1) * Math.cos(step * 1.9 / 4);
            assertEquals(expected, bloch[step][2], 1e-13);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 0.3, 2.9", "200, 2.9, -1.3", "150, 1.5707963267948966, 0.4"})
    void largeSpinsKeepNormAndStartWhereTheyShould(int n, double theta, double phi) {
        SpinDirection start = new SpinDirection(theta, phi);
        List<SymmetricStateVector> states =
                SpinKickedTop.of(KickedTop.of(n, 2.5)).states(start, 20);
        double[] bloch = new double[3];
        states.get(0).blochVector(n - 1, bloch);
        assertArrayEquals(ClassicalKickedTop.vector(start), bloch, 1e-14);
        states.forEach(state -> assertEquals(1, state.purity(), 1e-11));
    }

    @Test
    void averageEntropyLeavesOutTheStart() {
        SpinKickedTop top = SpinKickedTop.of(KickedTop.of(4, 2.5));
        SpinDirection start = new SpinDirection(1.1, 0.7);
        double[] entropies = top.entropies(start, 3);
        assertEquals(0, entropies[0], 1e-14);
        assertEquals((entropies[1] + entropies[2] + entropies[3]) / 3, top.averageEntropy(start, 3), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> top.averageEntropy(start, 0));
        assertThrows(IllegalArgumentException.class, () -> top.states(start, -1));
    }

    @Test
    void unequalCouplingsAreRefused() {
        KickedTop top = KickedTop.of(3, 2.5).withCouplings(List.of(new PairCoupling(0, 2, 0.9)));
        String message = assertThrows(IllegalArgumentException.class, () -> SpinKickedTop.of(top))
                .getMessage();
        assertTrue(message.contains("0.9"), message);
    }

    private static void assertSeries(JsonNode expected, double[] found, double tolerance) {
        assertEquals(expected.size(), found.length);
        for (int k = 0; k < found.length; k++) {
            assertEquals(expected.get(k).asDouble(), found[k], tolerance, "entry " + k);
        }
    }
}
