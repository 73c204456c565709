package org.strangenoise.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input read once, whole and of bounded size: what was judged, what is hashed and what is used are the same bytes.
 */
public final class InputFile {

    /** What stands for standard input where a command line names a file. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private final Path path;
    private final byte[] bytes;
    private @Nullable String sha256;

    private InputFile(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * A file that another file names: it must be a regular one, so that no device or pipe is read because a stranger's
     * file says so. Refusals are recorded at {@code place}.
     *
     * @param limit the most bytes it may have
     */
    public static Optional<InputFile> named(Path path, long limit, Location place, Problems problems) {
        return read(path, limit, true, place, problems);
    }

    /**
     * A file that the user names: also a pipe, and {@code -} for standard input. Refusals are recorded at the file's
     * beginning.
     *
     * @param limit the most bytes it may have
     */
    public static Optional<InputFile> argument(Path path, long limit, Problems problems) {
        return read(path, limit, false, Location.startOf(path.toString()), problems);
    }

    /** What is held already, under a name. */
    public static InputFile of(Path path, byte[] bytes) {
        return new InputFile(path, bytes.clone());
    }

    /** What messages call it. */
    public String name() {
        return path.toString();
    }

    /** Where it lies; {@code -} for standard input. */
    public Path path() {
        return path;
    }

    /** The folder that relative names in it start from: its own, for standard input the current one. */
    public Path folder() {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path.toAbsolutePath() : folder;
    }

    /** Its content; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number of its bytes. */
    public int size() {
        return bytes.length;
    }

    /** Its content as UTF-8, with or without a byte order mark; empty if it is none, which is recorded. */
    public Optional<String> text(Problems problems) {
        return SourceText.utf8(bytes, name(), problems);
    }

    /** The SHA-256 of its content, in hexadecimal. */
    public String sha256() {
        String known = sha256;
        if (known != null) {
            return known;
        }
        try {
            known = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            sha256 = known;
            return known;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Optional<InputFile> read(
            Path path, long limit, boolean regularOnly, Location place, Problems problems) {
        String what = place.file().equals(path.toString()) ? "file " : "file " + Quoted.value(path.toString()) + " ";
        try {
            if (!regularOnly && path.equals(STANDARD_INPUT)) {
                return bounded(path, System.in, limit, what, place, problems);
            }
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                problems.error(place, (what.equals("file ") ? "" : what) + "must be a file, but is a folder");
                return Optional.empty();
            }
            if (regularOnly && !attributes.isRegularFile()) {
                problems.error(place, what + "must be a regular file, but is a device or a pipe");
                return Optional.empty();
            }
            if (attributes.isRegularFile() && attributes.size() > limit) {
                tooLong(what, limit, place, problems);
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(path)) {
                return bounded(path, in, limit, what, place, problems);
            }
        } catch (NoSuchFileException e) {
            problems.error(place, what + "does not exist");
        } catch (AccessDeniedException e) {
            problems.error(place, what + "cannot be read: permission denied");
        } catch (IOException | SecurityException e) {
            problems.error(place, what + "cannot be read: " + reason(e));
        }
        return Optional.empty();
    }

    private static Optional<InputFile> bounded(
            Path path, InputStream in, long limit, String what, Location place, Problems problems) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
        if (bytes.length > limit) {
            tooLong(what, limit, place, problems);
            return Optional.empty();
        }
        return Optional.of(new InputFile(path, bytes));
    }

    private static void tooLong(String what, long limit, Location place, Problems problems) {
        problems.error(place, what + "must have at most " + limit + " bytes, but has more");
    }

    /** What the system says of a failure, in words and without the names of Java's classes. */
    public static String reason(Exception failure) {
        String said = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        return said == null || said.isBlank() ? "the system does not say why" : said;
    }
}
