package org.strangenoise.studies.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a journal holds, whoever writes it, read from outside.
 *
 * @param subject what its rows belong to; empty if no file says so
 * @param rows different samples of each analysis, in the subject's order
 * @param writers the processes that wrote it
 * @param damaged lines that are not as they were written
 */
public record JournalStatus(Optional<JournalSubject> subject, List<Integer> rows, List<Writer> writers, int damaged) {

    /** A process, and when it wrote last. */
    public record Writer(RunningProcess process, Instant last) {}

    /**
     * Reads a journal.
     *
     * @throws IOException also if its format is another one
     */
    public static JournalStatus of(Path folder) throws IOException {
        Optional<JournalSubject> subject = Optional.empty();
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
        return new JournalStatus(subject, List.copyOf(rows), List.copyOf(writers), damaged);
    }
}
