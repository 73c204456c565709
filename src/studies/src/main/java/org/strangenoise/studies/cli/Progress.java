package org.strangenoise.studies.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.strangenoise.yaml.Printable;

/** Tells on standard error what is being done: one line that changes on a terminal, plain lines elsewhere. */
final class Progress {

    private final PrintWriter err;
    private final PrintStream raw = System.err;
    private final boolean terminal;
    private final int total;
    private int done;

    /**
     * @param err standard error
     * @param total how many steps there are
     */
    Progress(PrintWriter err, int total) {
        this.err = err;
        this.total = total;
        this.terminal = Boolean.getBoolean("strange-noise.stderr.terminal");
    }

    void begin(String what) {
        done++;
        String line = "[" + done + "/" + total + "] " + what;
        if (terminal) {
            raw.print("\r\u001B[K" + Printable.line(line));
            raw.flush();
        } else {
            err.println(line);
            err.flush();
        }
    }

    /** Clears the changing line. */
    void end() {
        if (terminal) {
            raw.print("\r\u001B[K");
            raw.flush();
        }
    }
}
