package org.strangenoise.studies.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.FilesRead;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.output.OutputFolder;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.StudyWriter;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.RunLimits;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.studies.tasks.TaskExecutor;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;

/**
 * Answers studies in one warm process. Requests are taken at once and answered one after the other, each with all
 * threads; results are those of {@code run}, to the last bit, and stay in memory. Documents, prepared analyses and
 * their results are kept, within bounds, while only parameters change.
 *
 * <pre>{@code
 * try (StudyService service = new StudyService()) {
 *     StudyRequest request = StudyRequest.of(StudySource.file(Path.of("configs/studies/neill-2016.yaml"))).only("fig4");
 *     StudyResults results = service.run(request.with("device.qubits.*.T1", "20 us"));
 * }
 * }</pre>
 */
public final class StudyService implements AutoCloseable {

    private static final int MOST_WAITING = 64;

    /** As much as one file may have: a document takes some twelve times the memory of its text. */
    private static final long DOCUMENT_BYTES = 4 << 20;

    /** Whoever moves a slider sends a document each time that nobody sends again. */
    private static final int MOST_DOCUMENTS = 32;

    /** Fields that the objects of all analyses have, or may have. */
    private static final Set<String> COMMON_FIELDS =
            Set.of("qubits", "kappa", "physical-qubits", "method", "method-reason", "warnings");

    private final RunLimits limits;
    private final SimulationOptions options;
    private final AnalysisRunner runner;
    private final ForkJoinPool pool;
    private final FilesRead.ParsedFiles documents = new FilesRead.ParsedFiles(MOST_DOCUMENTS, DOCUMENT_BYTES);
    private final KeptStudies studies = new KeptStudies();
    private final KeptStudies.Analyses kept = new KeptStudies.Analyses();
    private final Deque<Job<?>> waiting = new ArrayDeque<>();
    private @Nullable Job<?> current;
    private boolean closed;

    /** Hears of what is found; called from the threads that find it. */
    @FunctionalInterface
    public interface Progress {

        /** Hears nothing. */
        Progress NONE = (analysis, found, samples) -> {};

        /**
         * More samples of an analysis are found.
         *
         * @param found so far
         * @param samples of the analysis as far as it knows by now
         */
        void found(String analysis, int found, int samples);
    }

    private record Job<T>(Optional<String> kind, Running<T> running, Running.Work<T> work) {
        void carryOut() {
            running.carryOut(work);
        }
    }

    /** Too much waits already, or the service is closed. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BusyException(String message) {
            super(message);
        }
    }

    /** A service with all processors and the limits of {@code run}. */
    public StudyService() {
        this(
                Runtime.getRuntime().availableProcessors(),
                new RunLimits(RunLimits.defaultMemory(), RunLimits.DEFAULT_OUTPUT));
    }

    /**
     * A service with a number of threads.
     *
     * @param threads at least 1
     * @param limits of each request
     */
    public StudyService(int threads, RunLimits limits) {
        this.limits = limits;
        this.options = SimulationOptions.defaults().withThreads(threads).withMemoryLimit(limits.memory());
        this.runner = new AnalysisRunner(options, line -> {});
        // Parallel streams inside take their threads from the pool they run in.
        this.pool = new ForkJoinPool(threads);
    }

    /** The version of the program; a text in brackets outside of its jar. */
    public static String version() {
        String version = StudyService.class.getPackage().getImplementationVersion();
        return version == null ? "(not run from its jar)" : version;
    }

