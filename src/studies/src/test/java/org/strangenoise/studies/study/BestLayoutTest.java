package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.yaml.InvalidInputException;

/** {@code layout: best} against every placement, run one by one. */
class BestLayoutTest {

    private static final int[][] COUPLERS = {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}, {2, 5}};
    private static final double[] T1 = {60e-6, 25e-6, 71e-6, 33e-6, 48e-6, 90e-6};
    private static final double[] T2 = {45e-6, 30e-6, 20e-6, 51e-6, 66e-6, 80e-6};
    private static final double[] READOUT = {0.001, 0.004, 0.002, 0.0005, 0.003, 0.0015};

    @TempDir
    Path folder;

    private String device(boolean couplers, String gateErrors) {
        StringBuilder text = new StringBuilder("device:\n  name: ring\n  gate-errors: " + gateErrors + "\n  qubits:\n");
        for (int q = 0; q < T1.length; q++) {
            text.append("    - { name: Q%d, T1: %s s, T2: %s s, readout: { p1-given-0: %s, p0-given-1: %s } }%n"
                    .formatted(q, T1[q], T2[q], READOUT[q], READOUT[q]));
        }
        if (couplers) {
            text.append("  couplers: [ [Q0, Q1], [Q1, Q2], [Q2, Q3], [Q3, Q4], [Q4, Q0], [Q2, Q5] ]\n");
        }
        return text + """
                  operations:
                    h: { duration: 30 ns }
                    x: { duration: 30 ns }
                    ry: { duration: 30 ns }
                    measurement: { duration: 600 ns }
                    cz:
                      duration: 80 ns
                      overrides:
                        - { qubits: [Q0, Q1], duration: 60 ns, error: 0.02 }
                        - { qubits: [Q2, Q3], duration: 300 ns, error: 0.009 }
                        - { qubits: [Q3, Q4], duration: 90 ns, error: 0.004 }
                        - { qubits: [Q0, Q4], duration: 90 ns, error: 0.03 }
                """;
    }

    private String setup(boolean couplers, String gateErrors, String program) throws IOException {
        Files.writeString(folder.resolve("circuit.qasm"), "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + program);
        return device(couplers, gateErrors) + "circuit: { openqasm: circuit.qasm, record: end, layout: best }\n";
    }

    private static List<Integer> chosen(Setup setup) {
        return setup.device().qubits().stream()
                .map(QubitCalibration::name)
                .map(name -> Integer.parseInt(name.substring(1)))
                .toList();
    }

    private static boolean coupled(int a, int b) {
        for (int[] pair : COUPLERS) {
            if ((pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a)) {
                return true;
            }
        }
        return false;
    }

    /** A line of three, with unequal loads: the middle one waits longest, the last is read. */
    private static final String LINE =
            "qubit[3] q; bit c; ry(1.1) q[0]; h q[1]; x q[2]; cz q[0], q[1]; delay[2us] q[1]; cz q[1], q[2]; cz q[0], q[1];"
                    + " h q[2]; c = measure q[2];";

    private static List<List<Integer>> linesOfThree(boolean couplers) {
        List<List<Integer>> all = new ArrayList<>();
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                for (int c = 0; c < 6; c++) {
                    if (a != b && b != c && a != c && (!couplers || (coupled(a, b) && coupled(b, c)))) {
                        all.add(List.of(a, b, c));
                    }
                }
            }
        }
        return all;
    }

    /** The infidelity and the readout error of every placement. */
    private Map<List<Integer>, Double> errors(String setup, List<List<Integer>> placements) {
        StringBuilder analyses = new StringBuilder("{ type: dynamics, id: best }");
        for (List<Integer> p : placements) {
            analyses.append("\n  - { type: dynamics, id: p%d%d%d, circuit: { layout: [Q%d, Q%d, Q%d] } }"
                    .formatted(p.get(0), p.get(1), p.get(2), p.get(0), p.get(1), p.get(2)));
        }
        Study study = BudgetStudies.study(folder, setup, analyses.toString());
        List<AnalysisResult> results = new AnalysisRunner(BudgetStudies.OPTIONS, line -> {}).run(study);
        Map<List<Integer>, Double> errors = new HashMap<>();
        for (int k = 0; k < placements.size(); k++) {
            double[] fidelity = ((DynamicsType.Result) results.get(k + 1))
                    .series()
                    .get(0)
                    .noisy()
                    .fidelity();
            errors.put(
                    placements.get(k),
                    1
                            - fidelity[fidelity.length - 1]
                            + READOUT[placements.get(k).get(2)]);
        }
        return errors;
    }

    private void requireBest(boolean couplers, String gateErrors) throws IOException {
        String setup = setup(couplers, gateErrors, LINE);
        List<List<Integer>> placements = linesOfThree(couplers);
        assertEquals(couplers ? 14 : 120, placements.size());
        Map<List<Integer>, Double> errors = errors(setup, placements);
        List<Integer> best =
                placements.stream().min(Comparator.comparingDouble(errors::get)).orElseThrow();
        AnalysisPlan plan = BudgetStudies.plan(folder, setup, "{ type: dynamics, id: best }");
        assertEquals(best, chosen(plan.setup()), errors::toString);
        double worst = errors.values().stream().mapToDouble(e -> e).max().orElseThrow();
        assertTrue(worst > 1.5 * errors.get(best), "the placements must differ");
    }

    @Test
    void isTheBestOfAllByRelaxationAndReadout() throws IOException {
        requireBest(true, "coherence-only");
        requireBest(false, "coherence-only");
    }

    @Test
    void countsStatedGateErrorsWhereTheyAct() throws IOException {
        requireBest(true, "match");
    }

    /** Without derivatives it goes by the coherence limit, on couplers all the same. */
    @Test
    void placesCircuitsThatDependOnMeasurements() throws IOException {
        String program = "qubit[4] q; bit[2] c; h q[3]; cz q[3], q[1]; c[0] = measure q[3]; if (c[0]) { x q[1]; }"
                + " reset q[3]; cz q[1], q[0]; c[1] = measure q[0];";
        String setup = setup(true, "coherence-only", program)
                .replace("measurement: {", "reset: { duration: 400 ns }\n    measurement: {");
        List<Integer> qubits = chosen(
                BudgetStudies.plan(folder, setup, "{ type: dynamics, id: a }").setup());
        assertEquals(3, qubits.size(), "the qubit that is not used costs nothing");
        assertTrue(coupled(qubits.get(2), qubits.get(1)) && coupled(qubits.get(1), qubits.get(0)), qubits::toString);
        Set<Integer> different = new HashSet<>(qubits);
        assertEquals(3, different.size());
    }

    @Test
    void namesTheQubitsAndTheExpectedError() throws IOException {
        Study study = BudgetStudies.study(folder, setup(true, "match", LINE), "{ type: dynamics, id: a }");
        assertTrue(
                study.warnings().toString().contains("the best placement, with an expected error of 0.0"),
                study.warnings()::toString);
    }

    @Test
    void refusesWhatHasNoPlace() throws IOException {
        String star = "qubit[5] q; cz q[0], q[1]; cz q[0], q[2]; cz q[0], q[3]; cz q[0], q[4];";
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> {
            String setup = setup(true, "match", star);
            BudgetStudies.study(folder, setup, "{ type: dynamics, id: a }");
        });
        assertTrue(
                refused.getMessage()
                        .contains(
                                "`layout` finds no qubits of the device `ring` on which all gates of the circuit work"),
                refused.getMessage());
        InvalidInputException misspelled = assertThrows(InvalidInputException.class, () -> {
            String setup = setup(true, "match", LINE).replace("layout: best", "layout: beast");
            BudgetStudies.study(folder, setup, "{ type: dynamics, id: a }");
        });
        assertTrue(misspelled.getMessage().contains("did you mean"), misspelled.getMessage());
    }
}
