package org.strangenoise.studies.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.studies.budget.LeastSquaresFit;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.BudgetPlan.FreeParameter;
import org.strangenoise.studies.config.MeasuredPoint;

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

    private BudgetPlan.Fit plan(String points, String free) throws IOException {
        Path data = Files.createTempFile(folder, "data", ".csv");
        Files.writeString(data, HEADER + points);
        return (BudgetPlan.Fit) BudgetStudies.plan(
                folder, PAIR, "{ type: fit, id: a, data: " + data.getFileName() + ", starts: 1, free: " + free + " }");
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

    /** 68% intervals of 200 data sets with normal errors hold the truth in 68 of 100 cases, give or take. */
    @Test
    void intervalsCoverTheTruthAsOftenAsTheySay() throws IOException {
        BudgetPlan.Fit plan = plan(points(), "{ \"device.qubits.*.T1\": {}, \"device.qubits.*.Tphi\": {} }");
        List<MeasuredPoint> points = plan.points();
        List<LeastSquaresFit.Free> free =
                plan.free().stream().map(FreeParameter::limits).toList();
        double[] truth = {3e-6, 2e-6};
        FitModel model = new FitModel(plan.setup(), points, plan.free(), false);
        double[] exact = model.at(truth).values();
        double[] errors = points.stream().mapToDouble(MeasuredPoint::error).toArray();
        Random random = new Random(200);
        int[] covered = new int[2];
        double chiSquares = 0;
        int sets = 200;
        for (int set = 0; set < sets; set++) {
            double[] data = exact.clone();
            for (int k = 0; k < data.length; k++) {
                data[k] += ERROR * random.nextGaussian();
            }
            LeastSquaresFit.Fit fit = new LeastSquaresFit(model, free, data, errors).fit(List.of(truth));
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

    @Test
    void exactDataGiveTheTruthFromAfar() throws IOException {
        BudgetPlan.Fit plan = plan(
                points(),
                "{ \"device.qubits.*.T1\": { start: 8 us }, \"device.qubits.*.Tphi\": { start: 1 us }, \"device.operations.ry.duration\": { start: 61 ns, prior: 60 ns +/- 0.1 ns } }");
        double[] truth = {3e-6, 2e-6, 60e-9};
        FitModel model = new FitModel(plan.setup(), plan.points(), plan.free(), false);
        double[] exact = model.at(truth).values();
        List<MeasuredPoint> points = new ArrayList<>();
        for (int k = 0; k < exact.length; k++) {
            MeasuredPoint p = plan.points().get(k);
            points.add(new MeasuredPoint(
                    p.experiment(), p.start(), p.kappa(), p.step(), p.name(), p.observable(), exact[k], p.error()));
        }
        BudgetResult.Fitted result = new FitAnalysis(
                        new BudgetPlan.Fit(plan.header(), plan.merit(), plan.data(), points, plan.free(), 1),
                        BudgetStudies.OPTIONS)
                .run();
        for (int i = 0; i < truth.length; i++) {
            assertEquals(truth[i], result.fit().parameters()[i], 1e-6 * truth[i]);
        }
        assertEquals(0, result.fit().chiSquare(), 1e-9);
        assertEquals(1, result.profiles().get(2)[1], 0.3, "one standard deviation raises chi-square by about one");
        assertTrue(result.fit().startsAgreeing() >= 1);
    }

    @Test
    void equalRatesThatOnlyActTogetherAreNamed() throws IOException {
        BudgetPlan.Fit plan = plan(
                "idle,1.5707963267948966,0,0,1,XI,0.9,0.01\nidle,1.5707963267948966,0,0,2,XI,0.8,0.01\n",
                "{ device.qubits.B.Tphi: {}, device.qubits.A.Tphi: {} }");
        BudgetResult.Fitted result = new FitAnalysis(plan, BudgetStudies.OPTIONS).run();
        assertTrue(
                result.warnings().get(0).contains("device.qubits.B.Tphi"),
                result.warnings().toString());
    }
}
