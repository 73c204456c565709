package org.strangenoise.studies.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.budget.LeastSquaresFit;
import org.strangenoise.budget.ProfileLikelihood;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.InitialState;
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
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.fit.FitType.Result.FittedCurve;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.MappingReader;

/** Parameters from measured points. */
public final class FitType extends AnalysisType<FitType.Plan, FitType.Result> {

    /**
     * Parameters from measured points.
     *
     * @param merit the latest point's
     * @param data the file that holds the points
     * @param points what was measured
     * @param free what is fitted
     * @param starts how many random starts beside the given one
     */
    public record Plan(
            Header header,
            FigureOfMerit merit,
            InputFile data,
            List<MeasuredPoints.Point> points,
            List<FreeParameter> free,
            int starts)
            implements AnalysisPlan.OfMerit {
        public Plan {
            points = List.copyOf(points);
            free = List.copyOf(free);
        }

        /** Whether nobody measured the points: their file says so. */
        public boolean isSynthetic() {
            return MeasuredPoints.areSynthetic(data);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(header.withSeed(seed), merit, data, points, free, starts);
        }

        /**
         * A parameter to fit.
         *
         * @param limits as the fit sees it: start, bounds, prior
         */
        public record FreeParameter(StudyParameter parameter, LeastSquaresFit.Free limits) {}
    }

