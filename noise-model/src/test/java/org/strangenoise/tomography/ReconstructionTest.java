package org.strangenoise.tomography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.state.Readout;

/** States made of frequencies: exact ones give the state back, counts what an independent program makes of them. */
class ReconstructionTest {

    /** Of an independent program; the file says how. */
    private static final String ORACLE = "reconstructions.json";

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true", "4, false"})
    void exactFrequenciesGiveTheStateBack(int qubits, boolean six) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(qubits);
        List<ProductBasis> bases = six ? ProductBasis.six(qubits) : ProductBasis.three(qubits);
        ConfusionMatrix confusion = correlated(qubits, random);
        DensityMatrix state = mixed(qubits, random);
        double[][] read = new double[bases.size()][];
        for (int s = 0; s < read.length; s++) {
            read[s] = confusion.confuse(state.readProbabilities(bases.get(s), Readout.perfect(qubits)));
        }
        ProductTomography tomography = new ProductTomography(bases);
        for (Reconstruction method : Reconstruction.values()) {
            ComplexMatrix found =
                    method.of(tomography, new Frequencies(read), confusion).matrix();
            double allowed = method == Reconstruction.MAXIMUM_LIKELIHOOD ? 1e-3 : 1e-12;
            assertEquals(0, found.distance(state.matrix()), allowed, method + " of " + qubits);
        }
        ComplexMatrix uncorrected = Reconstruction.LINEAR
                .of(tomography, new Frequencies(read), ConfusionMatrix.perfect(qubits))
                .matrix();
        assertTrue(uncorrected.distance(state.matrix()) > 1e-3, "readout errors must show where nothing corrects them");
    }

    @TestFactory
    List<DynamicTest> countsAreReadAsByAnIndependentProgram() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(ReconstructionTest.class.getResourceAsStream(ORACLE))) {
            for (JsonNode one : new ObjectMapper().readTree(in).get("cases")) {
                tests.add(DynamicTest.dynamicTest(one.get("id").asText(), () -> compare(one)));
            }
        }
        return tests;
    }

    private static void compare(JsonNode one) {
        int qubits = one.get("qubits").asInt();
        boolean six = one.get("bases").asText().equals("six");
        double shots = one.get("shots").asDouble();
        double[][] frequencies = rows(one.get("counts"));
        for (double[] basis : frequencies) {
            for (int r = 0; r < basis.length; r++) {
                basis[r] /= shots;
            }
        }
        ConfusionMatrix confusion = ConfusionMatrix.of(rows(one.get("confusion")));
        ProductTomography bases = new ProductTomography(six ? ProductBasis.six(qubits) : ProductBasis.three(qubits));
        Frequencies found = new Frequencies(frequencies);
        assertEquals(
                0,
                Reconstruction.LINEAR.of(bases, found, confusion).matrix().distance(matrix(one.get("linear"))),
                1e-12);
        assertEquals(
                0,
                Reconstruction.PROJECTED.of(bases, found, confusion).matrix().distance(matrix(one.get("projected"))),
                1e-12);
        MaximumLikelihood likelihood = new MaximumLikelihood(bases, found, confusion);
        ComplexMatrix state = likelihood.state().matrix();
        assertTrue(likelihood.gap() <= MaximumLikelihood.TOLERANCE, "gap " + likelihood.gap());
        assertEquals(0, state.distance(matrix(one.get("maximum-likelihood"))), 1e-4);
        double here = meanLogLikelihood(bases, found, confusion, likelihood.state());
        assertEquals(one.get("log-likelihood").asDouble(), here, likelihood.gap() + 1e-12);
        assertTrue(HermitianEigen.eigenvalues(state)[0] > -1e-14, "a state");
    }

    private static double meanLogLikelihood(
            ProductTomography bases, Frequencies found, ConfusionMatrix confusion, PauliVector state) {
        double[][] p = bases.probabilities(state);
        double sum = 0;
        for (int s = 0; s < p.length; s++) {
            double[] read = confusion.confuse(p[s]);
            for (int r = 0; r < read.length; r++) {
                double f = found.byBasis()[s][r];
                sum += f > 0 ? f * Math.log(read[r]) / p.length : 0;
            }
        }
        return sum;
    }

    @Test
    void aPauliVectorHoldsTheTracesWithPauliStrings() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5);
        DensityMatrix state = mixed(3, random);
        PauliVector vector = PauliVector.of(state.matrix());
        for (String letters : List.of("III", "XYZ", "YYI", "YYY", "IZX", "ZIY", "XIX")) {
            PauliString pauli = new PauliString(letters);
            assertEquals(state.pauliExpectation(pauli), vector.expectation(pauli), 1e-15, letters);
        }
        assertEquals(0, vector.matrix().distance(state.matrix()), 1e-15);
        assertEquals(state.purity(), vector.inner(vector), 1e-15);
    }

    @Test
    void adjointWeightsAreTheGradientOfProbabilities() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(6);
        ProductTomography bases = new ProductTomography(ProductBasis.six(2));
        PauliVector state = PauliVector.of(mixed(2, random).matrix());
        double[][] weights = bases.probabilities(PauliVector.of(mixed(2, random).matrix()));
        double sum = 0;
        double[][] p = bases.probabilities(state);
        for (int s = 0; s < p.length; s++) {
            for (int r = 0; r < p[s].length; r++) {
                sum += weights[s][r] * p[s][r];
            }
        }
        assertEquals(sum, bases.adjoint(weights).inner(state), 1e-12);
    }

    @Test
    void basesThatMissAStringAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProductTomography(ProductBasis.three(2).subList(0, 8)));
    }

    /** A purity is biased by counting noise, which bootstraps repeat; an expectation is not. */
    @Test
    void bootstrapErrorsCoverExpectationsAsOftenAsTheySay() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);
        DensityMatrix state = mixed(2, random);
        ConfusionMatrix confusion = correlated(2, random);
        ProductTomography bases = new ProductTomography(ProductBasis.three(2));
        double[][] exact = bases.probabilities(PauliVector.of(state.matrix()));
        for (int s = 0; s < exact.length; s++) {
            exact[s] = confusion.confuse(exact[s]);
        }
        PauliString pauli = new PauliString("XZ");
        double isTrue = state.pauliExpectation(pauli);
        int repetitions = 200;
        int bootstraps = 100;
        int covered = 0;
        for (int k = 0; k < repetitions; k++) {
            Frequencies found = new Frequencies(exact).drawn(300, random);
            double value = Reconstruction.LINEAR.of(bases, found, confusion).expectation(pauli);
            double sum = 0;
            double squares = 0;
            for (int b = 0; b < bootstraps; b++) {
                double again = Reconstruction.LINEAR
                        .of(bases, found.drawn(300, random), confusion)
                        .expectation(pauli);
                sum += again;
                squares += again * again;
            }
            double error = Math.sqrt((squares - sum * sum / bootstraps) / (bootstraps - 1));
            covered += Math.abs(value - isTrue) <= error ? 1 : 0;
        }
        // 68.3% of 200 is 137 with a deviation of 6.6.
        assertTrue(covered >= 117 && covered <= 157, covered + " of " + repetitions);
    }

    /** A matrix of errors that no product of one-qubit errors is. */
    static ConfusionMatrix correlated(int qubits, UniformRandomProvider random) {
        int d = 1 << qubits;
        double[][] rows = new double[d][d];
        for (int t = 0; t < d; t++) {
            double left = 1;
            for (int r = 0; r < d; r++) {
                rows[r][t] = r == t ? 0 : 0.2 / d * random.nextDouble();
                left -= rows[r][t];
            }
            rows[t][t] = left;
        }
        return ConfusionMatrix.of(rows);
    }

    static DensityMatrix mixed(int qubits, UniformRandomProvider random) {
        int d = 1 << qubits;
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                re[r][c] = random.nextDouble() - 0.5;
                im[r][c] = random.nextDouble() - 0.5;
            }
        }
        ComplexMatrix g = ComplexMatrix.of(re, im);
        ComplexMatrix positive = g.times(g.adjoint());
        return DensityMatrix.of(positive.scaled(1 / positive.traceRe()));
    }

    private static double[][] rows(JsonNode node) {
        double[][] rows = new double[node.size()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = new double[node.get(r).size()];
            for (int c = 0; c < rows[r].length; c++) {
                rows[r][c] = node.get(r).get(c).asDouble();
            }
        }
        return rows;
    }

    private static ComplexMatrix matrix(JsonNode node) {
        return ComplexMatrix.of(rows(node.get("re")), rows(node.get("im")));
    }
}
