package org.strangenoise.exchange.openqasm;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;

/** The files that a program includes: beside the first one or below its folder, never elsewhere. */
final class SourceFiles {

    private final @Nullable Path folder;
    private final String shownFolder;
    private final ReaderLimits limits;
    private final IncludedFiles included;
    private int includes;

    /** A file's text, and its name in messages. */
    record Source(String text, QasmPlace place) {}

    /**
     * Files below a folder.
     *
     * @param folder null for a text that comes from no file, which can include none
     * @param shownFolder the folder as messages show it, with its separator
     * @param included hears of every file opened
     */
    SourceFiles(@Nullable Path folder, String shownFolder, ReaderLimits limits, IncludedFiles included) {
        this.folder = folder;
        this.shownFolder = shownFolder;
        this.limits = limits;
        this.included = included;
    }

    /** Without the byte order mark that some editors write. */
    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    Source open(String name, QasmPlace place, Token at) {
        if (folder == null) {
            throw place.problem(
                    at,
                    "a program without a file can include only stdgates.inc and qelib1.inc, but names "
                            + QasmPlace.quoted(name));
        }
        if (++includes > limits.includes()) {
            throw place.problem(at, "a program may include at most " + limits.includes() + " files");
        }
        try {
            Path beside = folder.toAbsolutePath();
            Path named = beside.resolve(name).normalize();
            Optional<InputFile> held = included.held(named);
            if (held.isPresent()) {
                included.opened(named, held.get());
                return source(
                        held.get(),
                        new QasmPlace(shownFolder + beside.normalize().relativize(named)),
                        place,
                        at);
            }
            Path root = folder.toRealPath();
            Path file = root.resolve(name).toRealPath();
            if (!file.startsWith(root) || Path.of(name).isAbsolute()) {
                throw place.problem(
                        at, "an included file must lie in the program's folder, but names " + QasmPlace.quoted(name));
            }
            QasmPlace own = new QasmPlace(shownFolder + root.relativize(file));
            Problems problems = new Problems();
            Optional<InputFile> source = InputFile.named(file, limits.bytes(), place.of(at), problems);
            throwIfNotText(problems, place, at);
            Source text = source(source.orElseThrow(), own, place, at);
            included.opened(named, source.get());
            return text;
        } catch (NoSuchFileException | InvalidPathException e) {
            throw place.problem(at, "there is no file " + QasmPlace.quoted(name) + " in the program's folder");
        } catch (IOException e) {
            throw place.problem(at, "file " + QasmPlace.quoted(name) + " cannot be read: " + InputFile.reason(e));
        }
    }

    private static Source source(InputFile file, QasmPlace own, QasmPlace place, Token at) {
        Problems problems = new Problems();
        Optional<String> text = file.text(problems);
        throwIfNotText(problems, place, at);
        return new Source(withoutMark(text.orElseThrow()), own);
    }

    private static void throwIfNotText(Problems problems, QasmPlace place, Token at) {
        for (Problem problem : problems.errors()) {
            throw place.problem(at, "an included file must be UTF-8 text: " + problem.message());
        }
    }
}
