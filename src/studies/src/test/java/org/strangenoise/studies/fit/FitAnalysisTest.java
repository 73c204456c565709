package org.strangenoise.studies.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.budget.LeastSquaresFit;
import org.strangenoise.budget.ProfileLikelihood;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.fit.FitType.Plan.FreeParameter;
import org.strangenoise.studies.study.BudgetStudies;

class FitAnalysisTest {

    private static final String PAIR = """
            device:
              name: pair
              qubits: [ { name: A, T1: 3 us, Tphi: 2 us }, { name: B, T1: 3 us, Tphi: 2 us } ]
              operations: { ry: { duration: 60 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 6 } }
            """;

    private static final String HEADER = "experiment,theta,phi,kappa,step,observable,value,error\n";

    private static final double ERROR = 0.001;

    @TempDir
    Path folder;

    private FitType.Plan plan(String points, String free) throws IOException {
        return plan(PAIR, points, free);
    }

    private FitType.Plan plan(String setup, String points, String free) throws IOException {
        Path data = Files.createTempFile(folder, "data", ".csv");
        Files.writeString(data, HEADER + points);
        return (FitType.Plan) BudgetStudies.plan(
                folder, setup, "{ type: fit, id: a, data: " + data.getFileName() + ", starts: 1, free: " + free + " }");
    }

    private static String points() {
        StringBuilder points = new StringBuilder();
        for (int step : new int[] {3, 6}) {
            for (String observable : new String[] {"purity", "overlap", "ZI"}) {
                points.append("run,0.6,1.1,1.7,").append(step + "," + observable + ",0.5," + ERROR + "\n");
            }
        }
        return points.toString();
    }

    /**
     * 68% intervals of 200 data sets with normal errors hold the truth in 68 of 100 cases, give or take. Every fit
     * starts at a place of its own, up to a factor of e from the truth.
     */
    @Test
    void intervalsCoverTheTruthAsOftenAsTheySay() throws IOException {
        FitType.Plan plan = plan(points(), "{ \"device.qubits.*.T1\": {}, \"device.qubits.*.Tphi\": {} }");
        List<MeasuredPoints.Point> points = plan.points();
        List<LeastSquaresFit.Free> free =
                plan.free().stream().map(FreeParameter::limits).toList();
        double[] truth = {3e-6, 2e-6};
        FitModel model = new FitModel(plan.setup(), points, plan.free(), BudgetStudies.OPTIONS);
        double[] exact = model.at(truth).values();
        double[] errors =
                points.stream().mapToDouble(MeasuredPoints.Point::error).toArray();
        Random random = new Random(200);
        Random places = new Random(7);
        int[] covered = new int[2];
        double chiSquares = 0;
        int sets = 200;
        for (int set = 0; set < sets; set++) {
            double[] data = exact.clone();
            for (int k = 0; k < data.length; k++) {
                data[k] += ERROR * random.nextGaussian();
            }
            LeastSquaresFit.Fit fit = new LeastSquaresFit(model, free, data, errors)
                    .fit(List.of(Arrays.stream(truth)
                            .map(t -> t * Math.exp(2 * places.nextDouble() - 1))
                            .toArray()));
            chiSquares += fit.chiSquare() / sets;
            for (int i = 0; i < 2; i++) {
                covered[i] += Math.abs(fit.parameters()[i] - truth[i]) <= fit.error(i) ? 1 : 0;
            }
        }
        for (int count : covered) {
            double share = (double) count / sets;
            assertTrue(share >= 0.60 && share <= 0.76, "68% intervals cover " + share);
        }
        assertEquals(4, chiSquares, 4.5 * Math.sqrt(2 * 4.0 / sets));
    }

