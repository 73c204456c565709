package org.strangenoise.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

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

    /** Builds the located tree of one document from the parser's events. */
    static final class TreeBuilder {

        static final int MAX_DEPTH = 64;
        static final int MAX_NODES = 500_000;

        /** A finished node with the size and height it has once its aliases are written out. */
        private record Built(YamlNode node, long size, int height) {}

        /** A problem after which the rest of the document cannot be followed. */
        private static final class Unfollowable extends RuntimeException {
            private static final long serialVersionUID = 1L;
            private final transient Problem problem;

            Unfollowable(Location location, String message) {
                super(message);
                this.problem = Problem.error(location, message);
            }
        }

        private final String file;
        private final Problems problems;
        private final Parser parser;
        private final Map<String, @Nullable Built> anchors = new HashMap<>();
        private Location latest;
        private long nodes;

        private TreeBuilder(String text, String file, Problems problems) {
            this.file = file;
            this.problems = problems;
            this.latest = Location.startOf(file);
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            this.parser = new ParserImpl(new StreamReader(text), options);
        }

        static Optional<YamlNode> build(String text, String file, Problems problems) {
            TreeBuilder builder = new TreeBuilder(text, file, problems);
            try {
                return builder.document();
            } catch (Unfollowable e) {
                problems.add(e.problem);
            } catch (MarkedYAMLException e) {
                Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
                problems.error(mark == null ? builder.latest : builder.location(mark), syntaxMessage(e));
            } catch (YAMLException | IllegalArgumentException e) {
                // The parser lets a few malformed numbers and escapes through as unlocated exceptions.
                problems.error(
                        builder.latest, "file must be valid YAML, but: " + oneLine(String.valueOf(e.getMessage())));
            }
            return Optional.empty();
        }

        private Optional<YamlNode> document() {
            next();
            if (parser.checkEvent(Event.ID.StreamEnd)) {
                problems.error(Location.startOf(file), "file must hold a YAML document, but is empty");
                return Optional.empty();
            }
            next();
            YamlNode root = node(1).node();
            next();
            Event after = next();
            if (after.is(Event.ID.DocumentStart)) {
                problems.error(location(after.getStartMark()), "file must hold one document, but a second begins here");
            }
            return Optional.of(root);
        }

        private Event next() {
            Event event = parser.getEvent();
            latest = location(event.getStartMark());
            return event;
        }

        private Built node(int depth) {
            NodeEvent event = (NodeEvent) next();
            Location here = latest;
            if (event instanceof AliasEvent) {
                return alias(event.getAnchor(), here, depth);
            }
            checkDepth(depth, here);
            count(1, here);
            refuseTag(event, here);
            if (event.getAnchor() != null) {
                anchors.put(event.getAnchor(), null);
            }
            Built built;
            if (event instanceof ScalarEvent scalar) {
                built = new Built(scalar(scalar, here), 1, 1);
            } else if (event instanceof MappingStartEvent) {
                built = mapping(here, depth);
            } else {
                built = sequence(here, depth);
            }
            if (event.getAnchor() != null) {
                anchors.put(event.getAnchor(), built);
            }
            return built;
        }

        private Built alias(String name, Location here, int depth) {
            Built target = anchors.get(name);
            if (target == null) {
                String reason =
                        anchors.containsKey(name) ? "it stands inside that anchor" : "there is no such anchor above";
                throw new Unfollowable(here, "alias `*" + name + "` must repeat an earlier value, but " + reason);
            }
            checkDepth(depth + target.height() - 1, here);
            count(target.size(), here);
            return target;
        }

        private YamlScalar scalar(ScalarEvent event, Location here) {
            requireUnicode(event.getValue(), here);
            return event.getScalarStyle() == ScalarStyle.PLAIN
                    ? YamlScalar.plain(here, event.getValue())
                    : YamlScalar.quoted(here, event.getValue());
        }

        /** An escape such as {@code "\\uD800"} can write half a character, which no file can hold. */
        private void requireUnicode(String text, Location here) {
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
                    problems.error(
                            here,
                            "text must be of whole characters, but has the lone surrogate U+"
                                    + Printable.code(text.codePointAt(i)).substring(2));
                    return;
                }
            }
        }

        private Built sequence(Location here, int depth) {
            List<YamlNode> items = new ArrayList<>();
            long size = 1;
            int height = 1;
            while (!parser.checkEvent(Event.ID.SequenceEnd)) {
                Built item = node(depth + 1);
                items.add(item.node());
                size += item.size();
                height = Math.max(height, item.height() + 1);
            }
            next();
            return new Built(new YamlSequence(here, items), size, height);
        }

        private Built mapping(Location here, int depth) {
            Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
            long size = 1;
            int height = 1;
            while (!parser.checkEvent(Event.ID.MappingEnd)) {
                Event keyEvent = parser.peekEvent();
                Location keyLocation = location(keyEvent.getStartMark());
                Built key = node(depth + 1);
                Built value = node(depth + 1);
                size += key.size() + value.size();
                height = Math.max(height, value.height() + 1);
                Optional<String> fault = keyFault(keyEvent, key.node());
                if (fault.isPresent()) {
                    problems.error(keyLocation, fault.get());
                } else if (key.node() instanceof YamlScalar scalar) {
                    addEntry(entries, new YamlMapping.Entry(scalar.text(), keyLocation, value.node()));
                }
            }
            next();
            return new Built(YamlMapping.of(here, entries.values()), size, height);
        }

        private static Optional<String> keyFault(Event event, YamlNode key) {
            if (event instanceof AliasEvent) {
                return Optional.of("a key must be text, but is an alias");
            }
            if (!(key instanceof YamlScalar scalar) || scalar.kind() == YamlScalar.Kind.NULL) {
                return Optional.of("a key must be text, but is " + key.describe());
            }
            return scalar.text().equals("<<") && scalar.kind() == YamlScalar.Kind.TEXT
                    ? Optional.of("merge keys (`<<`) are not supported; write the entries out")
                    : Optional.empty();
        }

        private void addEntry(Map<String, YamlMapping.Entry> entries, YamlMapping.Entry entry) {
            YamlMapping.Entry first = entries.putIfAbsent(entry.key(), entry);
            if (first != null) {
                problems.error(
                        entry.keyLocation(),
                        "a key must stand once, but " + Quoted.value(entry.key()) + " already stands at line "
                                + first.keyLocation().line() + ", column "
                                + first.keyLocation().column());
            }
        }

        private void refuseTag(NodeEvent event, Location here) {
            String tag = null;
            if (event instanceof ScalarEvent scalar) {
                tag = scalar.getTag();
            } else if (event instanceof CollectionStartEvent collection) {
                tag = collection.getTag();
            }
            if (tag != null) {
                problems.error(here, "tags are not supported, but the value has the tag " + Quoted.value(tag));
            }
        }

        private static void checkDepth(int depth, Location here) {
            if (depth > MAX_DEPTH) {
                throw new Unfollowable(
                        here, "values must be nested at most " + MAX_DEPTH + " deep, but here are deeper");
            }
        }

        private void count(long more, Location here) {
            nodes += more;
            if (nodes > MAX_NODES) {
                throw new Unfollowable(
                        here,
                        "file must hold at most " + MAX_NODES + " values with aliases written out, but holds more");
            }
        }

        private Location location(Mark mark) {
            return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
        }

        private static String syntaxMessage(MarkedYAMLException e) {
            String context = e.getContext() == null ? "" : " (" + oneLine(e.getContext()) + ")";
            return "file must be valid YAML, but: " + oneLine(String.valueOf(e.getProblem())) + context;
        }

        private static String oneLine(String text) {
            return text.strip().replaceAll("\\s+", " ");
        }
    }
}
