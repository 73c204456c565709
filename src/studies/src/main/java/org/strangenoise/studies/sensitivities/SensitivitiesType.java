package org.strangenoise.studies.sensitivities;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.ReportTable;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.ReportColumns;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.FigureOfMeritReader;
import org.strangenoise.studies.config.ParameterReader;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.Sensitivity;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Derivatives of a number by the device and the circuit. */
public final class SensitivitiesType extends AnalysisType<SensitivitiesPlan, SensitivitiesResult> {

    /** The one instance. */
    public static final SensitivitiesType TYPE = new SensitivitiesType();

    private static final int NAMED = 3;

    private static final Fields<SensitivitiesResult> LOSS = Fields.<SensitivitiesResult>of()
            .number("ideal", "of f", "f without noise", SensitivitiesResult::ideal)
            .number("noisy", "of f", "f with all of it", SensitivitiesResult::noisy)
            .number("loss", "of f", "their difference", SensitivitiesResult::loss)
            .number("linear-loss", "of f", "the loss if it were linear in the rates", SensitivitiesResult::linearLoss);

    private static final Fields<SensitivitiesResult> REST = Fields.<SensitivitiesResult>of()
            .number(
                    "error",
                    "of f",
                    "what all uncertainties that the device states make of f, with their correlations, to first order",
                    SensitivitiesResult::error)
            .object(
                    "coherence-limit",
                    SensitivitiesResult::limit,
                    Fields.<SensitivitiesResult.CoherenceLimit>of()
                            .number(
                                    "seconds",
                                    "s",
                                    "from the start to `at-step`",
                                    SensitivitiesResult.CoherenceLimit::seconds)
                            .number(
                                    "average-infidelity",
                                    "",
                                    "of coherence-limited gates of this length, by the rule of thumb",
                                    SensitivitiesResult.CoherenceLimit::infidelity)
                            .number(
                                    "infidelity-found",
                                    "",
                                    "of the analysis' own starts at `at-step`, their mean",
                                    SensitivitiesResult.CoherenceLimit::found));

    private static final Fields<SensitivitiesResult> FIELDS = Fields.<SensitivitiesResult>of()
            .include(result -> result.plan().merit(), SharedFields.MERIT)
            .include(result -> result, LOSS)
            .objects("sensitivities", SensitivitiesResult::entries, SharedFields.SENSITIVITY)
            .include(result -> result, REST)
            .include(SensitivitiesResult::pulses, SharedFields.PULSES);

    /** A derivative with its result. */
    private record Slope(SensitivitiesResult result, Sensitivity entry) {
        String text(double value) {
            return ParameterText.value(result.plan().parameters(), entry.address(), value);
        }
    }

    private static final ReportColumns<Slope> SLOPES = Fields.<Slope>of()
            .include(Slope::entry, SharedFields.SENSITIVITY)
            .inReport()
            .column("address", "parameter")
            .number("value", "value", Slope::text)
            .number(
                    "derivative",
                    "derivative",
                    (slope, x) -> ParameterText.derivative(slope.result().plan().parameters(), slope.entry()))
            .number("logarithmic", "per relative change", (slope, x) -> MeritText.number(x))
            .number(
                    "error",
                    "error from its uncertainty",
                    (slope, x) -> x == 0 ? "" : String.format(Locale.ROOT, "%.3g", x));

    private static final List<Table<SensitivitiesResult>> TABLES = List.of(
            Table.of("", "a parameter", SensitivitiesResult::entries, SharedFields.SENSITIVITY),
            Table.of("totals", "the analysis", List::of, LOSS.include(result -> result, REST)),
            SharedFields.pulses(SensitivitiesResult::pulses));

    private SensitivitiesType() {
        super("sensitivities", SensitivitiesPlan.class, SensitivitiesResult.class);
    }

    @Override
    public String summary() {
        return "Derivatives of a number by the device and the circuit.";
    }

    @Override
    protected PreparedAnalysis<?, SensitivitiesResult> prepare(SensitivitiesPlan plan, SimulationOptions options) {
        return SensitivityAnalysis.of(plan, options);
    }

    @Override
    public Optional<SensitivitiesPlan> read(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = FigureOfMeritReader.read(analysis, header.setup());
        double share = analysis.optional("warn-above").number(Rule.POSITIVE).orElse(0.1);
        ValueReader named = analysis.optional("parameters");
        if (!named.isPresent()) {
            return merit.map(m -> new SensitivitiesPlan(header, m, SensitiveParameters.of(header.setup(), m), share));
        }
        Set<String> seen = new HashSet<>();
        Optional<List<StudyParameter>> parameters = named.list(item -> item.text()
                .flatMap(a -> ParameterReader.read(item, () -> SensitiveParameters.resolve(header.setup(), a)))
                .filter(p -> isDifferentiable(item, p, header.setup(), seen)));
        if (parameters.filter(List::isEmpty).isPresent()) {
            named.reject("name at least one parameter, or be left out for all there are");
            return Optional.empty();
        }
        return merit.flatMap(m -> parameters.map(p -> new SensitivitiesPlan(header, m, p, share)));
    }

    /** False, with a problem at the value, for a second time and for what has no derivative. */
    private static boolean isDifferentiable(
            ValueReader value, StudyParameter parameter, Setup setup, Set<String> seen) {
        if (!seen.add(parameter.address())) {
            value.problem("names `" + parameter.address() + "` a second time");
            return false;
        }
        if (parameter.eachQubit(setup).stream().noneMatch(p -> Double.isFinite(p.get(setup)))) {
            value.problem("must be finite, since there is no derivative by a change of an infinite value, but `"
                    + parameter.address() + "` is infinite here");
            return false;
        }
        return true;
    }

    @Override
    public Fields<SensitivitiesResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<SensitivitiesResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(SensitivitiesResult result, List<AnalysisResult> all) {
        return SensitivityFigures.tornado(result);
    }

    @Override
    protected List<String> figureParts(SensitivitiesPlan plan) {
        return List.of("");
    }

    @Override
    protected List<ReportTable> reportTables(SensitivitiesResult result) {
        return List.of(table(result));
    }

    @Override
    protected Optional<String> answer(SensitivitiesResult result) {
        return Optional.of(result.entries().stream()
                .sorted(Comparator.comparingDouble(e -> -Math.abs(e.logarithmic())))
                .limit(NAMED)
                .map(e -> String.format(Locale.ROOT, "%s %.4f", e.address(), e.logarithmic()))
                .collect(Collectors.joining(", ", "per relative change: ", "")));
    }

    private static ReportTable table(SensitivitiesResult result) {
        String caption = String.format(
                Locale.ROOT,
                "Derivatives of the %s; rule of thumb: coherence-limited gates of %.0f ns in all have an average"
                        + " infidelity of %.4f, the starts here have %.4f",
                MeritText.atStep(result.plan().merit()),
                result.limit().seconds() * 1e9,
                result.limit().infidelity(),
                result.limit().found());
        return SLOPES.table(
                caption,
                result.entries().stream().map(entry -> new Slope(result, entry)).toList());
    }
}
