package org.strangenoise.figures.report;

import org.strangenoise.yaml.Printable;

/** Text made safe inside HTML, and inside the pseudo-HTML of Plotly's labels, which knows the same entities. */
final class Html {

    private Html() {}

    /**
     * Escapes everything that could end a text or an attribute; what must not be shown is as {@link Printable} has it.
     */
    static String escape(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        Printable.lines(text).codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(codePoint);
            }
        });
        return html.toString();
    }
}
