package org.strangenoise.studies.tasks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.yaml.InputFile;

/**
 * The rows of a study's finished tasks in a folder, so that a run that ends early, or one of several, need not find
 * them again. Every process writes a file of its own ({@link JournalFile}) and reads those of all; so none can harm
 * another's. A write that fails is told once and tried again with the next rows: the run itself goes on.
 */
public final class Journal implements AutoCloseable {

    /** Follows the output folder's name. */
    public static final String SUFFIX = ".partial";

    private static final Pattern FILE = Pattern.compile("rows-[0-9a-f]{16}\\.txt");

    private static final long NANOS = 1_000_000_000;

    private final Path folder;
    private final Subject subject;
    private final Listener listener;
    private final LongSupplier nanos;
    private final long start;
    private final double quietSeconds;
    private final List<KnownRows> known;
    private final Thread lastWords = new Thread(this::writeAtTheEnd, "write journal");

    /** Not yet text: a run that ends in the first seconds needs none of it. */
    private final List<EarlyRows> early = new ArrayList<>();

    private ByteArrayOutputStream held = new ByteArrayOutputStream();
    private JournalFile.@Nullable Writer writer;
    private @Nullable Path own;
    private long synced;
    private boolean failed;
    private boolean closed;

    /**
     * A journal to read and to add to. Nothing is written before there are rows and the first seconds are over.
     *
     * @param folder made when it is needed
     * @param quietSeconds until anything is written
     * @param listener hears why rows cannot be written
     */
    public Journal(Path folder, Subject subject, double quietSeconds, Listener listener) {
        this(folder, subject, quietSeconds, listener, System::nanoTime);
    }

    Journal(Path folder, Subject subject, double quietSeconds, Listener listener, LongSupplier nanos) {
        this.folder = folder;
        this.subject = subject;
        this.quietSeconds = quietSeconds;
        this.listener = listener;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.synced = start;
        this.known = subject.analyses().stream().map(part -> new KnownRows()).toList();
        Runtime.getRuntime().addShutdownHook(lastWords);
    }

    /** Rows of the first seconds. */
    private record EarlyRows(String id, int from, List<?> rows) {}

    /** Hears of a journal what a user should know. */
    public interface Listener {

        /** Rows cannot be written, or can again. */
        void warning(String message);

        /** The program is ending although the journal was not closed; rows are in its folder. */
        void endsEarly();
    }

    /** Rows that cannot be used; the message says whose they are. */
    public static final class OtherJournalException extends Exception {
        private static final long serialVersionUID = 1L;

        OtherJournalException(String message) {
            super(message);
        }
    }

    /** The files of a journal, in the order of their names. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of(); // opening a pipe would wait for who writes to it
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> FILE.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** True if a folder holds a journal, whosever it is. */
    public static boolean exists(Path folder) throws IOException {
        return !files(folder).isEmpty();
    }

