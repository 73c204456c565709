package org.strangenoise.studies.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;

/** Rows come back as they went, whatever happens to the files, and none is found twice. */
class JournalTest {

    private static final String ID = "numbers";

    @TempDir
    private Path temporary;

    private final List<String> warnings = new ArrayList<>();

    private final Journal.Listener listener = new Journal.Listener() {
        @Override
        public void warning(String message) {
            warnings.add(message);
        }

        @Override
        public void endsEarly() {
            throw new AssertionError("closed journals say nothing");
        }
    };

    record Row(double value, String text) {}

    record Rows(List<Row> rows) implements AnalysisResult {
        @Override
        public AnalysisPlan plan() {
            throw new UnsupportedOperationException();
        }
    }

    /** Samples in rounds; remembers which were found here. */
    private static final class Numbers implements PreparedAnalysis<Row, Rows> {
        final Set<Integer> found = new ConcurrentSkipListSet<>();
        final int[] rounds;
        double seconds = 0.4;

        Numbers(int... rounds) {
            this.rounds = rounds;
        }

        @Override
        public Class<Row> rowType() {
            return Row.class;
        }

        @Override
        public int samples(List<Row> complete) {
            return Arrays.stream(rounds)
                    .filter(end -> end > complete.size())
                    .findFirst()
                    .orElse(complete.size());
        }

        @Override
        public boolean hasOneRound() {
            return rounds.length == 1;
        }

        @Override
        public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
            return watch.each(from, to, false, sample -> {
                assertTrue(found.add(sample), "sample " + sample + " was found already");
                double sum = complete.stream().mapToDouble(Row::value).sum();
                return new Row(StrictMath.sin(sample) + sum, "row \"" + sample + "\"\n\u00e9");
            });
        }

        @Override
        public Rows assemble(List<Row> rows) {
            return new Rows(List.copyOf(rows));
        }

