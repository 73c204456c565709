package org.strangenoise.studies.sensitivities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.errorbars.ErrorBarsType;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.study.BudgetStudies;

/** What the device's uncertainties make of sensitivities, and sensitivities to a number of all qubits. */
class SensitivityErrorsTest {

    /** One of the qubits states T2, one Tphi; all values differ. */
    private static final String MIXED = """
            device:
              name: mixed
              qubits:
                - { name: A, T1: 3.5 us +/- 0.3 us, T2: 2 us +/- 0.2 us, excited-population: 0.05, quasi-static-T: 2 us }
                - { name: B, T1: 10 us +/- 1 us, Tphi: 3 us +/- 0.1 us, excited-population: 0.01 }
                - { name: unused, T1: 1 us +/- 0.2 us, T2: 1 us +/- 0.1 us }
              operations: { ry: { duration: 20 ns +/- 1 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 5 } }
            """;

    private static final String START = ", initial-state: { theta: 0.7, phi: 0.4 }";

    @TempDir
    Path folder;

    private AnalysisPlan.OfMerit plan(String setup, String analysis) {
        return (AnalysisPlan.OfMerit)
                BudgetStudies.plan(folder, setup, "{ id: a, observable: purity" + START + analysis + " }");
    }

    private SensitivitiesType.Result sensitivities(String setup, String more) {
        return SensitivitiesType.TYPE
                .prepared((SensitivitiesType.Plan) plan(setup, ", type: sensitivities" + more), BudgetStudies.OPTIONS)
                .run();
    }

