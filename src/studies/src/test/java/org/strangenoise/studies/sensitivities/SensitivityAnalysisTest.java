package org.strangenoise.studies.sensitivities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.gradient.AdjointPass;
import org.strangenoise.simulate.gradient.Neighbours;
import org.strangenoise.simulate.gradient.Slopes;
import org.strangenoise.simulate.gradient.TangentPass;
import org.strangenoise.simulate.gradient.Variation;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.study.BudgetStudies;

class SensitivityAnalysisTest {

    private static final String DETUNED = """
            device:
              name: detuned
              qubits: [ { name: A, T1: 4 us, Tphi: 3 us, quasi-static-T: 1 us }, { name: B, T1: 9 us, Tphi: 3 us } ]
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 2.5, steps: 3 } }
            noise: { placement: during-gate }
            """;

    /** Every number that a channel can have, zeros among them, at which no differences from below exist. */
    private static final String CHANNELS = """
            device:
              name: channels
              qubits:
                - { name: A, T1: 4 us, Tphi: 3 us, readout: { p1-given-0: 0, p0-given-1: 0.04 } }
                - { name: B, T1: 9 us, Tphi: 3 us, excited-population: 0 }
              operations: { ry: { duration: 0 ns }, interaction: { coupling: 5 MHz } }
              channels:
                - { id: damp, on: ry, channel: amplitude-damping, gamma: 0.02 }
                - { id: warm, on: ry, channel: generalized-amplitude-damping, gamma: 0.03, excited-population: 0.3 }
                - { id: blur, on: interaction, channel: dephasing, Tphi: 3 us }
                - { id: pair, on: interaction, channel: two-qubit-depolarizing, pauli-error-probability: 0.01 }
                - { id: errors, on: ry, channel: pauli, px: 0.01, py: 0, pz: 0.02 }
                - { id: bit, on: ry, channel: bit-flip, probability: 0.01 }
                - { id: phase, on: ry, channel: phase-flip, probability: 0.02 }
                - { id: lost, on: step, channel: reset, probability: 0.01 }
                - { id: over, on: ry, channel: over-rotation, angle-fraction: 0, angle: 0.02 }
                - { id: stray, on: step, channel: rotation, axis: y, angle: 0 }
              crosstalk: [ { qubits: [ A, B ], zz: 0 MHz } ]
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 4 } }
            """;

    @TempDir
    Path folder;

    /** Differences of whole simulations know nothing of costates; every kind of parameter, every kind of observable. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overlap",
                "purity",
                "entropy",
                "entropy.B",
                "fidelity",
                "bloch-y.0",
                "'bloch-z, measured: true'",
                "XZ",
                "'ZX, measured: true'"
            })
    void derivativesEqualDifferences(String observable) {
        check(BudgetStudies.NOISY_PAIR, observable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"purity", "'YX, measured: true'"})
    void derivativesOfEveryChannelEqualDifferences(String observable) {
        check(CHANNELS, observable);
    }

    /** Without noise the rates' factor is all that matters, and can only grow. */
    @Test
    void derivativesWithoutNoiseEqualDifferences() {
        check(
                DETUNED.replace("during-gate", "during-gate, scale: 0"),
                "purity",
                "device.qubits.*.T1",
                "device.qubits.*.Tphi",
                "device.qubits.*.quasi-static-T",
                "device.qubits.*.excited-population",
                "device.operations.ry.duration",
                "device.operations.interaction.coupling",
                "device.operations.interaction.duration",
                "circuit.kicked-top.kappa",
                "circuit.kicked-top.rotation");
    }

    @ParameterizedTest
    @CsvSource(value = {"overlap", "entropy"})
    void derivativesDuringGatesAndOfDetuningsEqualDifferences(String observable) {
        check(DETUNED, observable);
    }

