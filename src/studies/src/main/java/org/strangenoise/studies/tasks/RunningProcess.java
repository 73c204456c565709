package org.strangenoise.studies.tasks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of this program, told apart from one that got its number later by when it started.
 *
 * @param host the machine's name
 * @param id the operating system's number
 * @param start when it started, as the system says; empty where it does not
 */
public record RunningProcess(String host, long id, String start) {

    /** The field of {@code /proc/N/stat} that holds when a process started, from 1 on. */
    private static final int STARTED = 22;

    /** This process. */
    public static RunningProcess current() {
        ProcessHandle own = ProcessHandle.current();
        return new RunningProcess(hostName(), own.pid(), start(own));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** On Linux in ticks since the machine started, which a clock that is set does not change. */
    private static String start(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The second field is a name in parentheses, which may hold spaces.
            String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
            return fields[STARTED - 3];
        } catch (IOException | RuntimeException noSuchFileHere) {
            return process.info().startInstant().map(Instant::toString).orElse("");
        }
    }

    /** True if it runs; empty for a process of another machine, of which nothing is known here. */
    public Optional<Boolean> isAlive() {
        if (!host.equals(hostName())) {
            return Optional.empty();
        }
        return Optional.of(ProcessHandle.of(id)
                .filter(ProcessHandle::isAlive)
                .filter(process -> start(process).equals(start))
                .isPresent());
    }

    /** As messages name it. */
    public String text() {
        return "process " + id + " on " + host;
    }

    /** One line. */
    public String line() {
        return RowJson.line(this);
    }

    /**
     * Reads {@link #line}.
     *
     * @throws IOException if it is none
     */
    public static RunningProcess of(String line) throws IOException {
        try {
            return RowJson.row(line, RunningProcess.class);
        } catch (IllegalArgumentException e) {
            throw new IOException("no process: " + e.getMessage(), e);
        }
    }
}
