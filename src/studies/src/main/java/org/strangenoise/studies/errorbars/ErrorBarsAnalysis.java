package org.strangenoise.studies.errorbars;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.Analysis;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.experiment.DrawnCurves;
import org.strangenoise.studies.experiment.DrawnDevices;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.experiment.Sensitivity;

/** The device's uncertainties carried to the figure of merit: to first order, and by drawing devices. */
final class ErrorBarsAnalysis implements Analysis<ErrorBarsResult> {

    /** The two are said to disagree when the errors differ by this share. */
    private static final double DISAGREEMENT = 0.2;

    private final ErrorBarsPlan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    ErrorBarsAnalysis(ErrorBarsPlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.experiments = new MeritExperiments(plan.merit(), options);
    }

    @Override
    public void check() {
        experiments.checkDerivatives(
                plan.setup(),
                plan.uncertainties().parameters().size(),
                plan.samples(),
                "fewer qubits, steps, initial-states or `uncertainty.samples`");
        DrawnDevices.check(plan.setup(), plan.uncertainties(), plan.samples());
    }

    @Override
    public ErrorBarsResult run() {
        Setup setup = plan.setup();
        int step = plan.merit().step();
        double[] nominal = experiments.noisySeries(setup);
        Uncertainties uncertainties = plan.uncertainties();
        List<StudyParameter> parameters = uncertainties.parameters();
        double[] deviations = uncertainties.standardDeviations();
        MeritGradient gradient = MeritGradient.of(setup, plan.merit(), parameters, options);
        double linear = uncertainties.deviation(gradient.derivatives());
        List<Sensitivity> entries = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            StudyParameter parameter = parameters.get(i);
            entries.add(Sensitivity.of(
                    parameter.address(), parameter.get(setup), gradient.derivatives()[i], deviations[i]));
        }
        DrawnDevices drawn = DrawnDevices.of(setup, uncertainties, plan.samples());
        DrawnCurves curves = drawn.curves(options, s -> new double[][] {experiments.noisySeries(s)})
                .get(0);
        double[][] quantiles =
                ErrorBarsResult.LEVELS.stream().map(curves::quantile).toArray(double[][]::new);
        double[] deviation = curves.deviation();
        List<String> warnings =
                new ArrayList<>(experiments.of(setup).get(0).noisy().warnings());
        if (Math.max(linear, deviation[step]) > MeritGradient.ROUNDING
                && Math.abs(linear - deviation[step]) > DISAGREEMENT * deviation[step]) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the linear error %.3g is not good enough: drawn devices spread by %.3g",
                    linear,
                    deviation[step]));
        }
        return new ErrorBarsResult(
                plan,
                nominal,
                entries,
                linear,
                deviation,
                quantiles,
                drawn.refused(),
                experiments.check(setup),
                warnings);
    }
}
