package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.state.SpinDirection;

class ClassicalKickedTopTest {

    static Stream<JsonNode> trajectories() {
        return StreamSupport.stream(
                Oracles.read("classical_map.json").get("trajectories").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("trajectories")
    void trajectoryAgreesWithTheIndependentProgram(JsonNode oracle) {
        SpinDirection start = new SpinDirection(
                oracle.get("theta").asDouble(), oracle.get("phi").asDouble());
        JsonNode expected = oracle.get("xyz");
        double[][] found = ClassicalKickedTop.of(oracle.get("kappa").asDouble()).trajectory(start, expected.size() - 1);
        for (int step = 0; step < expected.size(); step++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(expected.get(step).get(k).asDouble(), found[step][k], 2e-11, "step " + step);
            }
        }
    }

    /** The first-order change of <J>/j of a coherent state under a quantum step of large spin. */
    @Test
    void isTheLimitOfALargeSpinForAnyRotation() {
        KickedTop top = new KickedTop(800, 1.7, 0.9, Interaction.NATIVE, List.of());
        SpinDirection start = new SpinDirection(1.1, 0.7);
        double[] quantum = SpinKickedTop.of(top).blochVectors(start, 1)[1];
        double[] classical = ClassicalKickedTop.of(top).trajectory(start, 1)[1];
        assertArrayEquals(classical, quantum, 4.0 / top.qubits());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1})
    void polesOfTheRotationAxisAreFixed(double y) {
        double[] vector = {0, y, 0};
        new ClassicalKickedTop(2.5, 0.3).step(vector);
        assertArrayEquals(new double[] {0, y, 0}, vector);
    }

    /**
     * The starts of Fig. 4 differ in entropy; none of their orbits is chaotic, and the y pole's is an unstable point.
     */
    @Test
    void theStartsOfTheFiguresAreNotChaotic() {
        ClassicalKickedTop top = ClassicalKickedTop.of(2.5);
        // As neill-2016.yaml and the page on budgets give them, to one digit.
        Map<SpinDirection, Double> stated = Map.of(
                new SpinDirection(0, 0), 4e-6,
                new SpinDirection(0.2618, 2.0944), 4e-5,
                new SpinDirection(Math.PI / 3, Math.PI / 3), 4e-5);
        stated.forEach((start, exponent) ->
                assertEquals(1, top.lyapunovExponent(start, 200_000) / exponent, 0.1, start.toString()));
        double nearPole = top.lyapunovExponent(new SpinDirection(Math.PI / 2 + 1e-9, -Math.PI / 2), 20);
        assertEquals(Math.log(2), nearPole, 0.1);
    }

    @ParameterizedTest
    @CsvSource({"1.9, true", "2.1, false", "-1.9, true", "-2.1, false"})
    void fixedPointsAreStableBelowKappaTwo(double kappa, boolean stable) {
        double[] vector = {1e-6, Math.sqrt(1 - 1e-12), 0};
        double farthest = 0;
        for (int step = 0; step < 2000; step++) {
            ClassicalKickedTop.of(kappa).step(vector);
            farthest = Math.max(farthest, Math.hypot(vector[0], vector[2]));
        }
        assertEquals(stable, farthest < 1e-4, "farthest " + farthest);
    }

    /** At the fixed point the linearised map has trace kappa and determinant 1. */
    @Test
    void exponentOfTheUnstableFixedPointIsItsEigenvalue() {
        SpinDirection pole = ClassicalKickedTop.direction(0, 1, 0);
        assertEquals(Math.log((3 + Math.sqrt(5)) / 2), ClassicalKickedTop.of(3).lyapunovExponent(pole, 20), 0.05);
    }

    @Test
    void regularOrbitsHaveNoExponent() {
        for (SpinDirection start : ClassicalKickedTop.uniformDirections(5, 3)) {
            assertEquals(0, ClassicalKickedTop.of(0.5).lyapunovExponent(start, 200_000), 2e-4);
        }
    }

    /** The median of several orbits: one that lingers at a small island for a while has a lower mean. */
    @ParameterizedTest
    @CsvSource({"6, 0.974", "10, 1.409"})
    void chaoticExponentsAreTheKnownOnes(double kappa, double expected) {
        double[] exponents = ClassicalKickedTop.uniformDirections(5, 7).stream()
                .mapToDouble(start -> ClassicalKickedTop.of(kappa).lyapunovExponent(start, 250_000))
                .sorted()
                .toArray();
        assertEquals(expected, exponents[2], 3e-3);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.1, 0.7", "2.9, -3.1", "1.5707963267948966, -1.5707963267948966", "3.0, 3.1"})
    void directionUndoesVector(double theta, double phi) {
        SpinDirection back = ClassicalKickedTop.direction(ClassicalKickedTop.vector(new SpinDirection(theta, phi)));
        assertEquals(theta, back.theta(), 1e-15);
        assertEquals(phi, back.phi(), 1e-14);
    }

    /** Means over 40,000 uniform directions: 0 for each component and 1/3 for its square, here within 5 sigma. */
    @Test
    void randomDirectionsAreUniformAndRepeatable() {
        List<SpinDirection> directions = ClassicalKickedTop.uniformDirections(40_000, 11);
        assertEquals(directions, ClassicalKickedTop.uniformDirections(40_000, 11));
        for (int k = 0; k < 3; k++) {
            double mean = 0;
            double square = 0;
            for (SpinDirection direction : directions) {
                double value = ClassicalKickedTop.vector(direction)[k];
                mean += value / directions.size();
                square += value * value / directions.size();
            }
            assertEquals(0, mean, 5 * Math.sqrt(1.0 / 3 / directions.size()));
            assertEquals(1.0 / 3, square, 5 * Math.sqrt(4.0 / 45 / directions.size()));
        }
    }

    @Test
    void orbitGivesDirectionsOfTheTrajectory() {
        SpinDirection start = new SpinDirection(0.4, -2);
        ClassicalKickedTop top = ClassicalKickedTop.of(2.5);
        double[][] trajectory = top.trajectory(start, 30);
        List<SpinDirection> orbit = top.orbit(start, 30);
        assertEquals(31, orbit.size());
        for (int step = 0; step <= 30; step++) {
            assertArrayEquals(trajectory[step], ClassicalKickedTop.vector(orbit.get(step)), 1e-14);
        }
    }

    @Test
    void badArgumentsAreNamedWithTheirValue() {
        String kappa = assertThrows(IllegalArgumentException.class, () -> ClassicalKickedTop.of(Double.NaN))
                .getMessage();
        assertTrue(kappa.contains("`kappa`") && kappa.contains("NaN"), kappa);
        String steps = assertThrows(
                        IllegalArgumentException.class,
                        () -> ClassicalKickedTop.of(1).trajectory(SpinDirection.GROUND, -1))
                .getMessage();
        assertTrue(steps.contains("`steps`") && steps.contains("-1"), steps);
        assertThrows(
                IllegalArgumentException.class,
                () -> ClassicalKickedTop.of(1).lyapunovExponent(SpinDirection.GROUND, 0));
        assertThrows(IllegalArgumentException.class, () -> ClassicalKickedTop.uniformDirections(-1, 1));
    }
}
