package org.strangenoise.yaml;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads YAML into located nodes.
 *
 * <p>One document per file, in UTF-8, at most 4 MiB, {@value TreeBuilder#MAX_DEPTH} levels deep and
 * {@value TreeBuilder#MAX_NODES} nodes with every alias written out. Keys are text and stand once. Anchors and aliases
 * are understood; tags and merge keys ({@code <<}) are refused.
 */
public final class YamlParser {

    private YamlParser() {}

    /**
     * Reads a file, recording what is wrong with it. A document whose syntax can be followed is returned although it
     * has problems (such as a duplicate key, of which the first counts), so that a reader can find the others too.
     *
     * @return the root, or empty if there is no document to go on with
     */
    public static Optional<YamlNode> read(Path path, Problems problems) {
        return InputFile.argument(path, SourceText.MAX_BYTES, problems).flatMap(file -> parse(file, problems));
    }

    /** The most bytes a document may have. */
    public static long maxBytes() {
        return SourceText.MAX_BYTES;
    }

    /** Parses what was read of a file as {@link #read(Path, Problems)} does. */
    public static Optional<YamlNode> parse(InputFile file, Problems problems) {
        return SourceText.decode(file.bytes(), file.name(), problems)
                .flatMap(text -> TreeBuilder.build(text, file.name(), problems));
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if anything is wrong with it
     */
    public static YamlNode read(Path path) {
        Problems problems = new Problems();
        return rootOrThrow(read(path, problems), problems);
    }

    /** Parses text as {@link #read(Path, Problems)} reads a file; {@code displayName} stands for the file's name. */
    public static Optional<YamlNode> parse(String text, String displayName, Problems problems) {
        return SourceText.check(text, displayName, problems)
                .flatMap(checked -> TreeBuilder.build(checked, displayName, problems));
    }

    /**
     * Parses text; {@code displayName} stands for the file's name.
     *
     * @throws InvalidInputException if anything is wrong with it
     */
    public static YamlNode parse(String text, String displayName) {
        Problems problems = new Problems();
        return rootOrThrow(parse(text, displayName, problems), problems);
    }

    private static YamlNode rootOrThrow(Optional<YamlNode> root, Problems problems) {
        problems.throwIfErrors();
        return root.orElseThrow(() -> new IllegalStateException("a document without a root must have a problem"));
    }
}
