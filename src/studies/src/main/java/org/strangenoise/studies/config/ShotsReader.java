package org.strangenoise.studies.config;

import java.util.OptionalLong;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlScalar;

/** Reads how often something is measured: a whole number, or {@code inf} for exact frequencies. */
public final class ShotsReader {

    private static final long MOST_SHOTS = 1_000_000_000;

    private static final Rule RULE =
            new Rule("be from 1 to " + MOST_SHOTS + ", or `inf` for exact frequencies", x -> x >= 1 && x <= MOST_SHOTS);

    private ShotsReader() {}

    /** The number of shots, empty for as many as there can be. */
    public static OptionalLong read(ValueReader value, OptionalLong unasked) {
        if (!value.isPresent()) {
            return unasked;
        }
        if (value.node().orElse(null) instanceof YamlScalar scalar
                && scalar.isText()
                && scalar.text().equals("inf")) {
            return OptionalLong.empty();
        }
        return value.longInteger(RULE).map(OptionalLong::of).orElse(unasked);
    }
}
