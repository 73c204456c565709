package org.strangenoise.exchange.openqasm;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** The files that a program includes: beside the first one or below its folder, never elsewhere. */
final class SourceFiles {

    private final @Nullable Path folder;
    private final String shownFolder;
    private final ReaderLimits limits;
    private final Set<Path> read = new LinkedHashSet<>();
    private int includes;

    /** A file's text, and its name in messages. */
    record Source(String text, Place place) {}

    /**
     * Files below a folder.
     *
     * @param folder null for a text that comes from no file, which can include none
     * @param shownFolder the folder as messages show it, with its separator
     */
    SourceFiles(@Nullable Path folder, String shownFolder, ReaderLimits limits) {
        this.folder = folder;
        this.shownFolder = shownFolder;
        this.limits = limits;
    }

    /** Without the byte order mark that some editors write. */
    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The files opened so far, in order. */
    Set<Path> read() {
        return Collections.unmodifiableSet(read);
    }

    Source open(String name, Place place, Token at) {
        if (folder == null) {
            throw place.problem(
                    at,
                    "a program without a file can include only stdgates.inc and qelib1.inc, but names "
                            + Place.quoted(name));
        }
        if (++includes > limits.includes()) {
            throw place.problem(at, "a program may include at most " + limits.includes() + " files");
        }
        try {
            Path root = folder.toRealPath();
            Path file = root.resolve(name).toRealPath();
            if (!file.startsWith(root) || Path.of(name).isAbsolute()) {
                throw place.problem(
                        at, "an included file must lie in the program's folder, but names " + Place.quoted(name));
            }
            if (!Files.isRegularFile(file) || Files.size(file) > limits.characters()) {
                throw place.problem(
                        at,
                        "an included file must be a file of at most " + limits.characters() + " bytes, but "
                                + Place.quoted(name) + " is not");
            }
            read.add(file);
            return new Source(withoutMark(Files.readString(file)), new Place(shownFolder + root.relativize(file)));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw place.problem(at, "there is no file " + Place.quoted(name) + " in the program's folder");
        } catch (MalformedInputException e) {
            throw place.problem(at, "file " + Place.quoted(name) + " is not UTF-8 text");
        } catch (IOException e) {
            throw place.problem(at, "file " + Place.quoted(name) + " cannot be read: " + e.getMessage());
        }
    }
}
