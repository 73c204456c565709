package org.strangenoise.studies.config;

/** What a refusal says to those who write study files: {@code `coupling` must ...}, not {@code Argument `coupling`}. */
public final class PlainMessage {

    private PlainMessage() {}

    /** The message of a refusal without the words that are for callers in Java. */
    public static String of(RuntimeException refusal) {
        return String.valueOf(refusal.getMessage()).replaceFirst("^Arguments? (?=`)", "");
    }
}
