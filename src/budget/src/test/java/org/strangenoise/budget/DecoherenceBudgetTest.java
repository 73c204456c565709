package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.budget.DecoherenceBudget.MeasuredValue;
import org.strangenoise.budget.DecoherenceBudget.ParameterDerivative;
import org.strangenoise.budget.DecoherenceBudget.Shares;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

class DecoherenceBudgetTest {

    private static final double NS = 1e-9;

    private static final String DEVICE = """
            name: unequal
            qubits:
              - { name: A, T1: 3 us, T2: 1.1 us, excited-population: 0.03, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
              - { name: B, T1: 5 us, Tphi: 2.3 us }
              - { name: C, T1: 4.1 us, T2: 1.9 us }
              - { name: D, T1: 2.7 us, T2: 2.2 us }
            operations:
              ry: { duration: 20 ns }
              h: { duration: 30 ns }
              cnot: { duration: 60 ns }
              interaction: { duration: 25 ns }
            """;

    @TempDir
    static Path folder;

    private static Calibration device;

    @BeforeAll
    static void read() throws IOException {
        device = DeviceReader.read(Files.writeString(folder.resolve("device.yaml"), DEVICE));
    }

    /** Four unequal qubits, neither kappa nor the start special. */
    private static DecoherenceBudget top(Observable observable) {
        return DecoherenceBudget.of(KickedTop.of(4, 1.7).circuit(5), device, observable)
                .from(InitialState.coherent(4, 1.1, 0.4));
    }

    /** A Hadamard gate, then 30 ns of decay: {@code <X> = a b}, a by T1 and b by Tphi. */
    @Test
    void sharesOfOneQubitHaveTheirClosedForm() {
        Circuit plus = Circuit.on(2).add(Gates.h(1)).add(Boundary.LAYER).build();
        DecoherenceBudget budget = DecoherenceBudget.of(
                plus, device, new Observable.PauliExpectation(PauliString.single(2, 1, 'X'), false));
        Shares shares = budget.shares(Split.MECHANISM, Split.QUBIT);
        double a = Math.exp(-30 * NS / (2 * 5e-6));
        double b = Math.exp(-30 * NS / 2.3e-6);
        assertEquals(1, budget.ideal(), 1e-14);
        assertEquals(a * b, budget.noisy(), 1e-14);
        assertEquals(((1 - a) + (b - a * b)) / 2, shares.of(new Player("T1", 1, null, null)), 1e-14);
        assertEquals(((1 - b) + (a - a * b)) / 2, shares.of(new Player("Tphi", 1, null, null)), 1e-14);
        assertTrue(shares.toString().contains("Tphi B"), shares.toString());
        assertThrows(IllegalArgumentException.class, () -> shares.of(new Player("T1", 3, "cnot", null)));
    }

    @Test
    void sharesSumToTheLossAfterAndDuringGates() {
        for (Placement placement : List.of(Placement.AFTER_GATE, Placement.DURING_GATE)) {
            DecoherenceBudget budget = DecoherenceBudget.of(
                            KickedTop.of(3, 1.7).circuit(3), device, new Observable.Purity())
                    .from(InitialState.coherent(3, 1.1, 0.4))
                    .with(NoiseModel.of(device, placement));
            Shares shares = budget.shares(Split.MECHANISM);
            double sum = shares.players().stream().mapToDouble(shares::of).sum();
            assertEquals(budget.ideal() - budget.noisy(), sum, 1e-12);
            assertEquals(sum, shares.loss(), 1e-12);
            assertTrue(shares.of(new Player("Tphi", null, null, null)) > 0.01);
        }
    }

    @Test
    void sharesAreTheSameBitsOnAnyNumberOfThreads() {
        DecoherenceBudget budget = top(new Observable.Fidelity());
        double[][] one = budget.with(SimulationOptions.defaults().withThreads(1))
                .shares(Split.MECHANISM, Split.QUBIT)
                .attribution()
                .shapley();
        double[][] two = budget.with(SimulationOptions.defaults().withThreads(2))
                .shares(Split.MECHANISM, Split.QUBIT)
                .attribution()
                .shapley();
        assertArrayEquals(one, two);
    }

    /** Every kind of number that the device has, against differences of whole runs. */
    @Test
    void derivativesAreThoseOfTheRuns() {
        for (Observable observable : List.of(
                new Observable.Fidelity(), new Observable.MeanEntropy(), new Observable.MicrocanonicalOverlap())) {
            DecoherenceBudget budget = top(observable);
            List<ParameterDerivative> all = budget.derivatives();
            assertTrue(all.size() > 16, "all numbers");
            for (ParameterDerivative found : all) {
                double value = found.value();
                if (value == 0) {
                    continue;
                }
                double step = 1e-3 * value;
                double expected = (8 * (at(budget, found, value + step) - at(budget, found, value - step))
                                - (at(budget, found, value + 2 * step) - at(budget, found, value - 2 * step)))
                        / (12 * step);
                assertEquals(
                        value * expected,
                        found.logarithmic(),
                        1e-6 * Math.abs(value * expected) + 1e-10,
                        found.parameter().address());
            }
        }
    }

