package org.strangenoise.yaml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping strictly: each key asked for is known, and {@link #close} reports every other key.
 *
 * <pre>{@code
 * try (MappingReader qubit = value.mapping()) {
 *     Optional<String> name = qubit.required("name").text();
 *     Optional<Quantity> t1 = qubit.required("T1").time(Rule.DECAY_TIME);
 * }
 * }</pre>
 */
public final class MappingReader implements AutoCloseable {

    private final String name;
    private final Location location;
    private final @Nullable YamlMapping mapping;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    private MappingReader(String name, Location location, @Nullable YamlMapping mapping, Problems problems) {
        this.name = name;
        this.location = location;
        this.mapping = mapping;
        this.problems = problems;
    }

    /** A reader of a document's root, recording a problem if it is no mapping. */
    public static MappingReader ofRoot(YamlNode root, Problems problems) {
        if (root instanceof YamlMapping mapping) {
            return of("", mapping, problems);
        }
        problems.error(root.location(), "file must hold a mapping of keys to values, but holds " + root.describe());
        return placeholder("", root.location(), problems);
    }

    /** A reader of a mapping called {@code name} in messages; an empty name stands for the whole file. */
    public static MappingReader of(String name, YamlMapping mapping, Problems problems) {
        return new MappingReader(name, mapping.location(), mapping, problems);
    }

    /** Stands for a mapping that is not there: has no keys, and requires none. */
    static MappingReader placeholder(String name, Location location, Problems problems) {
        return new MappingReader(name, location, null, problems);
    }

    /** Where the mapping stands. */
    public Location location() {
        return location;
    }

    /** The mapping itself; empty if the value was none. */
    public Optional<YamlMapping> mapping() {
        return Optional.ofNullable(mapping);
    }

    /** Whether a key is written; it does not become known by this. */
    public boolean has(String key) {
        return mapping != null && mapping.entry(key).isPresent();
    }

    /** The value of a key; its absence is recorded at the mapping's place. */
    public ValueReader required(String key) {
        ValueReader value = optional(key);
        if (mapping != null && !value.isPresent()) {
            problems.error(location, "missing key " + Quoted.value(key) + where());
        }
        return value;
    }

    /** The value of a key that may be absent. */
    public ValueReader optional(String key) {
        known.add(key);
        return find(key).orElseGet(() -> ValueReader.absent(key, location, problems));
    }

    /** The one key of several that is written; records if it is none or more than one. */
    public Optional<ValueReader> exactlyOneOf(String... keys) {
        Optional<ValueReader> one = atMostOneOf(keys);
        if (mapping != null && Stream.of(keys).noneMatch(this::has)) {
            problems.error(
                    location, "missing key: exactly one of " + Quoted.list(List.of(keys)) + " must be given" + where());
        }
        return one;
    }

    /** The one key of several that is written, if any; records if it is more than one. */
    public Optional<ValueReader> atMostOneOf(String... keys) {
        known.addAll(List.of(keys));
        List<ValueReader> written =
                Stream.of(keys).map(this::find).flatMap(Optional::stream).toList();
        if (written.size() > 1) {
            written.get(1)
                    .problem("must not stand beside "
                            + Quoted.value(written.get(0).name()) + ": only one of " + Quoted.list(List.of(keys))
                            + " may be given");
            return Optional.empty();
        }
        return written.stream().findFirst();
    }

    /** All values of a mapping whose keys are free, in file order, each named by its key; all keys become known. */
    public List<ValueReader> values() {
        List<ValueReader> values = new ArrayList<>();
        if (mapping != null) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                values.add(optional(entry.key()));
            }
        }
        return values;
    }

    /**
     * As {@link #values}, of keys that become part of an address: each must be a name as {@link ValueReader#identifier}
     * reads it, or is recorded and left out.
     */
    public List<ValueReader> named() {
        return values().stream()
                .filter(value -> ValueReader.isIdentifier(value.name(), keyLocation(value.name()), problems))
                .toList();
    }

    /** Where a key is written; the mapping's place if it is not. */
    public Location keyLocation(String key) {
        return mapping()
                .flatMap(m -> m.entry(key))
                .map(YamlMapping.Entry::keyLocation)
                .orElse(location);
    }

    /** Records a problem of the mapping as a whole. */
    public void problem(String message) {
        problems.error(location, message);
    }

    /** Records each key that was not asked for, with the nearest of those that were. */
    @Override
    public void close() {
        if (mapping == null) {
            return;
        }
        for (YamlMapping.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                String nearest = NearestName.asked(entry.key(), known);
                problems.error(
                        entry.keyLocation(),
                        "unknown key " + Quoted.value(entry.key()) + where() + (nearest.isEmpty() ? ";" : nearest)
                                + " known: " + Quoted.list(known));
            }
        }
    }

    private Optional<ValueReader> find(String key) {
        return mapping().flatMap(m -> m.get(key)).map(value -> ValueReader.of(key, value, problems));
    }

    private String where() {
        return name.isEmpty() ? "" : " in " + Quoted.value(name);
    }
}
