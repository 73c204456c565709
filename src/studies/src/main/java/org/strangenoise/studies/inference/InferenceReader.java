package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.math.NumberText;
import org.strangenoise.state.Observable;
import org.strangenoise.state.StatePart;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.ShotsReader;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.inference.InferencePlan.Comparison;
import org.strangenoise.studies.inference.InferencePlan.Explained;
import org.strangenoise.studies.inference.InferencePlan.Model;
import org.strangenoise.studies.inference.InferencePlan.Reading;
import org.strangenoise.studies.inference.InferencePlan.Statement;
import org.strangenoise.studies.inference.InferencePlan.Tie;
import org.strangenoise.studies.inference.InferencePlan.Tomography;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads statements, models and parameters; what no explanation could be held against is told where it stands. */
final class InferenceReader {

    private static final int MOST_QUBITS = 6;
    private static final int MOST_PLACES = 100_000;
    private static final long USUAL_SHOTS = 1000;
    private static final int USUAL_REPETITIONS = 10;
    private static final int MOST_REPETITIONS = 1000;
    private static final Rule ERROR = new Rule("be above 0", x -> x > 0 && Double.isFinite(x));

    private final MappingReader analysis;
    private final Header header;
    private final int qubits;
    private boolean wrong;

    private InferenceReader(MappingReader analysis, Header header) {
        this.analysis = analysis;
        this.header = header;
        this.qubits = header.setup().circuit().qubits();
    }

    static Optional<InferencePlan> read(MappingReader analysis, Header header) {
        return new InferenceReader(analysis, header).plan();
    }

    private Optional<InferencePlan> plan() {
        ValueReader statementsValue = analysis.required("statements");
        List<ValueReader> written = statementsValue.items();
        List<Statement> statements = new ArrayList<>();
        for (ValueReader item : written) {
            try (MappingReader statement = item.mapping()) {
                statement(statement).ifPresent(statements::add);
            }
        }
        checkNames(written, statements.stream().map(Statement::name).toList(), "statement");
        List<String> sets = sets(written, statements, statementsValue);
        List<Model> models = models(statements.size() == written.size() ? written : List.of());
        ValueReader readoutValue = analysis.optional("readout");
        List<Reading> readings = readoutValue.isPresent()
                ? readoutValue.list(r -> r.oneOf(Reading.class)).orElse(List.of())
                : List.of(Reading.PERFECT);
        if (new HashSet<>(readings).size() < readings.size() || (readoutValue.isPresent() && readings.isEmpty())) {
            readoutValue.problem("must list at least one of perfect, uncorrected and corrected, each once");
            wrong = true;
        }
        List<StudyParameter.SweepAxis> axes = axes();
        List<Tie> ties = ties(axes);
        OptionalLong shots = ShotsReader.read(analysis.optional("shots"), OptionalLong.of(USUAL_SHOTS));
        int repetitions = analysis.optional("repetitions")
                .integer(Rule.between(2, MOST_REPETITIONS))
                .orElse(USUAL_REPETITIONS);
        double limit = analysis.optional("feasible-chi-square").number(ERROR).orElse((double)
                statements.stream().filter(s -> s.value().isPresent()).count());
        Optional<Explained> explained = explained(statements, models, readings);
        if (qubits > MOST_QUBITS) {
            analysis.problem("tomography is possible up to " + MOST_QUBITS + " qubits, but the circuit has " + qubits);
            return Optional.empty();
        }
        if (wrong
                || statements.size() < written.size()
                || statements.isEmpty()
                || models.isEmpty()
                || sets.isEmpty()
                || readings.isEmpty()) {
            return Optional.empty();
        }
        return checked(new InferencePlan(
                header, statements, sets, models, readings, axes, ties, shots, repetitions, limit, explained));
    }

