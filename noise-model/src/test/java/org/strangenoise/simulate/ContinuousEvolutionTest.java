package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.Lindbladian.Drive;
import org.strangenoise.channel.Lindbladian.Relaxation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.lindblad.ContinuousEvolution;
import org.strangenoise.simulate.lindblad.ContinuousEvolution.Form;

/** Every form of continuous evolution against the Lindblad equation solved from its definition. */
class ContinuousEvolutionTest {

    private static final double SECONDS = 30e-9;
    private static final double TOLERANCE = 1e-11;

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 2", "4, 3", "5, 4"})
    void closedFormOfIsingCouplings(int n, long seed) {
        Lindbladian ising = lindbladian(n, seed, Envelope.RECTANGULAR, isingTerms(n, seed), 1);
        assertAgrees(ising, n, ordered(n), n > 2 ? Form.ISING : Form.PROPAGATOR, 2e-14, seed);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 2", "4, 3", "5, 4"})
    void generalConstantHamiltonian(int n, long seed) {
        Lindbladian general = lindbladian(n, seed, Envelope.RECTANGULAR, randomTerms(n, seed), 1);
        assertAgrees(general, n, ordered(n), n > 3 ? Form.CHEBYSHEV : Form.PROPAGATOR, 1e-11, seed);
    }

    @Test
    void threeBodyDiagonalHamiltonianIsNoIsingCoupling() {
        PauliSum three =
                PauliSum.of(0.8, "ZZZI").plus(PauliSum.of(-0.3, "IZZZ")).plus(PauliSum.of(0.4, "ZIIZ"));
        Lindbladian diagonal = lindbladian(4, 9, Envelope.RECTANGULAR, List.of(three), 1);
        assertAgrees(diagonal, 4, ordered(4), Form.CHEBYSHEV, 1e-11, 9);
    }

    /** Relaxation for several T1: populations have jumped many times. */
    @ParameterizedTest
    @ValueSource(doubles = {30, 300})
    void decayFasterThanTheCoupling(double strength) {
        Lindbladian ising = lindbladian(4, 5, Envelope.RECTANGULAR, isingTerms(4, 5), strength);
        assertAgrees(ising, 4, ordered(4), Form.ISING, 2e-13, 5);
        if (strength < 100) {
            Lindbladian general = lindbladian(4, 5, Envelope.RECTANGULAR, randomTerms(4, 5), strength);
            assertAgrees(general, 4, ordered(4), Form.CHEBYSHEV, 1e-11, 5);
        }
    }

    @Test
    void groupOfALargerRegisterInAnyOrder() {
        Lindbladian ising = lindbladian(3, 6, Envelope.RECTANGULAR, isingTerms(3, 6), 1);
        assertAgrees(ising, 5, List.of(4, 0, 2), Form.ISING, 2e-14, 6);
        Lindbladian general = lindbladian(3, 7, Envelope.RECTANGULAR, randomTerms(3, 7), 1);
        assertAgrees(general, 5, List.of(3, 1, 4), Form.PROPAGATOR, 1e-12, 7);
        Lindbladian four = lindbladian(4, 8, Envelope.RECTANGULAR, randomTerms(4, 8), 1);
        assertAgrees(four, 5, List.of(3, 1, 4, 0), Form.CHEBYSHEV, 1e-11, 8);
    }

    @ParameterizedTest
    @CsvSource({"1, COSINE", "2, GAUSSIAN", "3, COSINE", "4, GAUSSIAN"})
    void shapedPulses(int n, Envelope envelope) {
        Lindbladian shaped = lindbladian(n, 11, envelope, randomTerms(n, 11), 1);
        assertAgrees(shaped, n, ordered(n), n == 4 ? Form.RUNGE_KUTTA : Form.PROPAGATOR, 2e-10, 11);
    }

    @Test
    void shapedPulseOnThreeQubitsOnceAndOften() {
        Lindbladian shaped = lindbladian(3, 12, Envelope.GAUSSIAN, randomTerms(3, 12), 1);
        assertEquals(Form.RUNGE_KUTTA, ContinuousEvolution.form(shaped, 3, 1));
        assertEquals(Form.PROPAGATOR, ContinuousEvolution.form(shaped, 3, 64));
        ComplexMatrix rho = randomState(3, 12);
        ComplexMatrix once = evolved(shaped, 3, ordered(3), 1, 1e-12, rho);
        ComplexMatrix often = evolved(shaped, 3, ordered(3), 64, 1e-12, rho);
        assertEquals(0, once.distance(often), 1e-11);
    }

    /** A pulse cut in two, as where another operation starts in its middle. */
    @Test
    void pulseInPiecesIsThePulse() {
        PauliSum integrated = randomTerms(4, 13).get(0);
        List<Relaxation> rates = rates(4, 13, 1);
        Lindbladian whole =
                new Lindbladian(4, SECONDS, List.of(new Drive(integrated, Envelope.COSINE, SECONDS, 0)), rates);
        Lindbladian early =
                new Lindbladian(4, 0.3 * SECONDS, List.of(new Drive(integrated, Envelope.COSINE, SECONDS, 0)), rates);
        Lindbladian late = new Lindbladian(
                4, 0.7 * SECONDS, List.of(new Drive(integrated, Envelope.COSINE, SECONDS, 0.3 * SECONDS)), rates);
        ComplexMatrix rho = randomState(4, 13);
        ComplexMatrix half = evolved(early, 4, ordered(4), 1, 1e-12, rho);
        ComplexMatrix pieces = evolved(late, 4, ordered(4), 1, 1e-12, half);
        assertEquals(0, evolved(whole, 4, ordered(4), 1, 1e-12, rho).distance(pieces), 1e-11);
    }

    /** The error stays below what was asked for, and a looser request is cheaper rather than as exact. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-9, 1e-11})
    void toleranceIsHonoured(double tolerance) {
        for (Envelope envelope : Envelope.values()) {
            Lindbladian lindbladian = lindbladian(4, 14, envelope, randomTerms(4, 14), 1);
            ComplexMatrix rho = randomState(4, 14);
            ComplexMatrix exact = evolved(lindbladian, 4, ordered(4), 1, 1e-14, rho);
            ComplexMatrix found = evolved(lindbladian, 4, ordered(4), 1, tolerance, rho);
            double error = frobenius(found.minus(exact)) / frobenius(rho);
            assertTrue(error <= tolerance, envelope + ": error " + error + " at tolerance " + tolerance);
        }
    }

    @Test
    void imageIsHermitianOfTraceOne() {
        Lindbladian general = lindbladian(5, 15, Envelope.RECTANGULAR, randomTerms(5, 15), 1);
        ComplexMatrix image = evolved(general, 5, ordered(5), 1, TOLERANCE, randomState(5, 15));
        assertEquals(0, image.hermiticityDefect(), 1e-15);
        assertEquals(1, image.traceRe(), 1e-13);
    }

    @Test
    void noTimeChangesNothing() {
        Lindbladian none = new Lindbladian(4, 0, List.of(), rates(4, 1, 1));
        ComplexMatrix rho = randomState(4, 1);
        assertEquals(0, evolved(none, 4, ordered(4), 1, TOLERANCE, rho).distance(rho), 1e-15);
    }

    private static void assertAgrees(
            Lindbladian lindbladian, int register, List<Integer> targets, Form form, double accuracy, long seed) {
        int uses = 100;
        assertEquals(form, ContinuousEvolution.form(lindbladian, register, uses));
        ComplexMatrix rho = randomState(register, seed);
        SlowLindblad twin = new SlowLindblad(register);
        for (int k = 0; k < targets.size(); k++) {
            Relaxation r = lindbladian.relaxations().get(k);
            twin.relax(targets.get(k), r.down() * SECONDS, r.up() * SECONDS, r.dephasing() * SECONDS);
        }
        ComplexMatrix expected = lindbladian.isConstant()
                ? twin.evolve(hamiltonian(lindbladian, register, targets, 0), 1, rho)
                : twin.extrapolated(x -> hamiltonian(lindbladian, register, targets, x), 1, 16, rho);
        ComplexMatrix found = evolved(lindbladian, register, targets, uses, TOLERANCE, rho);
        assertEquals(0, found.distance(expected), accuracy);
    }

    /** H times the whole duration, at the fraction x of it, for pulses that start with the Lindbladian. */
    private static ComplexMatrix hamiltonian(Lindbladian lindbladian, int register, List<Integer> targets, double x) {
        ComplexMatrix h = ComplexMatrix.zero(1 << register, 1 << register);
        for (Drive drive : lindbladian.drives()) {
            double shape = switch (drive.envelope()) {
                case RECTANGULAR -> 1;
                case COSINE -> 1 - Math.cos(2 * Math.PI * x);
                // 0.9544997361036416 = erf(sqrt(2)): the part of the Gaussian within two standard deviations.
                case GAUSSIAN ->
                    Math.exp(-8 * (x - 0.5) * (x - 0.5)) / (0.25 * Math.sqrt(2 * Math.PI) * 0.9544997361036416);
            };
            for (PauliSum.Term term : drive.integrated().terms()) {
                char[] letters = "I".repeat(register).toCharArray();
                for (int k = 0; k < targets.size(); k++) {
                    letters[targets.get(k)] = term.string().letter(k);
                }
                h = h.plus(shape * term.coefficient(), SlowLindblad.pauli(new String(letters)));
            }
        }
        return h;
    }

    private static ComplexMatrix evolved(
            Lindbladian lindbladian,
            int register,
            List<Integer> targets,
            int uses,
            double tolerance,
            ComplexMatrix rho) {
        double[] re = rho.re();
        double[] im = rho.im();
        ContinuousEvolution.of(register, new NoisyInstruction.Continuous(lindbladian, targets), uses, tolerance, 2)
                .apply(re, im);
        return ComplexMatrix.of(1 << register, 1 << register, re, im);
    }

    private static Lindbladian lindbladian(int n, long seed, Envelope envelope, List<PauliSum> parts, double strength) {
        List<Drive> drives = new ArrayList<>();
        for (PauliSum part : parts) {
            drives.add(new Drive(part, drives.isEmpty() ? envelope : Envelope.RECTANGULAR, SECONDS, 0));
        }
        return new Lindbladian(n, SECONDS, drives, rates(n, seed, strength));
    }

    /** Rates of about a thousandth to a tenth a gate, different for every qubit; one qubit without any. */
    private static List<Relaxation> rates(int n, long seed, double strength) {
        Random random = new Random(seed);
        List<Relaxation> rates = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            double scale = strength / SECONDS;
            rates.add(
                    q == 1 && n > 3
                            ? Relaxation.NONE
                            : new Relaxation(
                                    0.1 * random.nextDouble() * scale,
                                    0.03 * random.nextDouble() * scale,
                                    0.1 * random.nextDouble() * scale));
        }
        return rates;
    }

