package org.strangenoise.studies.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.RunningProcess;
import org.strangenoise.yaml.InputFile;

/**
 * The folder a run writes to: made beside the target, moved into place at the end, so that nothing is ever half
 * written. The target may be absent, empty, or an earlier output of ours, which is recognised by its results.json; of
 * that only the files go which its {@value #LIST} says this program wrote.
 */
public final class OutputFolder implements AutoCloseable {

    /** The names of all files that the program wrote into the folder. */
    static final String LIST = "files.json";

    /** Held by the process that writes a draft; who can take it is alone with what a killed one left. */
    private static final String LOCK = ".writing";

    /** The old output while the new one takes its place. */
    private static final String KEPT = "output";

    /** Made to see with which permissions folders are made here. */
    private static final String PERMISSIONS = ".permissions";

    private static final String MARK = "\"format\":1,\"study\":";
    private static final int MAX_LIST_BYTES = 16 << 20;

    /** Files of outputs from before there was a list. */
    private static final Pattern BEFORE_LISTS =
            Pattern.compile("results\\.json|run\\.json|report\\.html|[A-Za-z0-9][A-Za-z0-9._-]*\\.(csv|png|svg)");

    private final Path target;
    private final Draft draft;
    private final @Nullable FileChannel lock;
    private final FolderLock alone;

    private OutputFolder(FolderLock alone, Path target, Draft draft, @Nullable FileChannel lock) {
        this.alone = alone;
        this.target = target;
        this.draft = draft;
        this.lock = lock;
    }

