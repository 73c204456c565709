package org.strangenoise.studies.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.studies.budget.AdjointPass;
import org.strangenoise.studies.budget.Neighbours;
import org.strangenoise.studies.budget.TangentPass;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;

class SensitivityAnalysisTest {

    private static final String DETUNED = """
            device:
              name: detuned
              qubits: [ { name: A, T1: 4 us, Tphi: 3 us, quasi-static-T: 1 us }, { name: B, T1: 9 us, Tphi: 3 us } ]
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 2.5, steps: 3 } }
            noise: { placement: during-gate }
            """;

    @TempDir
    Path folder;

    /** Differences of whole simulations know nothing of costates; every kind of parameter, every kind of observable. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"overlap", "purity", "entropy", "fidelity", "XZ", "'ZX, measured: true'"})
    void derivativesEqualDifferences(String observable) {
        check(BudgetStudies.NOISY_PAIR, observable, 15);
    }

    @ParameterizedTest
    @CsvSource(value = {"overlap", "entropy"})
    void derivativesDuringGatesAndOfDetuningsEqualDifferences(String observable) {
        check(DETUNED, observable, 9);
    }

    /** T2 is varied at fixed T1, T1 at fixed T2; near T2 = 2 T1 only one side is allowed. */
    @ParameterizedTest
    @ValueSource(strings = {"3 us", "7.9999 us"})
    void derivativesByT2EqualDifferences(String t2) {
        BudgetPlan.Sensitivities plan = (BudgetPlan.Sensitivities)
                BudgetStudies.plan(
                        folder,
                        "device:\n  name: two\n  qubits: [ { name: A, T1: 4 us, T2: " + t2
                                + " }, { name: B, T1: 9 us, T2: 3 us } ]\n"
                                + "  operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }\n"
                                + "circuit: { kicked-top: { qubits: 2, kappa: 2.5, steps: 3 } }\n",
                        "{ type: sensitivities, id: a, observable: purity, parameters: [ device.qubits.A.T2, device.qubits.A.T1 ] }");
        BudgetResult.Sensitivities result = new SensitivityAnalysis(plan, BudgetStudies.OPTIONS).run();
        for (int i = 0; i < 2; i++) {
            StudyParameter parameter = plan.parameters().get(i);
            double value = parameter.get(plan.setup());
            double away = (i == 0 ? -1 : 1) * 1e-4 * value;
            double[] f = new double[5];
            for (int k = 0; k < 5; k++) {
                f[k] = f(plan, plan.setup(), parameter, value + k * away);
            }
            double expected = (-25 * f[0] + 48 * f[1] - 36 * f[2] + 16 * f[3] - 3 * f[4]) / (12 * away);
            assertEquals(expected, result.entries().get(i).derivative(), 1e-6 * Math.abs(expected));
        }
    }

    /** The same derivatives carried forward, at every step at once. */
    @ParameterizedTest
    @ValueSource(strings = {"overlap", "entropy", "fidelity", "'ZX, measured: true'"})
    void tangentsGiveTheSameDerivatives(String observable) {
        BudgetPlan.Sensitivities plan = (BudgetPlan.Sensitivities) BudgetStudies.plan(
                folder,
                BudgetStudies.NOISY_PAIR,
                "{ type: sensitivities, id: a, observable: " + observable.replace("'", "")
                        + ", initial-state: { theta: 0.7, phi: 0.4 } }");
        Setup at = plan.setup()
                .withDevice(SensitiveParameters.withTphi(plan.setup().device()));
        MeritExperiments runs = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS);
        Experiment experiment = runs.of(at).get(0);
        List<Neighbours> neighbours = plan.parameters().stream()
                .map(p -> Neighbours.of(SensitivityAnalysis.variation(runs, at, p, 0)))
                .toList();
        NoisyCircuit ideal = experiment.ideal().members().get(0).circuit();
        TangentPass.Slope slope = TangentPass.of(experiment.noisy(), ideal, experiment.initial(), neighbours)
                .slope(plan.merit().observable(), 3);
        AdjointPass adjoint = AdjointPass.of(
                experiment.noisy(), ideal, experiment.initial(), plan.merit().observable(), 3);
        assertEquals(adjoint.value(), slope.value(), 1e-13);
        for (int i = 0; i < neighbours.size(); i++) {
            double expected = adjoint.derivative(neighbours.get(i));
            double size = 1 / Math.max(1e-9, Math.abs(plan.parameters().get(i).get(at)));
            assertEquals(
                    expected,
                    slope.derivatives()[i],
                    1e-9 * Math.abs(expected) + 1e-13 * size,
                    plan.parameters().get(i).address());
        }
    }

    private void check(String setup, String observable, int least) {
        BudgetPlan.Sensitivities plan = (BudgetPlan.Sensitivities)
                BudgetStudies.plan(
                        folder,
                        setup,
                        "{ type: sensitivities, id: a, observable: " + observable
                                + ", initial-states: [ { label: a, theta: 0.7, phi: 0.4 }, { label: b, theta: 1.1, phi: 2 } ] }");
        List<StudyParameter> parameters = plan.parameters();
        assertTrue(parameters.size() >= least, parameters.size() + " parameters");
        Setup at = plan.setup()
                .withDevice(SensitiveParameters.withTphi(plan.setup().device()));
        List<Double> derivatives =
                new SensitivityAnalysis(plan, BudgetStudies.OPTIONS).derivatives(at, plan.merit(), parameters);
        for (int i = 0; i < parameters.size(); i++) {
            StudyParameter parameter = parameters.get(i);
            double value = parameter.get(at);
            if (value == 0) {
                continue;
            }
            double h = 2e-3 * Math.abs(value);
            double expected = (8 * (f(plan, at, parameter, value + h) - f(plan, at, parameter, value - h))
                            - (f(plan, at, parameter, value + 2 * h) - f(plan, at, parameter, value - 2 * h)))
                    / (12 * h);
            double scale = Math.max(Math.abs(expected), 1e-5 / Math.abs(value));
            assertEquals(expected, derivatives.get(i), 1e-6 * scale, parameter.address());
        }
    }

    private static double f(BudgetPlan plan, Setup at, StudyParameter parameter, double value) {
        return new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS).noisyValue(parameter.set(at, value));
    }

    @Test
    void idleDephasingHasItsClosedFormAndTheLinearPictureIsJudged() {
        BudgetPlan.Sensitivities plan = (BudgetPlan.Sensitivities) BudgetStudies.plan(
                folder,
                """
                device:
                  name: idle
                  qubits: [ { name: A, T1: inf, Tphi: 0.5 us } ]
                  operations: { ry: { duration: 100 ns }, interaction: { duration: 50 ns } }
                circuit: { kicked-top: { qubits: 1, kappa: 0, rotation: 0, steps: 3 } }
                """,
                "{ type: sensitivities, id: a, observable: X, initial-state: { theta: pi/2, phi: 0 },"
                        + " parameters: [ device.qubits.A.Tphi, device.operations.ry.duration ] }");
        BudgetResult.Sensitivities result = new SensitivityAnalysis(plan, BudgetStudies.OPTIONS).run();
        double x = Math.exp(-0.9);
        assertEquals(0.9 * x, result.entries().get(0).logarithmic(), 1e-11);
        assertEquals(-3 / 0.5e-6 * x, result.entries().get(1).derivative(), 1e-3);
        assertEquals(0.9 * x, result.linearLoss(), 1e-11);
        assertEquals(2.0 / 6 * 0.9, result.limit().infidelity(), 1e-13);
        assertTrue(
                result.warnings().get(0).contains("linear picture"),
                result.warnings().toString());
    }
}