    private static MeritGradient.Sensitivity entry(SensitivitiesType.Result result, String address) {
        return result.entries().stream()
                .filter(e -> e.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    /** {@code 1/Tphi = 1/T2 - 1/(2 T1)}: both errors are Tphi's, the less so the more they are alike. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.8, -0.5})
    void tphiHasTheErrorsOfT2AndT1(double correlation) {
        String correlated =
                ", uncertainty: { correlations: [ [ device.qubits.A.T1, device.qubits.A.T2, " + correlation + " ] ] }";
        SensitivitiesType.Result result = sensitivities(MIXED, correlated);
        double tphi = 1 / (1 / 2e-6 - 1 / 7e-6);
        double fromT2 = Math.pow(tphi / 2e-6, 2) * 0.2e-6;
        double fromT1 = Math.pow(tphi / 3.5e-6, 2) / 2 * 0.3e-6;
        double expected = Math.sqrt(fromT2 * fromT2 + fromT1 * fromT1 - 2 * correlation * fromT2 * fromT1);
        MeritGradient.Sensitivity row = entry(result, "device.qubits.A.Tphi");
        assertEquals(tphi, row.value(), 1e-12 * tphi);
        assertEquals(expected, row.uncertainty(), 1e-12 * expected);
        assertEquals(Math.abs(row.derivative()) * expected, row.error(), 1e-12 * row.error());
        assertEquals(0.1e-6, entry(result, "device.qubits.B.Tphi").uncertainty(), 1e-18);
    }

    /** The device's own values vary in both, so T2 varies at fixed T1 whatever the rows do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", uncertainty: { correlations: [ [ device.qubits.A.T1, device.qubits.A.T2, 0.7 ] ] }",
                ", parameters: [ noise.scale ]",
                ", parameters: [ device.qubits.A.T2 ]"
            })
    void theTotalErrorIsThatOfErrorBars(String more) {
        ErrorBarsType.Plan bars = (ErrorBarsType.Plan) plan(
                MIXED,
                ", type: error-bars"
                        + (more.contains("correlations") ? more.replace("{ corr", "{ samples: 10, corr") : ""));
        double expected =
                ErrorBarsType.TYPE.prepared(bars, BudgetStudies.OPTIONS).run().linear();
        assertTrue(expected > 0.005, "" + expected);
        assertEquals(expected, sensitivities(MIXED, more).error(), 1e-12);
    }

    /** Tphi is stated, T2 asked for. */
    @Test
    void t2HasTheErrorsOfTphiAndT1() {
        MeritGradient.Sensitivity row =
                entry(sensitivities(MIXED, ", parameters: [ device.qubits.B.T2 ]"), "device.qubits.B.T2");
        double t2 = 1 / (1 / 20e-6 + 1 / 3e-6);
        double expected = Math.hypot(Math.pow(t2 / 3e-6, 2) * 0.1e-6, Math.pow(t2 / 10e-6, 2) / 2 * 1e-6);
        assertEquals(expected, row.uncertainty(), 1e-12 * expected);
    }

    /** All qubits scaled by one factor, from the values they have: a fourth-order difference of whole simulations. */
    @ParameterizedTest
    @ValueSource(strings = {"T1", "Tphi", "T2", "quasi-static-T", "excited-population"})
    void aNumberOfAllQubitsVariesByOneFactorFromTheirOwnValues(String key) {
        String setup = MIXED.replace("T2: 2 us", key.equals("T2") ? "T2: 2 us" : "Tphi: 2 us");
        String other = key.equals("quasi-static-T") ? "" : ", device.qubits.B." + key; // B has none
        String address = "device.qubits.*." + key;
        SensitivitiesType.Plan plan = (SensitivitiesType.Plan) plan(
                setup, ", type: sensitivities, parameters: [ " + address + ", device.qubits.A." + key + other + " ]");
        SensitivitiesType.Result result =
                SensitivitiesType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        MeritGradient.Sensitivity row = result.entries().get(0);
        List<StudyParameter> each = plan.parameters().get(0).eachQubit(plan.setup());
        assertEquals(2, each.size());
        double h = 2e-3;
        double expected = (8 * (scaled(plan, each, 1 + h) - scaled(plan, each, 1 - h))
                        - (scaled(plan, each, 1 + 2 * h) - scaled(plan, each, 1 - 2 * h)))
                / (12 * h);
        assertTrue(Math.abs(expected) > 5e-5, "" + expected);
        assertEquals(expected, row.logarithmic(), 1e-6 * Math.abs(expected));
        assertEquals(Double.NaN, row.value());
        assertEquals(Double.NaN, row.derivative());
        List<MeritGradient.Sensitivity> single =
                result.entries().subList(1, result.entries().size());
        assertEquals(
                single.stream()
                        .mapToDouble(MeritGradient.Sensitivity::logarithmic)
                        .sum(),
                row.logarithmic(),
                1e-14);
    }

    private static double scaled(AnalysisPlan.OfMerit plan, List<StudyParameter> each, double factor) {
        Setup setup = plan.setup();
        double[] values = each.stream().mapToDouble(p -> factor * p.get(setup)).toArray();
        return new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS)
                .noisyValue(StudyParameter.setAll(setup, each, values));
    }

    /** Equal qubits have one value, and the derivative by it. */
    @Test
    void aNumberThatAllQubitsShareHasADerivative() {
        String setup = MIXED.replace("T1: 10 us +/- 1 us", "T1: 3.5 us +/- 0.3 us");
        MeritGradient.Sensitivity row = sensitivities(setup, ", parameters: [ device.qubits.*.T1 ]")
                .entries()
                .get(0);
        assertEquals(3.5e-6, row.value());
        assertEquals(0.3e-6, row.uncertainty());
        assertEquals(row.logarithmic(), row.value() * row.derivative(), 1e-14);
        assertTrue(row.error() < 0.99 * Math.abs(row.derivative()) * 0.3e-6, "independent errors do not add: " + row);
    }

    /** The backend for values would be the symmetric one. */
    @Test
    void theMethodIsThatOfTheDerivatives() {
        String qubits = IntStream.range(0, 8)
                .mapToObj(q -> "{ name: Q" + q + ", T1: 30 us, Tphi: 20 us }")
                .collect(Collectors.joining(", "));
        SensitivitiesType.Result result = sensitivities("""
                device:
                  name: equal
                  qubits: [ %s ]
                  operations: { ry: { duration: 20 ns }, interaction: { duration: 25 ns } }
                circuit: { kicked-top: { qubits: 8, kappa: 2.5, steps: 1 } }
                """.formatted(qubits), ", parameters: [ noise.scale ]");
        assertEquals("density-matrix", result.method().name());
        assertTrue(
                result.method().reason().contains("infidelity found by symmetric"),
                result.method().reason());
    }

    /** After no step at all only the preparation's rounding is left. */
    @Test
    void roundingIsNoPhysics() {
        SensitivitiesType.Result result = sensitivities(MIXED, ", at-step: 0");
        assertTrue(
                result.warnings().stream().noneMatch(w -> w.contains("linear picture")),
                result.warnings().toString());
        ErrorBarsType.Result bars = ErrorBarsType.TYPE
                .prepared((ErrorBarsType.Plan) plan(MIXED, ", type: error-bars, at-step: 0"), BudgetStudies.OPTIONS)
                .run();
        assertEquals(List.of(), bars.warnings());
    }
}