    /** What a fit that is killed need not do again: each start, the best of them, each profile. */
    @Test
    void aFitConsistsOfItsStartsThenTheBestThenTheProfiles() throws IOException {
        FitType.Plan plan = plan(points(), "{ \"device.qubits.*.T1\": {}, \"device.qubits.*.Tphi\": {} }");
        FitAnalysis analysis = new FitAnalysis(plan, BudgetStudies.OPTIONS);
        int starts = 1 + plan.starts();
        List<FitAnalysis.Row> rows = new ArrayList<>();
        for (int end : new int[] {starts, starts + 1, starts + 3}) {
            assertEquals(end, analysis.samples(rows));
            List<FitAnalysis.Row> complete = List.copyOf(rows);
            for (int sample = rows.size(); sample < end; sample++) {
                rows.addAll(new FitAnalysis(plan, BudgetStudies.OPTIONS)
                        .rows(sample, sample + 1, complete, TaskWatch.NONE));
            }
        }
        assertEquals(starts + 3, analysis.samples(rows));
        FitType.Result whole = new FitAnalysis(plan, BudgetStudies.OPTIONS).run();
        assertArrayEquals(
                whole.fit().parameters(), analysis.assemble(rows).fit().parameters());
        assertArrayEquals(
                whole.profiles().get(1).rise(),
                analysis.assemble(rows).profiles().get(1).rise());
    }

    @Test
    void exactDataGiveTheTruthFromAfar() throws IOException {
        FitType.Plan plan = plan(
                points(),
                "{ \"device.qubits.*.T1\": { start: 8 us }, \"device.qubits.*.Tphi\": { start: 1 us }, \"device.operations.ry.duration\": { start: 61 ns, prior: 60 ns +/- 0.1 ns } }");
        double[] truth = {3e-6, 2e-6, 60e-9};
        FitType.Result result = fitted(plan, truth);
        for (int i = 0; i < truth.length; i++) {
            assertEquals(truth[i], result.fit().parameters()[i], 1e-6 * truth[i]);
        }
        assertEquals(0, result.fit().chiSquare(), 1e-9);
        assertEquals(
                1, result.profiles().get(2).rise()[4], 0.3, "one standard deviation raises chi-square by about one");
        assertTrue(result.fit().startsAgreeing() >= 1);
    }

    /** Points that are known to a thousandth tell nothing of a population of a ten-thousandth. */
    @Test
    void anErrorAboveItsValueIsToldWithTheWeakestCombination() throws IOException {
        FitType.Plan plan = plan(points(), "{ device.qubits.A.excited-population: { start: 0.001 } }");
        FitType.Result result = fitted(plan, new double[] {1e-4});
        assertTrue(result.fit().error(0) > 1e-4);
        assertTrue(
                result.warnings().stream()
                        .anyMatch(w -> w.contains("exceeds its value")
                                && w.endsWith("determine least is 1.00 device.qubits.A.excited-population")),
                result.warnings().toString());
        String answer = FitType.TYPE.answerOf(result).orElseThrow();
        assertTrue(answer.startsWith("device.qubits.A.excited-population, 68%: up to 0.02"), answer);
    }

    /** T2 is bounded by 2 T1, which moves while both are fitted. */
    @Test
    void t2IsFittedBesideT1() throws IOException {
        FitType.Plan plan =
                plan(points(), "{ \"device.qubits.*.T1\": { start: 8 us }, \"device.qubits.*.T2\": { start: 15 us } }");
        double[] truth = {3e-6, 1.5e-6};
        FitType.Result result = fitted(plan, truth);
        for (int i = 0; i < truth.length; i++) {
            assertEquals(truth[i], result.fit().parameters()[i], 1e-6 * truth[i]);
        }
        FitType.Plan longest =
                plan(points(), "{ \"device.qubits.*.T1\": { start: 8 us }, \"device.qubits.*.T2\": { start: 15 us } }");
        FitType.Result bounded = fitted(longest, new double[] {3e-6, 6e-6});
        assertEquals(6e-6, bounded.fit().parameters()[1], 1e-3 * 6e-6);
        assertTrue(
                bounded.warnings().stream().anyMatch(w -> w.contains("T2 ends at its bound") && w.contains("2 T1")),
                bounded.warnings().toString());
    }

