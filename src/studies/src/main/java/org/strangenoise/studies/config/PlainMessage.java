package org.strangenoise.studies.config;

import java.util.regex.Pattern;

/** What a refusal says to those who write study files: {@code `coupling` must ...}, not {@code Argument `coupling`}. */
public final class PlainMessage {

    private PlainMessage() {}

    private static final Pattern LONG = Pattern.compile("`([^`]{80})[^`]+`");

    /** The message of a refusal without the words that are for callers in Java, and without long values. */
    public static String of(RuntimeException refusal) {
        String message = String.valueOf(refusal.getMessage()).replaceFirst("^Arguments? (?=`)", "");
        return LONG.matcher(message).replaceAll("`$1...`");
    }
}
