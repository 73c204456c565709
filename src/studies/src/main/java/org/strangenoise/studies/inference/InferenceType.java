package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.inference.InferencePlan.Model;
import org.strangenoise.studies.inference.InferencePlan.Statement;
import org.strangenoise.studies.inference.InferenceResult.Fall;
import org.strangenoise.studies.inference.InferenceResult.Fit;
import org.strangenoise.studies.inference.InferenceResult.Place;
import org.strangenoise.studies.inference.InferenceResult.Prediction;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.ValueReader;

/** Explanations side by side, held against the numbers that a text states. */
public final class InferenceType extends AnalysisType<InferencePlan, InferenceResult> {

    /** A statement's share of a fit. */
    private record OfFit(InferenceResult result, Fit fit) {

        Map<String, Double> byAddress(double[] values) {
            Map<String, Double> named = new LinkedHashMap<>();
            List<Integer> axes =
                    result.plan().axesOf(result.plan().explanations().get(fit.explanation()));
            for (int k = 0; k < values.length; k++) {
                named.put(result.plan().axes().get(axes.get(k)).parameter().address(), values[k]);
            }
            return named;
        }
    }

    /** A prediction and whose it is. */
    private record OfPrediction(Fit fit, Prediction prediction) {}

    /** A bar of a waterfall. */
    private record Bar(Fall fall, String player, double change) {}

    /** A sentence. */
    private record Sentence(String text) {}

    private static final Fields<Statement> STATEMENT = Fields.<Statement>of()
            .text("name", "of the statement", Statement::name)
            .text("what", "what number it is", Statement::text)
            .text("source", "its words and where they stand", Statement::source)
            .text(
                    "tomography",
                    "`state`: of all qubits together; `qubit`: of each by itself",
                    s -> ValueReader.hyphenated(s.tomography()))
            .number(
                    "value",
                    "as what it is of",
                    "as stated; `null` where nothing is inferred from it",
                    s -> s.value().orElse(Double.NaN))
            .numbersByKey("errors", "set", "as what it is of", "by set of errors", Statement::errors)
            .objects("initial", Statement::starts, SharedFields.START);

    private static final Fields<Model> MODEL = Fields.<Model>of()
            .text("name", "of the model", Model::name)
            .text(
                    "device",
                    "its device",
                    model -> model.setups().get(0).device().name())
            .flag("mirrored", "whether kappa and the starts' phi have the other sign", Model::mirrored);

    private static final Fields<Prediction> PREDICTION = Fields.<Prediction>of()
            .text("statement", "name", p -> p.statement().name())
            .number(
                    "stated",
                    "as what it is of",
                    "the statement's value; `null` where it has none",
                    p -> p.statement().value().orElse(Double.NaN))
            .number("stated-error", "as what it is of", "of the set", Prediction::error)
            .number("predicted", "as what it is of", "at the best place, mean of experiments", Prediction::predicted)
            .number(
                    "counting-error",
                    "as what it is of",
                    "standard deviation of one experiment there, by its shots",
                    Prediction::countingError)
            .number(
                    "low",
                    "as what it is of",
                    "least number over the feasible places; `null` without any",
                    Prediction::low)
            .number("high", "as what it is of", "greatest, likewise", Prediction::high)
            .number("pull", "", "predicted less stated, over the error", Prediction::pull);

    private static final Fields<OfFit> FIT = Fields.<OfFit>of()
            .text("errors", "the set", of -> of.fit().set())
            .text("explanation", "model and readout", of -> of.fit().name())
            .number(
                    "chi-square",
                    "",
                    "at the best place; `null` where no device has any of the values",
                    of -> of.fit().chiSquare())
            .number(
                    "least-of-grid",
                    "",
                    "at the best place of the grid, of fewer experiments",
                    of -> of.fit().leastOfGrid())
            .number(
                    "aic",
                    "",
                    "chi-square + 2 x parameters; `null` unless the numbers outnumber the parameters",
                    of -> of.fit().aic().orElse(Double.NaN))
            .count(
                    "feasible",
                    "places of the grid whose chi-square is at most the limit",
                    of -> of.fit().feasible())
            .count(
                    "places",
                    "of the grid that a device can have",
                    of -> of.fit().places())
            .texts(
                    "would-fit-without",
                    "statements without one of which some place would be feasible; empty where one is",
                    of -> of.fit().saving());

    private static final Fields<OfFit> FIT_WITH_ALL = Fields.<OfFit>of()
            .include(of -> of, FIT)
            .numbersByKey(
                    "best",
                    "address",
                    "the parameters'",
                    "at the best place",
                    of -> of.byAddress(of.fit().parameters()))
            .numbersByKey(
                    "feasible-low",
                    "address",
                    "the parameters'",
                    "least over the feasible places",
                    of -> of.byAddress(of.fit().lows()))
            .numbersByKey(
                    "feasible-high",
                    "address",
                    "the parameters'",
                    "greatest over them",
                    of -> of.byAddress(of.fit().highs()))
            .objects("predictions", of -> of.fit().predictions(), PREDICTION);

