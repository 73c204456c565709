package org.strangenoise.studies.config;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.ValueReader;

/** The files that a study is made of: itself and those it names, each read once. */
public final class FilesRead {

    /** The most bytes of a CSV file of measured points. */
    public static final long MAX_DATA_BYTES = 16 << 20;

    private final Path folder;
    private final Map<Path, InputFile> files = new TreeMap<>();

    public FilesRead(InputFile study) {
        this.folder = study.folder();
        add(study);
    }

    /** Where relative names start from. */
    Path folder() {
        return folder;
    }

    /** A regular file that a value of the study names, from now on among those read. */
    Optional<InputFile> open(ValueReader value, long limit) {
        Optional<Path> path = value.path(folder);
        Optional<InputFile> known = path.map(Path::toAbsolutePath).map(files::get);
        Optional<InputFile> file = known.isPresent() ? known : value.file(folder, limit);
        file.ifPresent(this::add);
        return file;
    }

    public void add(InputFile file) {
        files.putIfAbsent(file.path().toAbsolutePath().normalize(), file);
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
