package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.BudgetResult.Sensitivity;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;

/** The device's uncertainties carried to the figure of merit: to first order, and by drawing devices. */
final class ErrorBarsAnalysis implements Analysis {

    private static final int MAX_DRAWS = 100;

    /** The two are said to disagree when the errors differ by this share. */
    private static final double DISAGREEMENT = 0.2;

    private final BudgetPlan.ErrorBars plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    ErrorBarsAnalysis(BudgetPlan.ErrorBars plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.experiments = new MeritExperiments(plan.merit(), options);
    }

    @Override
    public void check() {
        experiments.checkDerivatives(plan.setup());
    }

    @Override
    public BudgetResult.ErrorBars run() {
        Setup setup = plan.setup();
        int step = plan.merit().step();
        double[] nominal = experiments.noisySeries(setup);
        List<Double> slopes = new SensitivityAnalysis(
                        new BudgetPlan.Sensitivities(plan.header(), plan.merit(), plan.parameters(), 1), options)
                .derivatives(setup, plan.merit(), plan.parameters());
        List<Sensitivity> entries = new ArrayList<>();
        double variance = 0;
        for (int i = 0; i < slopes.size(); i++) {
            StudyParameter parameter = plan.parameters().get(i);
            entries.add(
                    new Sensitivity(parameter.address(), parameter.get(setup), slopes.get(i), plan.uncertainties()[i]));
            for (int j = 0; j < slopes.size(); j++) {
                variance += plan.correlations()[i][j]
                        * slopes.get(i)
                        * plan.uncertainties()[i]
                        * slopes.get(j)
                        * plan.uncertainties()[j];
            }
        }
        int[] refused = {0};
        List<Setup> drawn = draw(setup, refused);
        double[][] series = new double[drawn.size()][];
        IntStream indices = IntStream.range(0, series.length);
        (options.threads() > 1 ? indices.parallel() : indices)
                .forEach(k -> series[k] = experiments.noisySeries(drawn.get(k)));
        double[][] quantiles = new double[5][step + 1];
        double[] deviation = new double[step + 1];
        for (int k = 0; k <= step; k++) {
            double[] values = new double[series.length];
            for (int s = 0; s < values.length; s++) {
                values[s] = series[s][k];
            }
            Arrays.sort(values);
            for (int q = 0; q < quantiles.length; q++) {
                quantiles[q][k] = quantile(values, BudgetResult.ErrorBars.LEVELS.get(q));
            }
            double mean = Arrays.stream(values).average().orElseThrow();
            deviation[k] = Math.sqrt(
                    Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
        }
        double linear = Math.sqrt(variance);
        List<String> warnings = new ArrayList<>();
        if (Math.abs(linear - deviation[step]) > DISAGREEMENT * deviation[step]) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the linear error %.3g is not good enough: drawn devices spread by %.3g",
                    linear,
                    deviation[step]));
        }
        return new BudgetResult.ErrorBars(
                plan, nominal, entries, linear, deviation, quantiles, refused[0], experiments.check(setup), warnings);
    }

    /** Devices with normal, correlated errors; those that no device can be (T2 above 2 T1) are drawn again. */
    private List<Setup> draw(Setup setup, int[] refused) {
        UniformRandomProvider random =
                RandomSource.XO_SHI_RO_256_PP.create(setup.simulation().seed());
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[][] root = new CholeskyDecomposition(new Array2DRowRealMatrix(plan.correlations()))
                .getL()
                .getData();
        int n = plan.parameters().size();
        List<Setup> drawn = new ArrayList<>();
        while (drawn.size() < plan.samples()) {
            double[] normal = new double[n];
            for (int i = 0; i < n; i++) {
                normal[i] = gaussian.sample();
            }
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                double shift = 0;
                for (int j = 0; j <= i; j++) {
                    shift += root[i][j] * normal[j];
                }
                values[i] = plan.parameters().get(i).get(setup) + shift * plan.uncertainties()[i];
            }
            try {
                drawn.add(StudyParameter.setAll(setup, plan.parameters(), values));
            } catch (IllegalArgumentException unphysical) {
                refused[0]++;
                if (refused[0] > MAX_DRAWS * plan.samples()) {
                    throw new IllegalArgumentException(
                            "hardly any device within the stated uncertainties is physical: " + unphysical.getMessage(),
                            unphysical);
                }
            }
        }
        return drawn;
    }

    private static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
