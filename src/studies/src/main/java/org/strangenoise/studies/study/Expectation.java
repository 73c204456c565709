package org.strangenoise.studies.study;

import java.util.OptionalDouble;
import org.strangenoise.studies.analysis.TimeSeries;
import org.strangenoise.yaml.Location;

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
        record OfSeries(TimeSeries.Place number) implements Subject {}

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
}
