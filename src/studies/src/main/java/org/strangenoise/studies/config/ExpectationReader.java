package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads {@code expectations:}. */
final class ExpectationReader {

    private ExpectationReader() {}

    static List<Expectation> read(ValueReader value, List<AnalysisPlan> analyses) {
        List<Expectation> expectations = new ArrayList<>();
        List<AnalysisPlan.Dynamics> dynamics = analyses.stream()
                .filter(AnalysisPlan.Dynamics.class::isInstance)
                .map(AnalysisPlan.Dynamics.class::cast)
                .toList();
        for (ValueReader item : value.items()) {
            try (MappingReader reader = item.mapping()) {
                one(item, reader, dynamics).ifPresent(expectations::add);
            }
        }
        return expectations;
    }

    private static Optional<Expectation> one(
            ValueReader item, MappingReader reader, List<AnalysisPlan.Dynamics> dynamics) {
        Optional<String> what = reader.required("what").text();
        Optional<String> id = reader.required("analysis")
                .oneOf(dynamics.stream().map(AnalysisPlan::id).toList());
        Optional<String> run = reader.required("run").oneOf(List.of("ideal", "noisy"));
        Optional<String> observable = reader.required("observable").oneOf(ObservableNames.SCALARS);
        Optional<Integer> step = reader.required("at-step").integer(Rule.atLeast(0));
        List<String> known = dynamics.stream()
                .filter(d -> id.filter(d.id()::equals).isPresent())
                .flatMap(d -> d.starts().stream())
                .map(StartState::label)
                .toList();
        ValueReader startsValue = reader.optional("initial-states");
        List<String> starts = startsValue.isPresent() && id.isPresent()
                ? startsValue.list(s -> s.oneOf(known)).orElse(List.of())
                : List.of();
        Optional<Double> asked = reader.optional("asked").number(Rule.FINITE);
        double tolerance =
                reader.optional("tolerance").number(Rule.NON_NEGATIVE).orElse(0.0);
        Optional<Double> atLeast = reader.optional("at-least").number(Rule.FINITE);
        Optional<Double> atMost = reader.optional("at-most").number(Rule.FINITE);
        if (asked.isEmpty() && atLeast.isEmpty() && atMost.isEmpty()) {
            item.problem("must give `asked` (with `tolerance`), `at-least` or `at-most`");
            return Optional.empty();
        }
        if (what.isEmpty() || id.isEmpty() || run.isEmpty() || observable.isEmpty() || step.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Expectation(
                what.get(),
                id.get(),
                run.get(),
                observable.get(),
                step.get(),
                starts,
                optional(asked),
                tolerance,
                optional(atLeast),
                optional(atMost),
                item.location()));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
