package org.strangenoise.studies.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.strangenoise.budget.LeastSquaresFit;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.budget.ProfileLikelihood;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.gradient.TangentPass;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Once;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.fit.FitType.Plan.FreeParameter;

/**
 * Parameters from measured points. A sample is a start of the optimiser, then what is to be said of the best of the
 * minima, then the profile of a parameter: three rounds, as each needs all of the one before.
 */
final class FitAnalysis implements PreparedAnalysis<FitAnalysis.Row, FitType.Result> {

    /** A right model gives a larger chi-square once in a thousand fits. */
    private static final double IMPROBABLE = 1e-3;

    /** Differences of chi-square that are no rounding. */
    private static final double BETTER = 1e-3;

    /** Simulations of a fit, roughly. */
    private static final double RUNS = 1000;

    /**
     * What a sample finds, one of three.
     *
     * @param minimum from a start
     * @param best the fit
     * @param profile of a parameter
     */
    record Row(
            LeastSquaresFit.@Nullable Minimum minimum,
            @Nullable Best best,
            @Nullable ProfileLikelihood profile) {}

    /** What is found at the best of the minima, but for the profiles around it. */
    record Best(LeastSquaresFit.Fit fit, List<FitType.Result.FittedCurve> curves, List<String> warnings) {}

    /** What chi-square is made of. */
    private record ChiSquare(Setup setup, FitModel model, LeastSquaresFit leastSquares) {}

    private final FitType.Plan plan;
    private final SimulationOptions options;
    private final List<Free> free;
    private final List<double[]> starts;
    private final double seconds;
    private final boolean hasTwoLevels;
    private final Once<ChiSquare> problem;

    FitAnalysis(FitType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.free = plan.free().stream().map(FreeParameter::limits).toList();
        this.starts = starts();
        MeritExperiments latest = new MeritExperiments(plan.merit(), options);
        List<Experiment> own = latest.of(plan.setup());
        latest.check(own);
        this.hasTwoLevels = own.get(0).hasTwoLevels();
        if (!hasTwoLevels) {
            latest.checkRuns(own);
        }
        // Where the fit begins must be a device too.
        latest(
                plan.setup(),
                new FitModel(plan.setup(), plan.points(), plan.free(), options.withThreads(1)).feasible(starts.get(0)));
        long runs = plan.points().stream()
                .map(MeasuredPoints.Point::start)
                .distinct()
                .count();
        latest.checkMemory(
                plan.setup(),
                TangentPass.matrices(
                        own.get(0).noisy().members().size(),
                        (int) runs,
                        plan.free().size(),
                        plan.merit().step() + 2,
                        options.threads()));
        this.problem = new Once<>(this::problem);
        this.seconds = RUNS * latest.seconds(own) / (starts.size() + 1 + free.size());
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        int minima = starts.size();
        return complete.size() < minima ? minima : complete.size() == minima ? minima + 1 : minima + 1 + free.size();
    }

    @Override
    public boolean hasOneRound() {
        return false;
    }

    @Override
    public double secondsPerSample() {
        return seconds;
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        return watch.each(from, to, false, sample -> {
            if (sample < starts.size()) {
                return new Row(problem.get().leastSquares().minimum(starts.get(sample)), null, null);
            }
            if (sample == starts.size()) {
                return new Row(null, best(complete), null);
            }
            return new Row(
                    null,
                    null,
                    ProfileLikelihood.of(
                            problem.get().leastSquares(),
                            best(complete.get(starts.size())).fit(),
                            sample - starts.size() - 1));
        });
    }

    private static Best best(Row row) {
        return Objects.requireNonNull(row.best());
    }

    private ChiSquare problem() {
        Setup stated = plan.setup()
                .withDevice(SensitiveParameters.withTphi(plan.setup().device()));
        double[] first =
                new FitModel(stated, plan.points(), plan.free(), options.withThreads(1)).feasible(starts.get(0));
        // One number of quasi-static nodes for the whole fit: another would move the model by a jump.
        Setup setup = stated.withNoise(latest(stated, first).withFixedAverage().noise());
        FitModel model = new FitModel(setup, plan.points(), plan.free(), options);
        return new ChiSquare(
                setup,
                model,
                new LeastSquaresFit(
                        model,
                        free,
                        plan.points().stream()
                                .mapToDouble(MeasuredPoints.Point::value)
                                .toArray(),
                        plan.points().stream()
                                .mapToDouble(MeasuredPoints.Point::error)
                                .toArray()));
    }

