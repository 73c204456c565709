package org.strangenoise.yaml;

/**
 * One thing wrong, or doubtful, at one place of an input file.
 *
 * @param severity whether the input must be refused
 * @param location where the offending value stands
 * @param message the rule and the offending value, on one line unless lines to copy follow
 */
public record Problem(Severity severity, Location location, String message) {

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
     * terminal. Lines after the first, which are there to be copied, are indented, so that none can pass for another
     * problem.
     */
    @Override
    public String toString() {
        String whole = location + ": " + (severity == Severity.WARNING ? "warning: " : "") + message;
        return whole.lines()
                .map(Printable::line)
                .reduce((text, line) -> text + (line.startsWith("  ") ? "\n" : "\n  ") + line)
                .orElse("");
    }
}
