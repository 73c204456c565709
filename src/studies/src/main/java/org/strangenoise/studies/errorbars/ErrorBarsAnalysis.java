package org.strangenoise.studies.errorbars;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.experiment.DrawnDevices;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * The device's uncertainties carried to the figure of merit: to first order, and by drawing devices. A sample is the
 * device itself, with its derivatives, or one drawn like it.
 */
final class ErrorBarsAnalysis implements PreparedAnalysis<ErrorBarsAnalysis.OneDevice, ErrorBarsType.Result> {

    /** The two are said to disagree when the errors differ by this share. */
    private static final double DISAGREEMENT = 0.2;

    /**
     * Of one device.
     *
     * @param series the figure of merit by step
     * @param derivatives by the uncertain parameters; empty for drawn devices
     */
    record OneDevice(double[] series, double[] derivatives) {}

    private final ErrorBarsType.Plan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;
    private final Method method;
    private final DrawnDevices drawn;
    private final List<Experiment> own;
    private final double seconds;

    ErrorBarsAnalysis(ErrorBarsType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options.withSeed(plan.header().seeds().of(0));
        this.experiments = new MeritExperiments(plan.merit(), this.options);
        this.own = experiments.of(plan.setup());
        this.method = experiments.checkDerivatives(
                plan.setup(),
                own,
                plan.uncertainties().parameters().size(),
                plan.samples(),
                "fewer qubits, steps, initial-states or `uncertainty.samples`");
        this.drawn = DrawnDevices.of(
                plan.setup(),
                plan.uncertainties(),
                plan.samples(),
                plan.header().seeds());
        this.seconds = experiments.seconds(own);
    }

    @Override
    public Class<OneDevice> rowType() {
        return OneDevice.class;
    }

    @Override
    public int samples(List<OneDevice> complete) {
        return 1 + drawn.setups().size();
    }

    @Override
    public double secondsPerSample() {
        return seconds;
    }

    @Override
    public List<OneDevice> rows(int from, int to, List<OneDevice> complete, TaskWatch watch) {
        List<OneDevice> rows = new ArrayList<>();
        if (from == 0) {
            rows.addAll(watch.each(
                    0,
                    1,
                    false,
                    first -> new OneDevice(
                            experiments.noisySeries(own),
                            MeritGradient.of(
                                            plan.setup(),
                                            plan.merit(),
                                            plan.uncertainties().parameters(),
                                            options)
                                    .derivatives())));
        }
        rows.addAll(watch.each(
                Math.max(1, from),
                to,
                options.threads() > 1,
                k -> new OneDevice(experiments.noisySeries(drawn.setups().get(k - 1)), new double[0])));
        return rows;
    }

    @Override
    public ErrorBarsType.Result assemble(List<OneDevice> rows) {
        Setup setup = plan.setup();
        int step = plan.merit().step();
        Uncertainties uncertainties = plan.uncertainties();
        List<StudyParameter> parameters = uncertainties.parameters();
        double[] derivatives = rows.get(0).derivatives();
        double linear = uncertainties.deviation(derivatives);
        List<MeritGradient.Sensitivity> entries = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            StudyParameter parameter = parameters.get(i);
            entries.add(MeritGradient.Sensitivity.of(
                    parameter.address(),
                    parameter.get(setup),
                    derivatives[i],
                    uncertainties.standardDeviations()[i]));
        }
        DrawnDevices.Curves curves = new DrawnDevices.Curves(
                rows.subList(1, rows.size()).stream().map(OneDevice::series).toArray(double[][]::new));
        double[][] quantiles =
                ErrorBarsType.Result.LEVELS.stream().map(curves::quantile).toArray(double[][]::new);
        double[] deviation = curves.deviation();
        List<String> warnings = new ArrayList<>(own.get(0).noisy().warnings());
        if (Math.max(linear, deviation[step]) > MeritGradient.ROUNDING
                && Math.abs(linear - deviation[step]) > DISAGREEMENT * deviation[step]) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the linear error %.3g is not good enough: drawn devices spread by %.3g",
                    linear,
                    deviation[step]));
        }
        return new ErrorBarsType.Result(
                plan,
                rows.get(0).series(),
                entries,
                linear,
                deviation,
                quantiles,
                drawn.refused(),
                Pulses.of(own.get(0)),
                method,
                warnings);
    }
}
