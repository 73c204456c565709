package org.strangenoise.studies.systemsize;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.strangenoise.figures.Figure;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.StartReader;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Time-averaged entropies of random starts against the number of qubits. */
public final class SystemSizeType extends AnalysisType<SystemSizePlan, SystemSizeResult> {

    /** The one instance. */
    public static final SystemSizeType TYPE = new SystemSizeType();

    private static final Fields<SystemSizeResult.Size> SIZE = Fields.<SystemSizeResult.Size>of()
            .count(
                    "qubits",
                    "number of qubits; the list of noisy sizes is empty if none was asked",
                    SystemSizeResult.Size::qubits)
            .number("mean", "bit", "time-averaged one-qubit entropy, mean over starts", SystemSizeResult.Size::mean)
            .number("minimum", "bit", "the least of a start", SystemSizeResult.Size::minimum)
            .number("spread", "bit", "its standard deviation over starts", SystemSizeResult.Size::spread)
            .number(
                    "fluctuation",
                    "bit",
                    "standard deviation of the entropy in time, mean over starts",
                    SystemSizeResult.Size::fluctuation);

    private static final Fields<SystemSizeResult.Bands> BANDS = Fields.<SystemSizeResult.Bands>of()
            .count("qubits", "number of qubits of a noisy size; absent without bands", SystemSizeResult.Bands::qubits)
            .number("mean-low", "bit", "confidence band of its mean", SystemSizeResult.Bands::meanLow)
            .number("mean-high", "bit", "likewise", SystemSizeResult.Bands::meanHigh)
            .number(
                    "fluctuation-low",
                    "bit",
                    "confidence band of its fluctuation",
                    SystemSizeResult.Bands::fluctuationLow)
            .number("fluctuation-high", "bit", "likewise", SystemSizeResult.Bands::fluctuationHigh);

    private static final Fields<SystemSizeResult> FIELDS = Fields.<SystemSizeResult>of()
            .objects("ideal", SystemSizeResult::ideal, SIZE)
            .objects("noisy", SystemSizeResult::noisy, SIZE)
            .objects("bands", SystemSizeResult::bands, BANDS)
            .onlyIf(result -> !result.bands().isEmpty())
            .include(SystemSizeResult::pulses, SharedFields.PULSES);

    /** A size of a run. */
    private record OfRun(String run, SystemSizeResult.Size size) {}

    private static final List<Table<SystemSizeResult>> TABLES = List.of(
            Table.of(
                    "",
                    "a size",
                    SystemSizeType::sizes,
                    Fields.<OfRun>of().text("run", "ideal or noisy", OfRun::run).include(OfRun::size, SIZE)),
            Table.sometimes(
                    "bands",
                    "a noisy size; only with bands",
                    result -> Optional.of(result.bands()).filter(bands -> !bands.isEmpty()),
                    BANDS),
            SharedFields.pulses(SystemSizeResult::pulses));

    private SystemSizeType() {
        super("system-size", SystemSizePlan.class, SystemSizeResult.class);
    }

    @Override
    public String summary() {
        return "Time-averaged entropies of random starts against the number of qubits.";
    }

    @Override
    protected PreparedAnalysis<?, SystemSizeResult> prepare(SystemSizePlan plan, SimulationOptions options) {
        return new SystemSizeAnalysis(plan, options);
    }

    @Override
    public Optional<SystemSizePlan> read(MappingReader analysis, Header header) {
        Rule size = Rule.between(1, 512);
        List<Integer> qubits =
                analysis.required("qubits").list(item -> item.integer(size)).orElse(List.of());
        ValueReader noisyValue = analysis.optional("noisy-qubits");
        List<Integer> noisy = noisyValue.isPresent()
                ? noisyValue.list(item -> item.integer(size)).orElse(List.of())
                : List.of();
        int starts = analysis.optional("initial-states")
                .integer(Rule.between(2, StartReader.MAX_STARTS))
                .orElse(100);
        int average =
                StartReader.step(analysis.required("average"), header.setup()).orElse(1);
        ValueReader transientValue = analysis.optional("transient");
        int transientSteps = transientValue.integer(Rule.atLeast(0)).orElse(0);
        if (transientSteps >= average) {
            transientValue.reject("be below `average`, " + average);
        }
        long seed = analysis.optional("seed")
                .longInteger(Rule.FINITE)
                .orElse(header.setup().simulation().seed());
        StartReader.requireKickedTop(analysis, header.setup());
        return Optional.of(new SystemSizePlan(header, qubits, noisy, starts, average, transientSteps, seed));
    }

    @Override
    public Fields<SystemSizeResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<SystemSizeResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(SystemSizeResult result, List<AnalysisResult> all) {
        return List.of(SystemSizeFigures.of(result));
    }

    @Override
    protected List<String> figureParts(SystemSizePlan plan) {
        return List.of("");
    }

    private static List<OfRun> sizes(SystemSizeResult result) {
        return Stream.concat(
                        result.ideal().stream().map(size -> new OfRun("ideal", size)),
                        result.noisy().stream().map(size -> new OfRun("noisy", size)))
                .toList();
    }
}
