package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.BinaryEntropy;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;

/** The kicked top against formulas that have a closed form. */
class ExactFormulasTest {

    private static final Observable ENTROPY = new Observable.MeanEntropy();
    private static final Observable BLOCH = new Observable.MeanBlochVector();

    /** Dogra, Madhok, Lakshminarayan, Phys. Rev. E 99, 062217 (2019): three qubits from the north pole. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.7, 2.5, -0.9, 6.1})
    void threeQubitsFromTheNorthPole(double kappa) {
        double[] entropy =
                Simulations.ideal(KickedTop.of(3, kappa), 16, 0, 0, ENTROPY).scalars(ENTROPY);
        double chi = Math.sin(kappa / 3) / 2;
        for (int m = 1; m <= 8; m++) {
            double u = chebyshevU(2 * m - 1, chi);
            double expected = BinaryEntropy.of(u * u / 2);
            assertEquals(expected, entropy[2 * m], 1e-11, "step " + 2 * m);
            assertEquals(expected, entropy[2 * m - 1], 1e-11, "step " + (2 * m - 1));
        }
    }

    /** The same source: three qubits from the y pole. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.7, 2.5, -0.9, 6.1})
    void threeQubitsFromTheYPole(double kappa) {
        double[] entropy = Simulations.ideal(KickedTop.of(3, kappa), 15, Math.PI / 2, -Math.PI / 2, ENTROPY)
                .scalars(ENTROPY);
        double chi = Math.sin(kappa / 3) / 2;
        for (int n = 1; n <= 15; n++) {
            double u = chebyshevU(n - 1, chi);
            double sine = Math.sin(kappa / 3);
            assertEquals(BinaryEntropy.of(sine * sine * u * u / 2), entropy[n], 1e-11, "step " + n);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.67157733, 0.05657313", "2.5, 0.69651772, 0.55009269"})
    void longTimeAveragesOfThreeQubits(double kappa, double northPole, double yPole) {
        assertEquals(northPole, average(kappa, 0, 0), 2e-4);
        assertEquals(yPole, average(kappa, Math.PI / 2, -Math.PI / 2), 2e-4);
    }

    private static double average(double kappa, double theta, double phi) {
        int steps = 40_000;
        double[] entropy = Simulations.ideal(KickedTop.of(3, kappa), steps, theta, phi, ENTROPY)
                .scalars(ENTROPY);
        return IntStream.rangeClosed(1, steps)
                .mapToDouble(n -> entropy[n])
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2.5, 4.3})
    void twoQubitsFromTheNorthPole(double kappa) {
        double[][] bloch =
                Simulations.ideal(KickedTop.of(2, kappa), 20, 0, 0, BLOCH).series(BLOCH);
        for (int n = 0; n <= 20; n += 2) {
            double sign = n / 2 % 2 == 0 ? 1 : -1;
            assertEquals(sign * Math.cos(n * kappa / 4), bloch[n][2], 1e-11, "step " + n);
        }
    }

    /**
     * After one step, {@code <J+>/j = (x' + i y') (cos a + i z' sin a)^(n-1)} with a = kappa/n and (x', y', z') = (z,
     * y, -x).
     */
    @ParameterizedTest
    @CsvSource({"1, 2.5", "2, 0.7", "3, 2.5", "4, -1.3", "5, 6.2", "7, 3.3"})
    void oneStepOfAnyNumberOfQubits(int n, double kappa) {
        double theta = 1.1;
        double phi = 0.7;
        double[] start = ClassicalKickedTop.vector(new SpinDirection(theta, phi));
        double re = start[2];
        double im = start[1];
        double z = -start[0];
        double a = kappa / n;
        for (int k = 1; k < n; k++) {
            double nextRe = re * Math.cos(a) - im * z * Math.sin(a);
            im = im * Math.cos(a) + re * z * Math.sin(a);
            re = nextRe;
        }
        double[] bloch =
                Simulations.ideal(KickedTop.of(n, kappa), 1, theta, phi, BLOCH).series(BLOCH)[1];
        assertEquals(re, bloch[0], 1e-12);
        assertEquals(im, bloch[1], 1e-12);
        assertEquals(z, bloch[2], 1e-12);
    }

