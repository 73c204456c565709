package org.strangenoise.studies.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.decay.DecayType;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.studies.sweep.SweepType;
import org.strangenoise.studies.systemsize.SystemSizeType;

/**
 * Idle qubits lose coherence in closed form, and a quantile of a monotonic function is the function of the quantile:
 * one uncertain value gives bands that are known up to the error of 4000 draws.
 */
class ConfidenceBandsTest {

    /** Five standard errors of a 16% quantile of 4000 normal draws, in their deviations. */
    private static final double SAMPLING = 0.12;

    private static final double STEP_SECONDS = 150e-9;

    @TempDir
    Path folder;

    private static String idle(String qubits, String more) {
        return "device:\n  name: idle\n  qubits: [ " + qubits + " ]\n"
                + "  operations: { ry: { duration: 100 ns }, interaction: { duration: 50 ns } }\n"
                + "circuit: { kicked-top: { qubits: 2, kappa: 0, rotation: 0, steps: 5 } }\n" + more;
    }

    private AnalysisResult run(String setup, String analysis, int threads) {
        return new AnalysisRunner(SimulationOptions.defaults().withThreads(threads), line -> {})
                .run(BudgetStudies.study(folder, setup, analysis))
                .get(0);
    }

    private static final String ONE_UNCERTAIN =
            "{ name: A, T1: inf, Tphi: 2 us +/- 0.2 us }, { name: B, T1: inf, Tphi: 5 us }";

    /** Tr rho^2 of two dephasing qubits that start on the equator. */
    private static double purity(double step, double tphi) {
        double t = step * STEP_SECONDS;
        return (1 + Math.exp(-2 * t / tphi)) * (1 + Math.exp(-2 * t / 5e-6)) / 4;
    }

    private static void assertBand(double step, double low, double high) {
        double half = (purity(step, 2.2e-6) - purity(step, 1.8e-6)) / 2;
        assertEquals(purity(step, 1.8e-6), low, SAMPLING * half);
        assertEquals(purity(step, 2.2e-6), high, SAMPLING * half);
    }

    @Test
    void theBandOfATimeSeriesIsThatOfTheUncertainValue() {
        String analysis = "{ type: dynamics, id: a, initial-states: [ { label: x, theta: pi/2, phi: 0 } ],"
                + " uncertainty: { samples: 4000 } }";
        DynamicsType.Result result = (DynamicsType.Result) run(idle(ONE_UNCERTAIN, ""), analysis, 1);
        Map<String, ConfidenceBands.Band> bands = result.series().get(0).bands();
        assertEquals(ObservableNames.SCALARS, List.copyOf(bands.keySet()));
        ConfidenceBands.Band purity = bands.get(ObservableNames.PURITY);
        assertEquals(1, purity.low()[0], 1e-12);
        for (int step = 1; step <= 5; step++) {
            assertBand(step, purity.low()[step], purity.high()[step]);
        }
        for (String name : ObservableNames.SCALARS) {
            ConfidenceBands.Band band = bands.get(name);
            double[] noisy = result.series().get(0).noisy().scalar(name);
            assertTrue(band.low()[5] < noisy[5] && noisy[5] < band.high()[5], name);
        }
        DynamicsType.Result again = (DynamicsType.Result) run(idle(ONE_UNCERTAIN, ""), analysis, 2);
        assertArrayEquals(
                purity.low(),
                again.series().get(0).bands().get(ObservableNames.PURITY).low());
    }