    /** The target cannot be written; the message says why. */
    public static final class UnwritableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnwritableException(String message) {
            super(message);
        }
    }

    /**
     * Opens a draft beside the target, and removes drafts that killed runs left there.
     *
     * @throws UnwritableException if the target is somebody else's, if another process writes it, or if its parent
     *     cannot be written
     */
    public static OutputFolder open(Path target) throws UnwritableException {
        if (target.toString().isBlank()) {
            throw new UnwritableException("output folder must have a name, but the one given is empty");
        }
        Path absolute = target.toAbsolutePath().normalize();
        requireOurs(absolute, target);
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new UnwritableException("output folder " + target + " must not be the root of the file system");
        }
        try {
            Files.createDirectories(parent);
            FolderLock alone = FolderLock.take(absolute);
            try {
                return opened(alone, parent, absolute);
            } catch (IOException | SecurityException e) {
                alone.close();
                throw e;
            }
        } catch (FolderLock.HeldException e) {
            throw new UnwritableException("output folder " + target + " is being written by " + e.getMessage()
                    + "; wait for it, or take another folder");
        } catch (FileAlreadyExistsException e) {
            throw new UnwritableException(
                    "output folder " + target + " cannot be written: " + e.getFile() + " is a file");
        } catch (IOException | SecurityException e) {
            throw new UnwritableException("output folder " + target + " cannot be written: " + InputFile.reason(e));
        }
    }

    private static OutputFolder opened(FolderLock alone, Path parent, Path target) throws IOException {
        removeAbandoned(parent, target.getFileName().toString());
        Path folder = Files.createTempDirectory(parent, "." + target.getFileName() + "-");
        Draft draft = Draft.at(folder);
        return new OutputFolder(alone, target, draft, locked(folder));
    }

    /** Where a long run into a folder keeps what it found so far. */
    public static Path journal(Path target) {
        Path normal = target.normalize();
        Path name = normal.getFileName();
        boolean named =
                name != null && !name.toString().isEmpty() && !name.toString().equals("..");
        Path folder = named ? normal : normal.toAbsolutePath().normalize();
        return folder.resolveSibling(folder.getFileName() + Journal.SUFFIX);
    }

    /** Where to write until {@link #publish}. */
    public Path path() {
        return draft.path();
    }

    /** Puts the draft in the target's place. */
    public void publish() throws UnwritableException {
        try {
            requireOurs(target, target);
            unlock();
            writeList();
            makeReadable();
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                replaceOld();
            } else {
                move(draft.path(), target);
            }
        } catch (IOException e) {
            throw new UnwritableException("output folder " + target + " cannot be written: " + InputFile.reason(e));
        }
    }

    /** Of two renamings the first puts the old output where {@link #open} finds it, should the program end between. */
    private void replaceOld() throws IOException {
        Path old = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-old-");
        Path kept = old.resolve(KEPT);
        FileChannel held = locked(old);
        try {
            move(target, kept);
            try {
                move(draft.path(), target);
            } catch (IOException e) {
                move(kept, target);
                throw e;
            }
        } finally {
            if (held != null) {
                held.close();
            }
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Draft.delete(old);
            }
        }
    }

    /** Removes the draft if it was not published. */
    @Override
    public void close() throws IOException {
        try {
            unlock();
            draft.close();
        } finally {
            alone.close();
        }
    }

    /** Null where the file system has no locks; then nothing there is ever taken for abandoned. */
    private static @Nullable FileChannel locked(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
            return null;
        } catch (IOException noLocksHere) {
            channel.close();
            Files.delete(folder.resolve(LOCK));
            return null;
        }
    }

    private void unlock() throws IOException {
        if (lock != null && lock.isOpen()) {
            lock.close();
            Files.deleteIfExists(draft.path().resolve(LOCK));
        }
    }

    /**
     * Drafts of the same target whose writer is gone, and an old output it had put aside. They hold the lock's file,
     * and nobody holds the lock; or, as this process alone writes the target, only what the program writes, since a
     * kill may come before there is a lock's file and after.
     */
    private static void removeAbandoned(Path parent, String name) throws IOException {
        Pattern draft = Pattern.compile(Pattern.quote("." + name + "-") + "(old-)?[0-9]+(-gone)?");
        List<Path> drafts;
        try (Stream<Path> beside = Files.list(parent)) {
            drafts = beside.filter(
                            path -> draft.matcher(path.getFileName().toString()).matches())
                    .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path abandoned : drafts) {
            if (isAbandoned(abandoned)) {
                Path kept = abandoned.resolve(KEPT);
                if (Files.exists(kept) && !Files.exists(parent.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    move(kept, parent.resolve(name));
                }
                Draft.delete(abandoned);
            }
        }
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> content = Files.list(folder)) {
                return content.allMatch(OutputFolder::isOurs);
            }
        }
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock alone = channel.tryLock()) {
            return alone != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** A file of an output, or the old output that a run had put aside. */
    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return name.equals(PERMISSIONS) || (name.equals(KEPT) && Files.exists(file.resolve("results.json")));
        }
        return name.equals(LIST) || BEFORE_LISTS.matcher(name).matches();
    }

    private void writeList() throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        try (Stream<Path> files = Files.list(draft.path())) {
            var names = root.putArray("written-by-strange-noise");
            files.map(file -> file.getFileName().toString()).sorted().forEach(names::add);
        }
        Files.writeString(draft.path().resolve(LIST), root + "\n", StandardCharsets.UTF_8);
    }

    private static void requireOurs(Path absolute, Path shown) throws UnwritableException {
        if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(absolute)) {
            throw new UnwritableException("output folder " + shown + " must be a folder, but is a file");
        }
        Set<String> names = new TreeSet<>();
        try (Stream<Path> content = Files.list(absolute)) {
            content.forEach(path -> names.add(path.getFileName().toString()));
            if (names.isEmpty()) {
                return;
            }
            if (!isOutput(absolute)) {
                throw new UnwritableException("output folder " + shown
                        + " must be absent, empty or an earlier output of strange-noise, but holds something else");
            }
            Set<String> ours = list(absolute);
            names.removeIf(name -> (ours.isEmpty() ? BEFORE_LISTS.matcher(name).matches() : ours.contains(name))
                    && Files.isRegularFile(absolute.resolve(name), LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw new UnwritableException("output folder " + shown + " cannot be read: " + InputFile.reason(e));
        }
        if (!names.isEmpty()) {
            throw new UnwritableException("output folder " + shown
                    + " must hold only what strange-noise wrote, since a run" + " replaces it whole, but also holds "
                    + some(names) + "; move that, or take another folder");
        }
    }

    private static String some(Set<String> names) {
        List<String> first =
                names.stream().limit(5).map(name -> "`" + name + "`").toList();
        int more = names.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    private static boolean isOutput(Path folder) throws IOException {
        Path results = folder.resolve("results.json");
        if (!Files.isRegularFile(results)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(results)) {
            return new String(in.readNBytes(64), StandardCharsets.UTF_8).contains(MARK);
        }
    }

    /** What the program wrote, with the list itself; empty where there is no list. */
    private static Set<String> list(Path folder) throws IOException {
        Path file = folder.resolve(LIST);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_LIST_BYTES) {
            return Collections.emptySet();
        }
        Set<String> names = new TreeSet<>();
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            root.path("written-by-strange-noise").forEach(name -> names.add(name.asText()));
        } catch (JsonProcessingException notOurs) {
            return Collections.emptySet();
        }
        names.add(LIST);
        return names;
    }

    /** Temporary folders are private; results are as readable as any new file. */
    private void makeReadable() throws IOException {
        Path folder = draft.path();
        Path probe = Files.createDirectory(folder.resolve(PERMISSIONS));
        try {
            Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(probe));
        } catch (UnsupportedOperationException e) {
            // Not a POSIX file system: there folders are not made private.
            assert !folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        } finally {
            Files.delete(probe);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    /**
     * One process at a time for one output folder. The file {@code .<name>.lock} beside it is locked and says who holds
     * it; the system releases the lock of a process that ends, however it ends. Where a file system has no locks,
     * whoever is named there holds it as long as that process, told by its number and when it started, runs.
     */
    static final class FolderLock implements AutoCloseable {

        /** Far behind the text, so that it can be read where locks keep readers out. */
        private static final long LOCKED = 1L << 40;

        private static final int MAX_BYTES = 1000;

        /** Closing a second channel of a file would release the first one's lock. */
        private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

        private final Path file;
        private final Draft draft;
        private final FileChannel channel;

        private FolderLock(Path file, FileChannel channel) {
            this.file = file;
            this.draft = Draft.at(file);
            this.channel = channel;
        }

        /** Another process holds it. */
        static final class HeldException extends Exception {
            private static final long serialVersionUID = 1L;

            HeldException(String message) {
                super(message);
            }
        }

        /**
         * Takes the lock of a folder.
         *
         * @throws HeldException naming the process that has it
         */
        static FolderLock take(Path folder) throws IOException, HeldException {
            Path file = folder.resolveSibling("." + folder.getFileName() + ".lock");
            if (!OWN.add(file)) {
                throw new HeldException(RunningProcess.current().text());
            }
            boolean taken = false;
            Draft.watchForTheEnd();
            try {
                FileChannel channel = locked(file);
                taken = true;
                return new FolderLock(file, channel);
            } finally {
                if (!taken) {
                    OWN.remove(file);
                }
            }
        }

        private static FileChannel locked(Path file) throws IOException, HeldException {
            while (true) {
                create(file);
                Optional<FileChannel> channel = attempt(file);
                if (channel.isPresent()) {
                    return channel.get();
                }
            }
        }

        private static void create(Path file) throws IOException {
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException left) {
                assert Files.isRegularFile(file) || Files.notExists(file) : file;
            }
        }

        /** Empty if the file went away meanwhile, as at its holder's end. */
        private static Optional<FileChannel> attempt(Path file) throws IOException, HeldException {
            FileChannel channel;
            @Nullable Object before;
            try {
                before = key(file);
                channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } catch (NoSuchFileException gone) {
                return Optional.empty();
            }
            boolean held = false;
            try {
                Optional<RunningProcess> named = read(channel);
                if (!isFree(channel, named)) {
                    throw new HeldException(named.map(RunningProcess::text).orElse("another process"));
                }
                if (!Objects.equals(before, key(file))) {
                    return Optional.empty();
                }
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap((RunningProcess.current().line() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
                held = true;
                return Optional.of(channel);
            } catch (NoSuchFileException gone) {
                return Optional.empty();
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        }

        private static boolean isFree(FileChannel channel, Optional<RunningProcess> named) {
            try {
                FileLock lock = channel.tryLock(LOCKED, 1, false);
                return lock != null;
            } catch (IOException noLocksHere) {
                return named.flatMap(RunningProcess::isAlive).isEmpty()
                        || !named.get().isAlive().get();
            }
        }

        private static @Nullable Object key(Path file) throws IOException {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        }

        private static Optional<RunningProcess> read(FileChannel channel) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
            int read = channel.read(bytes, 0);
            try {
                return Optional.of(
                        RunningProcess.of(new String(bytes.array(), 0, Math.max(0, read), StandardCharsets.UTF_8)));
            } catch (IOException nobody) {
                return Optional.empty();
            }
        }

        /** Who waits for it finds that the file went away, and makes another. */
        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                draft.close();
                channel.close();
                OWN.remove(file);
            }
        }
    }
}