    private static final Fields<Bar> BAR = Fields.<Bar>of()
            .text("player", "a mechanism of noise, readout, shots, reconstruction, or unexplained", Bar::player)
            .number("change", "as what it is of", "what it adds to the number", Bar::change);

    private static final Fields<Fall> FALL = Fields.<Fall>of()
            .text("errors", "the set", Fall::set)
            .text("explanation", "model and readout", Fall::explanation)
            .text("statement", "name", fall -> fall.statement().name())
            .number(
                    "ideal",
                    "as what it is of",
                    "without noise, measured exactly",
                    fall -> fall.waterfall().ideal())
            .number(
                    "predicted",
                    "as what it is of",
                    "with all players",
                    fall -> fall.waterfall().predicted())
            .number("stated", "as what it is of", "the statement's value", Fall::stated)
            .objects("changes", InferenceType::bars, BAR);

    private static final Fields<Sentence> SENTENCE =
            Fields.<Sentence>of().text("in-words", "what the numbers exclude and what they do not", Sentence::text);

    private static final Fields<InferenceResult> FIELDS = Fields.<InferenceResult>of()
            .texts("in-words", "what the numbers exclude and what they cannot tell apart", InferenceResult::inWords)
            .number(
                    "feasible-chi-square",
                    "",
                    "the limit",
                    result -> result.plan().limit())
            .countOrNull(
                    "shots",
                    "in each basis; `null` for exact frequencies",
                    result -> result.plan().shots().isPresent()
                            ? Optional.of((int) result.plan().shots().getAsLong())
                            : Optional.empty())
            .objects("statements", result -> result.plan().statements(), STATEMENT)
            .objects("models", result -> result.plan().models(), MODEL)
            .objects("fits", InferenceType::fits, FIT_WITH_ALL)
            .objects("waterfalls", InferenceResult::falls, FALL)
            .include(InferenceResult::pulses, SharedFields.PULSES);

    /** A place of the grid of an explanation. */
    private record GridPlace(InferencePlan plan, int explanation, Place place) {

        static Stream<GridPlace> all(InferenceResult result) {
            return IntStream.range(0, result.plan().explanations().size())
                    .boxed()
                    .flatMap(e -> result.places(e).stream().map(place -> new GridPlace(result.plan(), e, place)));
        }

        String name() {
            return plan.text(plan.explanations().get(explanation));
        }

        static List<String> addresses(InferenceResult result) {
            return result.plan().axes().stream()
                    .map(axis -> axis.parameter().address())
                    .toList();
        }

        List<Double> values() {
            List<Integer> axes = plan.axesOf(plan.explanations().get(explanation));
            return IntStream.range(0, plan.axes().size())
                    .mapToObj(k -> axes.contains(k) ? place.values()[axes.indexOf(k)] : Double.NaN)
                    .toList();
        }

        static List<String> statements(InferenceResult result) {
            return result.plan().statements().stream()
                    .filter(statement -> statement.value().isPresent())
                    .map(Statement::name)
                    .toList();
        }

        static List<String> sets(InferenceResult result) {
            return result.plan().sets().stream().map(set -> "chi_square_" + set).toList();
        }
    }