    @Test
    void aSweptValueIsExact() {
        String over = "{ type: sweep, id: a, over: { %s: [ %s ] }, observable: purity, at-step: 4,"
                + " initial-state: { theta: pi/2, phi: 0 }, uncertainty: { samples: 4000 } }";
        SweepType.Result scale =
                (SweepType.Result) run(idle(ONE_UNCERTAIN, ""), over.formatted("noise.scale", "0, 0.5, 1, 2"), 2);
        ConfidenceBands.Band band = scale.band().orElseThrow();
        assertEquals(band.low()[0], band.high()[0], 1e-12, "without noise nothing is uncertain");
        assertBand(2, band.low()[1], band.high()[1]);
        assertBand(4, band.low()[2], band.high()[2]);
        assertBand(8, band.low()[3], band.high()[3]);
        SweepType.Result itself = (SweepType.Result)
                run(idle(ONE_UNCERTAIN, ""), over.formatted("device.qubits.A.Tphi", "1 us, 2 us"), 1);
        assertTrue(itself.band().isEmpty());
    }

    @Test
    void decaysAndSystemSizesHaveBands() {
        DecayType.Result decay = (DecayType.Result) run(
                idle(ONE_UNCERTAIN, ""),
                "{ type: decay, id: a, initial-state: { theta: pi/2, phi: 0 }, uncertainty: { samples: 4000 },"
                        + " curves: [ { label: A, observables: [ XI ] }, { label: B, observables: [ IX ] } ] }",
                2);
        ConfidenceBands.Band a = decay.curves().get(0).band().orElseThrow();
        double t = 5 * STEP_SECONDS;
        double half = (Math.exp(-t / 2.2e-6) - Math.exp(-t / 1.8e-6)) / 2;
        assertEquals(Math.exp(-t / 1.8e-6), a.low()[4], SAMPLING * half);
        assertEquals(Math.exp(-t / 2.2e-6), a.high()[4], SAMPLING * half);
        ConfidenceBands.Band b = decay.curves().get(1).band().orElseThrow();
        assertEquals(b.low()[4], b.high()[4], 1e-12);
        SystemSizeType.Result sizes = (SystemSizeType.Result) run(
                idle(ONE_UNCERTAIN, ""),
                "{ type: system-size, id: a, qubits: [ 2 ], noisy-qubits: [ 1, 3 ], initial-states: 4, average: 5,"
                        + " uncertainty: { samples: 40 } }",
                2);
        assertEquals(2, sizes.bands().size());
        for (int k = 0; k < 2; k++) {
            SystemSizeType.Result.Bands band = sizes.bands().get(k);
            double mean = sizes.noisy().get(k).mean();
            assertTrue(band.meanLow() < mean && mean < band.meanHigh(), mean + " in " + band);
        }
    }

    @Test
    void bandsAreDrawnOnlyWhereTheyMeanSomethingAndDoNotTakeLong() {
        String analysis = "{ type: dynamics, id: a, initial-states: [ { label: x, theta: pi/2, phi: 0 } ] }";
        String exact = "{ name: A, T1: inf, Tphi: 2 us }, { name: B, T1: inf, Tphi: 5 us }";
        assertNoBands(idle(exact, ""), analysis, List.of());
        assertNoBands(idle(ONE_UNCERTAIN, "uncertainty: { samples: 0 }\n"), analysis, List.of());
        assertTrue(!((DynamicsType.Result) run(idle(ONE_UNCERTAIN, ""), analysis, 2))
                .series()
                .get(0)
                .bands()
                .isEmpty());
        String large = "{ name: A, T1: 9 us, T2: 2 us +/- 0.2 us }";
        for (char name = 'B'; name <= 'H'; name++) {
            large += ", { name: " + name + ", T1: 9 us, T2: 5 us }";
        }
        assertNoBands(
                idle(large, "").replace("qubits: 2", "qubits: 8").replace("steps: 5", "steps: 200"),
                analysis,
                List.of("no confidence bands: 400 devices within the stated uncertainties would take one processor some"
                        + " 1.8 minutes; `uncertainty: { samples: 400 }` asks for them, `samples: 0` says that none are"
                        + " wanted"));
    }

    private void assertNoBands(String setup, String analysis, List<String> warnings) {
        DynamicsType.Result result = (DynamicsType.Result) run(setup, analysis, 2);
        assertTrue(result.series().get(0).bands().isEmpty());
        assertEquals(warnings, result.warnings());
    }
}
