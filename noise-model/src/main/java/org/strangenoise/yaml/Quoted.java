package org.strangenoise.yaml;

import java.util.Collection;
import java.util.stream.Collectors;

/** Values of the user's as they stand in error messages: in backquotes, on one line, not too long. */
final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    static String value(String text) {
        int end = text.length();
        if (end > LONGEST) {
            end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        }
        StringBuilder shown = new StringBuilder(end + 2).append('`');
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (isUnprintable(c)) {
                shown.append(String.format("\\u%04X", c));
            } else {
                shown.appendCodePoint(c);
            }
        }
        if (end < text.length()) {
            shown.append("...");
        }
        return shown.append('`').toString();
    }

    static String list(Collection<String> texts) {
        return texts.stream().map(Quoted::value).collect(Collectors.joining(", "));
    }

    private static boolean isUnprintable(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
