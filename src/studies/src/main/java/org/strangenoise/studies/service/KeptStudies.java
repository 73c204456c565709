package org.strangenoise.studies.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.config.FilesRead;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.study.Study;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problems;

/**
 * Studies as they stand in their files, kept for requests that change nothing but parameters: these need not read them
 * again. The longest unused go first.
 */
final class KeptStudies {

    private static final int MOST_STUDIES = 16;
    private static final int MOST_CHARACTERS = 1 << 20;

    /**
     * What is read.
     *
     * @param name of the file, or what stands for one
     * @param text all of it
     * @param parser what is made of it
     * @param analyses ids of those that are read; empty for all
     */
    record Key(String name, String text, FilesRead.ParsedFiles.Parser parser, List<String> analyses) {}

    /**
     * A study and what else was read for it.
     *
     * @param others by path, the SHA-256 of each
     * @param bytes of all of these
     */
    private record Kept(Study study, Map<Path, String> others, long bytes) {}

    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** The key of a file; empty for one that is not to be kept. */
    static Optional<Key> key(InputFile file, StudySource source, List<String> analyses) {
        return file.size() > MOST_CHARACTERS
                ? Optional.empty()
                : source.text(file).map(text -> new Key(file.name(), text, source.parser(), analyses));
    }

    /** A study with a change of its parameters; empty if it must be read. */
    synchronized Optional<Study> changed(Key key, Setup.Change change) {
        Kept known = kept.get(key);
        if (known != null && !isCurrent(known)) {
            kept.remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(known).flatMap(one -> one.study().changed(change));
    }

    /** Keeps a study that was read without changes. */
    synchronized void keep(Key key, InputFile file, Study study) {
        Map<Path, String> others = new LinkedHashMap<>();
        long bytes = 0;
        try {
            for (Map.Entry<String, String> each : study.files().entrySet()) {
                Path path = file.folder().resolve(each.getKey()).normalize();
                if (!path.equals(file.path().toAbsolutePath().normalize())) {
                    others.put(path, each.getValue());
                    bytes += Files.size(path);
                }
            }
        } catch (IOException gone) {
            return;
        }
        kept.put(key, new Kept(study, others, bytes));
        if (kept.size() > MOST_STUDIES) {
            kept.remove(new ArrayList<>(kept.keySet()).get(0));
        }
    }

    /** Whether the files that a study names are those that were read. */
    private static boolean isCurrent(Kept known) {
        Problems problems = new Problems();
        return known.others().entrySet().stream()
                .allMatch(other -> InputFile.named(
                                other.getKey(),
                                known.bytes(),
                                Location.startOf(other.getKey().toString()),
                                problems)
                        .filter(file -> file.sha256().equals(other.getValue()))
                        .isPresent());
    }

    /**
     * Analyses made ready, and what they found, kept for who asks the same again: a slider that comes back, a fit that
     * tries a point twice. Results are functions of what is asked, so that a kept one is the one that would be found.
     * The longest unused go first.
     */
    static final class Analyses {

        private static final int MOST_ANALYSES = 64;
        private static final double MOST_NUMBERS = 2e6;

        /**
         * All that an analysis depends on.
         *
         * @param text of the analysis and its setup, with the hashes of the files that the study names
         * @param set parameters set otherwise, as JSON
         * @param fields that are asked for; empty for all
         */
        record Asked(String text, String set, List<String> fields, Optional<Long> seed, String analysis) {}

        /** One analysis. */
        static final class Ready {
            private final PreparedAnalysis<?, ?> prepared;
            private final double numbers;
            private volatile Optional<AnalysisResult> result = Optional.empty();

            private Ready(PreparedAnalysis<?, ?> prepared, double numbers) {
                this.prepared = prepared;
                this.numbers = numbers;
            }

            PreparedAnalysis<?, ?> prepared() {
                return prepared;
            }

            /** What it found when it ran before. */
            Optional<AnalysisResult> result() {
                return result;
            }

            void found(AnalysisResult newResult) {
                result = Optional.of(newResult);
            }
        }

        private final Map<Asked, Ready> kept = new LinkedHashMap<>(16, 0.75f, true);
        private double numbers;

        /** The analysis of a key, made ready if it is not there; empty if it cannot be. */
        synchronized Optional<Ready> get(
                Asked key, AnalysisPlan plan, Supplier<Optional<PreparedAnalysis<?, ?>>> prepare) {
            Ready known = kept.get(key);
            if (known != null) {
                return Optional.of(known);
            }
            Optional<Ready> made = prepare.get()
                    .map(prepared -> new Ready(prepared, plan.type().numbersOf(plan)));
            made.filter(one -> one.numbers <= MOST_NUMBERS).ifPresent(one -> keep(key, one));
            return made;
        }

        private void keep(Asked key, Ready one) {
            kept.put(key, one);
            numbers += one.numbers;
            var oldest = kept.values().iterator();
            while (kept.size() > MOST_ANALYSES || numbers > MOST_NUMBERS) {
                numbers -= oldest.next().numbers;
                oldest.remove();
            }
        }
    }
}
