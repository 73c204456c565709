package org.strangenoise.yaml;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys and their values, in file order; keys are text and stand once. */
public final class YamlMapping implements YamlNode {

    /**
     * One key with its value.
     *
     * @param key the key's text, never resolved to a boolean or a number
     * @param keyLocation where the key was written
     * @param value the value
     */
    public record Entry(String key, Location keyLocation, YamlNode value) {}

    private final Location location;
    private final Map<String, Entry> entries;

    private YamlMapping(Location location, Map<String, Entry> entries) {
        this.location = location;
        this.entries = entries;
    }

    /**
     * A mapping of the given entries, in their order.
     *
     * @throws IllegalArgumentException if a key stands twice
     */
    public static YamlMapping of(Location location, Collection<Entry> entries) {
        Map<String, Entry> byKey = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (byKey.putIfAbsent(entry.key(), entry) != null) {
                throw new IllegalArgumentException(
                        "Argument `entries` must have distinct keys, but has " + Quoted.value(entry.key()) + " twice");
            }
        }
        return new YamlMapping(location, byKey);
    }

    @Override
    public Location location() {
        return location;
    }

    /** The entries in file order. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The entry of a key. */
    public Optional<Entry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The value of a key. */
    public Optional<YamlNode> get(String key) {
        return entry(key).map(Entry::value);
    }

    /**
     * This mapping with another laid over it: where both have a mapping, the two are merged in the same way; anything
     * else in {@code over}, lists included, replaces what stands here. New keys come last. Every leaf keeps the
     * location where it was written; a merged mapping keeps the location it has here.
     */
    public YamlMapping mergedWith(YamlMapping over) {
        Map<String, Entry> merged = new LinkedHashMap<>(entries);
        for (Entry entry : over.entries.values()) {
            merged.merge(entry.key(), entry, YamlMapping::mergedEntry);
        }
        return new YamlMapping(location, merged);
    }

    private static Entry mergedEntry(Entry here, Entry over) {
        if (here.value() instanceof YamlMapping base && over.value() instanceof YamlMapping top) {
            return new Entry(here.key(), here.keyLocation(), base.mergedWith(top));
        }
        return over;
    }

    @Override
    public Map<String, @Nullable Object> toPlain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            plain.put(entry.key(), entry.value().toPlain());
        }
        return plain;
    }

    @Override
    public String describe() {
        return "a mapping";
    }

    /** Equal when locations and entries, in order, are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof YamlMapping that
                && location.equals(that.location)
                && entries().equals(that.entries());
    }

    @Override
    public int hashCode() {
        return 31 * location.hashCode() + entries.hashCode();
    }

    @Override
    public String toString() {
        return "YamlMapping[" + location + ", " + toPlain() + "]";
    }
}
