package org.strangenoise.studies.report;

/** Text made safe inside HTML, and inside the pseudo-HTML of Plotly's labels, which knows the same entities. */
final class Html {

    private Html() {}

    /**
     * Escapes everything that could end a text or an attribute; control characters become the replacement character.
     */
    static String escape(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> {
                    boolean control = Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t';
                    boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
                    html.appendCodePoint(control || surrogate ? 0xFFFD : codePoint);
                }
            }
        });
        return html.toString();
    }
}
