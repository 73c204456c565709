package org.strangenoise.studies.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.budget.Split;
import org.strangenoise.studies.config.AnalysisPlan.Header;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads the analyses of a budget. */
final class BudgetReader {

    private static final Rule ERROR = new Rule("be positive and at most 1", x -> x > 0 && x <= 1);

    /** The analyses it reads by type. */
    static final Map<String, AnalysisReader.Body> TYPES = types();

    private BudgetReader() {}

    private static Map<String, AnalysisReader.Body> types() {
        Map<String, AnalysisReader.Body> types = new LinkedHashMap<>();
        types.put("decoherence-budget", BudgetReader::attribution);
        types.put("sensitivities", BudgetReader::sensitivities);
        types.put("solve-for", InverseReader::solveFor);
        types.put("contour", InverseReader::contour);
        types.put("error-bars", UncertaintyReader::errorBars);
        types.put("fit", FitReader::fit);
        return types;
    }

    private static Optional<AnalysisPlan> attribution(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = merit(analysis, header);
        ValueReader splitValue = analysis.optional("split-by");
        Optional<Set<Split>> splits =
                splitValue.isPresent() ? splits(splitValue) : Optional.of(Set.of(Split.MECHANISM));
        double error = analysis.optional("standard-error").number(ERROR).orElse(1e-4);
        int orders = analysis.optional("max-permutations")
                .integer(Rule.between(2, 1_000_000))
                .orElse(2000);
        ValueReader besideValue = analysis.optional("beside");
        Optional<BudgetPlan.Beside> beside =
                besideValue.text().map(id -> new BudgetPlan.Beside(id, besideValue.location()));
        return merit.flatMap(m -> splits.map(s -> new BudgetPlan.Attribution(header, m, s, error, orders, beside)));
    }

    private static Optional<Set<Split>> splits(ValueReader value) {
        Optional<List<Split>> named = value.list(s -> s.oneOf(Split.class));
        if (named.isPresent() && named.get().isEmpty()) {
            value.problem("must name at least one of mechanism, qubit, operation, step, but is empty");
            return Optional.empty();
        }
        return named.map(Set::copyOf);
    }

    /** Records a problem for every attribution that is to be drawn beside one that it cannot be compared with. */
    static void checkBeside(List<AnalysisPlan> analyses, Problems problems) {
        for (int k = 0; k < analyses.size(); k++) {
            if (analyses.get(k) instanceof BudgetPlan.Attribution attribution) {
                List<AnalysisPlan> earlier = analyses.subList(0, k);
                attribution.beside().ifPresent(beside -> {
                    String problem = mismatch(attribution, beside.id(), earlier);
                    if (!problem.isEmpty()) {
                        problems.error(beside.location(), "`beside` " + problem);
                    }
                });
            }
        }
    }

    private static String mismatch(BudgetPlan.Attribution attribution, String id, List<AnalysisPlan> earlier) {
        Optional<AnalysisPlan> named =
                earlier.stream().filter(plan -> plan.id().equals(id)).findFirst();
        if (named.isEmpty()) {
            List<String> known = earlier.stream()
                    .filter(BudgetPlan.Attribution.class::isInstance)
                    .map(AnalysisPlan::id)
                    .toList();
            return "must be the id of a decoherence-budget before this one ("
                    + (known.isEmpty() ? "there is none" : "one of " + String.join(", ", known)) + "), but was `" + id
                    + "`";
        }
        if (!(named.get() instanceof BudgetPlan.Attribution other)) {
            return "must be the id of a decoherence-budget, but `" + id + "` is of type "
                    + named.get().type();
        }
        if (!other.splits().equals(attribution.splits())) {
            return "must name an analysis with the same split-by, " + splits(attribution.splits()) + ", but `" + id
                    + "` has " + splits(other.splits());
        }
        if (!other.merit().observable().equals(attribution.merit().observable())) {
            return "must name an analysis of the same observable, "
                    + attribution.merit().name() + ", but `" + id + "` is about "
                    + other.merit().name() + (other.merit().isMeasured() ? ", measured" : "");
        }
        return "";
    }

    private static String splits(Set<Split> splits) {
        return splits.stream()
                .sorted()
                .map(s -> s.name().toLowerCase(Locale.ROOT))
                .toList()
                .toString();
    }

    private static Optional<AnalysisPlan> sensitivities(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = merit(analysis, header);
        double share = analysis.optional("warn-above").number(Rule.POSITIVE).orElse(0.1);
        ValueReader named = analysis.optional("parameters");
        if (!named.isPresent()) {
            return merit.map(
                    m -> new BudgetPlan.Sensitivities(header, m, SensitiveParameters.of(header.setup(), m), share));
        }
        Set<String> seen = new HashSet<>();
        Optional<List<StudyParameter>> parameters = named.list(item -> item.text()
                .flatMap(a -> parameter(item, () -> SensitiveParameters.resolve(header.setup(), a)))
                .filter(p -> isDifferentiable(item, p, header.setup(), seen)));
        if (parameters.filter(List::isEmpty).isPresent()) {
            named.reject("name at least one parameter, or be left out for all there are");
            return Optional.empty();
        }
        return merit.flatMap(m -> parameters.map(p -> new BudgetPlan.Sensitivities(header, m, p, share)));
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

    /** The parameter of an address, or a problem at the value that names it. */
    static Optional<StudyParameter> parameter(ValueReader value, String address, Header header) {
        return parameter(value, () -> StudyParameter.resolve(header.setup(), address));
    }

    private static Optional<StudyParameter> parameter(ValueReader value, Supplier<StudyParameter> resolve) {
        try {
            return Optional.of(resolve.get());
        } catch (IllegalArgumentException e) {
            value.problem("is no parameter: " + PlainMessage.of(e));
            return Optional.empty();
        }
    }

    /** {@code observable}, {@code measured}, {@code at-step}, {@code initial-state} or {@code initial-states}. */
    static Optional<FigureOfMerit> merit(MappingReader analysis, Header header) {
        ValueReader observableValue = analysis.required("observable");
        boolean measured = analysis.optional("measured").bool().orElse(false);
        Optional<String> name = observableValue.text();
        Optional<Observable> observable = ObservableNames.read(observableValue, measured, header.setup());
        ValueReader stepValue = analysis.optional("at-step");
        Optional<Integer> step = stepValue.isPresent()
                ? AnalysisReader.step(stepValue, header)
                : Optional.of(header.setup().circuit().steps());
        analysis.atMostOneOf("initial-state", "initial-states");
        ValueReader one = analysis.optional("initial-state");
        ValueReader several = analysis.optional("initial-states");
        List<StartState> starts = one.isPresent()
                ? AnalysisReader.start(one).map(List::of).orElse(List.of())
                : AnalysisReader.starts(several, header);
        return observable.flatMap(
                o -> step.filter(s -> !starts.isEmpty()).map(s -> new FigureOfMerit(name.orElseThrow(), o, s, starts)));
    }
}