    /**
     * A fit.
     *
     * @param profiles one a parameter
     * @param curves the model at every step, one curve a series of points
     * @param pulses that drive qubits of more than two levels at the best fit
     */
    public record Result(
            Plan plan,
            LeastSquaresFit.Fit fit,
            List<ProfileLikelihood> profiles,
            List<FittedCurve> curves,
            Pulses pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {

        /** Measured minus fitted value of a point, in units of its error. */
        public double residual(int point) {
            MeasuredPoints.Point measured = plan.points().get(point);
            return (measured.value() - fit.values()[point]) / measured.error();
        }

        /**
         * A fitted model along the steps of one series of points.
         *
         * @param kappa the points' own, if they have one
         * @param values by step, from 0 to the last point's
         * @param errors standard deviation of each, from the covariance of the parameters; NaN where that is infinite
         */
        public record FittedCurve(
                String experiment,
                String observable,
                InitialState.Product start,
                OptionalDouble kappa,
                double[] values,
                double[] errors) {}
    }

    /** A fitted parameter with its result. */
    private record Fitted(Result result, int place) {
        StudyParameter parameter() {
            return result.plan().free().get(place).parameter();
        }

        String address() {
            return parameter().address();
        }

        double error() {
            return result.fit().error(place);
        }

        boolean isKnown() {
            return Double.isFinite(error());
        }

        String text(double value) {
            return parameter().text(value);
        }

        /** Some errors to both sides of the best value; empty where there is no error. */
        String within(double errors) {
            double value = result.fit().parameters()[place];
            return isKnown() ? text(value - errors * error()) + " to " + text(value + errors * error()) : "";
        }

        ProfileLikelihood profile() {
            return result.profiles().get(place);
        }
    }

    /** A measured point with its result. */
    private record Point(Result result, int place) {
        MeasuredPoints.Point of() {
            return result.plan().points().get(place);
        }
    }

    private static final Fields<Result> TOTALS = Fields.<Result>of()
            .number(
                    "chi-square",
                    "",
                    "at the best fit, priors included",
                    result -> result.fit().chiSquare())
            .count(
                    "degrees-of-freedom",
                    "points and priors less parameters",
                    result -> result.fit().degrees())
            .number(
                    "chi-square-probability",
                    "",
                    "how often a right model gives a larger chi^2; `null` without degrees of freedom",
                    result -> result.fit().probability())
            .text(
                    "undetermined",
                    "the combinations of parameters that the data leave open; `null` if there are none",
                    result -> result.fit().undetermined().orElse(null));

    private static final Fields<Point> POINT = Fields.<Point>of()
            .text(
                    "experiment",
                    "the series of a measured point",
                    point -> point.of().experiment())
            .numberOrList(
                    "theta",
                    "rad",
                    "its start; a list of one a qubit where they differ",
                    point -> StartState.thetas(point.of().start()))
            .numberOrList(
                    "phi",
                    "rad",
                    "likewise",
                    point -> StartState.phis(point.of().start()))
            .number(
                    "kappa",
                    "",
                    "its own kappa; `null` where that is the study's",
                    point -> point.of().kappa().orElse(Double.NaN))
            .text("observable", "what was measured", point -> point.of().name())
            .count("step", "after which step", point -> point.of().step())
            .number(
                    "value",
                    "of the observable",
                    "what was measured",
                    point -> point.of().value())
            .number(
                    "error",
                    "of the observable",
                    "its standard deviation",
                    point -> point.of().error())
            .number(
                    "fit",
                    "of the observable",
                    "the fitted value",
                    point -> point.result().fit().values()[point.place()])
            .number(
                    "residual",
                    "",
                    "measured minus fitted, in units of the point's error",
                    point -> point.result().residual(point.place()));

    private static final Fields<Fitted> FITTED = Fields.<Fitted>of()
            .text("address", "of a parameter", Fitted::address)
            .number(
                    "value",
                    "the parameter's",
                    "its best value",
                    fitted -> fitted.result().fit().parameters()[fitted.place()])
            .number(
                    "error",
                    "the parameter's",
                    "one standard deviation; `null` where the data leave it open",
                    Fitted::error)
            .numbers(
                    "profile-chi-square",
                    "",
                    "rise of chi^2 at each of `profile-at-errors`, the other parameters fitted again;"
                            + " `null` where the parameter is not allowed; empty where the data leave"
                            + " parameters open",
                    fitted -> fitted.profile().rise())
            .numbers(
                    "profile-interval",
                    "the parameter's",
                    "[low, high] where that rise is 1; `null` where a bound cuts it off, and where the"
                            + " data leave parameters open",
                    fitted -> new double[] {
                        fitted.profile().low(), fitted.profile().high()
                    });

    private static final ReportColumns<Fitted> INTERVALS = FITTED.inReport()
            .column("address", "parameter")
            .number("value", "value", Fitted::text)
            .words(
                    "error",
                    "standard error",
                    fitted -> fitted.isKnown() ? fitted.text(fitted.error()) : "not determined")
            .derived("68% interval", "one `error` to both sides of the best value", fitted -> fitted.within(1))
            .words(
                    "profile-interval",
                    "68% interval from the profile",
                    fitted -> fitted.isKnown() ? interval(fitted.parameter(), fitted.profile()) : "")
            .derived("95% interval", "1.96 `error` to both sides of the best value", fitted -> fitted.within(1.96));

    private static final Fields<FittedCurve> CURVE = Fields.<FittedCurve>of()
            .text("experiment", "the series of points that the curve belongs to", FittedCurve::experiment)
            .text("observable", "likewise", FittedCurve::observable)
            .numberOrList(
                    "theta",
                    "rad",
                    "its start; a list of one a qubit where they differ",
                    curve -> StartState.thetas(curve.start()))
            .numberOrList("phi", "rad", "likewise", curve -> StartState.phis(curve.start()))
            .number(
                    "kappa",
                    "",
                    "its own kappa; `null` where that is the study's",
                    curve -> curve.kappa().orElse(Double.NaN))
            .numbers(
                    "fit",
                    "of the observable",
                    "the fitted model by step from 0 to the last point's",
                    FittedCurve::values)
            .numbers("error", "of the observable", "its standard deviation from the covariance", FittedCurve::errors);

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .include(result -> result, TOTALS)
            .flag(
                    "synthetic",
                    "whether the data say of themselves that nobody measured them",
                    result -> result.plan().isSynthetic())
            .objects("parameters", FitType::parameters, FITTED)
            .numbers(
                    "profile-at-errors",
                    "",
                    "distances from the best value, in units of `error`",
                    result -> ProfileLikelihood.AT_ERRORS.stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
            .rows(
                    "covariance",
                    "product of the parameters'",
                    "[parameter][parameter]; `null`s where the data leave parameters open",
                    result -> result.fit().covariance())
            .objects("curves", Result::curves, CURVE)
            .objects("points", FitType::points, POINT)
            .include(Result::pulses, SharedFields.PULSES);

    private static final List<Table<Result>> TABLES = List.of(
            Table.of(
                    "",
                    "a measured point",
                    FitType::points,
                    POINT.only(
                            "experiment",
                            "theta",
                            "phi",
                            "kappa",
                            "step",
                            "observable",
                            "value",
                            "error",
                            "fit",
                            "residual")),
            Table.of(
                    "parameters",
                    "a parameter",
                    FitType::parameters,
                    Fields.<Fitted>of()
                            .text("address", "of a parameter", Fitted::address)
                            .parameter(
                                    "value",
                                    "the parameter's",
                                    "its best value",
                                    fitted -> fitted.result().fit().parameters()[fitted.place()])
                            .number("error", "the parameter's", "one standard deviation", Fitted::error)
                            .number(
                                    "profile-low",
                                    "the parameter's",
                                    "of the interval",
                                    f -> f.profile().low())
                            .number(
                                    "profile-high",
                                    "the parameter's",
                                    "of the interval",
                                    f -> f.profile().high())),
            Table.of("totals", "the analysis", List::of, TOTALS),
            Table.of(
                    "covariance",
                    "a pair of parameters, every pair twice",
                    result -> places(result, fitted -> parameters(result).size()),
                    FITTED.only("address")
                            .byPlace()
                            .text(
                                    "other-address",
                                    "of the other parameter",
                                    pair -> new Fitted(pair.of().result(), pair.index()).address())
                            .number(
                                    "covariance",
                                    "product of the parameters'",
                                    "of the two",
                                    pair -> pair.of()
                                            .result()
                                            .fit()
                                            .covariance()[pair.of().place()][pair.index()])),
            Table.of(
                    "profiles",
                    "a distance `at_errors` of a parameter from its best value",
                    result -> places(result, fitted -> fitted.profile().rise().length),
                    FITTED.only("address")
                            .byPlace()
                            .number("at-errors", "", "in errors", at -> ProfileLikelihood.AT_ERRORS.get(at.index()))
                            .include(at -> at, FITTED.only("profile-chi-square").byPlace())),
            Table.of(
                    "curves",
                    "a step of a curve",
                    FitType::curveSteps,
                    CURVE.only("experiment", "theta", "phi", "kappa")
                            .byPlace()
                            .count("step", "of the circuit", Place::index)
                            .include(
                                    at -> at,
                                    CURVE.only("observable", "fit", "error").byPlace())),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new FitType();

    private FitType() {
        super("fit", "Parameters from measured points.", Plan.class, Result.class, FIELDS, TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new FitAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        return FitReader.fit(analysis, header);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        List<Figure> figures = new ArrayList<>(List.of(FitFigures.of(result)));
        figures.addAll(FitFigures.Profiles.of(result));
        return figures;
    }

    @Override
    protected List<String> figureParts(Plan plan) {
        return List.of("", "profile");
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        return List.of(INTERVALS.table(caption(result), parameters(result)));
    }

    @Override
    protected Optional<String> answer(Result result) {
        return Optional.of((result.plan().isSynthetic() ? "of synthetic points: " : "") + line(result));
    }

    private static List<Fitted> parameters(Result result) {
        return IntStream.range(0, result.fit().parameters().length)
                .mapToObj(place -> new Fitted(result, place))
                .toList();
    }

    private static List<Place<Fitted>> places(Result result, ToIntFunction<Fitted> length) {
        return parameters(result).stream()
                .flatMap(fitted -> Place.all(fitted, length.applyAsInt(fitted)).stream())
                .toList();
    }

    private static List<Place<FittedCurve>> curveSteps(Result result) {
        return result.curves().stream()
                .flatMap(curve -> Place.all(curve, curve.values().length).stream())
                .toList();
    }

    private static List<Point> points(Result result) {
        return IntStream.range(0, result.fit().values().length)
                .mapToObj(place -> new Point(result, place))
                .toList();
    }

    private static String caption(Result result) {
        return String.format(
                Locale.ROOT,
                (result.plan().isSynthetic() ? "Synthetic points: chi-square" : "Chi-square")
                        + " %.2f for %d degrees of freedom (a right model gives more in %.1f%% of fits)",
                result.fit().chiSquare(),
                result.fit().degrees(),
                100 * result.fit().probability());
    }

    private static String interval(StudyParameter parameter, ProfileLikelihood profile) {
        boolean low = Double.isFinite(profile.low());
        boolean high = Double.isFinite(profile.high());
        if (low && high) {
            return parameter.text(profile.low()) + " to " + parameter.text(profile.high());
        }
        return low ? "from " + parameter.text(profile.low()) : high ? "up to " + parameter.text(profile.high()) : "any";
    }

    /** Values that the data leave open are no answer. */
    private static String line(Result result) {
        Optional<String> open = result.fit().undetermined();
        if (open.isPresent()) {
            return "not determined by the data: " + open.get();
        }
        return IntStream.range(0, result.fit().parameters().length)
                .mapToObj(i -> {
                    StudyParameter parameter = result.plan().free().get(i).parameter();
                    double value = result.fit().parameters()[i];
                    double error = result.fit().error(i);
                    // An error beyond the value speaks of a parabola that is not there: the profile knows the bound.
                    return error > Math.abs(value)
                            ? parameter.address() + ", 68%: "
                                    + interval(parameter, result.profiles().get(i))
                            : parameter.address() + " = " + parameter.text(value) + " +/- " + parameter.text(error);
                })
                .collect(Collectors.joining(", "));
    }
}