    /** T2 is varied at fixed T1, T1 at fixed T2; near T2 = 2 T1 only one side is allowed. */
    @ParameterizedTest
    @ValueSource(strings = {"3 us", "7.9999 us"})
    void derivativesByT2EqualDifferences(String t2) {
        SensitivitiesType.Plan plan = (SensitivitiesType.Plan)
                BudgetStudies.plan(
                        folder,
                        "device:\n  name: two\n  qubits: [ { name: A, T1: 4 us, T2: " + t2
                                + " }, { name: B, T1: 9 us, T2: 3 us } ]\n"
                                + "  operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }\n"
                                + "circuit: { kicked-top: { qubits: 2, kappa: 2.5, steps: 3 } }\n",
                        "{ type: sensitivities, id: a, observable: purity, parameters: [ device.qubits.A.T2, device.qubits.A.T1 ] }");
        SensitivitiesType.Result result =
                SensitivitiesType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
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
    @ValueSource(strings = {"overlap", "entropy", "entropy.A", "bloch-x.B", "fidelity", "'ZX, measured: true'"})
    void tangentsGiveTheSameDerivatives(String observable) {
        SensitivitiesType.Plan plan = (SensitivitiesType.Plan) BudgetStudies.plan(
                folder,
                BudgetStudies.NOISY_PAIR,
                "{ type: sensitivities, id: a, observable: " + observable.replace("'", "")
                        + ", initial-state: { theta: 0.7, phi: 0.4 } }");
        Setup at = plan.setup()
                .withDevice(SensitiveParameters.withTphi(plan.setup().device()));
        MeritExperiments runs = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS);
        Experiment experiment = runs.of(at).get(0);
        List<Neighbours> neighbours = plan.parameters().stream()
                .map(p -> Neighbours.of(MeritGradient.variation(runs, at, p, 0)))
                .toList();
        NoisyCircuit ideal = experiment.ideal().members().get(0).circuit();
        Slopes.Slope slope = TangentPass.of(experiment.noisy(), ideal, experiment.initial(), neighbours)
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

    /**
     * All parameters to 1e-6 of their derivative, beyond what rounding leaves of differences. Of every kind, one at
     * least has a derivative that differences do tell to 1e-6.
     *
     * @param indifferent the kinds on which the observable does not depend
     */
    private void check(String setup, String observable, String... indifferent) {
        SensitivitiesType.Plan plan = (SensitivitiesType.Plan)
                BudgetStudies.plan(
                        folder,
                        setup,
                        "{ type: sensitivities, id: a, observable: " + observable
                                + ", initial-states: [ { label: a, theta: 0.7, phi: 0.4 }, { label: b, theta: 1.1, phi: 2 } ] }");
        Setup at = plan.setup()
                .withDevice(SensitiveParameters.withTphi(plan.setup().device()));
        double[] derivatives = MeritGradient.of(at, plan.merit(), plan.parameters(), BudgetStudies.OPTIONS)
                .derivatives();
        Set<String> kinds = new TreeSet<>();
        Set<String> told = new TreeSet<>(Set.of(indifferent));
        for (int i = 0; i < plan.parameters().size(); i++) {
            StudyParameter parameter = plan.parameters().get(i);
            String kind = parameter.address().replaceAll("qubits\\.[AB]", "qubits.*");
            Difference expected = difference(plan, at, parameter);
            double tolerance = 1e-6 * Math.abs(expected.slope());
            assertEquals(expected.slope(), derivatives[i], tolerance + expected.rounding(), parameter.address());
            kinds.add(kind);
            if (expected.rounding() < tolerance) {
                told.add(kind);
            }
        }
        assertEquals(kinds, told);
    }

    /** A difference quotient of fourth order, and how far rounding of the values may put it off. */
    private record Difference(double slope, double rounding) {}

    /** Values of the figure of merit come from some hundred rounded products. */
    private static final double ROUNDING = 1e-14;

    /** Central, but from above where a value is zero and cannot be negative, from below where it cannot be larger. */
    private static Difference difference(AnalysisPlan.OfMerit plan, Setup at, StudyParameter parameter) {
        double value = parameter.get(at);
        Variation.Domain domain = SensitiveParameters.domain(parameter);
        boolean central = value != 0 || domain == Variation.Domain.ANY || domain == Variation.Domain.FREQUENCY;
        double size = value != 0
                ? Math.abs(value)
                : switch (domain) {
                    case ANY, PROBABILITY, FACTOR -> 1;
                    case FREQUENCY -> 1e6;
                    case NON_NEGATIVE -> 1e-6;
                };
        double h = 2e-3 * size;
        if (central && !isAllowed(plan, at, parameter, value + h)) {
            central = false;
            h = -h;
        }
        int[] places = central ? new int[] {-2, -1, 1, 2} : new int[] {0, 1, 2, 3, 4};
        double[] weights = central ? new double[] {1, -8, 8, -1} : new double[] {-25, 48, -36, 16, -3};
        double slope = 0;
        double rounding = 0;
        for (int k = 0; k < places.length; k++) {
            slope += weights[k] * f(plan, at, parameter, value + places[k] * h) / (12 * h);
            rounding += Math.abs(weights[k]) * ROUNDING / (12 * Math.abs(h));
        }
        return new Difference(slope, rounding);
    }

    /** False above noise.scale = 1 with amplitude damping: {@code 1 + scale (E - 1)} is no channel then. */
    private static boolean isAllowed(AnalysisPlan.OfMerit plan, Setup at, StudyParameter parameter, double value) {
        try {
            f(plan, at, parameter, value);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static double f(AnalysisPlan.OfMerit plan, Setup at, StudyParameter parameter, double value) {
        return new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS).noisyValue(parameter.set(at, value));
    }

    @Test
    void idleDephasingHasItsClosedFormAndTheLinearPictureIsJudged() {
        SensitivitiesType.Plan plan = (SensitivitiesType.Plan) BudgetStudies.plan(
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
        SensitivitiesType.Result result =
                SensitivitiesType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        double x = Math.exp(-0.9);
        assertEquals(0.9 * x, result.entries().get(0).logarithmic(), 1e-11);
        assertEquals(-3 / 0.5e-6 * x, result.entries().get(1).derivative(), 1e-3);
        assertEquals(0.9 * x, result.linearLoss(), 1e-11);
        assertEquals(2.0 / 6 * 0.9, result.limit().infidelity(), 1e-13);
        assertTrue(
                result.warnings().get(0).contains("linear picture"),
                result.warnings().toString());
    }

    /** {@code df/d ln t = -df/d ln g} at a fixed angle; a device that states the duration itself has the same slope. */
    @ParameterizedTest
    @ValueSource(strings = {"after-gate", "during-gate"})
    void theDurationOfACouplingIsVariedAtAFixedAngle(String placement) {
        String setup = BudgetStudies.NOISY_PAIR
                        .replace("  channels:\n", "  unread:\n")
                        .replaceAll("(?s)  unread:.*  crosstalk", "  crosstalk")
                + "noise: { placement: " + placement + " }\n";
        String analysis = "{ type: sensitivities, id: a, observable: purity, initial-state: { theta: 0.7, phi: 0.4 },"
                + " parameters: [ device.operations.interaction.duration%s ] }";
        SensitivitiesType.Plan plan = (SensitivitiesType.Plan)
                BudgetStudies.plan(folder, setup, analysis.formatted(", device.operations.interaction.coupling"));
        List<MeritGradient.Sensitivity> entries = SensitivitiesType.TYPE
                .prepared(plan, BudgetStudies.OPTIONS)
                .run()
                .entries();
        double seconds = 1.7 / (2 * 2 * Math.PI * 4e6);
        assertEquals(seconds, entries.get(0).value(), 1e-12 * seconds);
        assertTrue(Math.abs(entries.get(0).logarithmic()) > 1e-2, entries.toString());
        assertEquals(-entries.get(1).logarithmic(), entries.get(0).logarithmic(), 1e-10);
        SensitivitiesType.Plan stated = (SensitivitiesType.Plan) BudgetStudies.plan(
                folder, setup.replace("coupling: 4 MHz", "duration: " + seconds + " s"), analysis.formatted(""));
        assertEquals(
                SensitivitiesType.TYPE
                        .prepared(stated, BudgetStudies.OPTIONS)
                        .run()
                        .entries()
                        .get(0)
                        .logarithmic(),
                entries.get(0).logarithmic(),
                1e-10);
    }

    /** T1 costs |1> three times the average over all states; other noise is not in the rule at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pi | '' | linear in the rates and an average over all starts",
                "0 | '' | ''",
                "pi/2 | '  channels: [ { id: stray, on: ry, channel: rotation, axis: z, angle: 0.5 } ]\n' | it counts T1 and Tphi, but not stray"
            })
    void theCoherenceLimitIsJudged(String theta, String channels, String words) {
        SensitivitiesType.Plan plan = (SensitivitiesType.Plan) BudgetStudies.plan(
                folder,
                """
                device:
                  name: idle
                  qubits: [ { name: A, T1: 10 us, T2: 20 us } ]
                  operations: { ry: { duration: 100 ns }, interaction: { duration: 0 ns } }
                %scircuit: { kicked-top: { qubits: 1, kappa: 0, rotation: 0, steps: 3 } }
                """.formatted(channels.replace("\\n", "\n")),
                "{ type: sensitivities, id: a, observable: purity, initial-state: { theta: " + theta
                        + ", phi: 0 }, parameters: [ device.qubits.A.T1 ], warn-above: 0.25 }");
        SensitivitiesType.Result result =
                SensitivitiesType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        List<String> judged = result.warnings().stream()
                .filter(w -> w.contains("coherence limit"))
                .toList();
        assertEquals(words.isEmpty() ? 0 : 1, judged.size(), result.warnings().toString());
        if (!words.isEmpty()) {
            assertTrue(judged.get(0).contains(words), judged.toString());
            assertTrue(judged.get(0).contains("puts the infidelity at 0.01000, but"), judged.toString());
        }
    }

    /** After a reset there may be no pure ideal state to compare with, but there are derivatives. */
    @Test
    void aCircuitWithResetsHasDerivativesButNoInfidelity() throws IOException {
        Files.writeString(
                folder.resolve("reset.qasm"),
                "OPENQASM 3.0;\nqubit[1] q;\nry(pi/2) q[0];\nbarrier q;\nreset q[0];\nbarrier q;\nry(pi) q[0];\nbarrier q;\n");
        SensitivitiesType.Plan plan = (SensitivitiesType.Plan) BudgetStudies.plan(
                folder, """
                device:
                  name: one
                  qubits: [ { name: A, T1: 3 us, Tphi: 2 us } ]
                  operations: { ry: { duration: 100 ns }, reset: { duration: 0 ns } }
                circuit: { openqasm: reset.qasm, record: barriers }
                """, "{ type: sensitivities, id: a, observable: Z, parameters: [ device.qubits.A.T1 ] }");
        SensitivitiesType.Result result =
                SensitivitiesType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        double x = 100e-9 / 3e-6;
        assertEquals(1 - 2 * Math.exp(-x), result.noisy(), 1e-12);
        assertEquals(-2 * x * Math.exp(-x), result.entries().get(0).logarithmic(), 1e-10);
        assertEquals(Double.NaN, result.limit().found());
        assertTrue(
                result.warnings().stream().noneMatch(w -> w.contains("coherence limit")),
                result.warnings().toString());
    }
}
