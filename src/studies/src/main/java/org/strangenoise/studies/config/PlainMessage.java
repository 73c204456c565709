package org.strangenoise.studies.config;

import java.util.regex.Pattern;

/** What a refusal says to those who write study files: {@code `coupling` must ...}, not {@code Argument `coupling`}. */
public final class PlainMessage {

    private PlainMessage() {}

    private static final Pattern LONG = Pattern.compile("`([^`]{80})[^`]+`");

    /** The message of a refusal without the words that are for callers in Java, and without long values. */
    public static String of(RuntimeException refusal) {
        // What one of several threads threw comes wrapped in a copy whose message is Java's description of it.
        Throwable said = refusal;
        while (said.getCause() != null && said.getCause().toString().equals(said.getMessage())) {
            said = said.getCause();
        }
        String message = String.valueOf(said.getMessage()).replaceFirst("^Arguments? (?=`)", "");
        return LONG.matcher(message).replaceAll("`$1...`");
    }
}