    /** The JSON Schema of {@code study} or {@code device} files. */
    public static String schema(String kind) {
        try (InputStream in = StudyService.class.getResourceAsStream("/schema/" + kind + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "Argument `kind` must be `study` or `device`, but is `" + kind + "`");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Answers a request and waits for it.
     *
     * @throws org.strangenoise.yaml.InvalidInputException with every problem, if the study or the request is refused
     * @throws java.util.concurrent.CancellationException if a newer request of its kind cancelled it
     */
    public StudyResults run(StudyRequest request) {
        return submit(request, Progress.NONE).await();
    }

    /**
     * Takes a request to be answered.
     *
     * @throws BusyException if too many wait already
     */
    public Running<StudyResults> submit(StudyRequest request, Progress progress) {
        return submit(request.kind(), watch -> answer(request, watch, progress));
    }

    /**
     * Reads a study and makes its analyses ready, as running would, but runs nothing.
     *
     * @return warnings
     */
    public Running<List<String>> validate(StudyRequest request) {
        return submit(request.kind(), watch -> {
            String set = request.setText();
            Study study = read(request, set);
            prepare(request, set, study);
            return study.warnings();
        });
    }

    private <T> Running<T> submit(Optional<String> kind, Running.Work<T> work) {
        Running<T> running = new Running<>();
        submit(new Job<>(kind, running, work));
        return running;
    }

    private void submit(Job<?> job) {
        List<Job<?>> gone = new ArrayList<>();
        try {
            take(job, gone);
        } finally {
            // Outside of the lock, since whoever waits for them hears it here.
            gone.forEach(Job::carryOut);
        }
    }

    private synchronized void take(Job<?> job, List<Job<?>> gone) {
        if (closed) {
            throw new BusyException("the service is closed");
        }
        if (job.kind().isPresent()) {
            List<Job<?>> older = new ArrayList<>(waiting);
            if (current != null) {
                older.add(current);
            }
            older.stream()
                    .filter(o -> o.kind().equals(job.kind()))
                    .forEach(o -> o.running().cancel());
        }
        waiting.stream().filter(each -> each.running().isCancelled()).forEach(gone::add);
        waiting.removeAll(gone);
        if (waiting.size() >= MOST_WAITING) {
            throw new BusyException("at most " + MOST_WAITING + " requests may wait, but as many do");
        }
        waiting.add(job);
        if (current == null) {
            next();
        }
    }

    private synchronized void next() {
        Job<?> job = waiting.poll();
        current = job;
        if (job != null) {
            pool.execute(() -> {
                job.carryOut();
                next();
            });
        }
    }

    /** Cancels what waits or runs, and frees the threads once they noticed. */
    @Override
    public void close() {
        List<Job<?>> gone;
        synchronized (this) {
            closed = true;
            gone = new ArrayList<>(waiting);
            waiting.clear();
            gone.forEach(job -> job.running().cancel());
            if (current != null) {
                current.running().cancel();
            }
        }
        gone.forEach(Job::carryOut);
        pool.shutdown();
    }

    private Study read(StudyRequest request, String set) {
        InputFile file = request.study().open();
        Setup.Change change = request.change(set);
        Optional<KeptStudies.Key> key = KeptStudies.key(file, request.study(), request.analyses());
        Study study = key.flatMap(known -> studies.changed(known, change)).orElseGet(() -> {
            Study read = read(request, file, change);
            key.ifPresent(k -> keep(k, request, file, read));
            return read;
        });
        return request.seed().map(study::withSeed).orElse(study);
    }

    private Study read(StudyRequest request, InputFile file, Setup.Change change) {
        return StudyReader.read(
                file,
                StudyReader.Reading.ALL.with(
                        new HashSet<>(request.analyses()),
                        (each, problems) -> documents.parse(
                                each,
                                each == file ? request.study().parser() : StudyReader.Reading.ALL.parser(),
                                problems),
                        change));
    }

    /** Keeps the study without the request's change, where later changes need no more. */
    private void keep(KeptStudies.Key key, StudyRequest request, InputFile file, Study read) {
        boolean enough = read.analyses().stream()
                .allMatch(plan -> plan.withParametersOf(plan.setup()).isPresent());
        if (enough) {
            (request.set().isEmpty() ? Optional.of(read) : unchanged(request, file))
                    .ifPresent(study -> studies.keep(key, file, study));
        }
    }

    /** The study as it stands in its file; empty if only a change makes it a good one. */
    private Optional<Study> unchanged(StudyRequest request, InputFile file) {
        try {
            return Optional.of(read(request, file, Setup.Change.NONE));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private List<KeptStudies.Analyses.Ready> prepare(StudyRequest request, String set, Study study) {
        Problems problems = new Problems();
        List<KeptStudies.Analyses.Ready> prepared = new ArrayList<>();
        requireFields(request, study);
        Set<String> fields = new HashSet<>(request.fields());
        for (AnalysisPlan whole : study.analyses()) {
            AnalysisPlan plan = fields.isEmpty() ? whole : whole.forFields(fields);
            kept.get(
                            new KeptStudies.Analyses.Asked(
                                    study.texts().getOrDefault(plan.id(), study.sha256()),
                                    set,
                                    request.fields(),
                                    request.seed(),
                                    plan.id()),
                            plan,
                            () -> runner.prepare(plan, problems))
                    .ifPresent(prepared::add);
        }
        problems.throwIfErrors();
        return prepared;
    }

    /** Refuses names that no analysis of a study has a field of. */
    private static void requireFields(StudyRequest request, Study study) {
        for (String name : request.fields()) {
            boolean known = COMMON_FIELDS.contains(name)
                    || study.analyses().stream()
                            .anyMatch(plan -> plan.type().fieldNames().contains(name));
            if (!known) {
                throw new InvalidInputException(List.of(Problem.error(
                        Location.startOf(StudyRequest.FIELDS),
                        "a name in `fields` must be that of a field of an analysis that is asked for, but is `" + name
                                + "`")));
            }
        }
        if (!request.fields().isEmpty() && request.output().isPresent()) {
            throw new InvalidInputException(List.of(Problem.error(
                    Location.startOf(StudyRequest.FIELDS),
                    "`fields` must be left out where files are written, since these hold all fields")));
        }
    }

    private StudyResults answer(StudyRequest request, TaskWatch watch, Progress progress) throws IOException {
        String set = request.setText();
        Study study = read(request, set);
        limits.check(study, request.output().isPresent());
        watch.throwIfCancelled();
        List<KeptStudies.Analyses.Ready> prepared = prepare(request, set, study);
        List<AnalysisResult> results = new ArrayList<>();
        for (int k = 0; k < prepared.size(); k++) {
            watch.throwIfCancelled();
            String id = study.analyses().get(k).id();
            KeptStudies.Analyses.Ready analysis = prepared.get(k);
            if (analysis.result().isEmpty()) {
                analysis.found(run(id, analysis.prepared(), watch, progress));
            }
            results.add(analysis.result().orElseThrow());
        }
        StudyResults found = new StudyResults(study, results, version());
        if (request.output().isPresent()) {
            write(found, request.output().get());
        }
        return found;
    }

    private static <S, R extends AnalysisResult> R run(
            String id, PreparedAnalysis<S, R> analysis, TaskWatch watch, Progress progress) {
        int samples = analysis.samples(List.of());
        return new TaskExecutor.Local().run(id, analysis, new TaskWatch() {
            private int found;

            @Override
            public synchronized void found(int more) {
                found += more;
                progress.found(id, found, Math.max(found, samples));
            }

            @Override
            public boolean isCancelled() {
                return watch.isCancelled();
            }
        });
    }

    private void write(StudyResults results, Path target) throws IOException {
        try (OutputFolder folder = OutputFolder.open(target)) {
            StudyWriter.write(results, folder.path(), true, options.threads() > 1);
            folder.publish();
        } catch (OutputFolder.UnwritableException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * A request that was taken: it waits for its turn, or is being answered, or is done.
     *
     * @param <T> the answer
     */
    public static final class Running<T> {

        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private volatile boolean cancelled;

        /** How an answer is found. */
        @FunctionalInterface
        interface Work<T> {
            T answer(TaskWatch watch) throws Exception;
        }

        Running() {}

        /** Nobody waits any more: what has not begun never does, what has stops at its next sample. */
        public void cancel() {
            cancelled = true;
        }

        /** True once it was cancelled, be it done or not. */
        public boolean isCancelled() {
            return cancelled;
        }

        /**
         * Tells the answer, or what came instead: an {@link org.strangenoise.yaml.InvalidInputException} for what is
         * refused, a {@link CancellationException}, or a defect; at once if it is done, else from the thread that ends
         * it.
         */
        public void whenDone(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> told) {
            Objects.requireNonNull(answer.whenComplete(told));
        }

        /**
         * Waits for the answer.
         *
         * @throws org.strangenoise.yaml.InvalidInputException if the study or the request is refused
         * @throws CancellationException if it was cancelled
         */
        public T await() {
            try {
                return answer.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException reason) {
                    throw reason;
                }
                throw e;
            }
        }

        /** Finds the answer; whatever happens, it is done afterwards. */
        void carryOut(Work<T> work) {
            try {
                if (cancelled) {
                    throw new CancellationException("cancelled before it began");
                }
                answer.complete(work.answer(new TaskWatch() {
                    @Override
                    public void found(int samples) {}

                    @Override
                    public boolean isCancelled() {
                        return cancelled;
                    }
                }));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }
    }
}
