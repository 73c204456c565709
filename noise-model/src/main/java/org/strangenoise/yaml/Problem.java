package org.strangenoise.yaml;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing wrong, or doubtful, at one place of an input file.
 *
 * @param severity whether the input must be refused
 * @param location where the offending value stands
 * @param message the rule and the offending value, on one line unless lines to copy follow
 */
public record Problem(Severity severity, Location location, String message) {

    private static final Pattern COPIED = Pattern.compile("\n  ");

    /** Whether a problem refuses the input or only accompanies the results. */
    public enum Severity {
        /** The input is refused. */
        ERROR,
        /** The input is used, and the warning stands in the results. */
        WARNING
    }

    /** Something that refuses the input. */
    public static Problem error(Location location, String message) {
        return new Problem(Severity.ERROR, location, message);
    }

    /** Something to know although the input is used. */
    public static Problem warning(Location location, String message) {
        return new Problem(Severity.WARNING, location, message);
    }

    /**
     * {@code file:line:column: message}, with {@code warning: } before the message of a warning; nothing in it steers a
     * terminal. Lines that are there to be copied follow where the message breaks before two blanks; any other break is
     * shown as its code, so that nothing can pass for another problem.
     */
    @Override
    public String toString() {
        String whole = location + ": " + (severity == Severity.WARNING ? "warning: " : "") + message;
        return Stream.of(COPIED.split(whole, -1)).map(Printable::line).collect(Collectors.joining("\n  "));
    }
}
