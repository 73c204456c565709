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
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlNode;

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

    /**
     * Documents of files, kept for whoever reads the same bytes under the same name again; those with problems are
     * parsed each time, so that each time the problems are told. The longest unused go first.
     */
    public static final class ParsedFiles {

        /** Makes located nodes of a file's content, or records what is wrong with it. */
        @FunctionalInterface
        public interface Parser {

            /** The document of a file; empty if there is none to go on with. */
            Optional<YamlNode> parse(InputFile file, Problems problems);
        }

        private record Key(String name, String sha256, Parser parser) {}

        private record Kept(YamlNode root, long bytes) {}

        private final int mostDocuments;
        private final long most;
        private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
        private long held;

        /**
         * @param mostDocuments that are kept
         * @param most bytes of all files whose documents are kept
         */
        public ParsedFiles(int mostDocuments, long most) {
            this.mostDocuments = mostDocuments;
            this.most = most;
        }

        /** The document of a file as a parser makes it. */
        public synchronized Optional<YamlNode> parse(InputFile file, Parser parser, Problems problems) {
            Key key = new Key(file.name(), file.sha256(), parser);
            Kept known = kept.get(key);
            if (known != null) {
                return Optional.of(known.root());
            }
            Problems own = new Problems();
            Optional<YamlNode> root = parser.parse(file, own);
            own.all().forEach(problems::add);
            if (root.isPresent() && own.all().isEmpty()) {
                keep(key, new Kept(root.get(), file.size()));
            }
            return root;
        }

        private void keep(Key key, Kept document) {
            if (document.bytes() > most) {
                return;
            }
            kept.put(key, document);
            held += document.bytes();
            var oldest = kept.entrySet().iterator();
            while (held > most || kept.size() > mostDocuments) {
                held -= oldest.next().getValue().bytes();
                oldest.remove();
            }
        }
    }
}
