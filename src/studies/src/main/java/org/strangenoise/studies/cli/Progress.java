package org.strangenoise.studies.cli;

import java.io.PrintWriter;

/** Tells on standard error what is being done: one line that changes on a terminal, plain lines elsewhere. */
final class Progress {

    private final PrintWriter err;
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
            err.print("\r\u001B[K" + line);
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Clears the changing line. */
    void end() {
        if (terminal) {
            err.print("\r\u001B[K");
            err.flush();
        }
    }
}
