package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalLogarithmTest {

    static Stream<ComplexMatrix> involutions() {
        ComplexMatrix x = permutation(1, 0);
        ComplexMatrix z = ComplexMatrix.ofReal(new double[][] {{1, 0}, {0, -1}});
        return Stream.of(
                x,
                z,
                ComplexMatrix.of(new double[2][2], new double[][] {{0, -1}, {1, 0}}),
                x.plus(z).scaled(Math.sqrt(0.5)),
                permutation(0, 1, 3, 2),
                permutation(0, 3, 2, 1),
                permutation(0, 2, 1, 3),
                ComplexMatrix.diagonal(new double[] {1, 1, 1, -1}, new double[4]),
                permutation(0, 1, 2, 3, 4, 5, 7, 6),
                permutation(0, 1, 2, 7, 4, 5, 6, 3),
                ComplexMatrix.identity(1),
                ComplexMatrix.identity(8),
                ComplexMatrix.identity(5).scaled(-1),
                x.kronecker(x).kronecker(x).kronecker(x),
                permutation(reversal(64)));
    }

    /** With U^2 = 1 the eigenvalues are 1 and -1, phases 0 and +pi: Phi = pi (1 - U) / 2 exactly. */
    @ParameterizedTest
    @MethodSource("involutions")
    void givesPhasePlusPiToMinusOne(ComplexMatrix u) {
        ComplexMatrix phi = PrincipalLogarithm.ofUnitary(u);
        ComplexMatrix expected = ComplexMatrix.identity(u.rows()).minus(u).scaled(Math.PI / 2);
        assertTrue(phi.distance(expected) < 1e-14, "distance " + phi.distance(expected));
        assertEquals(0, phi.hermiticityDefect());
    }

    /** A random rotation blurs the eigenvalue -1 to both sides of the cut; its phase must stay +pi. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 16, 64})
    void keepsADegenerateMinusOneTogetherThroughRounding(int d) {
        double[] phases = new double[d];
        Arrays.fill(phases, 0, (d + 1) / 2, Math.PI);
        ComplexMatrix u = RandomMatrices.unitaryWithPhases(phases, d);
        ComplexMatrix expected = RandomMatrices.hermitianWithSpectrum(phases, d);
        assertTrue(PrincipalLogarithm.ofUnitary(u).distance(expected) < 5e-14);
    }

    @Test
    void invertsTheExponentialOfRandomUnitaries() {
        for (int d = 1; d <= 64; d++) {
            ComplexMatrix u = RandomMatrices.unitary(d, 7 + d);
            assertIsLogarithm(u, PrincipalLogarithm.ofUnitary(u));
        }
    }

    @Test
    void recoversPhasesThatLieInsideTheBranch() {
        Random random = new Random(3);
        for (int d : new int[] {1, 2, 5, 16, 40}) {
            double[] phases = random.doubles(d, -3.1, 3.1).toArray();
            ComplexMatrix phi = RandomMatrices.hermitianWithSpectrum(phases, 90 + d);
            ComplexMatrix u = RandomMatrices.unitaryWithPhases(phases, 90 + d);
            assertTrue(PrincipalLogarithm.ofUnitary(u).distance(phi) < 5e-14);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-7, 1e-8, 1e-10, 1e-12, 1e-14, 1e-15, 1e-16, 0})
    void separatesNearlyDegeneratePhases(double spread) {
        int d = 24;
        Random random = new Random(11);
        double[] phases = new double[d];
        for (int k = 0; k < d; k++) {
            phases[k] = (k % 3) - 1.2 + spread * random.nextGaussian();
        }
        ComplexMatrix phi = RandomMatrices.hermitianWithSpectrum(phases, 12);
        ComplexMatrix u = RandomMatrices.unitaryWithPhases(phases, 12);
        assertTrue(PrincipalLogarithm.ofUnitary(u).distance(phi) < 5e-14);
    }

    @Test
    void separatesPhasesMirroredAboutAnyAxis() {
        double[] phases = {0.4, -0.4, Math.PI - 0.4, -Math.PI + 0.4, Math.PI / 2, -Math.PI / 2, 1, Math.PI / 2 - 1, 0};
        ComplexMatrix phi = RandomMatrices.hermitianWithSpectrum(phases, 13);
        ComplexMatrix u = RandomMatrices.unitaryWithPhases(phases, 13);
        assertTrue(PrincipalLogarithm.ofUnitary(u).distance(phi) < 2e-14);
    }

    @Test
    void keepsBothSidesOfTheCutApartWhenTheyDiffer() {
        double[] phases = {Math.PI - 1e-7, -Math.PI + 1e-7, 0.5};
        ComplexMatrix phi = RandomMatrices.hermitianWithSpectrum(phases, 14);
        ComplexMatrix u = RandomMatrices.unitaryWithPhases(phases, 14);
        // The two eigenvectors are told apart only as well as rounding over their distance, times the jump 2 pi.
        assertTrue(PrincipalLogarithm.ofUnitary(u).distance(phi) < 1e-7);
        assertIsLogarithm(u, PrincipalLogarithm.ofUnitary(u));
    }

    @Test
    void takesRootsOfUnityFromCyclicPermutations() {
        for (int d = 1; d <= 64; d++) {
            ComplexMatrix phi = PrincipalLogarithm.ofUnitary(RandomMatrices.cycle(d));
            assertIsLogarithm(RandomMatrices.cycle(d), phi);
            double[] expected = new double[d];
            for (int k = 0; k < d; k++) {
                expected[k] = 2 * Math.PI * (k - (d - 1) / 2) / d;
            }
            double[] values = HermitianEigen.eigenvalues(phi);
            for (int k = 0; k < d; k++) {
                assertEquals(expected[k], values[k], 5e-14);
            }
        }
    }

    @Test
    void rejectsWhatIsNotUnitary() {
        ComplexMatrix stretched = ComplexMatrix.identity(3).scaled(1.001);
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> PrincipalLogarithm.ofUnitary(stretched));
        assertTrue(error.getMessage().contains("must be unitary")
                && error.getMessage().contains("0.002"));
        assertThrows(IllegalArgumentException.class, () -> PrincipalLogarithm.ofUnitary(ComplexMatrix.zero(2, 3)));
    }

    private static void assertIsLogarithm(ComplexMatrix u, ComplexMatrix phi) {
        assertEquals(0, phi.hermiticityDefect());
        double[] values = HermitianEigen.eigenvalues(phi);
        assertTrue(values[0] > -Math.PI + 0.99e-9 && values[values.length - 1] <= Math.PI + 1.01e-9);
        ComplexMatrix back = MatrixExponential.of(phi.scaled(0, 1));
        assertTrue(back.distance(u) < 5e-14, "distance " + back.distance(u) + " at dimension " + u.rows());
    }

    private static ComplexMatrix permutation(int... images) {
        double[][] entries = new double[images.length][images.length];
        for (int k = 0; k < images.length; k++) {
            entries[images[k]][k] = 1;
        }
        return ComplexMatrix.ofReal(entries);
    }

    private static int[] reversal(int d) {
        int[] images = new int[d];
        for (int k = 0; k < d; k++) {
            images[k] = d - 1 - k;
        }
        return images;
    }
}
