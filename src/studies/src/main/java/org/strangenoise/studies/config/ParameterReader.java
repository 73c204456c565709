package org.strangenoise.studies.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlSequence;

/** Reads parameters by their addresses, and ranges of their values. */
public final class ParameterReader {

    private ParameterReader() {}

    /** The parameter of an address, or a problem at the value that names it. */
    public static Optional<StudyParameter> read(ValueReader value, String address, Setup setup) {
        return read(value, () -> StudyParameter.resolve(setup, address));
    }

    /** The parameter that resolving gives, or a problem at the value that names it. */
    public static Optional<StudyParameter> read(ValueReader value, Supplier<StudyParameter> resolve) {
        try {
            return Optional.of(resolve.get());
        } catch (IllegalArgumentException e) {
            value.problem("is no parameter: " + PlainMessage.of(e));
            return Optional.empty();
        }
    }

    /** {@code [low, high]} in the parameter's units. */
    public static Optional<double[]> between(ValueReader value, StudyParameter parameter) {
        List<ValueReader> ends = value.items();
        if (ends.size() != 2) {
            if (value.node().orElse(null) instanceof YamlSequence) {
                value.problem("must be `[lowest, highest]`, but holds " + ends.size()
                        + (ends.size() == 1 ? " value" : " values"));
            }
            return Optional.empty();
        }
        Optional<Quantity> low = ends.get(0).quantity(parameter.kind(), parameter.rule());
        Optional<Quantity> high = ends.get(1).quantity(parameter.kind(), parameter.rule());
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        if (!(low.get().value() < high.get().value())) {
            value.problem("must name the lower value first, but names "
                    + parameter.text(low.get().value()) + " before "
                    + parameter.text(high.get().value()));
            return Optional.empty();
        }
        return Optional.of(new double[] {low.get().value(), high.get().value()});
    }
}
