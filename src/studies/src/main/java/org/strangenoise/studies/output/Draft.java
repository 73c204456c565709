package org.strangenoise.studies.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is being written and not yet in its place, a file or a folder. When the program is interrupted, all drafts are
 * removed, although other threads may still be writing them.
 */
public final class Draft implements AutoCloseable {

    private static final int ATTEMPTS = 50;

    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private static volatile boolean interrupted;

    /** Drafts have been removed, and no more are made. */
    private static volatile boolean ended;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Draft::removeAll, "remove drafts"));
        } catch (IllegalStateException ending) {
            ended = true;
        }
    }

    private final Path path;

    private Draft(Path path) {
        this.path = path;
    }

    /** Lets drafts that are made later be removed when the program ends early, however soon that is. */
    static void watchForTheEnd() {
        // Loading this class does it.
    }

    /**
     * A draft at a path; closing removes what is there then. Does not return when the program is ending: what is there
     * is removed, and nothing is begun.
     */
    public static Draft at(Path path) {
        OPEN.add(path);
        if (ended) {
            interrupted = true;
            remove(path);
            while (true) {
                LockSupport.park();
            }
        }
        return new Draft(path);
    }

    /** Whether the program is ending because it was told to, so that failures of its threads tell nobody anything. */
    public static boolean isInterrupted() {
        return interrupted;
    }

    /** Where to write. */
    public Path path() {
        return path;
    }

    /** Removes what is still there; after it was moved to its place that is nothing. */
    @Override
    public void close() throws IOException {
        OPEN.remove(path);
        if (!interrupted && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            delete(path);
        }
    }

    /** At an ordinary end no draft is open. */
    private static void removeAll() {
        ended = true;
        interrupted = !OPEN.isEmpty();
        OPEN.forEach(Draft::remove);
    }

    private static void remove(Path path) {
        try {
            // Under another name nobody can make new files in it.
            Path aside = path.resolveSibling(path.getFileName() + "-gone");
            Files.move(path, aside);
            deleteAtLast(aside);
        } catch (IOException e) {
            assert !Files.exists(path) : path + ": " + e;
        }
    }

    /** A thread that is amid a file may still add it to the folder: a few times. */
    private static void deleteAtLast(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                delete(folder);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Deletes a file, or a folder with all it holds; links are deleted, not followed. */
    static void delete(Path path) throws IOException {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
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
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