        @Override
        public double secondsPerSample() {
            return seconds;
        }
    }

    private static Journal.Subject subject(String study, String version, Numbers numbers) {
        return new Journal.Subject(
                study, version, List.of(Journal.Subject.Part.of(version, ID, "what it says", 1, numbers)));
    }

    private Journal journal(Numbers numbers) {
        return new Journal(temporary.resolve("out.partial"), subject("study", "1", numbers), 0, listener);
    }

    private Rows run(Numbers numbers) throws Exception {
        try (Journal journal = journal(numbers)) {
            journal.read();
            return new TaskExecutor.JournalExecutor(journal, TaskExecutor.Progress.NONE)
                    .run(ID, numbers, TaskWatch.NONE);
        }
    }

    private Path onlyFile() throws IOException {
        List<Path> files = Journal.files(temporary.resolve("out.partial"));
        assertEquals(1, files.size());
        return files.get(0);
    }

    @Test
    void whatIsInTheJournalIsNotFoundAgain() throws Exception {
        for (int[] rounds : new int[][] {{25}, {7, 9, 30}}) {
            Numbers first = new Numbers(rounds);
            Rows rows = run(first);
            Numbers second = new Numbers(rounds);
            assertEquals(rows, run(second));
            assertEquals(Set.of(), second.found);
            assertEquals(new Numbers(rounds).run(), rows);
            Journal.remove(temporary.resolve("out.partial"));
            assertFalse(Files.exists(temporary.resolve("out.partial")));
        }
    }

    /** A kill may come at any byte of what is written last. */
    @Test
    void aTailTornAtAnyByteOfTheLastThreeRecordsIsFoundAgainAndNothingElse() throws Exception {
        Rows expected = run(new Numbers(9));
        byte[] whole = Files.readAllBytes(onlyFile());
        int from = startOfRecord(whole, 3);
        for (int length = from; length < whole.length; length++) {
            Files.write(onlyFile(), Arrays.copyOf(whole, length));
            int intact = 0;
            for (int at = 0; at < length; at++) {
                intact += whole[at] == '\n' ? 1 : 0;
            }
            Numbers again = new Numbers(9);
            assertEquals(expected, run(again));
            // The first line is no row.
            assertEquals(
                    IntStream.range(intact - 1, 9).boxed().toList(), List.copyOf(again.found), "at byte " + length);
            for (Path file : Journal.files(temporary.resolve("out.partial"))) {
                Files.delete(file);
            }
            Files.write(temporary.resolve("out.partial").resolve("rows-0123456789abcdef.txt"), whole);
        }
    }

    private static int startOfRecord(byte[] bytes, int fromEnd) {
        int lines = 0;
        for (int at = bytes.length - 1; ; at--) {
            if (bytes[at] == '\n' && ++lines == fromEnd + 1) {
                return at + 1;
            }
        }
    }

    /** Every byte in turn, with every bit: a row is right or it is not there. */
    @Test
    void aFlippedBitNeverGivesAWrongRow() throws Exception {
        Rows expected = run(new Numbers(4));
        Path file = onlyFile();
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(file, flipped);
            Numbers numbers = new Numbers(4);
            try (Journal journal = journal(numbers)) {
                int damaged = journal.read();
                assertTrue(damaged >= 1, "byte " + at + " was flipped, and nobody saw it");
                for (int sample = 0; sample < 4; sample++) {
                    Row row = journal.row(ID, sample, Row.class)
                            .orElse(expected.rows().get(sample));
                    assertEquals(expected.rows().get(sample), row, "byte " + at);
                }
            }
        }
    }

    @Test
    void severalWritersShareTheTasksOfEveryRoundWithoutHarm() throws Exception {
        int[] rounds = {40, 45, 80};
        List<Numbers> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            int number = k;
            Numbers numbers = new Numbers(rounds);
            all.add(numbers);
            Thread thread = new Thread(() -> {
                try (Journal journal = journal(numbers)) {
                    TaskExecutor.JournalExecutor executor =
                            new TaskExecutor.JournalExecutor(journal, TaskExecutor.Progress.NONE);
                    while (!executor.share(ID, numbers, task -> task % 3 == number, TaskWatch.NONE)
                            .isEmpty()) {
                        Thread.sleep(1);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        Set<Integer> found = new TreeSet<>();
        int count = 0;
        for (Numbers numbers : all) {
            found.addAll(numbers.found);
            count += numbers.found.size();
        }
        assertEquals(80, found.size());
        assertEquals(80, count);
        Numbers last = new Numbers(rounds);
        try (Journal journal = journal(last)) {
            journal.read();
            assertEquals(
                    List.of(), new TaskExecutor.JournalExecutor(journal, TaskExecutor.Progress.NONE).missing(ID, last));
        }
        assertEquals(new Numbers(rounds).run(), run(last));
        assertEquals(Set.of(), last.found);
    }

    @Test
    void missingTasksAreNamed() throws Exception {
        Numbers numbers = new Numbers(10);
        try (Journal journal = journal(numbers)) {
            TaskExecutor.JournalExecutor executor =
                    new TaskExecutor.JournalExecutor(journal, TaskExecutor.Progress.NONE);
            executor.share(ID, numbers, task -> task % 2 == 0, TaskWatch.NONE);
        }
        Numbers later = new Numbers(10);
        try (Journal journal = journal(later)) {
            journal.read();
            assertEquals(
                    List.of(new Task(ID, 2, 4), new Task(ID, 6, 8)),
                    new TaskExecutor.JournalExecutor(journal, TaskExecutor.Progress.NONE).missing(ID, later));
        }
    }

    @Test
    void rowsOfAnotherStudyVersionOrQuestionAreRefusedByName() throws Exception {
        run(new Numbers(5));
        Path folder = temporary.resolve("out.partial");
        assertEquals(
                "the study `study`, not of `other`",
                Journal.difference(folder, subject("other", "1", new Numbers(5)))
                        .orElseThrow());
        assertTrue(Journal.difference(folder, subject("study", "2", new Numbers(5)))
                .orElseThrow()
                .startsWith("version 1 of this program"));
        assertTrue(Journal.difference(folder, subject("study", "1", new Numbers(6)))
                .orElseThrow()
                .contains("`numbers`"));
        assertEquals(
                true,
                Journal.difference(folder, subject("study", "1", new Numbers(5)))
                        .isEmpty());
        Numbers numbers = new Numbers(5);
        try (Journal other = new Journal(folder, subject("study", "2", numbers), 0, listener)) {
            assertThrows(Journal.OtherJournalException.class, other::read);
        }
    }

    @Test
    void aJournalOfALaterFormatIsNotRead() throws Exception {
        run(new Numbers(2));
        String text = Files.readString(onlyFile());
        String head = text.substring(9, text.indexOf('\n')).replace("\"format\":1", "\"format\":2");
        Files.write(onlyFile(), JournalFile.line(head));
        try (Journal journal = journal(new Numbers(2))) {
            IOException e = assertThrows(IOException.class, journal::read);
            assertTrue(String.valueOf(e.getMessage()).contains("its format is 2"), e.getMessage());
        }
    }

    @Test
    void nothingIsWrittenBeforeTheFirstSecondsAreOverAndAClockThatGoesBackLosesNothing() throws Exception {
        AtomicLong clock = new AtomicLong(5_000_000_000L);
        Numbers numbers = new Numbers(6);
        Path folder = temporary.resolve("out.partial");
        try (Journal journal = new Journal(folder, subject("study", "1", numbers), 3, listener, clock::get)) {
            journal.add(ID, 0, numbers.rows(0, 2, List.of(), TaskWatch.NONE), false);
            assertFalse(Files.exists(folder));
            clock.addAndGet(3_000_000_000L);
            journal.add(ID, 2, numbers.rows(2, 4, List.of(), TaskWatch.NONE), false);
            assertEquals(5, Files.readAllLines(onlyFile()).size());
            clock.addAndGet(-9_000_000_000L);
            journal.add(ID, 4, numbers.rows(4, 6, List.of(), TaskWatch.NONE), false);
        }
        assertEquals(7, Files.readAllLines(onlyFile(), StandardCharsets.UTF_8).size());
    }

    /** The first write fails, as on a full disk; the rows are held until one succeeds. */
    @Test
    void whatCannotBeWrittenIsToldOnceAndWrittenLater() throws Exception {
        Path folder = temporary.resolve("out.partial");
        Files.writeString(folder, "in the way");
        Numbers numbers = new Numbers(6);
        try (Journal journal = journal(numbers)) {
            journal.add(ID, 0, numbers.rows(0, 2, List.of(), TaskWatch.NONE), false);
            journal.add(ID, 2, numbers.rows(2, 4, List.of(), TaskWatch.NONE), false);
            assertEquals(1, warnings.size(), warnings.toString());
            assertTrue(journal.lacksRows());
            Files.delete(folder);
            journal.add(ID, 4, numbers.rows(4, 6, List.of(), TaskWatch.NONE), false);
            assertFalse(journal.lacksRows());
        }
        assertTrue(warnings.get(0).contains("cannot be written for now"), warnings.get(0));
        assertEquals(2, warnings.size());
        Numbers again = new Numbers(6);
        run(again);
        assertEquals(Set.of(), again.found);
    }

    @Test
    void aTaskTakesLessThanAMillisecondMore() throws Exception {
        int tasks = 5000;
        Numbers numbers = new Numbers(tasks);
        numbers.seconds = 1;
        long start = System.nanoTime();
        run(numbers);
        double millis = (System.nanoTime() - start) / 1e6 / tasks;
        assertTrue(millis < 1, millis + " ms a task");
    }

    @Test
    void idsOfTasksFollowFromWhatIsAskedAlone() {
        Numbers numbers = new Numbers(5);
        Journal.Subject.Part part = subject("study", "1", numbers).part(ID);
        assertEquals(part, subject("study", "1", new Numbers(5)).part(ID));
        Set<String> ids = new TreeSet<>();
        ids.add(part.taskId(new Task(ID, 0, 2)));
        ids.add(part.taskId(new Task(ID, 2, 4)));
        ids.add(subject("study", "2", numbers).part(ID).taskId(new Task(ID, 0, 2)));
        ids.add(Journal.Subject.Part.of("1", ID, "what else it says", 1, numbers)
                .taskId(new Task(ID, 0, 2)));
        ids.add(Journal.Subject.Part.of("1", ID, "what it says", 2, numbers).taskId(new Task(ID, 0, 2)));
        assertEquals(5, ids.size());
    }
}
