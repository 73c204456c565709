package org.strangenoise.studies.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.strangenoise.yaml.Printable;

/** What everything goes through that the program prints: nothing that an input holds steers the terminal. */
final class PrintableWriter extends FilterWriter {

    private PrintableWriter(PrintStream stream, Charset charset) {
        super(new OutputStreamWriter(stream, charset));
    }

    /** A writer to standard output or standard error, in the encoding of the terminal. */
    static PrintWriter to(PrintStream stream) {
        String name = System.getProperty("native.encoding", "UTF-8");
        // A locale that knows ASCII alone is a machine's, not a reader's.
        Charset charset =
                name.startsWith("ANSI_X3.4") || name.equals("US-ASCII") ? StandardCharsets.UTF_8 : charset(name);
        return new PrintWriter(new PrintableWriter(stream, charset), true);
    }

    private static Charset charset(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        String whole = text.substring(offset, offset + length);
        out.write(Printable.lines(whole.replace(System.lineSeparator(), "\n")));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(int character) throws IOException {
        write(Character.toString(character), 0, 1);
    }
}
