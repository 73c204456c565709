package org.strangenoise.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scalar: its text as written (quotes and escapes resolved) and what kind of value that text is.
 *
 * <p>Plain text follows the core schema of YAML 1.2, decimal numbers only: {@code yes}, {@code no}, {@code on},
 * {@code off}, {@code 0x10}, {@code .inf} and {@code 20 ns} are text.
 *
 * @param location where the scalar begins
 * @param text the text; for a number exactly as written
 * @param kind what the text stands for
 */
public record YamlScalar(Location location, String text, Kind kind) implements YamlNode {

    /** What a scalar stands for. */
    public enum Kind {
        /** Nothing written, {@code ~} or {@code null}. */
        NULL,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A decimal integer of any length. */
        INTEGER,
        /** A decimal number with a point or an exponent. */
        DECIMAL,
        /** Any other plain text. */
        TEXT,
        /** Text in quotes or a block, whatever it looks like. */
        QUOTED_TEXT
    }

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");

    /** A scalar written without quotes, its kind found from its text. */
    public static YamlScalar plain(Location location, String text) {
        return new YamlScalar(location, text, kindOf(text));
    }

    /** A scalar written in quotes or as a block. */
    public static YamlScalar quoted(Location location, String text) {
        return new YamlScalar(location, text, Kind.QUOTED_TEXT);
    }

    private static Kind kindOf(String text) {
        if (NULLS.contains(text)) {
            return Kind.NULL;
        }
        if (BOOLEANS.contains(text)) {
            return Kind.BOOLEAN;
        }
        if (INTEGER.matcher(text).matches()) {
            return Kind.INTEGER;
        }
        return DECIMAL.matcher(text).matches() ? Kind.DECIMAL : Kind.TEXT;
    }

    /** Whether the scalar is text, quoted or not. */
    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.QUOTED_TEXT;
    }

    /** Whether the scalar is an unquoted decimal number. */
    public boolean isNumber() {
        return kind == Kind.INTEGER || kind == Kind.DECIMAL;
    }

    @Override
    public @Nullable Object toPlain() {
        return switch (kind) {
            case NULL -> null;
            case BOOLEAN -> text.toLowerCase(Locale.ROOT).equals("true");
            case INTEGER -> integerOrNearest();
            case DECIMAL -> Double.parseDouble(text);
            case TEXT, QUOTED_TEXT -> text;
        };
    }

    private Object integerOrNearest() {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLong) {
            return Double.parseDouble(text);
        }
    }

    @Override
    public String describe() {
        return kind == Kind.NULL ? "empty" : Quoted.value(text);
    }
}
