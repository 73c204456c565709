package org.strangenoise.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Values of the user's as they stand in error messages: in backquotes, on one line, not too long. */
public final class Quoted {

    private static final int LONGEST = 80;
    private static final int MOST = 40;

    private Quoted() {}

    /**
     * One value. What cannot be seen is shown as its code, and a space that is no plain one is called by its name,
     * since it is the mistake that nobody sees.
     */
    public static String value(String text) {
        int end = text.length();
        if (end > LONGEST) {
            end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        }
        StringBuilder shown = new StringBuilder(end + 2).append('`');
        int space = 0;
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean odd = Character.getType(c) == Character.SPACE_SEPARATOR && c != ' ';
            space = odd && space == 0 ? c : space;
            if (odd || Character.getType(c) == Character.FORMAT || Printable.isUnprintable(c)) {
                shown.append(Printable.code(c));
            } else {
                shown.appendCodePoint(c);
            }
        }
        shown.append(end < text.length() ? "...`" : "`");
        if (space != 0) {
            shown.append(String.format(
                    " (U+%04X is a %s)",
                    space, String.valueOf(Character.getName(space)).toLowerCase(Locale.ROOT)));
        }
        return shown.toString();
    }

    /** Several values, separated by commas; the first of very many. */
    public static String list(Collection<String> texts) {
        List<String> shown = new ArrayList<>();
        for (String text : texts) {
            if (shown.size() == MOST) {
                shown.add((texts.size() - MOST) + " more");
                break;
            }
            shown.add(value(text));
        }
        return String.join(", ", shown);
    }
}
