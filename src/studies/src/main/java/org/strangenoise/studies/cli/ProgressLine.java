package org.strangenoise.studies.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.tasks.TaskExecutor;
import org.strangenoise.yaml.Printable;

/**
 * Tells on standard error what is being done: on a terminal one line that changes, with a bar, elsewhere plain lines.
 * Work that takes long also has its tasks, their rate and the time left, which is the predicted work that is left at
 * the pace of the work that is done.
 */
final class ProgressLine implements TaskExecutor.Progress {

    private static final long NANOS = 1_000_000_000;

    /** Between two lines elsewhere than on a terminal. */
    private static final long PLAIN_SECONDS = 60;

    private static final int BAR = 20;

    private final PrintWriter err;
    private final PrintStream raw = System.err;
    private final boolean terminal;
    private final int total;
    private int begun;
    private String what = "";
    private int tasks;
    private int tasksDone;
    private int tasksFoundHere;
    private double expected;
    private double known;
    private double done;
    private double doneHere;
    private long start;
    private long stageStart;
    private long told;

    /**
     * @param err standard error
     * @param total how many steps there are
     */
    ProgressLine(PrintWriter err, int total) {
        this.err = err;
        this.total = total;
        this.terminal = Boolean.getBoolean("strange-noise.stderr.terminal");
    }

    /**
     * The work that lies ahead, as far as it is known.
     *
     * @param processes that share it
     */
    synchronized void expect(List<PreparedAnalysis<?, ?>> analyses, int processes) {
        for (PreparedAnalysis<?, ?> analysis : analyses) {
            expected += analysis.samples(List.of()) * analysis.secondsPerSample() / processes;
        }
        start = System.nanoTime();
    }

    synchronized void begin(String next) {
        begun++;
        what = next;
        tasks = 0;
        tasksDone = 0;
        tasksFoundHere = 0;
        stageStart = System.nanoTime();
        told = stageStart;
        print(heading());
    }

    private String heading() {
        return "[" + begun + "/" + total + "] " + what;
    }

    @Override
    public synchronized void round(int more, double seconds) {
        tasks += more;
        known += seconds;
        expected = Math.max(expected, known);
    }

    @Override
    public synchronized void done(double seconds, boolean foundBefore) {
        tasksDone++;
        done += seconds;
        if (!foundBefore) {
            tasksFoundHere++;
            doneHere += seconds;
        }
        long now = System.nanoTime();
        if (now - told >= (terminal ? NANOS / 5 : PLAIN_SECONDS * NANOS)) {
            told = now;
            print(heading() + state((now - stageStart) / (double) NANOS, (now - start) / (double) NANOS));
        }
    }

    private String state(double stageSeconds, double seconds) {
        StringBuilder state = new StringBuilder("  ");
        if (terminal) {
            int filled = (int) Math.min(BAR, BAR * done / expected);
            state.append('[')
                    .append("#".repeat(filled))
                    .append(".".repeat(BAR - filled))
                    .append("] ");
        }
        state.append(tasksDone).append(" of ").append(tasks).append(" tasks");
        if (tasksFoundHere > 0) {
            state.append(String.format(Locale.ROOT, ", %.3g a second", tasksFoundHere / stageSeconds));
        }
        if (doneHere > 0) {
            state.append(", about ")
                    .append(duration((expected - done) * seconds / doneHere))
                    .append(" left");
        }
        return state.toString();
    }

    /** As people say it: seconds, minutes or hours. */
    static String duration(double seconds) {
        if (seconds < 90) {
            return String.format(Locale.ROOT, "%.0f s", Math.max(0, seconds));
        }
        return seconds < 90 * 60
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private void print(String line) {
        if (terminal) {
            raw.print("\r\u001B[K" + Printable.line(line));
            raw.flush();
        } else {
            err.println(line);
            err.flush();
        }
    }

    /** Clears the changing line. */
    synchronized void end() {
        if (terminal) {
            raw.print("\r\u001B[K");
            raw.flush();
        }
    }
}