    /** Removes a journal, and its folder if that holds nothing else. */
    public static void remove(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.deleteIfExists(file);
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException holdsMore) {
            assert Files.isDirectory(folder);
        }
    }

    /** Why a journal's rows are not this subject's; empty if they are, or if there is no journal. */
    public static Optional<String> difference(Path folder, Subject subject) throws IOException {
        for (Path file : files(folder)) {
            Optional<String> difference =
                    JournalFile.head(file).map(JournalFile.Head::subject).flatMap(subject::difference);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /**
     * Reads what the files of all processes hold now, but for this one's, whose rows are known.
     *
     * @return how many lines were damaged
     * @throws OtherJournalException if a file is of another subject
     */
    public int read() throws IOException, OtherJournalException {
        int damaged = 0;
        for (Path file : files(folder)) {
            if (file.equals(own)) {
                continue;
            }
            Optional<String> difference =
                    JournalFile.head(file).map(JournalFile.Head::subject).flatMap(subject::difference);
            if (difference.isPresent()) {
                throw new OtherJournalException("journal " + folder + " holds rows of " + difference.get());
            }
            damaged += JournalFile.read(file, this::keep).damaged();
        }
        return damaged;
    }

    /** A line with a right checksum that this subject does not know is another program's mistake, and of no use. */
    private void keep(int analysis, int sample, byte[] json) {
        if (analysis < known.size()) {
            known.get(analysis).put(sample, json);
        }
    }

    /** The row of a sample; empty if it was not found yet, or cannot be read. */
    public <S> Optional<S> row(String id, int sample, Class<S> type) {
        byte[] json = known.get(subject.number(id)).get(sample);
        if (json.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(RowJson.row(new String(json, StandardCharsets.UTF_8), type));
        } catch (IllegalArgumentException otherRow) {
            return Optional.empty();
        }
    }

    /** How many rows of an analysis were read. */
    public int rows(String id) {
        return known.get(subject.number(id)).count;
    }

    /** Rows of an analysis as text, by sample; empty ones are not known. */
    private static final class KnownRows {
        private static final byte[] NONE = {};

        private byte[][] rows = {};
        private int count;

        void put(int sample, byte[] json) {
            if (sample >= rows.length) {
                int before = rows.length;
                rows = Arrays.copyOf(rows, Math.max(sample + 1, before + before / 2));
                Arrays.fill(rows, before, rows.length, NONE);
            }
            count += rows[sample].length == 0 ? 1 : 0;
            rows[sample] = json;
        }

        byte[] get(int sample) {
            return sample < rows.length ? rows[sample] : NONE;
        }
    }

    /**
     * Adds rows of samples that follow each other.
     *
     * @param remember true if they will be asked for again
     */
    public void add(String id, int from, List<?> rows, boolean remember) {
        if (!remember) {
            synchronized (this) {
                if (writer == null && isQuiet()) {
                    early.add(new EarlyRows(id, from, rows));
                    return;
                }
            }
        }
        addLines(id, from, lines(rows), remember);
    }

    private static List<String> lines(List<?> rows) {
        return rows.stream().map(RowJson::line).toList();
    }

    /** As {@link #add}, of rows that are text already. */
    public void addLines(String id, int from, List<String> rows, boolean remember) {
        int analysis = subject.number(id);
        List<byte[]> lines = new ArrayList<>(rows.size());
        for (int k = 0; k < rows.size(); k++) {
            String json = rows.get(k);
            lines.add(JournalFile.row(analysis, from + k, json));
            if (remember) {
                keep(analysis, from + k, json.getBytes(StandardCharsets.UTF_8));
            }
        }
        synchronized (this) {
            lines.forEach(held::writeBytes);
            if (!isQuiet()) {
                write(nanos.getAsLong() - synced >= NANOS);
            }
        }
    }

    /** True in the first seconds, in which nothing is written. */
    private boolean isQuiet() {
        return nanos.getAsLong() - start < quietSeconds * NANOS;
    }

    /**
     * Makes this process' file now, whatever the first seconds bring.
     *
     * @throws IOException if it cannot be written
     */
    public synchronized void begin() throws IOException {
        if (writer == null) {
            writer = create();
        }
    }

    /** True if rows could not be written. */
    public synchronized boolean lacksRows() {
        return failed;
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Writes what is held. */
    public synchronized void flush() {
        write(true);
    }

    private void write(boolean sync) {
        if (closed) {
            return;
        }
        for (EarlyRows rows : early) {
            int analysis = subject.number(rows.id());
            List<String> lines = lines(rows.rows());
            for (int k = 0; k < lines.size(); k++) {
                held.writeBytes(JournalFile.row(analysis, rows.from() + k, lines.get(k)));
            }
        }
        early.clear();
        if (held.size() == 0) {
            return;
        }
        try {
            JournalFile.Writer open = writer;
            if (open == null) {
                open = create();
                writer = open;
            }
            byte[] lines = held.toByteArray();
            long before = open.size();
            Optional<IOException> failure = open.write(lines);
            int written = (int) (open.size() - before);
            held = new ByteArrayOutputStream();
            held.write(lines, written, lines.length - written);
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (sync) {
                open.sync();
                synced = nanos.getAsLong();
            }
            if (failed) {
                failed = false;
                listener.warning("journal " + folder + " can be written again");
            }
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                listener.warning("journal " + folder + " cannot be written for now: " + InputFile.reason(e));
            }
        }
    }

    private JournalFile.Writer create() throws IOException {
        Files.createDirectories(folder);
        long random = ThreadLocalRandom.current().nextLong();
        Path file = folder.resolve("rows-" + HexFormat.of().toHexDigits(random) + ".txt");
        JournalFile.Writer made = new JournalFile.Writer(
                file, new JournalFile.Head(JournalFile.FORMAT, subject, RunningProcess.current()));
        own = file;
        return made;
    }

    private void writeAtTheEnd() {
        synchronized (this) {
            if (!isQuiet()) {
                write(true);
            }
            if (own == null) {
                return;
            }
        }
        listener.endsEarly();
    }

    /** Removes the journal with the rows of all processes: they are where they belong. */
    public void finish() throws IOException {
        close();
        remove(folder);
    }

    /** Keeps what is written, and writes no more. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        try {
            if (own != null || failed) {
                write(true);
            }
        } finally {
            closed = true;
            try {
                Runtime.getRuntime().removeShutdownHook(lastWords);
            } catch (IllegalStateException ending) {
                assert ending.getMessage() != null;
            }
            if (writer != null) {
                writer.close();
            }
        }
    }

    /**
     * What a journal holds, whoever writes it, read from outside.
     *
     * @param subject what its rows belong to; empty if no file says so
     * @param rows different samples of each analysis, in the subject's order
     * @param writers the processes that wrote it
     * @param damaged lines that are not as they were written
     */
    public record Status(Optional<Subject> subject, List<Integer> rows, List<Writer> writers, int damaged) {

        /** A process, and when it wrote last. */
        public record Writer(RunningProcess process, Instant last) {}

        /**
         * Reads a journal.
         *
         * @throws IOException also if its format is another one
         */
        public static Status of(Path folder) throws IOException {
            Optional<Subject> subject = Optional.empty();
            List<BitSet> found = new ArrayList<>();
            List<Writer> writers = new ArrayList<>();
            int damaged = 0;
            for (Path file : Journal.files(folder)) {
                JournalFile.Content content = JournalFile.read(file, (analysis, sample, json) -> {
                    while (found.size() <= analysis) {
                        found.add(new BitSet());
                    }
                    found.get(analysis).set(sample);
                });
                damaged += content.damaged();
                if (content.head().isPresent()) {
                    JournalFile.Head head = content.head().get();
                    subject = Optional.of(head.subject());
                    writers.add(new Writer(
                            head.process(), Files.getLastModifiedTime(file).toInstant()));
                }
            }
            int analyses = subject.map(s -> s.analyses().size()).orElse(0);
            List<Integer> rows = new ArrayList<>();
            for (int k = 0; k < analyses; k++) {
                rows.add(k < found.size() ? found.get(k).cardinality() : 0);
            }
            return new Status(subject, List.copyOf(rows), List.copyOf(writers), damaged);
        }
    }

    /**
     * What the rows of a journal belong to. Rows of two runs may stand in one journal only where these are equal.
     *
     * @param study its name
     * @param version of this program
     * @param analyses in the study's order
     */
    public record Subject(String study, String version, List<Part> analyses) {

        /**
         * One analysis.
         *
         * @param id its id
         * @param key a hash of the program's version, the analysis with its overrides, its seed, its files, and what
         *     tasks are cut by
         * @param samples of its first round
         */
        public record Part(String id, String key, int samples) {

            /**
             * The key of an analysis.
             *
             * @param text all that the study says about it, in a canonical form
             * @param seed of its random numbers
             */
            public static Part of(String version, String id, String text, long seed, PreparedAnalysis<?, ?> prepared) {
                int samples = prepared.samples(List.of());
                // Another method, as another limit of memory may bring, has another cost, and other last digits.
                String cost = Double.toHexString(prepared.secondsPerSample());
                return new Part(
                        id,
                        Sha256.of(String.join(
                                "\n", version, id, text, Long.toString(seed), Integer.toString(samples), cost)),
                        samples);
            }

            /** The id of a task: the same wherever the same is asked of the same program. */
            public String taskId(Task task) {
                return Sha256.of(key + "\n" + task.from() + "\n" + task.to()).substring(0, 16);
            }
        }

        public Subject {
            analyses = List.copyOf(analyses);
        }

        /** The number of an analysis. */
        int number(String id) {
            for (int k = 0; k < analyses.size(); k++) {
                if (analyses.get(k).id().equals(id)) {
                    return k;
                }
            }
            throw new IllegalArgumentException("Argument `id` must be an analysis of `" + study + "`, but is " + id);
        }

        /** An analysis by its id. */
        public Part part(String id) {
            return analyses.get(number(id));
        }

        /** How another subject differs, as a sentence's end; empty if it does not. */
        Optional<String> difference(Subject other) {
            if (!other.study.equals(study)) {
                return Optional.of("the study `" + other.study + "`, not of `" + study + "`");
            }
            if (!other.version.equals(version)) {
                return Optional.of("version " + other.version + " of this program, which is version " + version);
            }
            List<String> changed = new ArrayList<>();
            for (Part part : analyses) {
                if (!other.analyses.contains(part)) {
                    changed.add("`" + part.id() + "`");
                }
            }
            if (!changed.isEmpty()) {
                return Optional.of("the study `" + study + "` when it or its files said something else about "
                        + String.join(", ", changed));
            }
            return analyses.equals(other.analyses)
                    ? Optional.empty()
                    : Optional.of("the study `" + study + "` when it had other analyses");
        }

        /** SHA-256 of a text, hexadecimal. */
        static final class Sha256 {

            private Sha256() {}

            static String of(String text) {
                try {
                    MessageDigest digest = MessageDigest.getInstance("SHA-256");
                    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException("every Java has SHA-256", e);
                }
            }
        }
    }
}
