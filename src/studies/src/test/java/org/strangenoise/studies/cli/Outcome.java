package org.strangenoise.studies.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command line came to. What only a process of its own does is for {@link RealProgram}; all else is as well
 * asked of this one, which need not start.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it said beside that
 */
public record Outcome(int exit, String out, String err) {

    /** The command line in this process. */
    public static Outcome of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(exit, out.toString(), err.toString());
    }
}
