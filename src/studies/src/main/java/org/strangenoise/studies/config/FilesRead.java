package org.strangenoise.studies.config;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.strangenoise.exchange.openqasm.IncludedFiles;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.ValueReader;

/** The files that a study is made of: itself and those it names, each read once. */
public final class FilesRead implements IncludedFiles {

    /** The most bytes of a CSV file of measured points. */
    public static final long MAX_DATA_BYTES = 16 << 20;

    private final Path folder;
    private final Map<Path, InputFile> files = new TreeMap<>();
    private final Map<Path, InputFile> named = new LinkedHashMap<>();
    private final Map<Path, InputFile> held;

    public FilesRead(InputFile study) {
        this(study, Map.of());
    }

    /**
     * Of a study whose files are held.
     *
     * @param held what {@link #named} of another process gives; if there are any, no other is looked for on the disk
     */
    public FilesRead(InputFile study, Map<Path, InputFile> held) {
        this.folder = study.folder();
        this.held = Map.copyOf(held);
        opened(key(study.path()), study);
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Where relative names start from. */
    Path folder() {
        return folder;
    }

    /** A regular file that a value of the study names, from now on among those read. */
    public Optional<InputFile> open(ValueReader value, long limit) {
        Optional<Path> path = value.path(folder).map(FilesRead::key);
        Optional<InputFile> known = path.map(named::get).or(() -> path.map(held::get));
        if (path.isPresent() && known.isEmpty() && !held.isEmpty()) {
            value.problem("names a file that was not sent along");
            return Optional.empty();
        }
        Optional<InputFile> file = known.isPresent() ? known : value.file(folder, limit);
        file.ifPresent(found -> opened(path.orElseThrow(), found));
        return file;
    }

    @Override
    public Optional<InputFile> held(Path path) {
        return Optional.ofNullable(held.get(path));
    }

    @Override
    public void opened(Path path, InputFile file) {
        named.putIfAbsent(path, file);
        files.putIfAbsent(key(file.path()), file);
    }

    /** All of them by the absolute paths that they were named by, the study first. */
    public Map<Path, InputFile> named() {
        return Collections.unmodifiableMap(named);
    }

    /** The SHA-256 of each, by its name from the study's folder. */
    public Map<String, String> hashes() {
        Map<String, String> hashes = new LinkedHashMap<>();
        files.forEach((path, file) -> hashes.put(name(path), file.sha256()));
        return hashes;
    }

    /** The SHA-256 of each file but one. */
    public List<String> hashesOfOthers(InputFile one) {
        return files.values().stream()
                .filter(file -> !file.path().equals(one.path()))
                .map(InputFile::sha256)
                .toList();
    }

    private String name(Path path) {
        boolean sameRoot = path.getRoot() != null && path.getRoot().equals(folder.getRoot());
        return (sameRoot ? folder.normalize().relativize(path) : path)
                .toString()
                .replace('\\', '/');
    }

    /** Of all of them together, in the order of their names. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(file -> digest.update(file.bytes()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
