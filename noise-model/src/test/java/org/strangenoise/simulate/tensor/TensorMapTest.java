package org.strangenoise.simulate.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.state.DensityTensor;

class TensorMapTest {

    /** {@code exp(-i sum_k a_k P_k)} with random weights of all strings of I and Z. */
    private static DiagonalOperation phases(int qubits, long seed) {
        Random random = new Random(seed);
        PauliSum sum = PauliSum.of(random.nextGaussian(), "Z".repeat(qubits));
        for (int mask = 1; mask < 1 << qubits; mask++) {
            StringBuilder letters = new StringBuilder();
            for (int q = 0; q < qubits; q++) {
                letters.append((mask >> q & 1) == 0 ? 'I' : 'Z');
            }
            sum = sum.plus(PauliSum.of(random.nextGaussian(), letters.toString()));
        }
        return new DiagonalOperation(
                "phases", List.of(), IntStream.range(0, qubits).boxed().toList(), new Generator(1, sum));
    }

    private static SuperOperator none(Lindbladian lindbladian) {
        throw new AssertionError("no evolution here");
    }

    /** From phases, and from the dense matrix of the same unitary, which goes another way. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theMatrixOfPhasesIsThatOfTheirUnitary(int qubits) {
        DiagonalOperation operation = phases(qubits, qubits);
        double[] direct = TensorMap.matrix(new NoisyInstruction.Gate(operation, Optional.empty()), TensorMapTest::none)
                .orElseThrow();
        assertArrayEquals(HermitianBasis.ofUnitary(operation.matrix()), direct, 1e-14);
    }

    /** A diagonal gate of five qubits goes by its phases: entries of rho turn by the difference of two of them. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6})
    void manyQubitsGoByTheirPhases(int qubits) {
        DiagonalOperation operation = phases(qubits, qubits);
        TensorMap map = TensorMap.of(
                        qubits, new NoisyInstruction.Gate(operation, Optional.empty()), TensorMapTest::none)
                .orElseThrow();
        int d = 1 << qubits;
        Random random = new Random(1);
        double[] coefficients = random.doubles((long) d * d).map(x -> x - 0.5).toArray();
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        DensityTensor.view(qubits, coefficients).writeDense(re, im);
        double[] image = coefficients.clone();
        map.apply(image);
        double[] imageRe = new double[d * d];
        double[] imageIm = new double[d * d];
        DensityTensor.view(qubits, image).writeDense(imageRe, imageIm);
        double[] phase = operation.phases();
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                double turn = phase[r] - phase[c];
                int at = r * d + c;
                assertEquals(Math.cos(turn) * re[at] + Math.sin(turn) * im[at], imageRe[at], 1e-13);
            }
        }
        map.applyTransposed(image);
        assertArrayEquals(coefficients, image, 1e-13);
    }
}
