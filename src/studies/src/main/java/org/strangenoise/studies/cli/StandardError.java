package org.strangenoise.studies.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.Charset;

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
}