    private Optional<InferencePlan> checked(InferencePlan plan) {
        double places =
                plan.axes().stream().mapToDouble(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
        if (places > MOST_PLACES) {
            analysis.optional("parameters")
                    .problem(String.format(
                            Locale.ROOT, "must span at most %d places, but span %.0f", MOST_PLACES, places));
            return Optional.empty();
        }
        boolean errs = plan.readings().stream().anyMatch(reading -> reading != Reading.PERFECT);
        if (!errs && !plan.readoutAxes().isEmpty()) {
            analysis.optional("parameters")
                    .problem("names readout errors, but `readout` has neither `uncorrected` nor `corrected`");
            return Optional.empty();
        }
        int place = 0;
        try {
            for (int k = 0; errs && k < plan.places(plan.readoutAxes()); k++) {
                place = k;
                for (Model model : plan.models()) {
                    var confusion = plan.set(model.setups().get(0), plan.readoutAxes(), plan.at(plan.readoutAxes(), k))
                            .confusion();
                    if (plan.readings().contains(Reading.CORRECTED)) {
                        confusion.inverse();
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            analysis.optional("parameters")
                    .problem("holds readout errors that are impossible: with " + readoutAt(plan, place)
                            + " the confusion matrix " + PlainMessage.of(e));
            return Optional.empty();
        }
        return Optional.of(plan);
    }

    /** As the study names it. */
    private static String readoutAt(InferencePlan plan, int place) {
        double[] values = plan.at(plan.readoutAxes(), place);
        return IntStream.range(0, values.length)
                .mapToObj(k -> "`"
                        + plan.axes().get(plan.readoutAxes().get(k)).parameter().address() + "` = "
                        + NumberText.of(values[k]))
                .collect(Collectors.joining(", "));
    }

    private void checkNames(List<ValueReader> items, List<String> names, String what) {
        Set<String> seen = new HashSet<>();
        for (int k = 0; k < names.size() && items.size() == names.size(); k++) {
            if (!seen.add(names.get(k))) {
                items.get(k)
                        .problem("must be a " + what + " of its own name, but `" + names.get(k) + "` appears twice");
                wrong = true;
            }
        }
    }

    private Optional<Statement> statement(MappingReader statement) {
        Optional<Setup> own = header.layer().over(statement).map(Setup.Layer::setup);
        Setup setup = own.orElse(header.setup());
        Optional<String> name = statement.required("name").text();
        String source = statement.required("source").lines().orElse("");
        ValueReader of = statement.required("observable");
        Optional<Observable> observable = ObservableNames.read(of, false, setup);
        ValueReader tomographyValue = statement.optional("tomography");
        Tomography tomography = tomographyValue.oneOf(Tomography.class).orElse(Tomography.STATE);
        if (tomography == Tomography.QUBIT
                && observable
                        .filter(o -> o.seesRunningMean()
                                || !o.parts(qubits).stream().allMatch(StatePart.Bloch.class::isInstance))
                        .isPresent()) {
            tomographyValue.problem(
                    "must be `state` for `" + of.text().orElse("") + "`, which the qubits' Bloch vectors do not tell");
            wrong = true;
        }
        Optional<int[]> steps = steps(statement, setup);
        List<StartState> starts = StartState.Reader.several(statement.optional("initial-states"), setup);
        ValueReader compareValue = statement.optional("compare");
        Comparison comparison = compareValue.oneOf(Comparison.class).orElse(Comparison.MEAN);
        if ((comparison == Comparison.DIFFERENCE && starts.size() != 2)
                || (comparison == Comparison.LARGEST_DIFFERENCE && starts.size() % 2 != 0)) {
            compareValue.problem("needs " + (comparison == Comparison.DIFFERENCE ? "two" : "an even number of")
                    + " initial-states, but there are " + starts.size());
            wrong = true;
        }
        ValueReader value = statement.optional("value");
        Optional<Double> number = value.number(Rule.FINITE);
        Map<String, Double> errors = errors(statement, value.isPresent());
        if (own.isEmpty() || starts.isEmpty() || (value.isPresent() && number.isEmpty())) {
            return Optional.empty();
        }
        return name.flatMap(n -> observable.flatMap(o -> steps.map(s -> new Statement(
                n,
                source,
                of.text().orElse(""),
                o,
                tomography,
                comparison,
                s[0],
                s[1],
                starts,
                number.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                errors))));
    }

    private Map<String, Double> errors(MappingReader statement, boolean hasValue) {
        Map<String, Double> errors = new LinkedHashMap<>();
        ValueReader value = hasValue ? statement.required("errors") : statement.optional("errors");
        if (!hasValue && value.isPresent()) {
            value.problem("needs a `value`, which the errors are of");
            wrong = true;
        }
        if (value.isPresent()) {
            try (MappingReader mapping = value.mapping()) {
                List<ValueReader> each = mapping.values();
                if (each.isEmpty()) {
                    value.problem("must state at least one error, such as `{ stated: 0.01 }`");
                    wrong = true;
                }
                for (ValueReader of : each) {
                    of.number(ERROR).ifPresentOrElse(error -> errors.put(of.name(), error), () -> wrong = true);
                }
            }
        }
        return errors;
    }

    /** {@code at-step}, or {@code mean-of-steps: [from, to]}; the circuit's last step where neither is given. */
    private static Optional<int[]> steps(MappingReader statement, Setup setup) {
        statement.atMostOneOf("at-step", "mean-of-steps");
        ValueReader range = statement.optional("mean-of-steps");
        if (!range.isPresent()) {
            return StartState.Reader.stepOrLast(statement, "at-step", setup).map(step -> new int[] {step, step});
        }
        List<ValueReader> ends = range.items();
        if (ends.size() != 2) {
            range.reject("be `[first, last]`");
            return Optional.empty();
        }
        Optional<Integer> from = StartState.Reader.step(ends.get(0), setup);
        Optional<Integer> to = StartState.Reader.step(ends.get(1), setup);
        if (from.isPresent() && to.isPresent() && from.get() > to.get()) {
            range.reject("be `[first, last]`, the last step not before the first");
            return Optional.empty();
        }
        return from.flatMap(f -> to.map(t -> new int[] {f, t}));
    }

    /** The sets of errors: those of the first statement with a value, and all others must have them too. */
    private List<String> sets(List<ValueReader> items, List<Statement> statements, ValueReader value) {
        List<Statement> counted =
                statements.stream().filter(s -> s.value().isPresent()).toList();
        if (counted.isEmpty()) {
            if (statements.size() == items.size() && value.isPresent() && !wrong) {
                value.problem("must hold at least one statement with a `value`");
            }
            return List.of();
        }
        List<String> sets = List.copyOf(counted.get(0).errors().keySet());
        for (int k = 0; k < statements.size() && statements.size() == items.size(); k++) {
            Statement statement = statements.get(k);
            if (statement.value().isPresent() && !statement.errors().keySet().equals(Set.copyOf(sets))) {
                items.get(k)
                        .mapping()
                        .optional("errors")
                        .problem("must name the sets of the other statements, " + String.join(", ", sets)
                                + ", but names "
                                + String.join(", ", statement.errors().keySet()));
                wrong = true;
            }
        }
        return sets;
    }

    private List<Model> models(List<ValueReader> statements) {
        ValueReader value = analysis.required("models");
        List<ValueReader> items = value.items();
        if (items.isEmpty() && value.isPresent()) {
            value.reject("list at least one model");
        }
        List<Model> models = new ArrayList<>();
        for (ValueReader item : items) {
            try (MappingReader model = item.mapping()) {
                Optional<String> name = model.required("name").text();
                boolean mirrored = model.optional("mirrored").bool().orElse(false);
                Optional<List<Setup>> setups =
                        header.layer().over(model).flatMap(layer -> setups(item, layer, statements, mirrored));
                if (name.isPresent() && setups.isPresent()) {
                    models.add(new Model(name.get(), setups.get(), mirrored));
                } else {
                    wrong = true;
                }
            }
        }
        checkNames(items, models.stream().map(Model::name).toList(), "model");
        return models;
    }

    private Optional<List<Setup>> setups(
            ValueReader item, Setup.Layer layer, List<ValueReader> statements, boolean mirrored) {
        List<Setup> setups = new ArrayList<>();
        for (ValueReader each : statements) {
            MappingReader statement = each.mapping();
            Optional<Setup> setup = layer.over(statement).map(Setup.Layer::setup);
            if (setup.isEmpty()) {
                return Optional.empty();
            }
            if (setup.get().circuit().qubits() != qubits) {
                item.problem("must have the study's " + qubits + " qubits, but has "
                        + setup.get().circuit().qubits());
                return Optional.empty();
            }
            if (mirrored && setup.get().circuit().kickedTop().isEmpty()) {
                item.problem("can be mirrored only where the circuit is a kicked top");
                return Optional.empty();
            }
            setups.add(mirrored ? mirrored(setup.get()) : setup.get());
        }
        return Optional.of(setups);
    }

    private static Setup mirrored(Setup setup) {
        KickedTopSource source = setup.circuit().kickedTop().orElseThrow();
        KickedTop top = source.top();
        return setup.withCircuit(source.withTop(top.withKappa(-top.kappa())));
    }

    private List<StudyParameter.SweepAxis> axes() {
        ValueReader value = analysis.optional("parameters");
        List<StudyParameter.SweepAxis> axes = new ArrayList<>();
        if (!value.isPresent()) {
            return axes;
        }
        try (MappingReader mapping = value.mapping()) {
            for (ValueReader each : mapping.values()) {
                Optional<StudyParameter.SweepAxis> axis = StudyParameter.SweepAxis.read(each, header.setup());
                axis.filter(a -> isAscending(each, a)).ifPresentOrElse(axes::add, () -> wrong = true);
            }
        }
        if (StudyParameter.Twins.refuse(
                value, axes.stream().map(StudyParameter.SweepAxis::parameter).toList(), header.setup())) {
            wrong = true;
        }
        return axes;
    }

    private static boolean isAscending(ValueReader value, StudyParameter.SweepAxis axis) {
        double[] values =
                axis.values().stream().mapToDouble(Double::doubleValue).toArray();
        for (int k = 0; k < values.length; k++) {
            if (Double.isInfinite(values[k]) || (k > 0 && values[k] <= values[k - 1])) {
                value.reject("hold finite values, each above the one before it");
                return false;
            }
        }
        return true;
    }

    private List<Tie> ties(List<StudyParameter.SweepAxis> axes) {
        List<Tie> ties = new ArrayList<>();
        ValueReader value = analysis.optional("ties");
        for (ValueReader item : value.items()) {
            try (MappingReader tie = item.mapping()) {
                Optional<StudyParameter> parameter = parameter(tie.required("parameter"));
                ValueReader toValue = tie.required("to");
                Optional<StudyParameter.SweepAxis> to = toValue.text()
                        .flatMap(address -> axes.stream()
                                .filter(axis -> axis.parameter().address().equals(address))
                                .findFirst());
                double factor = tie.optional("factor").number(Rule.FINITE).orElse(1.0);
                if (toValue.isPresent() && to.isEmpty()) {
                    toValue.problem("must be one of `parameters`, "
                            + String.join(
                                    ", ",
                                    axes.stream()
                                            .map(axis -> axis.parameter().address())
                                            .toList()));
                    wrong = true;
                }
                if (parameter.isPresent()
                        && to.isPresent()
                        && InferencePlan.isOfReadout(parameter.get())
                                != InferencePlan.isOfReadout(to.get().parameter())) {
                    item.problem("must tie a readout error to a readout error, or what is none to what is none");
                    wrong = true;
                }
                if (parameter.isPresent() && to.isPresent()) {
                    ties.add(new Tie(parameter.get(), to.get().parameter(), factor));
                } else {
                    wrong = true;
                }
            }
        }
        List<StudyParameter> all = new ArrayList<>(
                axes.stream().map(StudyParameter.SweepAxis::parameter).toList());
        all.addAll(ties.stream().map(Tie::parameter).toList());
        if (!ties.isEmpty() && StudyParameter.Twins.refuse(value, all, header.setup())) {
            wrong = true;
        }
        return ties;
    }

    private Optional<StudyParameter> parameter(ValueReader value) {
        try {
            return value.text().map(address -> StudyParameter.resolve(header.setup(), address));
        } catch (IllegalArgumentException e) {
            value.problem("is no parameter: " + PlainMessage.of(e));
            return Optional.empty();
        }
    }

    private Optional<Explained> explained(List<Statement> statements, List<Model> models, List<Reading> readings) {
        ValueReader value = analysis.optional("explain");
        if (!value.isPresent()) {
            return Optional.empty();
        }
        try (MappingReader explain = value.mapping()) {
            List<String> names = statements.stream().map(Statement::name).toList();
            Optional<String> statement = explain.required("statement").oneOf(names);
            List<String> modelNames = models.stream().map(Model::name).toList();
            ValueReader modelValue = explain.optional("model");
            Optional<String> model = modelValue.oneOf(modelNames);
            ValueReader readingValue = explain.optional("readout");
            Optional<String> reading = readingValue.oneOf(
                    readings.stream().map(ValueReader::hyphenated).toList());
            if (statement.isEmpty()
                    || (modelValue.isPresent() && model.isEmpty())
                    || (readingValue.isPresent() && reading.isEmpty())) {
                wrong = true;
                return Optional.empty();
            }
            return Optional.of(new Explained(
                    names.indexOf(statement.get()),
                    model.map(modelNames::indexOf),
                    reading.map(text -> Arrays.stream(Reading.values())
                            .filter(r -> ValueReader.hyphenated(r).equals(text))
                            .findFirst()
                            .orElseThrow())));
        }
    }
}
