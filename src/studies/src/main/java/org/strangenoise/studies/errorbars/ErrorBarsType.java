package org.strangenoise.studies.errorbars;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.ReportColumns;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.studies.presentation.UncertaintyFigures;
import org.strangenoise.yaml.MappingReader;

/** What the device's uncertainties make of a number. */
public final class ErrorBarsType extends AnalysisType<ErrorBarsType.Plan, ErrorBarsType.Result> {

    /**
     * What the device's uncertainties make of the figure of merit.
     *
     * @param uncertainties of the device, at least one
     * @param samples how many devices are drawn
     */
    public record Plan(Header header, FigureOfMerit merit, Uncertainties uncertainties, int samples)
            implements AnalysisPlan.OfMerit {
        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(header.withSeed(seed), merit, uncertainties, samples);
        }
    }

    /**
     * Error bars.
     *
     * @param nominal the figure of merit by step with the device's own values
     * @param entries what each uncertainty makes of it
     * @param linear its standard deviation at the last step, to first order
     * @param deviation standard deviation of drawn devices, by step
     * @param quantiles of drawn devices at {@link #LEVELS}, {@code [level][step]}
     * @param refused how many drawn devices were unphysical and drawn again
     * @param pulses that drive qubits of more than two levels
     */
    public record Result(
            Plan plan,
            double[] nominal,
            List<MeritGradient.Sensitivity> entries,
            double linear,
            double[] deviation,
            double[][] quantiles,
            int refused,
            Pulses pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {

        /** Two, one and no standard deviations of a normal distribution. */
        public static final List<Double> LEVELS =
                List.of(0.022750132, ConfidenceBands.Band.LOW, 0.5, ConfidenceBands.Band.HIGH, 0.977249868);

        /** Shares of the variance that differ by less than this part are the same. */
        private static final double TIE = 1e-6;

        /**
         * What each uncertainty makes of the variance to first order, {@code d_i s_i sum_j c_ij d_j s_j / sigma^2}: the
         * sum is 1, and a share below 0 lessens the error of others. All are 0 where sigma is.
         */
        public double[] shares() {
            double[] shares = new double[entries.size()];
            for (int i = 0; i < shares.length && linear > 0; i++) {
                for (int j = 0; j < shares.length; j++) {
                    shares[i] += plan.uncertainties().correlations()[i][j] * effect(i) * effect(j) / (linear * linear);
                }
            }
            return shares;
        }

        private double effect(int i) {
            return entries.get(i).derivative() * entries.get(i).uncertainty();
        }

        /**
         * The places of the uncertainties with the largest share, more than one where they tie; none without shares.
         */
        public List<Integer> dominant() {
            double[] shares = shares();
            double largest = Arrays.stream(shares).max().orElse(0);
            return IntStream.range(0, shares.length)
                    .filter(i -> largest > 0 && shares[i] >= largest * (1 - TIE))
                    .boxed()
                    .toList();
        }
    }

    /** Percentages that differ by less are the same. */
    private static final double ROUNDING = 1e-6;

    private static final Fields<Result> BY_STEP = Fields.<Result>of()
            .numbers("noisy", "of f", "by step from 0 to `at-step`", Result::nominal)
            .numbers("error-sampled", "of f", "likewise", Result::deviation)
            .numbers(
                    "levels",
                    "",
                    "of the quantiles: 0.023, 0.159, 0.5, 0.841, 0.977, a normal distribution's -2, -1,"
                            + " 0, 1, 2 standard deviations",
                    result -> Result.LEVELS.stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
            .rows("quantiles", "of f", "of the drawn devices, [level][step]", Result::quantiles);

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .include(result -> result.plan().merit(), SharedFields.MERIT)
            .number("noisy", "of f", "f of the device's own values", result -> result.nominal()[step(result)])
            .number("error-linear", "of f", "its standard deviation to first order", Result::linear)
            .number("error-sampled", "of f", "that of the drawn devices", result -> result.deviation()[step(result)])
            .texts(
                    "dominant",
                    "the addresses with the largest share, more than one where they tie, empty where f has no error",
                    result -> result.dominant().stream()
                            .map(i -> result.entries().get(i).address())
                            .toList())
            .numbers(
                    "variance-shares",
                    "",
                    "of the variance to first order, in the order of `uncertainties`; their sum is 1, and one below 0"
                            + " lessens the error of others",
                    Result::shares)
            .count(
                    "samples",
                    "how many devices were drawn",
                    result -> result.plan().samples())
            .count("drawn-again", "how many more were drawn and refused as unphysical", Result::refused)
            .objects("uncertainties", Result::entries, SharedFields.SENSITIVITY)
            .object("by-step", result -> result, BY_STEP)
            .include(Result::pulses, SharedFields.PULSES);

    private static Fields<Place<Result>> step() {
        Fields<Place<Result>> step = Fields.<Place<Result>>of()
                .count("step", "of the circuit", Place::index)
                .include(at -> at, BY_STEP.only("noisy", "error-sampled").byPlace());
        for (int l = 0; l < Result.LEVELS.size(); l++) {
            int level = l;
            step = step.number(
                    String.format(Locale.ROOT, "q%02.0f", 100 * Result.LEVELS.get(l)),
                    "of f",
                    "quantile of the drawn devices",
                    at -> at.of().quantiles()[level][at.index()]);
        }
        return step;
    }

    /** An uncertain parameter with its result. */
    private record Uncertain(Result result, int place) {
        MeritGradient.Sensitivity entry() {
            return result.entries().get(place);
        }

        String text(double value) {
            return ParameterText.value(result.plan().uncertainties().parameters(), entry().address(), value);
        }
    }

    private static final Fields<Uncertain> UNCERTAIN = Fields.<Uncertain>of()
            .include(Uncertain::entry, SharedFields.SENSITIVITY)
            .number("variance-share", "", "of the variance", u -> u.result().shares()[u.place()])
            .flag("dominant", "among the largest", u -> u.result().dominant().contains(u.place()));

    private static final ReportColumns<Uncertain> ERRORS = UNCERTAIN
            .inReport()
            .column("address", "parameter")
            .number("value", "value", Uncertain::text)
            .number("uncertainty", "uncertainty", Uncertain::text)
            .number("error", "error from it", (u, x) -> String.format(Locale.ROOT, "%.3g", x))
            .number(
                    "variance-share",
                    "percent of the variance",
                    (u, share) -> String.format(Locale.ROOT, "%.1f", 100 * share));

    private static final List<Table<Result>> TABLES = List.of(
            Table.of(
                    "",
                    "a step; the last five are the quantiles, named by their level in percent",
                    result -> Place.all(result, result.nominal().length),
                    step()),
            Table.of(
                    "uncertainties",
                    "an uncertain parameter; `dominant` is `true` or `false`",
                    ErrorBarsType::uncertain,
                    UNCERTAIN),
            Table.of(
                    "totals",
                    "the analysis",
                    List::of,
                    FIELDS.only("noisy", "error-linear", "error-sampled", "samples", "drawn-again")),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new ErrorBarsType();

    private ErrorBarsType() {
        super(
                "error-bars",
                "What the device's uncertainties make of a number.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new ErrorBarsAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = FigureOfMerit.read(analysis, header.setup());
        Uncertainties.Settings settings = header.setup().uncertainty();
        Uncertainties uncertainties = Uncertainties.of(header.setup());
        if (uncertainties.isEmpty()) {
            analysis.problem("error-bars need a device whose values carry uncertainties, as in `10 us +/- 1 us`");
            return Optional.empty();
        }
        int samples = settings.samples().orElse(Uncertainties.Settings.USUAL_SAMPLES);
        if (samples == 0) {
            analysis.problem("error-bars draw devices, but `uncertainty.samples` is 0");
            return Optional.empty();
        }
        return merit.map(m -> new Plan(header, m, uncertainties, samples));
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return List.of(Figures.of(result));
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        return List.of(ERRORS.table(caption(result), uncertain(result)));
    }

    @Override
    protected Optional<String> answer(Result result) {
        return Optional.of(String.format(
                Locale.ROOT,
                "%.6f +/- %.2g, %s",
                result.nominal()[step(result)],
                result.deviation()[step(result)],
                dominant(result)));
    }

    private static int step(Result result) {
        return result.plan().merit().step();
    }

    private static List<Uncertain> uncertain(Result result) {
        return IntStream.range(0, result.entries().size())
                .mapToObj(place -> new Uncertain(result, place))
                .toList();
    }

    private static String caption(Result result) {
        return String.format(
                Locale.ROOT,
                "%s: %.5f, error %.2g to first order, %.2g from %d drawn devices; of the variance %s",
                MeritText.capitalised(MeritText.atStep(result.plan().merit())),
                result.nominal()[step(result)],
                result.linear(),
                result.deviation()[step(result)],
                result.plan().samples(),
                dominant(result));
    }

    /** Which uncertainties make most of the error, in words that also hold for ties and small shares. */
    static String dominant(Result bars) {
        List<Integer> largest = bars.dominant();
        if (largest.isEmpty()) {
            return "none of it from the stated uncertainties to first order";
        }
        double share = 100 * bars.shares()[largest.get(0)];
        List<String> addresses =
                largest.stream().map(i -> bars.entries().get(i).address()).toList();
        boolean cancels = share * largest.size() > 100 + ROUNDING;
        if (largest.size() > 1) {
            return cancels
                    ? "most of it from " + ParameterText.together(addresses) + " alike, lessened by others"
                    : String.format(Locale.ROOT, "%.0f%% each: %s", share, ParameterText.together(addresses));
        }
        if (cancels) {
            return "most of it from " + addresses.get(0) + ", lessened by others";
        }
        return String.format(
                Locale.ROOT, share > 50 ? "most of it (%.0f%%) from %s" : "%.0f%% from %s", share, addresses.get(0));
    }

    /** Figures of error bars. */
    static final class Figures {

        private Figures() {}

        static Figure of(Result result) {
            String merit = MeritText.symbol(result.plan().merit());
            String starts = MeritText.starts(result.plan().merit());
            Samples steps = Samples.steps(result.nominal().length);
            LineChart.Series series = LineChart.Series.of(
                            "the device's values, middle 68%",
                            steps, Samples.of(result.nominal()), Style.solid(0).with(Style.Marker.CIRCLE))
                    .withBand(Samples.of(result.quantiles()[1]), Samples.of(result.quantiles()[3]));
            List<LineChart.Series> deviations = List.of(
                    LineChart.Series.of("median, middle 68%", steps, around(result, 2), Style.solid(0))
                            .withBand(around(result, 1), around(result, 3)),
                    LineChart.Series.of("middle 95%", steps, around(result, 0), Style.dashed(0)),
                    LineChart.Series.of("", steps, around(result, 4), Style.dashed(0)));
            return Figure.wide(
                    result.plan().id(),
                    "Error bars",
                    "The " + merit + " by step (" + starts
                            + "), left, and the spread around it"
                            + " of " + result.plan().samples()
                            + " devices drawn within the stated uncertainties, right."
                            + " Of the variance " + ErrorBarsType.dominant(result) + ".",
                    List.of(Row.of(
                            55,
                            LineChart.of(
                                    starts, UncertaintyFigures.stepAxis(steps.size()), Axis.of(merit), List.of(series)),
                            LineChart.of(
                                            "",
                                            UncertaintyFigures.stepAxis(steps.size()),
                                            UncertaintyFigures.changeAxis("change of " + merit, deviations),
                                            deviations)
                                    .withReferences(List.of(Axis.ReferenceLine.horizontal(0, ""))))));
        }

        private static Samples around(Result result, int level) {
            return Samples.of(IntStream.range(0, result.nominal().length)
                    .mapToDouble(k -> result.quantiles()[level][k] - result.nominal()[k])
                    .toArray());
        }
    }
}