    /** The bound of T2 is nearer than its error: the profile's interval is open there, and its low end a true one. */
    @Test
    void theProfileIsCutWhereT2EndsAt2T1() throws IOException {
        FitType.Plan plan = plan(points(), "{ \"device.qubits.*.T2\": { start: 4 us } }");
        FitType.Result result = fitted(plan, new double[] {5.99e-6});
        ProfileLikelihood profile = result.profiles().get(0);
        assertTrue(Double.isNaN(profile.high()), "high end " + profile.high());
        double best = result.fit().parameters()[0];
        FitModel model = new FitModel(plan.setup(), plan.points(), plan.free(), BudgetStudies.OPTIONS);
        double[] exact = model.at(new double[] {5.99e-6}).values();
        double[] low = model.at(new double[] {profile.low()}).values();
        double chiSquare = 0;
        for (int k = 0; k < low.length; k++) {
            chiSquare += Math.pow((low[k] - exact[k]) / ERROR, 2);
        }
        assertEquals(1, chiSquare, 1e-5);
        assertEquals(best, 5.99e-6, 1e-11);
    }

    /** Over-rotation, stray z, readout, detuning: from exact data, each comes back. */
    @Test
    void everyKindOfParameterIsFitted() throws IOException {
        String device = PAIR.replace(
                        "{ name: A, T1: 3 us, Tphi: 2 us }",
                        "{ name: A, T1: 3 us, Tphi: 2 us, quasi-static-T: 1.5 us, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }")
                .replace("circuit:", """
                  channels:
                    - { id: over, on: ry, channel: over-rotation, angle-fraction: 0.02 }
                    - { id: stray, on: step, channel: rotation, axis: z, angle: 0.05 }
                  crosstalk: [ { qubits: [ A, B ], zz: 0.2 MHz } ]
                noise: { quasi-static-nodes: 4 }
                circuit:""");
        StringBuilder points = new StringBuilder();
        for (int step = 1; step <= 6; step++) {
            for (String observable : new String[] {"purity", "overlap", "ZI", "XX", "IY", "YZ"}) {
                points.append("run,0.6,1.1,," + step + "," + observable + ",0.5," + ERROR + "\n");
            }
        }
        FitType.Plan plan = plan(
                device,
                points.toString(),
                "{ device.channels.over.angle-fraction: { start: 0 }, device.channels.stray.angle: { start: 0.1 },"
                        + " device.qubits.A.readout.p1-given-0: { start: 0.1 }, device.qubits.A.quasi-static-T: { start: 3 us },"
                        + " device.crosstalk.A-B.zz: { start: 0 MHz }, circuit.kicked-top.kappa: { start: 1.6 },"
                        + " noise.scale: { start: 1.3 } }");
        double[] truth = {0.02, 0.05, 0.02, 1.5e-6, 0.2e6, 1.7, 1};
        FitModel model = new FitModel(
                plan.setup()
                        .withDevice(SensitiveParameters.withTphi(plan.setup().device())),
                plan.points(),
                plan.free(),
                BudgetStudies.OPTIONS);
        List<LeastSquaresFit.Free> free =
                plan.free().stream().map(FreeParameter::limits).toList();
        double[] errors =
                plan.points().stream().mapToDouble(MeasuredPoints.Point::error).toArray();
        LeastSquaresFit.Fit fit = new LeastSquaresFit(
                        model, free, model.at(truth).values(), errors)
                .fit(List.of(
                        free.stream().mapToDouble(LeastSquaresFit.Free::start).toArray()));
        for (int i = 0; i < truth.length; i++) {
            assertEquals(
                    truth[i],
                    fit.parameters()[i],
                    1e-5 * truth[i],
                    plan.free().get(i).parameter().address());
        }
    }

