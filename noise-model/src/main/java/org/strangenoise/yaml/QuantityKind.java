package org.strangenoise.yaml;

import java.util.List;
import java.util.Optional;

/** What a quantity measures, and so which units it may be written in. */
public enum QuantityKind {
    /** A time in seconds; needs a unit, or is {@code inf}. */
    TIME("a time such as `20 ns`"),
    /** A frequency in hertz; needs a unit. */
    FREQUENCY("a frequency such as `5.3 MHz`"),
    /** An angle in radians: a number, an expression with {@code pi}, or degrees. */
    ANGLE("an angle such as `pi/2`, `0.5 rad` or `30 deg`"),
    /** A number without a unit. */
    NUMBER("a number such as `0.01`");

    /** A decimal multiple of an SI unit. */
    record Unit(String symbol, int powerOfTen) {}

    /** Both Unicode signs look like a micro sign: U+00B5, and the Greek letter U+03BC. */
    private static final List<Unit> TIMES = List.of(
            new Unit("ps", -12),
            new Unit("ns", -9),
            new Unit("us", -6),
            new Unit("\u00B5s", -6),
            new Unit("\u03BCs", -6),
            new Unit("ms", -3),
            new Unit("s", 0));

    private static final List<Unit> FREQUENCIES =
            List.of(new Unit("Hz", 0), new Unit("kHz", 3), new Unit("MHz", 6), new Unit("GHz", 9));

    private final String description;

    QuantityKind(String description) {
        this.description = description;
    }

    /** The kind with examples, for error messages. */
    String description() {
        return description;
    }

    /** Whether a bare number is an error. */
    boolean needsUnit() {
        return !units().isEmpty();
    }

    Optional<Unit> unit(String symbol) {
        return units().stream().filter(unit -> unit.symbol().equals(symbol)).findFirst();
    }

    /** The unit symbols that can be typed on any keyboard. */
    List<String> unitSymbols() {
        if (this == ANGLE) {
            return List.of("rad", "deg");
        }
        return units().stream()
                .map(Unit::symbol)
                .filter(symbol -> symbol.chars().allMatch(c -> c < 0x80))
                .toList();
    }

    private List<Unit> units() {
        return switch (this) {
            case TIME -> TIMES;
            case FREQUENCY -> FREQUENCIES;
            case ANGLE, NUMBER -> List.of();
        };
    }
}
