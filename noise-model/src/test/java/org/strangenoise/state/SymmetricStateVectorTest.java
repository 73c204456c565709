package org.strangenoise.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.pauli.PauliString;

class SymmetricStateVectorTest {

    /** The same state in the full space: every basis state of weight k has amplitude a_k / sqrt(C(n, k)). */
    private static StateVector dense(SymmetricStateVector symmetric) {
        int n = symmetric.qubits();
        double[] amplitude = Dicke.amplitudes(n);
        double[] re = new double[1 << n];
        double[] im = new double[1 << n];
        for (int b = 0; b < re.length; b++) {
            int k = Integer.bitCount(b);
            re[b] = amplitude[k] * symmetric.re(k);
            im[b] = amplitude[k] * symmetric.im(k);
        }
        return StateVector.view(n, re, im);
    }

    private static SymmetricStateVector random(int n, long seed) {
        Random random = new Random(seed);
        double[] re = random.doubles(n + 1, -1, 1).toArray();
        double[] im = random.doubles(n + 1, -1, 1).toArray();
        double norm = 0;
        for (int k = 0; k <= n; k++) {
            norm += re[k] * re[k] + im[k] * im[k];
        }
        for (int k = 0; k <= n; k++) {
            re[k] /= Math.sqrt(norm);
            im[k] /= Math.sqrt(norm);
        }
        return SymmetricStateVector.view(n, re, im);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void observablesAreThoseOfTheFullSpace(int n) {
        SymmetricStateVector symmetric = random(n, 3 + n);
        StateVector dense = dense(symmetric);
        double[] expected = new double[3];
        double[] found = new double[3];
        dense.blochVector(n - 1, expected);
        symmetric.blochVector(n - 1, found);
        assertArrayEquals(expected, found, 1e-15);
        assertEquals(1, symmetric.purity(), 1e-15);
        assertArrayEquals(dense.probabilities(), symmetric.probabilities(), 1e-16);
        assertEquals(
                0, dense.symmetricBlock().plus(-1, symmetric.symmetricBlock()).maxAbs(), 1e-15);
        SymmetricStateVector other = random(n, 71);
        assertEquals(dense.fidelity(dense(other)), symmetric.fidelity(other), 1e-15);
    }

    @Test
    void everyPauliExpectationIsThatOfTheFullSpace() {
        SymmetricStateVector symmetric = random(4, 5);
        StateVector dense = dense(symmetric);
        for (int index = 0; index < 256; index++) {
            StringBuilder letters = new StringBuilder();
            for (int q = 0; q < 4; q++) {
                letters.append("IXYZ".charAt((index >> (2 * q)) & 3));
            }
            PauliString pauli = new PauliString(letters.toString());
            assertEquals(dense.pauliExpectation(pauli), symmetric.pauliExpectation(pauli), 1e-14, pauli.letters());
        }
    }

    /** In a product state an expectation is a product; at n = 120 the sums run over binomials of 1e34. */
    @Test
    void coherentStatesOfManyQubitsKeepTheirDigits() {
        int n = 120;
        SpinDirection direction = new SpinDirection(0.9, -2.2);
        SymmetricStateVector state = SymmetricStateVector.coherent(n, direction);
        double x = Math.sin(0.9) * Math.cos(-2.2);
        double y = -Math.sin(0.9) * Math.sin(-2.2);
        double z = Math.cos(0.9);
        assertEquals(1, state.purity(), 1e-14);
        assertEquals(
                x * y * y * z * z * z, state.pauliExpectation(new PauliString("XYYZZZ" + "I".repeat(n - 6))), 1e-13);
        assertEquals(Math.pow(z, n), state.pauliExpectation(new PauliString("Z".repeat(n))), 1e-13);
        SymmetricStateVector turned = SymmetricStateVector.coherent(n, new SpinDirection(0.95, -2.2));
        assertEquals(Math.pow(Math.cos(0.05 / 2), 2 * n), state.fidelity(turned), 1e-13);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Math.PI, 1e-9, Math.PI - 1e-9})
    void polesHaveFiniteAmplitudes(double theta) {
        double[] bloch = new double[3];
        SymmetricStateVector.coherent(90, new SpinDirection(theta, 1)).blochVector(0, bloch);
        assertEquals(Math.cos(theta), bloch[2], 1e-14);
        assertEquals(Math.sin(theta) * Math.cos(1), bloch[0], 1e-14);
    }

    @Test
    void coherentIsTheProductState() {
        StateVector dense = dense(SymmetricStateVector.coherent(3, new SpinDirection(2.0, 1.0)));
        double[] re = new double[8];
        double[] im = new double[8];
        InitialState.coherent(3, 2.0, 1.0).writeVector(re, im);
        for (int b = 0; b < 8; b++) {
            assertEquals(re[b], dense.re(b), 1e-15);
            assertEquals(im[b], dense.im(b), 1e-15);
        }
    }

    @Test
    void badArgumentsAreNamedWithTheirValue() {
        String lengths = assertThrows(
                        IllegalArgumentException.class,
                        () -> SymmetricStateVector.view(3, new double[3], new double[4]))
                .getMessage();
        assertTrue(lengths.contains("`re`") && lengths.contains("3 and 4"), lengths);
        SymmetricStateVector state = SymmetricStateVector.coherent(40, SpinDirection.GROUND);
        assertThrows(IllegalStateException.class, state::probabilities);
        assertThrows(
                IllegalArgumentException.class,
                () -> state.fidelity(SymmetricStateVector.coherent(41, SpinDirection.GROUND)));
        assertThrows(IllegalArgumentException.class, () -> SymmetricStateVector.coherent(0, SpinDirection.GROUND));
    }
}
