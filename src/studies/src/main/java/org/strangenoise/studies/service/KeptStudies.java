package org.strangenoise.studies.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.studies.config.DocumentParser;
import org.strangenoise.studies.config.SetupChange;
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
    record Key(String name, String text, DocumentParser parser, List<String> analyses) {}

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
    synchronized Optional<Study> changed(Key key, SetupChange change) {
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
}
