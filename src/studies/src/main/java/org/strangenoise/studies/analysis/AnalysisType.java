package org.strangenoise.studies.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;

/**
 * A kind of analysis: what a study may write, how it runs, and how what it finds is written, drawn and documented. A
 * subclass in a package of its own holds all of it; one line in the registry of types makes it known. Reading, file
 * names, results.json, CSV tables, report, summary, reference page and command line follow from here.
 *
 * @param <P> its plans
 * @param <R> its results
 */
public abstract class AnalysisType<P extends AnalysisPlan, R extends AnalysisResult> {

    private final String name;
    private final Class<P> plans;
    private final Class<R> results;
    private final String summary;
    private final Fields<R> fields;
    private final List<Table<R>> tables;
    private volatile Set<String> fieldNames = Set.of();

    /**
     * @param name as studies write it under {@code type:}, in kebab case
     * @param summary what it finds: a sentence for the reference page
     * @param plans class of its plans
     * @param results class of its results
     * @param fields of its results in results.json, after those that every analysis has
     * @param tables its CSV tables, the main one first
     */
    protected AnalysisType(
            String name, String summary, Class<P> plans, Class<R> results, Fields<R> fields, List<Table<R>> tables) {
        this.name = name;
        this.summary = summary;
        this.fields = fields;
        this.tables = tables;
        this.plans = plans;
        this.results = results;
    }

    /** As studies write it under {@code type:}. */
    public final String name() {
        return name;
    }

    /** The analyses of this type among those of a study. */
    public final Stream<P> plansAmong(List<AnalysisPlan> all) {
        return all.stream().filter(plans::isInstance).map(plans::cast);
    }

    /** What analyses of this type found, among all results of a study. */
    public final Stream<R> resultsAmong(List<AnalysisResult> all) {
        return all.stream().filter(results::isInstance).map(results::cast);
    }

    /** What analyses of this type found, of which one may have an id. */
    public final Optional<R> result(String id, List<AnalysisResult> all) {
        return resultsAmong(all).filter(result -> result.plan().id().equals(id)).findFirst();
    }

    /** What it finds: a sentence for the reference page. */
    public final String summary() {
        return summary;
    }

