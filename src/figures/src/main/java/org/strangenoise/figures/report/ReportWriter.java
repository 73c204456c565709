package org.strangenoise.figures.report;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.render.FigureRenderer;
import org.strangenoise.yaml.Printable;

/**
 * Writes a report as one HTML file that needs no network: its plotting library and the plots' numbers are carried
 * along, compressed. Every figure is there twice, as an interactive plot and as the drawing for print, which is shown
 * on paper and where scripts or WebGL are missing. The same report gives the same bytes.
 */
public final class ReportWriter {

    private final Report report;
    private final byte[] panels;

    /** Works out the plots' numbers, which is most of the work and needs no drawing. */
    public ReportWriter(Report report) throws IOException {
        this.report = report;
        this.panels = packed(ReportBody.panelsAsJson(report));
    }

    /** Draws the figures and writes the report. */
    public static void write(Report report, Path file) throws IOException {
        new ReportWriter(report).write(FigureRenderer::toSvg, file);
    }

    /**
     * Writes the report with figures that are drawn already.
     *
     * @param svg gives the drawing of each figure of the report
     */
    public void write(Function<Figure, String> svg, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                Writer html = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            ReportBody body = new ReportBody(report, svg);
            html.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
            html.write(Html.escape(report.title()));
            html.write("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src"
                    + " 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:\">\n<style>\n");
            html.write(text("report.css"));
            html.write("</style>\n<noscript><style>.interactive { display: none; } .print { display: block; }</style>"
                    + "</noscript>\n</head>\n<body>\n");
            body.writeTo(html);
            writeNotices(html);
            html.write("<script type=\"application/octet-stream\" id=\"panels\">");
            html.write(Base64.getEncoder().encodeToString(panels));
            html.write("</script>\n<script type=\"application/octet-stream\" id=\"plotly\">");
            html.write(Base64.getEncoder().encodeToString(bytes("plotly.js.gz")));
            html.write("</script>\n<script>\n");
            html.write(text("report.js"));
            html.write("</script>\n</body>\n</html>\n");
        }
    }

    private static void writeNotices(Writer html) throws IOException {
        html.write("<section id=\"notices\">\n<details>\n<summary>Third-party notices</summary>\n<pre>");
        html.write(Html.escape(text("THIRD-PARTY.txt")));
        html.write("</pre>\n</details>\n</section>\n</main>\n");
    }

    /** Compressed as the library is. Java's header holds no time, so equal bytes stay equal. */
    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String text(String resource) throws IOException {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = ReportWriter.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The program's resource " + resource
                        + " is missing: build it with Maven," + " which prepares " + List.of("plotly.js.gz"));
            }
            return in.readAllBytes();
        }
    }

    /** Text made safe inside HTML, and inside the pseudo-HTML of Plotly's labels, which knows the same entities. */
    static final class Html {

        private Html() {}

        /**
         * Escapes everything that could end a text or an attribute; what must not be shown is as {@link Printable} has
         * it.
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
}
