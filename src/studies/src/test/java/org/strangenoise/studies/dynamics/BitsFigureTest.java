package org.strangenoise.studies.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Samples;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InvalidInputException;

/** Bars of what the classical bits hold: exact, sampled and drawn. */
class BitsFigureTest {

    private static final String DEVICE = """
            name: unequal
            qubits:
              - { name: A, T1: 3 us, T2: 1.1 us, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
              - { name: B, T1: 5 us, T2: 4 us, readout: { p1-given-0: 0.01, p0-given-1: 0.08 } }
            operations: { x: { duration: 20 ns }, ry: { duration: 20 ns }, measurement: { duration: 300 ns } }
            """;

    private static final String CIRCUIT = """
            OPENQASM 3.0;
            include "stdgates.inc";
            qubit[2] q;
            bit low;
            bit[2] high;
            ry(1.1) q[0];
            x q[1];
            low = measure q[0];
            high[1] = measure q[1];
            """;

    @TempDir
    private Path folder;

    private DynamicsType.Result run(String analysis, String circuit) throws IOException {
        Files.writeString(folder.resolve("device.yaml"), DEVICE);
        Files.writeString(folder.resolve("circuit.qasm"), circuit);
        Path study = Files.writeString(
                folder.resolve("study.yaml"),
                "name: bits\ndevice: device.yaml\ncircuit: { openqasm: circuit.qasm, record: end }\n"
                        + "analyses:\n  - "
                        + analysis + "\n");
        return (DynamicsType.Result) new AnalysisRunner(SimulationOptions.defaults(), line -> {})
                .run(StudyReader.read(study))
                .get(0);
    }

    private static BarChart chart(Figure figure) {
        return (BarChart) figure.rows().get(0).panels().get(0);
    }

    private static double[] ends(BarChart.Bars bars) {
        Samples ends = bars.ends();
        double[] values = new double[ends.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = ends.get(k);
        }
        return values;
    }

    @Test
    void barsAreTheProbabilitiesAndTheDrawnShares() throws IOException {
        DynamicsType.Result result = run("{ type: dynamics, id: a, shots: 5000 }", CIRCUIT);
        Figure figure = OutcomeFigures.ofBits(result, "a-bits");
        assertTrue(figure.caption().contains("From left to right: high[1:0], low."), figure.caption());
        BarChart chart = chart(figure);
        assertEquals(List.of("000", "001", "010", "011", "100", "101", "110", "111"), chart.categories());
        double one = (1 - Math.cos(1.1)) / 2;
        double[] ideal = ends(chart.bars().get(0));
        assertEquals(1 - one, ideal[4], 1e-12);
        assertEquals(one, ideal[5], 1e-12);
        double decayed = one * Math.exp(-0.02 / 3);
        double readOne = 0.95 * decayed + 0.02 * (1 - decayed);
        double up = Math.exp(-0.02 / 5);
        double readUp = 0.92 * up + 0.01 * (1 - up);
        double[] noisy = ends(chart.bars().get(1));
        assertEquals(readUp * readOne, noisy[5], 1e-12);
        assertEquals((1 - readUp) * readOne, noisy[1], 1e-12);
        assertEquals("noisy, 5,000 runs", chart.bars().get(2).label());
        double[] shares = ends(chart.bars().get(2));
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            int count = result.series()
                    .get(0)
                    .noisy()
                    .counts()
                    .getOrDefault(chart.categories().get(k), 0);
            assertEquals(count / 5000.0, shares[k], 1e-15);
            assertEquals(
                    Math.sqrt(shares[k] * (1 - shares[k]) / 5000),
                    chart.bars().get(2).errors().get(k),
                    1e-15);
            sum += shares[k];
        }
        assertEquals(1, sum, 1e-12);
    }

    @Test
    void sampledProbabilitiesHaveTheirErrors() throws IOException {
        BarChart exact = chart(OutcomeFigures.ofBits(run("{ type: dynamics, id: a, figures: [bits] }", CIRCUIT), "a"));
        assertEquals(2, exact.bars().size());
        assertNull(exact.bars().get(1).errors());
        DynamicsType.Result sampled = run(
                "{ type: dynamics, id: a, figures: [bits], simulation: { method: trajectories, trajectories: 400 } }",
                CIRCUIT);
        BarChart chart = chart(OutcomeFigures.ofBits(sampled, "a"));
        double p = ends(chart.bars().get(1))[5];
        double error = chart.bars().get(1).errors().get(5);
        assertEquals(ends(exact.bars().get(1))[5], p, 5 * error);
        assertTrue(error > 0.001 && error < 0.05, "" + error);
    }

    /** Beside the other figures, and only where there are bits. */
    @Test
    void itComesUnaskedWhereThereAreBits() throws IOException {
        assertTrue(run("{ type: dynamics, id: a }", CIRCUIT)
                .plan()
                .figures()
                .contains(DynamicsType.Plan.DynamicsFigure.BITS));
        String plain = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nx q[0];\n";
        assertTrue(!run("{ type: dynamics, id: a }", plain)
                .plan()
                .figures()
                .contains(DynamicsType.Plan.DynamicsFigure.BITS));
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> run("{ type: dynamics, id: a, figures: [bits] }", plain));
        assertTrue(
                refused.getMessage().contains("asks for `bits`, but the circuit has no classical bits"),
                refused.getMessage());
    }
}
