package org.strangenoise.yaml;

import org.jspecify.annotations.Nullable;

/** An immutable node of a YAML document that knows where it was written. */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {

    /** Where the node begins; for the target of an alias, where the anchor was written. */
    Location location();

    /**
     * The node as plain Java values, for schema validation and hashing: {@code LinkedHashMap} with string keys in file
     * order, {@code List}, {@code String}, {@code Boolean}, {@code Long}, {@code Double} or null. Comments, quoting
     * styles and locations are lost.
     */
    @Nullable
    Object toPlain();

    /** The node as it is named in an error message: {@code `20`}, {@code a list}, {@code a mapping}, {@code empty}. */
    String describe();
}