    private static double at(DecoherenceBudget budget, ParameterDerivative number, double value) {
        return budget.with(NoiseModel.of(number.parameter().set(device, value), Placement.AFTER_GATE))
                .noisy();
    }

    @Test
    void valuesThatReachATargetDoSo() {
        DecoherenceBudget budget = top(new Observable.Fidelity());
        DeviceParameter t1 = DeviceParameter.resolve(device, "device.qubits.A.T1");
        double target = 0.5
                * (budget.noisy()
                        + budget.with(NoiseModel.of(t1.set(device, 9e-6), Placement.AFTER_GATE))
                                .noisy());
        RootSearch found = budget.valuesFor(target, t1, 1e-6, 1e-4);
        assertEquals(1, found.roots().size());
        assertEquals(
                target,
                budget.with(NoiseModel.of(t1.set(device, found.roots().get(0)), Placement.AFTER_GATE))
                        .noisy(),
                1e-10);
    }

    /** Values that the device itself makes are described by its own numbers. */
    @Test
    void aFitFindsWhatMadeTheValues() {
        DecoherenceBudget budget = top(new Observable.Purity());
        List<MeasuredValue> measured = new ArrayList<>();
        for (int point = 0; point <= 5; point++) {
            measured.add(new MeasuredValue(point, budget.at(point).noisy(), 1e-4));
        }
        List<DeviceParameter> parameters = List.of(
                DeviceParameter.resolve(device, "device.qubits.C.T2"),
                DeviceParameter.resolve(device, "device.operations.interaction.duration"));
        LeastSquaresFit problem = budget.fitTo(
                measured,
                parameters,
                List.of(
                        new Free("T2", 1e-6, 1e-7, 8e-6, 1e-6, Double.NaN, Double.NaN),
                        new Free("duration", 40 * NS, NS, 200 * NS, 10 * NS, Double.NaN, Double.NaN)));
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {1.2e-6, 40 * NS}));
        assertEquals(1.9e-6, fit.parameters()[0], 1e-12);
        assertEquals(25 * NS, fit.parameters()[1], 1e-14);
        ProfileLikelihood profile = ProfileLikelihood.of(problem, fit, 0);
        assertTrue(profile.low() < 1.9e-6 && 1.9e-6 < profile.high());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        DecoherenceBudget budget = top(new Observable.Purity());
        assertThrows(IllegalArgumentException.class, () -> budget.at(6));
        assertThrows(IllegalArgumentException.class, () -> budget.from(InitialState.ground(3)));
        assertThrows(IllegalArgumentException.class, () -> top(new Observable.MeanBlochVector()));
        DeviceParameter several = DeviceParameter.resolve(device, "device.qubits.*.T1");
        assertThrows(IllegalArgumentException.class, () -> budget.derivatives(List.of(several)));
        assertThrows(IllegalArgumentException.class, () -> budget.fitTo(List.of(), List.of(), List.of()));
    }

    /** Maps of density matrices know no outcomes: nothing that depends on them is left out without a word. */
    @Test
    void gatesThatDependOnOutcomesAreRefused() {
        Circuit corrected = Circuit.on(2)
                .bits("c", 1)
                .add(Gates.h(0))
                .add(new Measurement(0, 0))
                .add(new Conditional(new Condition.Bit(0), List.of(Gates.ry(0.4, 1))))
                .add(Boundary.LAYER)
                .build();
        String timed = DEVICE.replace("  cnot:", "  measurement: { duration: 300 ns }\n  cnot:");
        Calibration measuring = read(timed);
        for (Placement placement : List.of(Placement.AFTER_GATE, Placement.DURING_GATE)) {
            DecoherenceBudget budget = DecoherenceBudget.of(corrected, measuring, new Observable.Purity())
                    .with(NoiseModel.of(measuring, placement));
            assertThrows(IllegalArgumentException.class, () -> budget.shares(Split.MECHANISM));
            assertThrows(IllegalArgumentException.class, budget::derivatives);
        }
    }

    private static Calibration read(String text) {
        Problems problems = new Problems();
        return YamlParser.parse(text, "device.yaml", problems)
                .flatMap(root -> DeviceReader.read(root, problems))
                .orElseThrow();
    }
}
