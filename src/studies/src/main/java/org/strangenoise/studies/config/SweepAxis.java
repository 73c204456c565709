package org.strangenoise.studies.config;

import java.util.List;
import java.util.Optional;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;

/** A parameter and its values in SI units. */
public record SweepAxis(StudyParameter parameter, List<Double> values, boolean logarithmic) {
    public SweepAxis {
        values = List.copyOf(values);
    }

    /** An axis whose every value the study can take. */
    public static Optional<SweepAxis> readSettable(ValueReader value, Setup setup) {
        Optional<SweepAxis> axis = read(value, setup);
        Optional<String> refusal = axis.flatMap(a -> a.refusal(setup));
        refusal.ifPresent(why -> value.problem("holds a value that the study cannot take: " + why));
        return refusal.isPresent() ? Optional.empty() : axis;
    }

    /** Why a setup cannot take one of the values; empty if it can take all. */
    public Optional<String> refusal(Setup setup) {
        for (double each : values) {
            try {
                parameter.set(setup, each);
            } catch (IllegalArgumentException e) {
                return Optional.of(PlainMessage.of(e));
            }
        }
        return Optional.empty();
    }

    /** A parameter and its values, each keeping the parameter's own rule. */
    public static Optional<SweepAxis> read(ValueReader value, Setup setup) {
        StudyParameter parameter;
        try {
            parameter = StudyParameter.resolve(setup, value.name());
        } catch (IllegalArgumentException e) {
            value.problem("is no parameter: " + PlainMessage.of(e));
            return Optional.empty();
        }
        boolean logarithmic = value.node().orElse(null) instanceof YamlMapping range
                && range.get("scale")
                        .filter(s -> "log".equals(String.valueOf(s.toPlain())))
                        .isPresent();
        Optional<List<Quantity>> values = value.quantities(parameter.kind(), parameter.rule());
        if (values.isPresent() && values.get().isEmpty()) {
            value.reject("list at least one value");
            return Optional.empty();
        }
        return values.map(
                v -> new SweepAxis(parameter, v.stream().map(Quantity::value).toList(), logarithmic));
    }
}
