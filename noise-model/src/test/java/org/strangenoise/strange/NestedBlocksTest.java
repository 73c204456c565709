package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redfx.strange.ControlledBlockGate;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Hadamard;
import org.redfx.strange.gate.InvFourier;
import org.redfx.strange.gate.MulModulus;
import org.redfx.strange.gate.X;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.math.ComplexMatrix;

/**
 * Shor's order finding: multiplications made of additions made of transforms, all controlled, all inside each other.
 */
class NestedBlocksTest {

    private static Program orderFinding(int base, int modulus, int length) {
        Program program = new Program(3 * length + 2);
        Step hadamards = new Step();
        for (int q = 0; q < length; q++) {
            hadamards.addGate(new Hadamard(q));
        }
        program.addStep(hadamards);
        program.addStep(new Step(new X(length)));
        for (int q = length - 1; q >= 0; q--) {
            int factor = 1;
            for (int k = 0; k < 1 << q; k++) {
                factor = factor * base % modulus;
            }
            MulModulus multiplication = new MulModulus(length, 2 * length - 1, factor, modulus);
            program.addStep(new Step(new ControlledBlockGate<>(multiplication, length, q)));
        }
        program.addStep(new Step(new InvFourier(length, 0)));
        return program;
    }

    /**
     * Equal dense matrices are one object, or two where one is the inverse of an inverse: none is made for each gate.
     */
    @ParameterizedTest
    @CsvSource({"3, 7, 3", "2, 3, 2"})
    void eachDenseMatrixIsMadeOnce(int base, int modulus, int length) {
        Program program = orderFinding(base, modulus, length);
        List<ComplexMatrix> dense = new ProgramReader(RotationZMode.ROTATION)
                .read(program).circuit().operations().stream()
                        .filter(MatrixOperation.class::isInstance)
                        .map(MatrixOperation.class::cast)
                        .filter(o -> o.name().endsWith("fourier"))
                        .map(MatrixOperation::matrix)
                        .toList();
        Set<ComplexMatrix> objects = Collections.newSetFromMap(new IdentityHashMap<>());
        objects.addAll(dense);
        assertTrue(dense.size() > 5 * objects.size(), dense.size() + " gates, " + objects.size() + " matrices");
        assertTrue(objects.size() <= 2 * new HashSet<>(dense).size());
    }
}
