package org.strangenoise.studies.errorbars;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.ReportTable;
import org.strangenoise.simulate.SimulationOptions;
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
import org.strangenoise.studies.config.FigureOfMeritReader;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.config.UncertaintySettings;
import org.strangenoise.studies.experiment.Sensitivity;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.yaml.MappingReader;

/** What the device's uncertainties make of a number. */
public final class ErrorBarsType extends AnalysisType<ErrorBarsPlan, ErrorBarsResult> {

    /** The one instance. */
    public static final ErrorBarsType TYPE = new ErrorBarsType();

    /** Percentages that differ by less are the same. */
    private static final double ROUNDING = 1e-6;

    private static final Fields<ErrorBarsResult> BY_STEP = Fields.<ErrorBarsResult>of()
            .numbers("noisy", "of f", "by step from 0 to `at-step`", ErrorBarsResult::nominal)
            .numbers("error-sampled", "of f", "likewise", ErrorBarsResult::deviation)
            .numbers(
                    "levels",
                    "",
                    "of the quantiles: 0.023, 0.159, 0.5, 0.841, 0.977, a normal distribution's -2, -1,"
                            + " 0, 1, 2 standard deviations",
                    result -> ErrorBarsResult.LEVELS.stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
            .rows("quantiles", "of f", "of the drawn devices, [level][step]", ErrorBarsResult::quantiles);

    private static final Fields<ErrorBarsResult> FIELDS = Fields.<ErrorBarsResult>of()
            .include(result -> result.plan().merit(), SharedFields.MERIT)
            .number("noisy", "of f", "f of the device's own values", result -> result.nominal()[step(result)])
            .number("error-linear", "of f", "its standard deviation to first order", ErrorBarsResult::linear)
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
                    ErrorBarsResult::shares)
            .count(
                    "samples",
                    "how many devices were drawn",
                    result -> result.plan().samples())
            .count("drawn-again", "how many more were drawn and refused as unphysical", ErrorBarsResult::refused)
            .objects("uncertainties", ErrorBarsResult::entries, SharedFields.SENSITIVITY)
            .object("by-step", result -> result, BY_STEP)
            .include(ErrorBarsResult::pulses, SharedFields.PULSES);

    private static Fields<Place<ErrorBarsResult>> step() {
        Fields<Place<ErrorBarsResult>> step = Fields.<Place<ErrorBarsResult>>of()
                .count("step", "of the circuit", Place::index)
                .include(at -> at, BY_STEP.only("noisy", "error-sampled").byPlace());
        for (int l = 0; l < ErrorBarsResult.LEVELS.size(); l++) {
            int level = l;
            step = step.number(
                    String.format(Locale.ROOT, "q%02.0f", 100 * ErrorBarsResult.LEVELS.get(l)),
                    "of f",
                    "quantile of the drawn devices",
                    at -> at.of().quantiles()[level][at.index()]);
        }
        return step;
    }

    /** An uncertain parameter with its result. */
    private record Uncertain(ErrorBarsResult result, int place) {
        Sensitivity entry() {
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

    private static final List<Table<ErrorBarsResult>> TABLES = List.of(
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
            SharedFields.pulses(ErrorBarsResult::pulses));

    private ErrorBarsType() {
        super("error-bars", ErrorBarsPlan.class, ErrorBarsResult.class);
    }

    @Override
    public String summary() {
        return "What the device's uncertainties make of a number.";
    }

    @Override
    protected PreparedAnalysis<?, ErrorBarsResult> prepare(ErrorBarsPlan plan, SimulationOptions options) {
        return new ErrorBarsAnalysis(plan, options);
    }

    @Override
    public Optional<ErrorBarsPlan> read(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = FigureOfMeritReader.read(analysis, header.setup());
        UncertaintySettings settings = header.setup().uncertainty();
        Uncertainties uncertainties = Uncertainties.of(header.setup());
        if (uncertainties.isEmpty()) {
            analysis.problem("error-bars need a device whose values carry uncertainties, as in `10 us +/- 1 us`");
            return Optional.empty();
        }
        int samples = settings.samples().orElse(UncertaintySettings.USUAL_SAMPLES);
        if (samples == 0) {
            analysis.problem("error-bars draw devices, but `uncertainty.samples` is 0");
            return Optional.empty();
        }
        return merit.map(m -> new ErrorBarsPlan(header, m, uncertainties, samples));
    }

    @Override
    public Fields<ErrorBarsResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<ErrorBarsResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(ErrorBarsResult result, List<AnalysisResult> all) {
        return List.of(ErrorBarsFigures.of(result));
    }

    @Override
    protected List<String> figureParts(ErrorBarsPlan plan) {
        return List.of("");
    }

    @Override
    protected List<ReportTable> reportTables(ErrorBarsResult result) {
        return List.of(ERRORS.table(caption(result), uncertain(result)));
    }

    @Override
    protected Optional<String> answer(ErrorBarsResult result) {
        return Optional.of(String.format(
                Locale.ROOT,
                "%.6f +/- %.2g, %s",
                result.nominal()[step(result)],
                result.deviation()[step(result)],
                dominant(result)));
    }

    private static int step(ErrorBarsResult result) {
        return result.plan().merit().step();
    }

    private static List<Uncertain> uncertain(ErrorBarsResult result) {
        return IntStream.range(0, result.entries().size())
                .mapToObj(place -> new Uncertain(result, place))
                .toList();
    }

    private static String caption(ErrorBarsResult result) {
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
    static String dominant(ErrorBarsResult bars) {
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
}
