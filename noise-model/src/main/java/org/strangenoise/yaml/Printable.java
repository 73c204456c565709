package org.strangenoise.yaml;

/**
 * Text of an input as it may be shown, in a message, a table, a figure or a report: what could steer a terminal, turn
 * the text around it or hide in it stands as {@code \}{@code uXXXX}. Control characters, line breaks, marks and
 * overrides of direction, invisible characters, codes that stand for none and lone surrogates are such; the joiners and
 * variants of scripts that need them are not. Text that is shown already stays as it is.
 */
public final class Printable {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** Letters and marks that take room, or none, and show nothing. */
    private static final String BLANK = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private static final int FIRST_CODE_OF_NONE = 0xFDD0;
    private static final int LAST_CODE_OF_NONE = 0xFDEF;

    private Printable() {}

    /** Text on one line. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** Text that may have several lines: line feeds and tabs stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** Whether a character must not be shown as it is. */
    static boolean isUnprintable(int c) {
        if (c >= ' ' && c <= '~') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            default -> BLANK.indexOf(c) >= 0 || isCodeOfNone(c);
        };
    }

    /** Whether a code will never stand for a character; XML allows no text with some of them. */
    private static boolean isCodeOfNone(int c) {
        return (c & 0xFFFE) == 0xFFFE || (c >= FIRST_CODE_OF_NONE && c <= LAST_CODE_OF_NONE);
    }

    /** A character as its code, in as many digits as it needs and at least four. */
    static String code(int c) {
        return String.format("\\u%04X", c);
    }

    private static String escaped(String text, boolean severalLines) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean breaks = severalLines && (c == '\n' || c == '\t');
            if (isUnprintable(c) && !breaks) {
                if (shown == null) {
                    shown = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                shown.append(code(c));
            } else if (shown != null) {
                shown.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return shown == null ? text : shown.toString();
    }
}
