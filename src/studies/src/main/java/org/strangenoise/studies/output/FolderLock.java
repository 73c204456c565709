package org.strangenoise.studies.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.tasks.RunningProcess;

/**
 * One process at a time for one output folder. The file {@code .<name>.lock} beside it is locked and says who holds it;
 * the system releases the lock of a process that ends, however it ends. Where a file system has no locks, whoever is
 * named there holds it as long as that process, told by its number and when it started, runs.
 */
final class FolderLock implements AutoCloseable {

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
