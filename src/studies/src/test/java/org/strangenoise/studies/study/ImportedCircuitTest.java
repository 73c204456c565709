package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.pulses.PulseSequenceType;
import org.strangenoise.studies.sweep.SweepType;
import org.strangenoise.yaml.InvalidInputException;

/** Time series of imported circuits against closed forms of unequal idling qubits. */
class ImportedCircuitTest {

    private static final double[] T1 = {60e-6, 48e-6, 75e-6, 52e-6, 66e-6, 41e-6, 30e-6};
    private static final double[] T2 = {45e-6, 30e-6, 80e-6, 38e-6, 20e-6, 33e-6, 25e-6};
    private static final double[] P1_GIVEN_0 = {0.01, 0.02, 0.03, 0.015, 0.01, 0.02, 0.005};
    private static final double[] P0_GIVEN_1 = {0.03, 0.05, 0.04, 0.01, 0.02, 0.06, 0.01};

    @TempDir
    Path folder;

    /** Gates take no time, so that only waiting is noisy. */
    private String setup(int qubits, String program) throws IOException {
        Files.writeString(folder.resolve("circuit.qasm"), "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + program);
        StringBuilder text = new StringBuilder("device:\n  name: line\n  qubits:\n");
        for (int q = 0; q < qubits; q++) {
            text.append("    - { name: Q%d, T1: %s s, T2: %s s, readout: { p1-given-0: %s, p0-given-1: %s } }%n"
                    .formatted(q, T1[q], T2[q], P1_GIVEN_0[q], P0_GIVEN_1[q]));
        }
        text.append("  operations:\n");
        for (String gate : List.of("h", "x", "cnot", "reset")) {
            text.append("    " + gate + ": { duration: 0 ns }\n");
        }
        text.append("    slow: { duration: 400 ns }\n    measurement: { duration: 1 us }\n");
        text.append("  channels: [ { id: stray, on: step, channel: rotation, axis: x, angle: 0.3 } ]\n");
        return text + "circuit: { openqasm: circuit.qasm }\n";
    }

    private DynamicsType.Result run(int qubits, String program, String analysis) throws IOException {
        Study study = BudgetStudies.study(folder, setup(qubits, program), analysis);
        return (DynamicsType.Result)
                new AnalysisRunner(BudgetStudies.OPTIONS, line -> {}).run(study).get(0);
    }

    private static DynamicsType.Result.Series only(DynamicsType.Result result) {
        assertEquals(1, result.series().size());
        return result.series().get(0);
    }

    /** P(b) of (|0..0> + |1..1>)/sqrt 2 after every qubit has waited. */
    private static double[] outcomesAfterWaiting(int qubits, double seconds) {
        double[] probabilities = new double[1 << qubits];
        probabilities[0] = 0.5;
        for (int b = 0; b < probabilities.length; b++) {
            double decayed = 0.5;
            for (int q = 0; q < qubits; q++) {
                double kept = Math.exp(-seconds / T1[q]);
                decayed *= (b >> q & 1) == 1 ? kept : 1 - kept;
            }
            probabilities[b] += decayed;
        }
        return probabilities;
    }

    private static double[] read(double[] probabilities) {
        double[] read = new double[probabilities.length];
        for (int seen = 0; seen < read.length; seen++) {
            for (int b = 0; b < read.length; b++) {
                double confusion = 1;
                for (int q = 0; 1 << q < read.length; q++) {
                    double flip = (b >> q & 1) == 0 ? P1_GIVEN_0[q] : P0_GIVEN_1[q];
                    confusion *= (b >> q & 1) == (seen >> q & 1) ? 1 - flip : flip;
                }
                read[seen] += confusion * probabilities[b];
            }
        }
        return read;
    }

    private static double coherence(int qubits, double seconds) {
        double coherence = 0.5;
        for (int q = 0; q < qubits; q++) {
            coherence *= Math.exp(-seconds / T2[q]);
        }
        return coherence;
    }

    /** An imported circuit of few qubits has everything at its last step, unasked. */
    @Test
    void aWaitingBellPairDecaysByItsClosedForm() throws IOException {
        DynamicsType.Result result = run(
                2,
                "qubit[2] q; h q[0]; cx q[0], q[1]; barrier q; for int k in [1:4] { delay[2us] q[0]; delay[2us] q[1]; barrier q; }",
                "{ type: dynamics, id: bell }");
        DynamicsType.Result.Series bell = only(result);
        assertArrayEquals(
                new double[] {0.5, 0, 0, 0.5},
                bell.ideal().probabilities(),
                1e-14,
                "no readout errors in the ideal run");
        assertArrayEquals(read(outcomesAfterWaiting(2, 8e-6)), bell.noisy().probabilities(), 1e-13);
        ComplexMatrix rho = bell.noisy().densityMatrix().orElseThrow();
        double[] populations = outcomesAfterWaiting(2, 8e-6);
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 4; c++) {
                double expected = r == c ? populations[r] : r + c == 3 && r * c == 0 ? coherence(2, 8e-6) : 0;
                assertEquals(expected, rho.re(r, c), 1e-13, r + ", " + c);
                assertEquals(0, rho.im(r, c), 1e-13, r + ", " + c);
            }
        }
        assertEquals(6, bell.noisy().fidelity().length, "the start and five barriers");
        for (int step = 1; step <= 5; step++) {
            double[] p = outcomesAfterWaiting(2, (step - 1) * 2e-6);
            double fidelity = (p[0] + p[3]) / 2 + coherence(2, (step - 1) * 2e-6);
            assertEquals(fidelity, bell.noisy().fidelity()[step], 1e-13);
        }
        assertEquals(15, bell.noisy().pauli().size());
        assertEquals(2 * coherence(2, 8e-6), bell.noisy().pauli().get("XX"), 1e-13);
        assertEquals(-2 * coherence(2, 8e-6), bell.noisy().pauli().get("YY"), 1e-13);
    }

    /**
     * At a step of one's choice, on more qubits than get it unasked, the coherence from the first to the last state.
     */
    @Test
    void aWaitingGhzStateDecaysByItsClosedForm() throws IOException {
        String program =
                "const int n = 5; qubit[n] q; h q[0]; for int k in [0:n-2] { cx q[k], q[k+1]; } barrier q; delay[3us] q; barrier q; delay[1us] q; barrier q;";
        DynamicsType.Result.Series ghz = only(run(
                5,
                program,
                "{ type: dynamics, id: ghz, probabilities-at: 2, density-matrix-at: 3, figures: [ probabilities ] }"));
        assertTrue(ghz.noisy().pauli().isEmpty());
        assertArrayEquals(read(outcomesAfterWaiting(5, 3e-6)), ghz.noisy().probabilities(), 1e-13);
        ComplexMatrix rho = ghz.noisy().densityMatrix().orElseThrow();
        double[] populations = outcomesAfterWaiting(5, 4e-6);
        double trace = 0;
        for (int b = 0; b < 32; b++) {
            assertEquals(populations[b], rho.re(b, b), 1e-13);
            trace += rho.re(b, b);
        }
        assertEquals(1, trace, 1e-13);
        assertEquals(coherence(5, 4e-6), rho.re(0, 31), 1e-13);
        assertEquals(coherence(5, 4e-6), rho.re(31, 0), 1e-13);
        assertEquals(0, rho.re(1, 30), 1e-13, "the flip of qubit 0 in both halves keeps no coherence");
    }

    /** Qubit 0 is the last character of an outcome, and row 1 of the density matrix. */
    @Test
    void qubitZeroIsTheLowestBit() throws IOException {
        DynamicsType.Result.Series series =
                only(run(3, "qubit[3] q; x q[0]; cx q[0], q[2]; h q[1];", "{ type: dynamics, id: order }"));
        assertEquals("101", DynamicsType.Result.outcome(5, 3));
        assertArrayEquals(
                new double[] {0, 0, 0, 0, 0, 0.5, 0, 0.5}, series.ideal().probabilities(), 1e-14);
        assertEquals(0.5, series.ideal().densityMatrix().orElseThrow().re(5, 7), 1e-14);
        assertEquals(-1, series.ideal().pauli().get("ZII"), 1e-14);
        assertEquals(1, series.ideal().pauli().get("IXI"), 1e-14);
    }

    /** <psi|rho|psi> also after a reset, as long as that leaves the ideal state pure. */
    @Test
    void fidelitySurvivesAReset() throws IOException {
        DynamicsType.Result result = run(
                2,
                "qubit[2] q; x q[0]; delay[5us] q[0]; barrier q; reset q[0]; x q[0]; delay[7us] q[0]; barrier q; h q[0]; cx q[0], q[1]; barrier q; reset q[0]; barrier q;",
                "{ type: dynamics, id: reset }");
        double[] fidelity = only(result).noisy().fidelity();
        assertEquals(Math.exp(-5e-6 / T1[0]), fidelity[1], 1e-13);
        assertEquals(Math.exp(-7e-6 / T1[0]), fidelity[2], 1e-13);
        assertEquals(Double.NaN, fidelity[4], "half of an entangled pair was reset");
        assertTrue(result.warnings().stream().anyMatch(w -> w.contains("resets")), result.warnings()::toString);
    }

    /** A backend that holds no matrix, by sampling, finds the same density matrix within its error. */
    @Test
    void everyBackendAnswers() throws IOException {
        String program = "qubit[2] q; h q[0]; cx q[0], q[1]; delay[9us] q;";
        DynamicsType.Result.Series exact = only(run(2, program, "{ type: dynamics, id: a }"));
        DynamicsType.Result.Series sampled =
                only(run(2, program, "{ type: dynamics, id: a, simulation: { method: trajectories } }"));
        ComplexMatrix rho = sampled.noisy().densityMatrix().orElseThrow();
        ComplexMatrix expected = exact.noisy().densityMatrix().orElseThrow();
        assertEquals(0, rho.minus(expected).maxAbs(), 0.05);
        assertArrayEquals(exact.noisy().probabilities(), sampled.noisy().probabilities(), 0.05);
        assertEquals(Optional.of(1), exact.noisy().densityMatrix().map(m -> (int) Math.round(m.traceRe())));
    }

    /** The readout error holds what happens during a final measurement, so that it takes no time of its own. */
    @Test
    void theLastStepEndsWhereTheMeasurementsBegin() throws IOException {
        String program = "qubit[2] q; bit[2] c; x q; barrier q; delay[3us] q; c = measure q; barrier q;";
        DynamicsType.Result.Series series = only(run(2, program, "{ type: dynamics, id: a }"));
        assertEquals(3, series.noisy().fidelity().length);
        assertEquals(Math.exp(-3e-6 / T1[0] - 3e-6 / T1[1]), series.noisy().fidelity()[2], 1e-13);
        String pulses = setup(2, program) + "analyses: [ { type: pulse-sequence, id: p, steps: 2 } ]\nname: p\n";
        PulseSequenceType.Result drawn =
                (PulseSequenceType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                        .run(StudyReader.read(Files.writeString(folder.resolve("pulses.yaml"), pulses)))
                        .get(0);
        assertEquals(
                2,
                drawn.pulses().stream()
                        .filter(p -> p.operation().equals("measurement"))
                        .count());
    }

    /** A measurement ends its qubit, while the others go on through its time. */
    @Test
    void anEarlyMeasurementTakesTheStateAtItsStart() throws IOException {
        DynamicsType.Result.Series series = only(run(
                2,
                "qubit[2] q; bit[2] c; x q; c[0] = measure q[0]; barrier q; delay[2us] q[1]; barrier q;",
                "{ type: dynamics, id: a }"));
        assertEquals(Math.exp(-1e-6 / T1[1]), series.noisy().fidelity()[1], 1e-13);
        assertEquals(Math.exp(-3e-6 / T1[1]), series.noisy().fidelity()[2], 1e-13);
    }

    /** {@code record: steps} makes barriers the steps of a drive. */
    @Test
    void stepNoiseActsAtBarriersThatEndSteps() throws IOException {
        String program = "qubit[1] q; barrier q; barrier q; barrier q;";
        for (String points : List.of("steps", "barriers")) {
            double z = only(run(1, program, "{ type: dynamics, id: a, circuit: { record: " + points + " } }"))
                    .noisy()
                    .bloch()[3][2];
            assertEquals(points.equals("steps") ? Math.cos(0.9) : 1, z, 1e-13);
        }
    }

    /** A gate that the file defines and the device lists is one operation of the device. */
    @Test
    void definedGatesOfTheDeviceAreSingleOperations() throws IOException {
        String program = "gate slow a { x a; h a; h a; } qubit[1] q; slow q[0];";
        double fidelity =
                only(run(1, program, "{ type: dynamics, id: a }")).noisy().fidelity()[1];
        assertEquals(Math.exp(-400e-9 / T1[0]), fidelity, 1e-13);
    }

    /** A box is filled up on the analysis' own device, also where a sweep changes it. */
    @Test
    void boxesTakeTheirTimeOnEveryDevice() throws IOException {
        String program = "gate slow a { x a; } qubit[1] q; box[1us] { slow q[0]; }";
        double fidelity =
                only(run(1, program, "{ type: dynamics, id: a }")).noisy().fidelity()[1];
        assertEquals(Math.exp(-1e-6 / T1[0]), fidelity, 1e-13);
        String sweep =
                "{ type: sweep, id: s, over: { device.operations.slow.duration: [ 0 ns, 300 ns, 1 us ] }, observable: fidelity }";
        SweepType.Result swept = (SweepType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(folder, setup(1, program), sweep))
                .get(0);
        for (double[] found : swept.noisy()) {
            assertEquals(Math.exp(-1e-6 / T1[0]), found[0], 1e-13);
        }
        String setup = setup(1, program.replace("1us", "399ns"));
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> BudgetStudies.study(folder, setup, "{ type: dynamics, id: a }"));
        assertTrue(refused.getMessage().contains("circuit.qasm:3:34: a box's content must fit"), refused.getMessage());
        String tooLong = sweep.replace("1 us", "2 us");
        InvalidInputException sweptTooFar = assertThrows(
                InvalidInputException.class, () -> BudgetStudies.study(folder, setup(1, program), tooLong));
        assertTrue(sweptTooFar.getMessage().contains("cannot take"), sweptTooFar.getMessage());
    }

    /** A neighbour that the program does not name shifts the qubit's frequency, wherever the program is placed. */
    @Test
    void crosstalkWithAnIdleNeighbourActsInEveryLayout() throws IOException {
        String text = setup(2, "qubit q; h q; delay[300ns] q;")
                .replace("  channels:", "  crosstalk: [ { qubits: [ Q1, Q0 ], zz: 1.3 MHz } ]\n  channels:");
        for (int at = 0; at < 2; at++) {
            for (String layout : at == 0 ? List.of("", ", layout: [ Q0 ]") : List.of(", layout: [ Q1 ]")) {
                Study study = BudgetStudies.study(
                        folder,
                        text.replace("circuit.qasm }", "circuit.qasm" + layout + " }"),
                        "{ type: dynamics, id: a }");
                DynamicsType.Result result = (DynamicsType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                        .run(study)
                        .get(0);
                double[] bloch = only(result).noisy().qubits().bloch()[1][0];
                double phase = Math.PI * 1.3e6 * 300e-9;
                double kept = Math.exp(-300e-9 / T2[at]);
                assertEquals(kept * Math.cos(phase), bloch[0], 1e-12, layout);
                assertEquals(kept * Math.sin(phase), bloch[1], 1e-12, layout);
            }
        }
    }

    /** What takes circuits apart would leave out the gates that wait for a bit: it is refused before it runs. */
    @Test
    void budgetsRefuseConditions() throws IOException {
        String setup = setup(2, "qubit[2] q; bit c; h q[0]; c = measure q[0]; if (c) x q[1];");
        for (String analysis : List.of(
                "{ type: sensitivities, id: a, observable: purity }",
                "{ type: decoherence-budget, id: a, observable: purity }")) {
            Exception refused = assertThrows(
                    Exception.class,
                    () -> new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                            .run(BudgetStudies.study(folder, setup, analysis)));
            assertTrue(
                    refused.getMessage().contains("instructions that depend on measured bits"), refused.getMessage());
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAtItsPlace() throws IOException {
        String program = "qubit[7] q; h q;";
        for (String key : List.of("pauli-expectations-at", "density-matrix-at")) {
            String setup = setup(7, program);
            InvalidInputException refused = assertThrows(
                    InvalidInputException.class,
                    () -> BudgetStudies.study(folder, setup, "{ type: dynamics, id: a, " + key + ": 1 }"));
            assertTrue(
                    refused.getMessage().contains("`" + key + "` is possible up to 6 qubits, but the circuit has 7"),
                    refused.getMessage());
            assertTrue(refused.getMessage().contains(".yaml:22:"), refused.getMessage());
        }
        DynamicsType.Result.Series seven = only(run(7, program, "{ type: dynamics, id: a, probabilities-at: 1 }"));
        assertEquals(1.0 / 128, seven.ideal().probabilities()[77], 1e-15);
        String long6 = setup(6, "qubit[6] q; h q; for int k in [1:20000] { h q[0]; barrier q; }");
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> BudgetStudies.study(folder, long6, "{ type: dynamics, id: a, density-matrix-at: 20000 }"));
        assertTrue(refused.getMessage().contains("record: end"), refused.getMessage());
    }
}