    /**
     * The keys that a study may write for it beside those of every analysis: a JSON Schema's {@code properties} and
     * {@code required}, from the file {@code keys.json} beside the class. References are to the definitions of the
     * study schema.
     */
    protected String keys() {
        try (InputStream in = getClass().getResourceAsStream("keys.json")) {
            if (in == null) {
                throw new IllegalStateException("analysis type `" + name + "` must have a file keys.json beside "
                        + getClass().getName() + ", or override keys(): the schema and the help are made of it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an analysis; problems go to the reader's collector, and then the answer may be empty. */
    public abstract Optional<P> read(MappingReader analysis, Header header);

    /**
     * An analysis of a plan, made ready to run.
     *
     * @throws IllegalArgumentException and the like for what it refuses: no costly work begins that cannot end
     */
    protected abstract PreparedAnalysis<?, R> prepare(P plan, SimulationOptions options);

    /** The fields of its results in results.json, after those that every analysis has. */
    public final Fields<R> fields() {
        return fields;
    }

    /** Its CSV tables, the main one first. */
    public final List<Table<R>> tables() {
        return tables;
    }

    /** Records problems between an analysis and the others of its study; by default there are none. */
    protected void checkAmong(P plan, List<AnalysisPlan> all, Problems problems) {}

    /** How many numbers an analysis finds, roughly and rather too many, so that a run can refuse what is too much. */
    protected double numbers(P plan) {
        return 10_000;
    }

    /**
     * Ends of the names of its figures after the id; empty for a figure named by the id alone, as there is by default.
     */
    protected List<String> figureParts(P plan) {
        return List.of("");
    }

    /** Figures; their ids begin with the analysis' id. */
    protected List<Figure> figures(R result, List<AnalysisResult> all) {
        return List.of();
    }

    /** Further YAML files of a result, text by the part of their name after the id, which a table or figure has too. */
    protected Map<String, String> documents(R result) {
        return Map.of();
    }

    /** Tables of the report. */
    protected List<Report.TextTable> reportTables(R result) {
        return List.of();
    }

    /** A table of the report that several analyses may have in common, which is then shown once. */
    protected Optional<SharedTable> sharedTable(R result) {
        return Optional.empty();
    }

    /** The time series of which an expectation may name a number; empty for a type that has none. */
    protected Optional<TimeSeries> timeSeries(P plan) {
        return Optional.empty();
    }

    /** A number of these series. */
    protected OptionalDouble number(R result, TimeSeries.Place number) {
        return OptionalDouble.empty();
    }

    /** The answer in one line, for the summary that a run prints. */
    protected Optional<String> answer(R result) {
        return Optional.empty();
    }

    /**
     * A table of the report that is shown once.
     *
     * @param subject what it tells, the start of a sentence that names where it stands
     */
    public record SharedTable(String subject, Report.TextTable table) {}

    /** As {@link #keys}. */
    public final JsonNode keySchema() {
        try {
            return new ObjectMapper().readTree(keys());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the keys of analysis type `" + name + "` must be JSON", e);
        }
    }

    /** As {@link #prepare}. */
    public final PreparedAnalysis<?, R> prepared(AnalysisPlan plan, SimulationOptions options) {
        return prepare(plans.cast(plan), plan.setup().simulation().applied(options));
    }

    /** As {@link #checkAmong}. */
    public final void checked(AnalysisPlan plan, List<AnalysisPlan> all, Problems problems) {
        checkAmong(plans.cast(plan), all, problems);
    }

    /** As {@link #numbers}. */
    public final double numbersOf(AnalysisPlan plan) {
        return numbers(plans.cast(plan));
    }

    /** Ends of the names of all files that a plan may write: of its tables, then of its figures. */
    public final List<String> partsOf(AnalysisPlan plan) {
        List<String> parts = new ArrayList<>(tables().stream().map(Table::part).toList());
        parts.addAll(figureParts(plans.cast(plan)));
        return parts.stream().distinct().toList();
    }

    /** The names of the fields of its results, those within objects aside. */
    public final Set<String> fieldNames() {
        if (fieldNames.isEmpty()) {
            fieldNames = fields().names();
        }
        return fieldNames;
    }

    /** Adds the fields of a result to its object in results.json. */
    public final void write(ObjectNode node, AnalysisResult result) {
        fields().write(node, results.cast(result));
    }

    /** Adds at least those of the fields that have one of some names. */
    public final void write(ObjectNode node, AnalysisResult result, Set<String> names) {
        fields().write(node, results.cast(result), names);
    }

    /** The CSV tables of a result. */
    public final List<Table.Csv> tablesOf(AnalysisResult result) {
        R own = results.cast(result);
        return tables().stream().flatMap(t -> t.content().apply(own).stream()).toList();
    }

    /** As {@link #figures}. */
    public final List<Figure> figuresOf(AnalysisResult result, List<AnalysisResult> all) {
        return figures(results.cast(result), all);
    }

    /** As {@link #documents}. */
    public final Map<String, String> documentsOf(AnalysisResult result) {
        return documents(results.cast(result));
    }

    /** As {@link #reportTables}. */
    public final List<Report.TextTable> reportTablesOf(AnalysisResult result) {
        return reportTables(results.cast(result));
    }

    /** As {@link #sharedTable}. */
    public final Optional<SharedTable> sharedTableOf(AnalysisResult result) {
        return sharedTable(results.cast(result));
    }

    /** As {@link #timeSeries}. */
    public final Optional<TimeSeries> timeSeriesOf(AnalysisPlan plan) {
        return timeSeries(plans.cast(plan));
    }

    /** As {@link #number}. */
    public final OptionalDouble numberOf(AnalysisResult result, TimeSeries.Place number) {
        return number(results.cast(result), number);
    }

    /** As {@link #answer}. */
    public final Optional<String> answerOf(AnalysisResult result) {
        return answer(results.cast(result));
    }

    @Override
    public final String toString() {
        return name;
    }

    /**
     * What an analysis follows in time, ideal and noisy.
     *
     * @param observables names of numbers, as in results.json
     * @param starts labels of the initial states
     */
    public record TimeSeries(List<String> observables, List<String> starts) {

        public TimeSeries {
            observables = List.copyOf(observables);
            starts = List.copyOf(starts);
        }

        /**
         * One number of it.
         *
         * @param run {@code ideal} or {@code noisy}
         * @param observable name as in results.json
         * @param step at which
         * @param starts labels of the initial states whose mean is meant; empty for all
         */
        public record Place(String run, String observable, int step, List<String> starts) {
            public Place {
                starts = List.copyOf(starts);
            }
        }
    }
}