    @Test
    void entropiesHaveTheirPeriodInKappa() {
        for (int n : new int[] {2, 3, 5}) {
            double period = Math.PI * n;
            double[] one = Simulations.ideal(KickedTop.of(n, 1.3), 8, 1.1, 0.7, ENTROPY)
                    .scalars(ENTROPY);
            double[] other = Simulations.ideal(KickedTop.of(n, 1.3 + period), 8, 1.1, 0.7, ENTROPY)
                    .scalars(ENTROPY);
            for (int step = 0; step <= 8; step++) {
                assertEquals(one[step], other[step], 1e-10, "n = " + n + ", step " + step);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 2.5", "4, 1.3", "5, 0.8"})
    void mapsHaveTheirSymmetries(int n, double kappa) {
        double theta = 0.83;
        double phi = -1.27;
        double[] own = entropies(n, kappa, theta, phi);
        double[][] images = {
            entropies(n, kappa, Math.PI - theta, Math.PI - phi),
            entropies(n, kappa, theta, phi + Math.PI),
            entropies(n, kappa, Math.PI - theta, -phi)
        };
        for (double[] image : images) {
            for (int step = 0; step < own.length; step++) {
                assertEquals(own[step], image[step], 1e-11, "step " + step);
            }
        }
    }

    private static double[] entropies(int n, double kappa, double theta, double phi) {
        return Simulations.ideal(KickedTop.of(n, kappa), 10, theta, phi, ENTROPY)
                .scalars(ENTROPY);
    }

    @Test
    void negativeKappaMirrorsPhi() {
        double[] one = entropies(4, 1.9, 1.2, 0.4);
        double[] other = entropies(4, -1.9, 1.2, -0.4);
        for (int step = 0; step < one.length; step++) {
            assertEquals(one[step], other[step], 1e-11);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2.5", "3, 0.9", "5, 4.1", "8, 2.5"})
    void spinTwinAgrees(int n, double kappa) {
        double[] circuit = entropies(n, kappa, 2.0, -1.3);
        double[] spin = SpinKickedTop.of(KickedTop.of(n, kappa)).entropies(new SpinDirection(2.0, -1.3), 10);
        for (int step = 0; step < circuit.length; step++) {
            assertEquals(spin[step], circuit[step], 1e-11, "step " + step);
        }
    }

    /** With identical noise on all qubits the exchange interaction gives what the Ising one gives; with unequal not. */
    @Test
    void exchangeEqualsIsingForIdenticalQubits() {
        Calibration equal = Simulations.device(IntStream.range(0, 3)
                .mapToObj(q -> QubitCalibration.ofT1T2("Q" + q, 4e-6, 2e-6))
                .toList());
        KickedTop top = KickedTop.of(3, 2.5);
        SimulationResult ising = Simulations.run(equal, Placement.DURING_GATE, top, 8, 1.1, 0.7, ENTROPY, BLOCH);
        SimulationResult exchange = Simulations.run(
                equal, Placement.DURING_GATE, top.withInteraction(Interaction.EXCHANGE), 8, 1.1, 0.7, ENTROPY, BLOCH);
        for (int step = 0; step <= 8; step++) {
            assertEquals(ising.scalars(ENTROPY)[step], exchange.scalars(ENTROPY)[step], 1e-10, "step " + step);
        }
    }

    /** Both forms of the kick are one unitary; with noise the slower one loses more. */
    @Test
    void cnotFormIsTheSameKick() {
        for (int n : List.of(2, 3, 4)) {
            KickedTop top = KickedTop.of(n, 1.7);
            double[][] one = Simulations.ideal(top, 6, 1.1, 0.7, BLOCH).series(BLOCH);
            double[][] other = Simulations.ideal(top.withInteraction(Interaction.CNOT), 6, 1.1, 0.7, BLOCH)
                    .series(BLOCH);
            for (int step = 0; step <= 6; step++) {
                for (int k = 0; k < 3; k++) {
                    assertEquals(one[step][k], other[step][k], 1e-12, "n = " + n + ", step " + step);
                }
            }
        }
    }

    private static double chebyshevU(int n, double x) {
        double before = 0;
        double now = 1;
        for (int k = 0; k < n; k++) {
            double next = 2 * x * now - before;
            before = now;
            now = next;
        }
        return now;
    }
}