    private static FitType.Result fitted(FitType.Plan plan, double[] truth) {
        Setup setup = plan.setup()
                .withDevice(SensitiveParameters.withTphi(plan.setup().device()));
        double[] exact = new FitModel(setup, plan.points(), plan.free(), BudgetStudies.OPTIONS)
                .at(truth)
                .values();
        List<MeasuredPoints.Point> points = new ArrayList<>();
        for (int k = 0; k < exact.length; k++) {
            MeasuredPoints.Point p = plan.points().get(k);
            points.add(new MeasuredPoints.Point(
                    p.experiment(), p.start(), p.kappa(), p.step(), p.name(), p.observable(), exact[k], p.error()));
        }
        return FitType.TYPE
                .prepared(
                        new FitType.Plan(plan.header(), plan.merit(), plan.data(), points, plan.free(), plan.starts()),
                        BudgetStudies.OPTIONS)
                .run();
    }

    /** The curve runs through the model's values at the points, with the errors that the covariance makes of them. */
    @Test
    void curvesCarryTheErrorsOfTheParameters() throws IOException {
        FitType.Plan plan = plan(points(), "{ \"device.qubits.*.T1\": {}, \"device.qubits.*.Tphi\": {} }");
        FitType.Result result = fitted(plan, new double[] {3e-6, 2e-6});
        FitModel model = new FitModel(plan.setup(), plan.points(), plan.free(), BudgetStudies.OPTIONS);
        double[] best = result.fit().parameters();
        assertEquals(3, result.curves().size());
        FitType.Result.FittedCurve purity = result.curves().get(0);
        assertEquals(7, purity.values().length);
        assertEquals(1, purity.values()[0], 1e-14);
        assertEquals(0, purity.errors()[0], 1e-14);
        double variance = 0;
        double[][] gradient = new double[2][];
        for (int i = 0; i < 2; i++) {
            double[] up = best.clone();
            double[] down = best.clone();
            up[i] *= 1.001;
            down[i] *= 0.999;
            double[] high = model.at(up).values();
            double[] low = model.at(down).values();
            gradient[i] = new double[] {(high[3] - low[3]) / (0.002 * best[i])};
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                variance += gradient[i][0] * gradient[j][0] * result.fit().covariance()[i][j];
            }
        }
        assertEquals("purity", plan.points().get(3).name());
        assertEquals(Math.sqrt(variance), purity.errors()[6], 1e-4 * Math.sqrt(variance));
    }

    @Test
    void anImportedCircuitIsFittedToo() throws IOException {
        Files.writeString(
                folder.resolve("echo.qasm"),
                "OPENQASM 3.0;\nqubit[1] q;\nry(pi/2) q[0];\nbarrier q;\nry(pi) q[0];\nbarrier q;\n");
        String study = """
                device:
                  name: one
                  qubits: [ { name: A, T1: 3 us, Tphi: 2 us } ]
                  operations: { ry: { duration: 100 ns } }
                circuit: { openqasm: echo.qasm, record: barriers }
                """;
        FitType.Plan plan = plan(
                study,
                "run,0,0,,1,X,0.9,0.01\nrun,0,0,,2,X,0.8,0.01\nrun,0,0,,1,purity,0.9,0.01\n",
                "{ device.qubits.A.Tphi: { start: 5 us } }");
        FitType.Result result = fitted(plan, new double[] {2e-6});
        assertEquals(2e-6, result.fit().parameters()[0], 1e-11);
    }

    @Test
    void equalRatesThatOnlyActTogetherAreNamed() throws IOException {
        FitType.Plan plan = plan(
                "idle,1.5707963267948966,0,0,1,XI,0.9,0.01\nidle,1.5707963267948966,0,0,2,XI,0.8,0.01\n",
                "{ device.qubits.B.Tphi: {}, device.qubits.A.Tphi: {} }");
        FitType.Result result =
                FitType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        assertTrue(
                result.warnings().get(0).contains("device.qubits.B.Tphi"),
                result.warnings().toString());
    }
}
