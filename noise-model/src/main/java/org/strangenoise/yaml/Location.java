package org.strangenoise.yaml;

/**
 * A place in an input file.
 *
 * @param file the file's name as the user gave it
 * @param line line number, from 1
 * @param column column number in Unicode code points, from 1
 */
public record Location(String file, int line, int column) {

    /** Refuses a line or column below 1. */
    public Location {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "Arguments `line` and `column` must be at least 1, but were " + line + " and " + column);
        }
    }

    /** The beginning of a file, where a problem stands that has no better place. */
    public static Location startOf(String file) {
        return new Location(file, 1, 1);
    }

    /** The location as {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
