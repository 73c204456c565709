package org.strangenoise.studies.decay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.budget.DecayFit;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InvalidInputException;

/** The example study of imported circuits returns the numbers that its device files hold. */
class DecayAnalysisTest {

    private static Map<String, AnalysisResult> results = Map.of();

    @BeforeAll
    static void run() {
        Study study = StudyReader.read(Path.of("../../configs/studies/openqasm-circuits.yaml"));
        results = new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(study).stream()
                        .collect(Collectors.toMap(result -> result.plan().id(), Function.identity()));
    }

    private static DecayType.Result.Curve curve(String id, int index) {
        return ((DecayType.Result) results.get(id)).curves().get(index);
    }

    private static void assertRelative(double expected, double found, double tolerance) {
        assertEquals(expected, found, tolerance * expected);
    }

    @Test
    void ramseyReturnsT2AndTheQuasiStaticTime() {
        assertRelative(18e-6, curve("ramsey", 0).fit().time(), 1e-9);
        assertEquals(1, curve("ramsey", 0).fit().amplitude(), 1e-9);
        assertRelative(12e-6, curve("ramsey", 1).fit().time(), 1e-6);
        assertRelative(2e-6, curve("ramsey", 1).fit().gaussianTime(), 1e-6);
        assertEquals(0, curve("ramsey", 1).fit().deviation(), 1e-9);
    }

    @Test
    void theEchoReturnsT2WhereRamseyDoesNot() {
        assertRelative(12e-6, curve("hahn-echo", 0).fit().time(), 1e-9);
        assertEquals(0, curve("hahn-echo", 0).fit().deviation(), 1e-12);
        assertRelative(2e-6, curve("hahn-echo", 1).fit().gaussianTime(), 1e-3);
        assertEquals(20, curve("hahn-echo", 0).noisy().length);
    }

    /** The coherence of a GHZ state decays with the sum of all 1/T2; Q2 states Tphi: 1/T2 = 1/(2 T1) + 1/Tphi. */
    @Test
    void ghzCoherenceDecaysWithEveryQubits() {
        double rate = 1 / 45e-6 + 1 / 30e-6 + (1 / 150e-6 + 1 / 50e-6) + 1 / 38e-6 + 1 / 20e-6;
        assertRelative(1 / rate, curve("coherence", 0).fit().time(), 1e-9);
        DynamicsType.Result ghz = (DynamicsType.Result) results.get("ghz");
        double kept = curve("coherence", 0).noisy()[10];
        ComplexMatrix rho = ghz.series().get(0).noisy().densityMatrix().orElseThrow();
        double flipped = 0;
        for (int b = 0; b < 32; b++) {
            flipped += rho.re(b, 31 - b);
        }
        assertEquals(kept, flipped, 1e-12, "<XXXXX> is the sum of rho's entries between opposite states");
    }

