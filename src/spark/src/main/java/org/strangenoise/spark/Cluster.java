package org.strangenoise.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.cli.Main;
import org.strangenoise.studies.cli.StudyRun;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.TaskExecutor;

/** A cluster, or this machine in its place; met when the first rows are to be found there. */
final class Cluster implements StudyRun.Place, AutoCloseable {

    private static final String MASTER = "spark.master";

    private static final long GIVE_UP_SECONDS = 5;

    private static final Pattern ADDRESS = Pattern.compile("([^,:/]+):([0-9]{1,5})");

    private static final String STANDALONE = "spark://";

    private final SparkConf settings;
    private final int patience;
    private final String again;
    private final Optional<ParquetRows.Place> parquet;
    private final PrintWriter err;
    private final Map<String, ParquetRows> tables = new HashMap<>();
    private @Nullable JavaSparkContext context;
    private @Nullable Broadcast<StudyBytes> study;
    private long start;
    private boolean warned;

    /**
     * A cluster that nobody has spoken to yet.
     *
     * @param settings of Spark, the master among them
     * @param patience seconds to wait for the master's answer, and for workers before a warning
     * @param again options that name it on a command line, each with a space before it
     * @param parquet where rows of large tables go; empty for the journal
     * @param err hears warnings
     */
    Cluster(SparkConf settings, int patience, String again, Optional<ParquetRows.Place> parquet, PrintWriter err) {
        this.settings = settings;
        this.patience = patience;
        this.again = again;
        this.parquet = parquet;
        this.err = err;
    }

    @Override
    public String again() {
        return again;
    }

    @Override
    public TaskExecutor executor(StudyRun.Work work, Journal journal, TaskExecutor.Progress progress) {
        return new SparkExecutor(this, work, journal, progress);
    }

    private String master() {
        return settings.get(MASTER);
    }

    /**
     * The connection, made when it is asked for first.
     *
     * @throws Main.RefusedException if the master does not answer
     */
    synchronized JavaSparkContext context(String name) {
        JavaSparkContext known = context;
        if (known == null) {
            settings.setIfMissing("spark.app.name", "strange-noise " + name);
            requireAnswer();
            known = connect();
            context = known;
            start = System.nanoTime();
        }
        return known;
    }

    /** The study's bytes, sent to each executor once. */
    synchronized Broadcast<StudyBytes> study(StudyRun.Work work) {
        Broadcast<StudyBytes> known = study;
        if (known == null) {
            known = context(work.study().name()).broadcast(StudyBytes.of(work));
            study = known;
        }
        return known;
    }

    /**
     * The table that rows of an analysis go to; empty if they go to the journal.
     *
     * @param samples of the round that asks
     */
    synchronized Optional<ParquetRows> table(StudyRun.Work work, String id, int samples) {
        return parquet.filter(place -> samples > place.above())
                .map(place -> tables.computeIfAbsent(
                        id,
                        open -> ParquetRows.open(
                                context(work.study().name()),
                                place,
                                id,
                                work.subject().part(id).key(),
                                work.anew())));
    }

    /** Says that a part of a table is of no use. */
    void warnOfLoss(String portion, String reason) {
        warn(portion + " cannot be read, so that its rows are found again: " + reason);
    }

    private void warn(String message) {
        err.println("warning: " + message);
        err.flush();
    }

    /** Lets Spark work on a thread of its own, and watches. */
    void await(Runnable work, TaskWatch watch) {
        CompletableFuture<Void> working = new CompletableFuture<>();
        start(
                "wait for Spark",
                () -> {
                    work.run();
                    return null;
                },
                working);
        try {
            while (true) {
                try {
                    working.get(200, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException notYet) {
                    watch.throwIfCancelled();
                    warnIfWithoutWorkers();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Main.RefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException("what Spark does answers with results or a refusal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a run", e);
        }
    }

    private static <T> Thread start(String name, Supplier<T> work, CompletableFuture<T> answer) {
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(work.get());
                    } catch (Exception | LinkageError e) {
                        answer.completeExceptionally(e);
                    }
                },
                name);
        // Spark's threads inherit it; under spark-submit only this loader knows our classes, and a pool's threads have
        // another.
        thread.setContextClassLoader(Cluster.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Spark itself would try for a minute and then end with a trace of its own. */
    private void requireAnswer() {
        String master = master();
        if (!master.startsWith(STANDALONE)) {
            return;
        }
        Map<String, String> failures = new LinkedHashMap<>();
        for (String each : master.substring(STANDALONE.length()).split(",", -1)) {
            Matcher address = ADDRESS.matcher(each);
            if (!address.matches()) {
                throw new Main.RefusedException("--master must be as spark://HOST:PORT, but is `" + master + "`");
            }
            try {
                reach(address.group(1), Integer.parseInt(address.group(2)));
                return;
            } catch (IOException | IllegalArgumentException e) {
                failures.put(each, String.valueOf(e.getMessage()));
            }
        }
        List<String> reasons = new ArrayList<>();
        failures.forEach((address, reason) -> reasons.add(address + ": " + reason));
        throw silent(" (" + String.join("; ", reasons) + ")");
    }

    /** Tries each address that a host has. */
    private void reach(String host, int port) throws IOException {
        IOException failure = new IOException("it has no address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), patience * 1000);
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private Main.RefusedException silent(String reason) {
        return new Main.RefusedException("the master " + master() + " does not answer" + reason);
    }

    /** Connects on a thread of its own: to one that speaks another protocol Spark would listen for long. */
    private JavaSparkContext connect() {
        CompletableFuture<JavaSparkContext> connecting = new CompletableFuture<>();
        Thread thread = start("connect to Spark", () -> new JavaSparkContext(settings), connecting);
        try {
            JavaSparkContext connected = connecting.get(patience, TimeUnit.SECONDS);
            if (connected.sc().isStopped()) {
                throw silent("");
            }
            return connected;
        } catch (TimeoutException e) {
            // What Spark has begun it then takes down itself.
            thread.interrupt();
            connecting
                    .handle((late, failure) -> true)
                    .completeOnTimeout(false, GIVE_UP_SECONDS, TimeUnit.SECONDS)
                    .join();
            throw silent(" within " + patience + " s (--wait)");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Main.RefusedException("Spark cannot use the master " + master() + ": " + cause.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a run", e);
        }
    }

    /** Says once that nobody works: a cluster may be busy, or its workers too small. */
    void warnIfWithoutWorkers() {
        JavaSparkContext connected = context;
        if (connected == null || warned || System.nanoTime() - start < patience * 1_000_000_000L) {
            return;
        }
        // The driver counts as one.
        if (!connected.isLocal() && connected.statusTracker().getExecutorInfos().length <= 1) {
            warned = true;
            warn("no executor of " + master() + " has come within " + patience + " s; still waiting for one");
        }
    }

    /** What ended a job that did not find all. */
    Main.RefusedException failure(SimpleFutureAction<?> job) {
        String reason = job.value().get().failed().get().getMessage();
        String said = reason == null ? "it does not say why" : reason;
        return new Main.RefusedException("Spark gave up: "
                + said.lines().findFirst().orElse(said) + "; what was found is kept: `--resume` goes on from there");
    }

    @Override
    public synchronized void close() {
        JavaSparkContext connected = context;
        if (connected != null) {
            connected.close();
        }
    }
}
