package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.state.SpinDirection;

class SpinCoherentStateTest {

    /** From |0>, whatever the angles: the stated amplitudes up to a phase, by pulses of one turn at most. */
    @ParameterizedTest
    @CsvSource({"0.7, 2.1", "4.5, -6", "9.7, -31.2", "-700.3, 1e8", "1e308, -1e300"})
    void gatesPrepareTheDirection(double theta, double phi) {
        SpinDirection direction = new SpinDirection(theta, phi);
        List<Operation> gates = SpinCoherentState.preparation(1, direction);
        ComplexMatrix u = ComplexMatrix.identity(2);
        for (Operation gate : gates) {
            UnitaryOperation unitary = (UnitaryOperation) gate;
            assertTrue(Math.abs(unitary.generator().orElseThrow().angle()) <= 2 * Math.PI);
            u = unitary.matrix().times(u);
        }
        // The overlap of both, conj(stated) . prepared.
        double re = direction.amplitude0() * u.re(0, 0)
                + direction.amplitude1Re() * u.re(1, 0)
                + direction.amplitude1Im() * u.im(1, 0);
        double im = direction.amplitude0() * u.im(0, 0)
                + direction.amplitude1Re() * u.im(1, 0)
                - direction.amplitude1Im() * u.re(1, 0);
        assertEquals(1, re * re + im * im, 1e-14);
    }
}