    /**
     * Twirled over Clifford gates of time t, relaxation shrinks the Bloch vector by (2 exp(-t/T2) + exp(-t/T1))/3 a
     * gate. Ten sequences a length leave a scatter of a few per cent; the file's gates are fixed, so that is no chance.
     */
    @Test
    void benchmarkingReturnsTheCoherenceLimitedError() {
        double shrinking = (2 * Math.exp(-35e-9 / 12e-6) + Math.exp(-35e-9 / 20e-6)) / 3;
        double expected = (1 - shrinking) / 2;
        double ruleOfThumb = 35e-9 / 3 * (1 / 20e-6 + 1 / 12e-6 - 1 / 40e-6);
        assertRelative(expected, ruleOfThumb, 2e-3);
        DecayType.Result.Curve curve = curve("randomized-benchmarking", 0);
        assertRelative(expected, curve.fit().errorPerGate(35e-9), 0.02);
        assertEquals(1, curve.fit().amplitude(), 0.01);
        double[] ones = new double[16];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, curve.ideal(), 1e-12, "every sequence is undone");
    }

    @ParameterizedTest
    @CsvSource({"0.9, 3e5, 0", "0.5, 3e5, 2e5", "-0.8, 2e6, 1e5", "1, 0, 4e5", "0.2, 1e4, 0"})
    void fitsReturnWhatMadeTheData(double amplitude, double rate, double gaussianRate) {
        DecayFit made = new DecayFit(amplitude, rate, gaussianRate, 0, 0, 0, 0, DecayFit.Outcome.DECAY);
        double[] times = new double[30];
        double[] values = new double[30];
        for (int k = 0; k < 30; k++) {
            times[k] = 1e-7 * (k + 1);
            values[k] = made.at(times[k]);
        }
        DecayFit found = DecayFit.of(times, values, gaussianRate > 0);
        assertEquals(amplitude, found.amplitude(), 1e-7);
        assertEquals(rate, found.rate(), 1e-5 * (rate + 1e5));
        assertEquals(gaussianRate, found.gaussianRate(), 1e-4 * (gaussianRate + 1));
        assertEquals(0, found.deviation(), 1e-8);
    }

    @Test
    void findsT1OfAPopulationThatGoesFromMinusOneToOne() {
        double[] times = new double[12];
        double[] values = new double[12];
        for (int k = 0; k < 12; k++) {
            times[k] = 1e-6 * (k + 1);
            values[k] = 1 - 2 * Math.exp(-times[k] / 3e-6);
        }
        DecayFit found = DecayFit.of(times, values, false);
        assertEquals(3e-6, found.time(), 1e-10);
        assertEquals(1, found.offset(), 1e-6);
        assertEquals(-2, found.amplitude(), 1e-6);
        assertTrue(found.timeError() < 1e-10, () -> "error " + found.timeError());
        DecayFit without = DecayFit.withOffset(times, values, false, 0);
        assertEquals(DecayFit.Outcome.MISSED, without.outcome());
        assertTrue(Double.isNaN(without.time()));
        assertTrue(without.remark().orElseThrow().contains("misses the values by"));
    }

    @Test
    void knowsOnlyALeastTimeWhereNothingDecays() {
        double[] times = {1e-6, 2e-6, 3e-6, 4e-6, 5e-6};
        double[] values = {-1, -1, -1 + 1e-15, -1, -1};
        for (DecayFit fit : List.of(
                DecayFit.of(times, values, false),
                DecayFit.of(times, values, true),
                DecayFit.withFreeOffset(times, values, false))) {
            assertEquals(DecayFit.Outcome.NO_DECAY, fit.outcome());
            assertTrue(Double.isNaN(fit.time()));
            assertTrue(fit.leastTime() > 1, "nothing falls by a billionth in 5 us");
            assertTrue(fit.remark().orElseThrow().startsWith("no decay within the record of 5 us"));
        }
    }

    @TempDir
    Path folder;

    /** A dephasing qubit on the equator: {@code Tr rho^2 = (1 + exp(-2 t / Tphi)) / 2}. */
    @Test
    void everyObservableOfOneNumberDecays() {
        String idle = "device: { name: idle, qubits: [ { name: A, T1: inf, Tphi: 2 us } ],"
                + " operations: { ry: { duration: 150 ns }, interaction: { duration: 50 ns } } }\n"
                + "circuit: { kicked-top: { qubits: 1, kappa: 0, rotation: 0, steps: 15 } }\n";
        DecayType.Result result = (DecayType.Result) new AnalysisRunner(SimulationOptions.defaults(), line -> {})
                .run(BudgetStudies.study(
                        folder,
                        idle,
                        "{ type: decay, id: a, from-step: 0, initial-state: { theta: pi/2, phi: 0 }, curves: ["
                                + " { label: p, observables: [ purity ] },"
                                + " { label: x, observables: [ X, bloch-x.A, bloch-x ] } ] }"))
                .get(0);
        DecayFit purity = result.curves().get(0).fit();
        assertEquals(1e-6, purity.time(), 1e-11);
        assertEquals(0.5, purity.amplitude(), 1e-6);
        assertEquals(2e-6, result.curves().get(1).fit().time(), 1e-11);
    }

    @Test
    void mistakesAreRefused() {
        for (String curves : List.of(
                "[ { label: a, observables: [ XIX ] } ]",
                "[ { label: a, observables: [ bloch ] } ]",
                "[ { label: a, observables: [] } ]",
                "[]",
                "[ { label: a, observables: [ XI ] }, { label: a, observables: [ IX ] } ]",
                "[ { label: a, observables: [ XI ], model: linear } ]")) {
            assertThrows(
                    InvalidInputException.class,
                    () -> BudgetStudies.study(
                            folder, BudgetStudies.NOISY_PAIR, "{ type: decay, id: a, curves: " + curves + " }"),
                    curves);
        }
        String few = "{ type: decay, id: a, from-step: 3, curves: [ { label: a, observables: [ XI ] } ] }";
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> BudgetStudies.study(folder, BudgetStudies.NOISY_PAIR, few));
        assertTrue(refused.getMessage().contains("at least 3 steps"), refused.getMessage());
    }
}
