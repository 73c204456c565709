package org.strangenoise.studies.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.strangenoise.yaml.Printable;

/**
 * Standard error as the launcher leaves it.
 *
 * <p>A JVM that starts with {@code jdk.incubator.vector} writes a warning about it to file descriptor 2, and no option
 * prevents that. The launcher therefore starts such a JVM with descriptor 2 closed to the reader, hands the true
 * standard error over as another descriptor, and names that one in the system property {@value #DESCRIPTOR}.
 */
public final class StandardError {

    static final String DESCRIPTOR = "strange-noise.stderr";

    private StandardError() {}

    /** Makes {@link System#err} write to the descriptor the launcher named, if it named one. */
    public static void restore() {
        Integer descriptor = Integer.getInteger(DESCRIPTOR);
        if (descriptor == null) {
            return;
        }
        Charset terminal = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        System.setErr(new PrintStream(new FileOutputStream(open(descriptor)), true, terminal));
    }

    /** Reopening {@code /dev/fd/n} instead would lose the position in a file and fails for a socket. */
    private static FileDescriptor open(int number) {
        FileDescriptor descriptor = new FileDescriptor();
        try {
            Field field = FileDescriptor.class.getDeclaredField("fd");
            field.setAccessible(true);
            field.setInt(descriptor, number);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("FileDescriptor has no field `fd` to set to " + number, e);
        }
        return descriptor;
    }

    /** What everything goes through that the program prints: nothing that an input holds steers the terminal. */
    static final class PrintableWriter extends FilterWriter {

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
}
