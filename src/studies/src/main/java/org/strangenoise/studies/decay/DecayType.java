package org.strangenoise.studies.decay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.strangenoise.yaml.MappingReader;

/** Decaying expectations against time, and the times that fits find. */
public final class DecayType extends AnalysisType<DecayPlan, DecayResult> {

    /** The one instance. */
    public static final DecayType TYPE = new DecayType();

    /** A curve with its result. */
    private record OfResult(DecayResult result, DecayResult.Curve curve) {}

    private static final Fields<OfResult> FIT = Fields.<OfResult>of()
            .number(
                    "amplitude",
                    "",
                    "of the fit to the noisy values, at time 0",
                    of -> of.curve().fit().amplitude())
            .parameter(
                    "time-seconds",
                    "s",
                    "in which its exponential part falls to 1/e; `null` where it does not fall",
                    of -> of.curve().fit().time())
            .parameter(
                    "gaussian-time-seconds",
                    "s",
                    "in which its Gaussian part falls to 1/e; absent without one",
                    of -> of.curve().fit().gaussianTime())
            .onlyIf(of -> of.curve().hasGaussianPart())
            .number(
                    "offset",
                    "",
                    "of the fit, at late times",
                    of -> of.curve().fit().offset())
            .number(
                    "time-error-seconds",
                    "s",
                    "standard error of the time; `null` where there is none",
                    of -> of.curve().fit().timeError())
            .number(
                    "least-time-seconds",
                    "s",
                    "a lower bound of the time where nothing decays; else `null`",
                    of -> of.curve().fit().leastTime())
            .number(
                    "deviation",
                    "",
                    "root mean square of noisy minus fit",
                    of -> of.curve().fit().deviation())
            .text(
                    "remark",
                    "why the fit is none, or what to know of it; else `null`",
                    of -> of.curve().fit().remark().orElse(null))
            .number(
                    "error-per-gate",
                    "",
                    "average infidelity of a gate of `gate-time`; absent without that",
                    of -> of.result().errorPerGate(of.curve()))
            .onlyIf(of -> of.result().plan().gateSeconds() > 0);

    private static final Fields<OfResult> CURVE = Fields.<OfResult>of()
            .text("label", "the curve's name", of -> of.curve().plan().label())
            .texts(
                    "observables",
                    "the observables whose mean it is",
                    of -> of.curve().plan().names())
            .numbers("ideal", "", "that mean by step", of -> of.curve().ideal())
            .numbers("noisy", "", "likewise", of -> of.curve().noisy())
            .optional("band", of -> of.curve().band(), SharedFields.BAND)
            .object("fit", of -> of, FIT);

    private static final Fields<Place<OfResult>> STEP = Fields.<Place<OfResult>>of()
            .text("curve", "its label", at -> at.of().curve().plan().label())
            .count("step", "of the circuit", at -> at.of().result().plan().firstStep() + at.index())
            .number("seconds", "s", "of the step", DecayType::seconds);

    private static final ReportColumns<OfResult> FITS = CURVE.inReport()
            .column("label", "curve")
            .columns("observables")
            .number("fit-amplitude", "amplitude", (of, x) -> format("%.5f", x))
            .number("fit-time-seconds", "T (\u00B5s)", (of, x) -> format("%.5g", x * 1e6))
            .number("fit-gaussian-time-seconds", "Gaussian time (\u00B5s)", (of, x) -> format("%.5g", x * 1e6))
            .number("fit-deviation", "deviation", (of, x) -> format("%.2g", x))
            .number("fit-error-per-gate", "error per gate", (of, x) -> format("%.4g", x));

    private static final Fields<DecayResult> FIELDS = Fields.<DecayResult>of()
            .count(
                    "from-step",
                    "the first step that counts",
                    result -> result.plan().firstStep())
            .numbers(
                    "seconds",
                    "s",
                    "by step from there: since the start, or since the last reset before",
                    DecayResult::times)
            .objects("curves", DecayType::curves, CURVE)
            .include(DecayResult::pulses, SharedFields.PULSES);

    private static final List<Table<DecayResult>> TABLES = List.of(
            Table.of(
                    "",
                    "a step of a curve; `curve` is its label, `fit` the fitted value",
                    DecayType::steps,
                    STEP.include(at -> at, CURVE.only("ideal", "noisy").byPlace())
                            .number(
                                    "fit",
                                    "",
                                    "the fitted value",
                                    at -> at.of().curve().fit().at(seconds(at)))),
            Table.of(
                    "fits",
                    "the fit of a curve",
                    DecayType::curves,
                    Fields.<OfResult>of()
                            .text("curve", "its label", of -> of.curve().plan().label())
                            .include(of -> of, FIT)),
            Table.sometimes(
                    "bands",
                    "a step of a curve's band; only with bands",
                    result -> Optional.of(steps(result))
                            .filter(any -> result.curves().stream()
                                    .anyMatch(curve -> curve.band().isPresent())),
                    STEP.include(
                            at -> new Place<>(at.of().curve().band().orElseThrow(), at.index()),
                            SharedFields.BAND.byPlace())),
            SharedFields.pulses(DecayResult::pulses));

    private DecayType() {
        super("decay", DecayPlan.class, DecayResult.class);
    }

    @Override
    public String summary() {
        return "Decaying expectations against time, and the times that fits find.";
    }

    @Override
    protected PreparedAnalysis<?, DecayResult> prepare(DecayPlan plan, SimulationOptions options) {
        return new DecayAnalysis(plan, options);
    }

    @Override
    public Optional<DecayPlan> read(MappingReader analysis, Header header) {
        return DecayReader.read(analysis, header);
    }

    @Override
    protected double numbers(DecayPlan plan) {
        return 4.0 * plan.curves().size() * (plan.setup().circuit().steps() + 1.0);
    }

    @Override
    public Fields<DecayResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<DecayResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(DecayResult result, List<AnalysisResult> all) {
        return List.of(DecayFigures.of(result));
    }

    @Override
    protected List<String> figureParts(DecayPlan plan) {
        return List.of("");
    }

    @Override
    protected List<ReportTable> reportTables(DecayResult result) {
        return List.of(FITS.table("Fits of A exp(-t/T), with a Gaussian part A exp(-t/T - (t/G)^2)", curves(result)));
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static List<OfResult> curves(DecayResult result) {
        return result.curves().stream()
                .map(curve -> new OfResult(result, curve))
                .toList();
    }

    private static List<Place<OfResult>> steps(DecayResult result) {
        return curves(result).stream()
                .flatMap(curve -> Place.all(curve, result.times().length).stream())
                .toList();
    }

    private static double seconds(Place<OfResult> at) {
        return at.of().result().times()[at.index()];
    }
}