    private static List<Double> boxed(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static final List<Table<InferenceResult>> TABLES = List.of(
            Table.of(
                    "",
                    "a statement under an explanation and a set of errors",
                    InferenceType::predictions,
                    Fields.<OfPrediction>of()
                            .text("errors", "the set", of -> of.fit().set())
                            .text(
                                    "explanation",
                                    "model and readout",
                                    of -> of.fit().name())
                            .include(OfPrediction::prediction, PREDICTION)),
            Table.of("fits", "an explanation under a set of errors", InferenceType::fits, FIT),
            Table.each(
                    "grid",
                    "a place of an explanation's grid; a parameter that it has not is empty",
                    GridPlace::all,
                    Table.Columns.<InferenceResult, GridPlace>of()
                            .fields(Fields.<GridPlace>of().text("explanation", "model and readout", GridPlace::name))
                            .named(
                                    new Fields.Documented(
                                            "<address>", "the parameter's", "of the parameter at this address"),
                                    GridPlace::addresses,
                                    GridPlace::values)
                            .named(
                                    new Fields.Documented(
                                            "<statement>",
                                            "the observable's",
                                            "what the place makes of the statement of this name"),
                                    GridPlace::statements,
                                    at -> boxed(at.place().numbers()))
                            .named(
                                    new Fields.Documented(
                                            "chi_square_<set>", "", "of all statements, with the errors of this set"),
                                    GridPlace::sets,
                                    at -> boxed(at.place().chiSquares()))),
            Table.sometimes(
                    "waterfall",
                    "a bar under a set of errors",
                    result -> Optional.of(result.falls().stream()
                                    .flatMap(fall -> bars(fall).stream())
                                    .toList())
                            .filter(bars -> !bars.isEmpty()),
                    Fields.<Bar>of()
                            .text("errors", "the set", bar -> bar.fall().set())
                            .include(bar -> bar, BAR)),
            SharedFields.pulses(InferenceResult::pulses));

    /** The one instance. */
    public static final AnalysisType<InferencePlan, InferenceResult> TYPE = new InferenceType();

    private InferenceType() {
        super(
                "inference",
                "Which models of the device the numbers that a text states allow, by one fit to all of them.",
                InferencePlan.class,
                InferenceResult.class,
                FIELDS,
                TABLES);
    }

    @Override
    public Optional<InferencePlan> read(MappingReader analysis, Header header) {
        return InferenceReader.read(analysis, header);
    }

    @Override
    protected PreparedAnalysis<?, InferenceResult> prepare(InferencePlan plan, SimulationOptions options) {
        return new InferenceAnalysis(plan, options);
    }

    @Override
    protected double numbers(InferencePlan plan) {
        double places =
                plan.axes().stream().mapToDouble(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
        return places
                * plan.explanations().size()
                * (plan.statements().size() + plan.axes().size() + plan.sets().size());
    }

    private static List<OfFit> fits(InferenceResult result) {
        return result.fits().stream().map(fit -> new OfFit(result, fit)).toList();
    }

    private static List<OfPrediction> predictions(InferenceResult result) {
        return result.fits().stream()
                .flatMap(fit -> fit.predictions().stream().map(p -> new OfPrediction(fit, p)))
                .toList();
    }

    private static List<Bar> bars(Fall fall) {
        List<Bar> bars = new ArrayList<>();
        for (int k = 0; k < fall.waterfall().players().size(); k++) {
            bars.add(new Bar(
                    fall, fall.waterfall().players().get(k), fall.waterfall().changes()[k]));
        }
        bars.add(new Bar(fall, "unexplained", fall.unexplained()));
        return bars;
    }

    @Override
    protected List<String> figureParts(InferencePlan plan) {
        List<String> parts = new ArrayList<>(List.of("", "chi-square"));
        if (plan.explained().isPresent()) {
            parts.add("waterfall");
        }
        return parts;
    }

    @Override
    protected List<Figure> figures(InferenceResult result, List<AnalysisResult> all) {
        return InferenceFigures.of(result);
    }

    @Override
    protected List<Report.TextTable> reportTables(InferenceResult result) {
        List<Report.TextTable> tables = new ArrayList<>();
        tables.add(SENTENCE.inReport()
                .columns("in-words")
                .table(
                        "What the numbers exclude",
                        result.inWords().stream().map(Sentence::new).toList()));
        tables.add(STATEMENT
                .inReport()
                .columns("name", "what", "value", "source")
                .table("Statements", result.plan().statements()));
        tables.add(FIT.inReport()
                .columns("errors", "explanation", "chi-square", "aic", "feasible", "places", "would-fit-without")
                .table("Explanations", fits(result)));
        for (String set : result.plan().sets()) {
            Fit best = result.ranked(result.plan().sets().indexOf(set)).stream()
                    .findFirst()
                    .orElse(null);
            if (best != null) {
                tables.add(PREDICTION
                        .inReport()
                        .columns(
                                "statement",
                                "stated",
                                "stated-error",
                                "predicted",
                                "counting-error",
                                "low",
                                "high",
                                "pull")
                        .table(
                                "Predicted by " + best.name() + ", the best under the errors \"" + set + "\"",
                                best.predictions()));
            }
        }
        return tables;
    }

    @Override
    protected Optional<String> answer(InferenceResult result) {
        return IntStream.range(0, result.plan().sets().size())
                .mapToObj(set -> {
                    List<Fit> ranked = result.ranked(set);
                    long feasible = ranked.stream().filter(Fit::isFeasible).count();
                    return String.format(
                            Locale.ROOT,
                            "errors \"%s\": %d of %d explanations fit%s",
                            result.plan().sets().get(set),
                            feasible,
                            result.plan().explanations().size(),
                            ranked.isEmpty()
                                    ? ""
                                    : String.format(
                                            Locale.ROOT,
                                            ", least chi-square %.1f (%s)",
                                            ranked.get(0).chiSquare(),
                                            ranked.get(0).name()));
                })
                .reduce((a, b) -> a + "; " + b);
    }
}
