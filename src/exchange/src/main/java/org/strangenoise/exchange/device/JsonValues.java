package org.strangenoise.exchange.device;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlScalar;
import org.strangenoise.yaml.YamlSequence;

/** Values of a provider's file, empty where they are missing or of another kind. */
final class JsonValues {

    /** Powers of ten by unit, as providers write them. */
    private static final Map<String, Integer> TIME_UNITS = Map.ofEntries(
            Map.entry("s", 0),
            Map.entry("S", 0),
            Map.entry("sec", 0),
            Map.entry("ms", -3),
            Map.entry("us", -6),
            Map.entry("\u00B5s", -6),
            Map.entry("\u03BCs", -6),
            Map.entry("ns", -9),
            Map.entry("ps", -12));

    private JsonValues() {}

    static Optional<YamlNode> at(YamlNode node, String... path) {
        Optional<YamlNode> found = Optional.of(node);
        for (String key : path) {
            found = found.flatMap(n -> n instanceof YamlMapping mapping ? mapping.get(key) : Optional.empty());
        }
        return found;
    }

    static List<YamlNode> items(Optional<YamlNode> node) {
        return node.isPresent() && node.get() instanceof YamlSequence list ? list.items() : List.of();
    }

    static List<YamlMapping.Entry> entries(Optional<YamlNode> node) {
        return node.isPresent() && node.get() instanceof YamlMapping mapping ? mapping.entries() : List.of();
    }

    static Optional<String> text(Optional<YamlNode> node) {
        return node.filter(n -> n instanceof YamlScalar s && s.kind() != YamlScalar.Kind.NULL)
                .map(n -> ((YamlScalar) n).text());
    }

    /** A finite number of sensible size. */
    static Optional<BigDecimal> number(Optional<YamlNode> node) {
        if (node.isEmpty()
                || !(node.get() instanceof YamlScalar scalar)
                || !scalar.isNumber()
                || scalar.text().length() > 400) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(scalar.text());
            return Math.abs((long) value.precision() - value.scale()) < 100 ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static OptionalDouble probability(Optional<YamlNode> node) {
        return number(node)
                .map(BigDecimal::doubleValue)
                .filter(value -> value >= 0 && value <= 1)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** Seconds of a number in a unit: the double nearest to the decimal; empty if negative or the unit is unknown. */
    static OptionalDouble seconds(Optional<YamlNode> value, String unit) {
        Integer power = TIME_UNITS.get(unit);
        Optional<BigDecimal> number = number(value).filter(n -> n.signum() >= 0);
        return power == null || number.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(number.get().scaleByPowerOfTen(power).doubleValue());
    }

    /** An index below a bound. */
    static Optional<Integer> index(Optional<YamlNode> node, int bound) {
        return number(node)
                .filter(n -> n.stripTrailingZeros().scale() <= 0
                        && n.signum() >= 0
                        && n.compareTo(BigDecimal.valueOf(bound)) < 0)
                .map(BigDecimal::intValue);
    }
}