    private Best best(List<Row> minima) {
        FitModel model = problem.get().model();
        LeastSquaresFit.Fit fit = problem.get()
                .leastSquares()
                .best(minima.stream()
                        .map(row -> Objects.requireNonNull(row.minimum()))
                        .toList());
        List<String> warnings = new ArrayList<>();
        fit.undetermined()
                .ifPresent(which -> warnings.add("the data cannot tell these parameters apart: " + which
                        + " is not determined, so no errors are given"));
        warnings.addAll(looselyKnown(fit));
        warnings.addAll(atBounds(model, fit));
        latest(problem.get().setup(), fit.parameters()).averageShortfall().ifPresent(warnings::add);
        return new Best(fit, model.curves(fit.parameters(), fit.covariance()), warnings);
    }

    @Override
    public FitType.Result assemble(List<Row> rows) {
        int minima = starts.size();
        Best best = best(rows.get(minima));
        LeastSquaresFit.Fit fit = best.fit();
        List<ProfileLikelihood> profiles = IntStream.range(0, free.size())
                .mapToObj(i -> Objects.requireNonNull(rows.get(minima + 1 + i).profile()))
                .toList();
        List<String> warnings = new ArrayList<>(best.warnings());
        if (fit.probability() < IMPROBABLE) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "chi-square is %.4g for %d degrees of freedom: the model does not describe the points within their"
                            + " errors",
                    fit.chiSquare(),
                    fit.degrees()));
        }
        if (profiles.stream().flatMapToDouble(p -> Arrays.stream(p.rise())).anyMatch(r -> r < -BETTER)) {
            warnings.add("a smaller chi-square was found beside the fit: it needs more `starts` or closer bounds");
        }
        return new FitType.Result(
                plan,
                fit,
                profiles,
                best.curves(),
                hasTwoLevels ? Pulses.NONE : Pulses.of(latest(plan.setup(), fit.parameters())),
                new Method(
                        "levenberg-marquardt",
                        fit.startsAgreeing() + " of " + (1 + plan.starts()) + " starts found the least chi-square"),
                warnings);
    }

    /** The experiment of the latest point at some parameters. */
    private Experiment latest(Setup setup, double[] parameters) {
        List<StudyParameter> free =
                plan.free().stream().map(FreeParameter::parameter).toList();
        return new MeritExperiments(plan.merit(), options)
                .of(StudyParameter.setAll(setup, free, parameters))
                .get(0);
    }

    /** Where an error is larger than the value, the data hardly tell more than that it is small. */
    private List<String> looselyKnown(LeastSquaresFit.Fit fit) {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            double error = fit.error(i);
            if (Double.isFinite(error) && error > Math.abs(fit.parameters()[i])) {
                StudyParameter parameter = plan.free().get(i).parameter();
                warnings.add("the error of " + free.get(i).name() + ", " + parameter.text(error)
                        + ", exceeds its value, " + parameter.text(fit.parameters()[i])
                        + ": the combination that the data determine least is " + fit.weakest());
            }
        }
        return warnings;
    }

    /** Where the best value is as far as it may go, an interval around it means little. */
    private List<String> atBounds(FitModel model, LeastSquaresFit.Fit fit) {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            double value = fit.parameters()[i];
            double[] beyond = fit.parameters().clone();
            beyond[i] = value + 1e-9 * Math.abs(value);
            boolean bounded = model.feasible(beyond)[i] < beyond[i];
            if (bounded || value <= free.get(i).low() || value >= free.get(i).high()) {
                warnings.add(free.get(i).name() + " ends at its bound, " + (bounded ? "2 T1 = " : "")
                        + plan.free().get(i).parameter().text(value) + ": its error does not hold there");
            }
        }
        return warnings;
    }

    /** The given start, and others within a factor of three or a tenth of the bounds of it. */
    private List<double[]> starts() {
        List<double[]> all = new ArrayList<>();
        all.add(free.stream().mapToDouble(Free::start).toArray());
        for (int s = 0; s < plan.starts(); s++) {
            UniformRandomProvider random =
                    RandomSource.XO_SHI_RO_256_PP.create(plan.header().seeds().of(s));
            double[] start = new double[free.size()];
            for (int i = 0; i < start.length; i++) {
                Free each = free.get(i);
                double moved = each.start() > 0 && each.low() > 0
                        ? each.start() * StrictMath.pow(3, 2 * random.nextDouble() - 1)
                        : each.start() + 0.1 * (random.nextDouble() - 0.5) * (each.high() - each.low());
                start[i] = Math.max(each.low(), Math.min(each.high(), moved));
            }
            all.add(start);
        }
        return all;
    }
}