    private static List<PauliSum> isingTerms(int n, long seed) {
        Random random = new Random(100 + seed);
        PauliSum pairs = new PauliSum(n, List.of(new PauliSum.Term(0.7, new PauliString("I".repeat(n)))));
        PauliSum fields = PauliSum.zero(n);
        for (int i = 0; i < n; i++) {
            fields = fields.plus(pauliSum(n, random.nextGaussian(), 'Z', i));
            for (int j = i + 1; j < n; j++) {
                pairs = pairs.plus(pauliSum(n, random.nextGaussian(), 'Z', i, j));
            }
        }
        return List.of(pairs, fields);
    }

    private static List<PauliSum> randomTerms(int n, long seed) {
        Random random = new Random(200 + seed);
        List<PauliSum> parts = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            PauliSum sum = PauliSum.zero(n);
            for (int t = 0; t < 2 * n; t++) {
                char[] letters = new char[n];
                for (int q = 0; q < n; q++) {
                    letters[q] = "IXYZ".charAt(random.nextInt(4));
                }
                sum = sum.plus(PauliSum.of(0.4 * random.nextGaussian(), new String(letters)));
            }
            parts.add(sum);
        }
        return parts;
    }

    private static PauliSum pauliSum(int n, double coefficient, char letter, int... support) {
        return new PauliSum(n, List.of(new PauliSum.Term(coefficient, PauliString.on(n, support, letter))));
    }

    private static ComplexMatrix randomState(int n, long seed) {
        Random random = new Random(300 + seed);
        int d = 1 << n;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int i = 0; i < re.length; i++) {
            re[i] = random.nextGaussian();
            im[i] = random.nextGaussian();
        }
        ComplexMatrix g = ComplexMatrix.of(d, d, re, im);
        ComplexMatrix positive = g.times(g.adjoint());
        ComplexMatrix exactlyHermitian = positive.plus(positive.adjoint());
        return exactlyHermitian.scaled(1 / exactlyHermitian.traceRe());
    }

    private static double frobenius(ComplexMatrix matrix) {
        return Math.sqrt(matrix.adjoint().times(matrix).traceRe());
    }

    private static List<Integer> ordered(int n) {
        return java.util.stream.IntStream.range(0, n).boxed().toList();
    }
}
