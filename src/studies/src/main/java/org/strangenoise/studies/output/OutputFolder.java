package org.strangenoise.studies.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder a run writes to: made beside the target, moved into place at the end, so that nothing is ever half
 * written. The target may be absent, empty, or an earlier output of ours, which is recognised by its results.json.
 */
public final class OutputFolder implements AutoCloseable {

    private static final String MARK = "\"format\":1,\"study\":";

    private final Path target;
    private final Path draft;
    private final Thread interruption;
    private boolean published;

    private OutputFolder(Path target, Path draft) {
        this.target = target;
        this.draft = draft;
        this.interruption = new Thread(() -> deleteQuietly(draft), "remove draft");
        Runtime.getRuntime().addShutdownHook(interruption);
    }

    /** When the program is interrupted: nobody is left to be told that a temporary folder stayed. */
    private static void deleteQuietly(Path draft) {
        try {
            if (Files.exists(draft)) {
                delete(draft);
            }
        } catch (IOException e) {
            System.err.println("temporary folder " + draft + " could not be removed: " + reason(e));
        }
    }

    /** The target cannot be written; the message says why. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Opens a draft beside the target.
     *
     * @throws RefusedException if the target is somebody else's, or its parent cannot be written
     */
    public static OutputFolder open(Path target) throws RefusedException {
        Path absolute = target.toAbsolutePath().normalize();
        requireOurs(absolute, target);
        try {
            Path parent = absolute.getParent();
            if (parent == null) {
                throw new RefusedException("output folder " + target + " must not be the root of the file system");
            }
            Files.createDirectories(parent);
            return new OutputFolder(absolute, Files.createTempDirectory(parent, "." + absolute.getFileName() + "-"));
        } catch (IOException e) {
            throw new RefusedException("output folder " + target + " cannot be written: " + reason(e));
        }
    }

    /** Where to write until {@link #publish}. */
    public Path path() {
        return draft;
    }

    /** Puts the draft in the target's place. */
    public void publish() throws RefusedException {
        try {
            requireOurs(target, target);
            makeReadable();
            Path old = Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                    ? Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-old-")
                    : null;
            if (old != null) {
                move(target, old.resolve("output"));
            }
            try {
                move(draft, target);
            } catch (IOException e) {
                if (old != null) {
                    move(old.resolve("output"), target);
                }
                throw e;
            }
            published = true;
            if (old != null) {
                delete(old);
            }
        } catch (IOException e) {
            throw new RefusedException("output folder " + target + " cannot be written: " + reason(e));
        }
    }

    /** Removes the draft if it was not published. */
    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException alreadyGoingDown) {
            return;
        }
        if (!published) {
            delete(draft);
        }
    }

    private static void requireOurs(Path absolute, Path shown) throws RefusedException {
        if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(absolute)) {
            throw new RefusedException("output folder " + shown + " must be a folder, but is a file");
        }
        try (Stream<Path> content = Files.list(absolute)) {
            if (content.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            throw new RefusedException("output folder " + shown + " cannot be read: " + reason(e));
        }
        Path results = absolute.resolve("results.json");
        try {
            if (Files.isRegularFile(results)) {
                byte[] head;
                try (var in = Files.newInputStream(results)) {
                    head = in.readNBytes(64);
                }
                if (new String(head, StandardCharsets.UTF_8).contains(MARK)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new RefusedException("output folder " + shown + " cannot be read: " + reason(e));
        }
        throw new RefusedException("output folder " + shown
                + " must be absent, empty or an earlier output of strange-noise, but holds something else");
    }

    /** Temporary folders are private; results are as readable as any new file. */
    private void makeReadable() throws IOException {
        Path probe = Files.createDirectory(draft.resolve(".permissions"));
        try {
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(probe));
        } catch (UnsupportedOperationException e) {
            // Not a POSIX file system: there folders are not made private.
            assert !draft.getFileSystem().supportedFileAttributeViews().contains("posix");
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

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
