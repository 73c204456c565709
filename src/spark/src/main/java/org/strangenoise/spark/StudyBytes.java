package org.strangenoise.spark;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.cli.Main;
import org.strangenoise.studies.cli.StudyRun;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InputFile;

/**
 * A study as it goes to executors: the bytes of its files, and what the driver is, which they must be as well.
 *
 * @param names absolute paths that files are named by, the study's first; nobody opens them elsewhere
 * @param paths where links lead from there, or the same
 * @param contents of the same files
 * @param seed what the command line put in place of the study's seeds; null if it did not
 * @param memory the limit that methods are chosen by, in bytes
 * @param version of the driver's program
 * @param java the feature release of the driver's Java
 */
record StudyBytes(
        List<String> names,
        List<String> paths,
        List<byte[]> contents,
        @Nullable Long seed,
        long memory,
        String version,
        int java)
        implements Serializable {

    static StudyBytes of(StudyRun.Work work) {
        List<String> paths = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        List<String> names = new ArrayList<>();
        work.study().inputs().forEach((name, file) -> {
            names.add(name.toString());
            paths.add(file.path().toAbsolutePath().toString());
            contents.add(file.bytes());
        });
        return new StudyBytes(
                names,
                paths,
                contents,
                work.seed().orElse(null),
                work.options().memoryLimit(),
                Main.ManifestVersion.version(),
                Runtime.version().feature());
    }

    /** Reads the study, from these bytes alone. */
    Study read() {
        Map<Path, InputFile> inputs = new LinkedHashMap<>();
        for (int k = 0; k < names.size(); k++) {
            inputs.put(Path.of(names.get(k)), InputFile.of(Path.of(paths.get(k)), contents.get(k)));
        }
        Study study = StudyReader.readHeld(Objects.requireNonNull(inputs.get(Path.of(names.get(0)))), inputs);
        return Optional.ofNullable(seed).map(study::withSeed).orElse(study);
    }

    /** The same for the same study, asked for in the same way. */
    String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int k = 0; k < paths.size(); k++) {
                String head = names.get(k) + "\n" + contents.get(k).length + "\n";
                digest.update(head.getBytes(StandardCharsets.UTF_8));
                digest.update(contents.get(k));
            }
            digest.update((seed + " " + memory + " " + version).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Why this JVM cannot find rows for that driver; empty if it can. */
    Optional<String> obstacle(String ownVersion, int ownJava) {
        if (!version.equals(ownVersion)) {
            return Optional.of("runs version " + ownVersion + " of this program, but the driver runs " + version);
        }
        if (java != ownJava) {
            return Optional.of("runs Java " + ownJava + ", but the driver runs Java " + java);
        }
        return Optional.empty();
    }
}
