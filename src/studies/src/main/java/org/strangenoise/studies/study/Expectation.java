package org.strangenoise.studies.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.study.Expectation.Subject;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/**
 * A number that a study sets out to find, for the table of asked against found.
 *
 * @param what in words
 * @param analysis id of the analysis that finds it
 * @param subject which of its numbers is meant
 * @param asked the number; absent if only a bound is asked
 * @param tolerance on {@code asked}
 * @param atLeast lower bound, if any
 * @param atMost upper bound, if any
 * @param location in the study file
 */
public record Expectation(
        String what,
        String analysis,
        Subject subject,
        OptionalDouble asked,
        double tolerance,
        OptionalDouble atLeast,
        OptionalDouble atMost,
        Location location) {

    /** A number that an analysis finds. */
    public sealed interface Subject {

        /**
         * Of time series.
         *
         * @param number which of theirs
         */
        record OfSeries(AnalysisType.TimeSeries.Place number) implements Subject {}

        /**
         * Of any analysis.
         *
         * @param pointer a JSON pointer (RFC 6901) to a number among the analysis' fields in results.json
         */
        record Field(String pointer) implements Subject {}
    }

    /** True if a found value is what was asked. */
    public boolean isMetBy(double found) {
        return (asked.isEmpty() || Math.abs(found - asked.getAsDouble()) <= tolerance)
                && (atLeast.isEmpty() || found >= atLeast.getAsDouble())
                && (atMost.isEmpty() || found <= atMost.getAsDouble());
    }

    /** What was asked, in words. */
    public String rule() {
        StringBuilder rule = new StringBuilder();
        asked.ifPresent(a -> rule.append(a).append(" \u00B1 ").append(tolerance));
        atLeast.ifPresent(
                a -> rule.append(rule.isEmpty() ? "" : ", ").append("at least ").append(a));
        atMost.ifPresent(
                a -> rule.append(rule.isEmpty() ? "" : ", ").append("at most ").append(a));
        return rule.toString();
    }

    /** Reads {@code expectations:}. */
    static final class Reader {

        private Reader() {}

        static List<Expectation> read(ValueReader value, List<AnalysisPlan> analyses) {
            List<Expectation> expectations = new ArrayList<>();
            for (ValueReader item : value.items()) {
                try (MappingReader reader = item.mapping()) {
                    one(item, reader, analyses).ifPresent(expectations::add);
                }
            }
            return expectations;
        }

        private static Optional<Expectation> one(ValueReader item, MappingReader reader, List<AnalysisPlan> analyses) {
            Optional<String> what = reader.required("what").text();
            boolean field = reader.optional("field").isPresent();
            Optional<String> id = reader.required("analysis")
                    .oneOf(analyses.stream()
                            .filter(a -> field || timeSeries(a).isPresent())
                            .map(AnalysisPlan::id)
                            .toList());
            Optional<Subject> subject = field
                    ? field(reader)
                    : ofSeries(
                            reader,
                            analyses.stream()
                                    .filter(a -> id.filter(a.id()::equals).isPresent())
                                    .flatMap(a -> timeSeries(a).stream())
                                    .findFirst());
            Optional<Double> asked = reader.optional("asked").number(Rule.FINITE);
            double tolerance =
                    reader.optional("tolerance").number(Rule.NON_NEGATIVE).orElse(0.0);
            Optional<Double> atLeast = reader.optional("at-least").number(Rule.FINITE);
            Optional<Double> atMost = reader.optional("at-most").number(Rule.FINITE);
            if (asked.isEmpty() && atLeast.isEmpty() && atMost.isEmpty()) {
                item.problem("must give `asked` (with `tolerance`), `at-least` or `at-most`");
                return Optional.empty();
            }
            if (what.isEmpty() || id.isEmpty() || subject.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Expectation(
                    what.get(),
                    id.get(),
                    subject.get(),
                    optional(asked),
                    tolerance,
                    optional(atLeast),
                    optional(atMost),
                    item.location()));
        }

        private static Optional<Subject> field(MappingReader reader) {
            ValueReader value = reader.optional("field");
            reader.atMostOneOf("field", "run");
            Optional<String> pointer = value.text();
            if (pointer.filter(p -> p.matches("(/([^~/]|~[01])+)+")).isEmpty()) {
                value.reject(
                        "be a JSON pointer to a number among the analysis' fields in results.json, as in `/ideal` or"
                                + " `/curves/0/fit/error-per-gate`");
                return Optional.empty();
            }
            return pointer.map(Subject.Field::new);
        }

        private static Optional<AnalysisType.TimeSeries> timeSeries(AnalysisPlan plan) {
            return plan.type().timeSeriesOf(plan);
        }

        private static Optional<Subject> ofSeries(MappingReader reader, Optional<AnalysisType.TimeSeries> series) {
            Optional<String> run = reader.required("run").oneOf(List.of("ideal", "noisy"));
            Optional<String> observable = reader.required("observable")
                    .oneOf(series.map(AnalysisType.TimeSeries::observables).orElse(ObservableNames.SCALARS));
            Optional<Integer> step = reader.required("at-step").integer(Rule.atLeast(0));
            List<String> known = series.map(AnalysisType.TimeSeries::starts).orElse(List.of());
            ValueReader startsValue = reader.optional("initial-states");
            List<String> starts = startsValue.isPresent() && series.isPresent()
                    ? startsValue.list(s -> s.oneOf(known)).orElse(List.of())
                    : List.of();
            return run.flatMap(r -> observable.flatMap(
                    o -> step.map(s -> new Subject.OfSeries(new AnalysisType.TimeSeries.Place(r, o, s, starts)))));
        }

        private static OptionalDouble optional(Optional<Double> value) {
            return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
        }
    }
}
