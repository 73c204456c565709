package org.strangenoise.state;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.math.BinaryEntropy;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.outside.OutsideObservables;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/** Entanglement and correlations against closed forms, and of the kicked top against an independent program. */
class QuantumCorrelationsTest {

    private static double value(String name, QuantumState state) {
        List<String> names =
                IntStream.range(0, state.qubits()).mapToObj(q -> "q" + q).toList();
        StatePart.Setting setting = new StatePart.Setting(Readout.perfect(state.qubits()), null);
        return OutsideObservables.value(ObservableRegistry.read(name, names, false), state, setting)[0];
    }

    private static StateVector amplitudes(double... re) {
        return StateVector.view(Integer.numberOfTrailingZeros(re.length), re, new double[re.length]);
    }

    /** {@code (1 + sum c_i P_i P_i) / 4}. */
    private static DensityMatrix bellDiagonal(double x, double y, double z) {
        return DensityMatrix.of(new PauliSum(
                        2,
                        List.of(
                                new PauliSum.Term(0.25, new PauliString("II")),
                                new PauliSum.Term(x / 4, new PauliString("XX")),
                                new PauliSum.Term(y / 4, new PauliString("YY")),
                                new PauliSum.Term(z / 4, new PauliString("ZZ"))))
                .matrix());
    }

    @Test
    void aBellPairIsWhollyEntangled() {
        double r = Math.sqrt(0.5);
        StateVector bell = amplitudes(0, r, -r, 0);
        assertEquals(1, value("concurrence.0-1", bell), 1e-7);
        assertEquals(0.5, value("negativity.1-0", bell), 1e-12);
        assertEquals(0.5, value("bipartite-negativity.0", bell), 1e-12);
        assertEquals(1, value("discord.0-1", bell), 1e-9);
        assertEquals(1, value("correlation.0", bell), 1e-9);
        assertEquals(0, value("environment-information.0", bell), 1e-9);
        assertEquals(0, value("symmetric-weight", bell), 1e-12);
        assertEquals(-1, value("connected-xx.0-1", bell), 1e-12);
    }

    /** {@code p |singlet><singlet| + (1 - p) / 4}: entangled above 1/3. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 1.0 / 3, 0.5, 0.77, 0.999})
    void wernerStates(double p) {
        DensityMatrix werner = bellDiagonal(-p, -p, -p);
        assertEquals(Math.max(0, (3 * p - 1) / 2), value("concurrence.0-1", werner), 1e-7);
        assertEquals(Math.max(0, (3 * p - 1) / 4), value("negativity.0-1", werner), 1e-12);
        assertEquals(3 * (1 - p) / 4, value("symmetric-weight", werner), 1e-12);
        assertEquals(-p, value("connected-yy.1-0", werner), 1e-12);
    }

    /** S. Luo, Phys. Rev. A 77, 042303 (2008). */
    @ParameterizedTest
    @CsvSource({
        "-0.3, -0.3, -0.3",
        "0.6, -0.2, 0.1",
        "0.05, -0.71, 0.1",
        "0, 0, 0.4",
        "0.55, -0.55, 0.1",
        "0.7, 0.1, -0.2"
    })
    void discordOfBellDiagonalStates(double x, double y, double z) {
        double[] eigenvalues = {(1 - x - y - z) / 4, (1 - x + y + z) / 4, (1 + x - y + z) / 4, (1 + x + y - z) / 4};
        double mutual = 2;
        for (double each : eigenvalues) {
            mutual += each > 0 ? each * Math.log(each) / Math.log(2) : 0;
        }
        double c = Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z)));
        double classical = 1 - BinaryEntropy.of((1 + c) / 2);
        DensityMatrix state = bellDiagonal(x, y, z);
        assertEquals(mutual - classical, value("discord.0-1", state), 1e-9);
        assertEquals(mutual / 2, value("correlation.1", state), 1e-9);
    }

    /** Reading the first qubit of {@code sum p_k |k><k| (x) rho_k} along z disturbs nothing; the second has discord. */
    @Test
    void discordKnowsWhichQubitIsMeasured() {
        double[][] re = new double[4][4];
        re[0][0] = 0.5;
        re[1][1] = 0.25;
        re[1][3] = 0.25;
        re[3][1] = 0.25;
        re[3][3] = 0.25;
        DensityMatrix state = DensityMatrix.of(ComplexMatrix.of(re, new double[4][4]));
        assertEquals(0, value("discord.0-1", state), 1e-9);
        assertTrue(value("discord.1-0", state) > 0.1);
        assertEquals(0, value("negativity.0-1", state), 1e-12);
    }

    @Test
    void aGhzStateIsEntangledAsAWholeAlone() {
        double r = Math.sqrt(0.5);
        StateVector ghz = amplitudes(r, 0, 0, 0, 0, 0, 0, r);
        assertEquals(0, value("concurrence.0-2", ghz), 1e-7);
        assertEquals(0, value("negativity.0-2", ghz), 1e-12);
        assertEquals(0.5, value("bipartite-negativity", ghz), 1e-12);
        assertEquals(1, value("correlation", ghz), 1e-9);
        assertEquals(0, value("discord.1-2", ghz), 1e-9);
        assertEquals(1, value("connected-zz.0-1", ghz), 1e-12);
        assertEquals(1, value("symmetric-weight", ghz), 1e-12);
    }

    /** Of n qubits a pair of W has concurrence 2/n and a qubit is cut off with sqrt(n - 1) / n. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void aWStateIsEntangledPairByPair(int n) {
        double[] re = new double[1 << n];
        for (int q = 0; q < n; q++) {
            re[1 << q] = Math.sqrt(1.0 / n);
        }
        StateVector w = amplitudes(re);
        assertEquals(2.0 / n, value("concurrence.0-1", w), 1e-7);
        assertEquals(Math.sqrt(n - 1) / n, value("bipartite-negativity.1", w), 1e-12);
        double empty = (n - 2.0) / n;
        assertEquals((Math.hypot(empty, 2.0 / n) - empty) / 2, value("negativity.1-0", w), 1e-12);
        assertEquals(BinaryEntropy.of(1.0 / n), value("correlation.0", w), 1e-9);
    }

    @TestFactory
    List<DynamicTest> statesOfTheKickedTopHaveTheNumbersOfAnIndependentProgram() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(QuantumCorrelationsTest.class.getResourceAsStream("correlations.json"))) {
            for (JsonNode one : new ObjectMapper().readTree(in).get("cases")) {
                tests.add(DynamicTest.dynamicTest(
                        "theta " + one.get("theta") + " kappa " + one.get("kappa") + " N " + one.get("steps"), () -> {
                            DensityMatrix state =
                                    DensityMatrix.of(ComplexMatrix.of(rows(one.get("re")), rows(one.get("im"))));
                            one.get("values")
                                    .properties()
                                    .forEach(each -> assertEquals(
                                            each.getValue().asDouble(),
                                            value(each.getKey(), state),
                                            1e-7,
                                            each.getKey()));
                            // What is shared with the others and with the environment is all of the entropy.
                            assertEquals(
                                    value("entropy.1", state),
                                    value("correlation.1", state) + value("environment-information.1", state),
                                    1e-12);
                        }));
            }
        }
        return tests;
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

    @Test
    void theWholeStateIsNeededUpToSixQubits() {
        Observable observable = ObservableRegistry.read(
                "correlation", IntStream.range(0, 7).mapToObj(String::valueOf).toList(), false);
        String message = assertThrows(IllegalArgumentException.class, () -> observable.parts(7))
                .getMessage();
        assertTrue(message.contains("possible up to 6 qubits, but the register has 7"), message);
    }
}
