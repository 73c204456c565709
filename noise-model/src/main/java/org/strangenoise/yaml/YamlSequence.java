package org.strangenoise.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of nodes.
 *
 * @param location where the list begins
 * @param items its items in file order
 */
public record YamlSequence(Location location, List<YamlNode> items) implements YamlNode {

    /** Copies the items. */
    public YamlSequence {
        items = List.copyOf(items);
    }

    @Override
    public List<@Nullable Object> toPlain() {
        List<@Nullable Object> plain = new ArrayList<>(items.size());
        for (YamlNode item : items) {
            plain.add(item.toPlain());
        }
        return Collections.unmodifiableList(plain);
    }

    @Override
    public String describe() {
        return "a list";
    }
}
