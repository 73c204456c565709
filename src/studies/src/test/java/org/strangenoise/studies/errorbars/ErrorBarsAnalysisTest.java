package org.strangenoise.studies.errorbars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.studies.study.BudgetStudies;

class ErrorBarsAnalysisTest {

    @TempDir
    Path folder;

    private ErrorBarsType.Result run(String qubits, String more) {
        ErrorBarsType.Plan plan = (ErrorBarsType.Plan) BudgetStudies.plan(
                folder,
                "device:\n  name: idle\n  qubits: [ " + qubits + " ]\n"
                        + "  operations: { ry: { duration: 100 ns }, interaction: { duration: 50 ns } }\n"
                        + "circuit: { kicked-top: { qubits: 2, kappa: 0, rotation: 0, steps: 3 } }\n",
                "{ type: error-bars, id: a, observable: XX, initial-state: { theta: pi/2, phi: 0 },"
                        + " uncertainty: { samples: 2000" + more + " } }");
        return ErrorBarsType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
    }

    /** {@code <XX> = exp(-t (1/A + 1/B))}: the errors of A and B add as their correlation says. */
    @Test
    void errorsAddAsTheirCorrelationSays() {
        String qubits = "{ name: A, T1: inf, Tphi: 2 us +/- 0.1 us }, { name: B, T1: inf, Tphi: 5 us +/- 0.2 us }";
        double t = 450e-9;
        double xx = Math.exp(-t / 2e-6 - t / 5e-6);
        double a = xx * t / 4e-12 * 0.1e-6;
        double b = xx * t / 25e-12 * 0.2e-6;
        ErrorBarsType.Result independent = run(qubits, "");
        assertEquals(Math.hypot(a, b), independent.linear(), 1e-10);
        assertEquals(Math.hypot(a, b), independent.deviation()[3], 0.07 * a);
        assertEquals(List.of(0), independent.dominant());
        assertEquals(a * a / (a * a + b * b), independent.shares()[0], 1e-9);
        assertEquals(xx, independent.quantiles()[2][3], 0.1 * a);
        assertEquals(
                2 * independent.linear(),
                independent.quantiles()[3][3] - independent.quantiles()[1][3],
                0.2 * a);
        ErrorBarsType.Result correlated =
                run(qubits, ", correlations: [ [ device.qubits.A.Tphi, device.qubits.B.Tphi, 0.9 ] ]");
        double expected = Math.sqrt(a * a + b * b + 2 * 0.9 * a * b);
        assertEquals(expected, correlated.linear(), 1e-10);
        assertEquals(expected, correlated.deviation()[3], 0.07 * a);
        assertEquals((a * a + 0.9 * a * b) / (expected * expected), correlated.shares()[0], 1e-9);
        assertEquals(1, correlated.shares()[0] + correlated.shares()[1], 1e-12);
    }

    /** {@code a} and {@code b} then move together, so their errors add or cancel. */
    @Test
    void errorsMayBeCorrelatedWholly() {
        String qubits = "{ name: A, T1: inf, Tphi: 2 us +/- 0.1 us }, { name: B, T1: inf, Tphi: 2 us +/- 0.1 us }";
        String pair = ", correlations: [ [ device.qubits.A.Tphi, device.qubits.B.Tphi, %d ] ]";
        double t = 450e-9;
        double error = 2 * Math.exp(-t / 1e-6) * t / 4e-12 * 0.1e-6;
        ErrorBarsType.Result together = run(qubits, pair.formatted(1));
        assertEquals(error, together.linear(), 1e-10);
        assertEquals(error, together.deviation()[3], 0.07 * error);
        ErrorBarsType.Result opposite = run(qubits, pair.formatted(-1));
        assertEquals(0, opposite.linear(), 1e-9);
        assertEquals(0, opposite.deviation()[3], 0.1 * error, "to second order only");
    }

    @Test
    void uncertaintiesThatMatterEquallyAllDominate() {
        String qubits = "{ name: A, T1: inf, Tphi: 2 us +/- 0.1 us }, { name: B, T1: inf, Tphi: 2 us +/- 0.1 us }";
        ErrorBarsType.Result tied = run(qubits, "");
        assertEquals(List.of(0, 1), tied.dominant());
        assertEquals(0.5, tied.shares()[1], 1e-9);
        assertTrue(answer(tied).endsWith("50% each: A, B Tphi"), answer(tied));
        String unequal = answer(run(qubits.replace("A, T1: inf, Tphi: 2", "A, T1: inf, Tphi: 1"), ""));
        assertTrue(unequal.endsWith("most of it (94%) from device.qubits.A.Tphi"), unequal);
    }

    /** Errors that partly cancel: the larger one's share exceeds the whole. */
    @Test
    void aShareAboveTheWholeIsNotTold() {
        String qubits = "{ name: A, T1: inf, Tphi: 2 us +/- 0.1 us }, { name: B, T1: inf, Tphi: 5 us +/- 0.2 us }";
        ErrorBarsType.Result bars =
                run(qubits, ", correlations: [ [ device.qubits.A.Tphi, device.qubits.B.Tphi, -0.9 ] ]");
        assertTrue(bars.shares()[0] > 1, Arrays.toString(bars.shares()));
        String answer = answer(bars);
        assertTrue(answer.endsWith("most of it from device.qubits.A.Tphi, lessened by others"), answer);
    }

    @Test
    void unphysicalDevicesAreDrawnAgain() {
        ErrorBarsType.Result result =
                run("{ name: A, T1: 2 us +/- 0.1 us, T2: 3.9 us +/- 0.3 us }, { name: B, T1: 5 us, T2: 5 us }", "");
        assertTrue(result.refused() > 100, result.refused() + " drawn again");
    }

    private static String answer(ErrorBarsType.Result bars) {
        return ErrorBarsType.TYPE.answerOf(bars).orElseThrow();
    }
}
