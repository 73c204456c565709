package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;

/** What is to be otherwise in every setup of a study, its analyses' overrides included. */
@FunctionalInterface
public interface SetupChange {

    /** Leaves setups as they are written. */
    SetupChange NONE = (setup, problems) -> Optional.of(setup);

    /** The changed setup; empty if it cannot be, which is recorded. */
    Optional<Setup> apply(Setup setup, Problems problems);

    /**
     * Parameters set to values.
     *
     * @param name what messages call the mapping
     * @param values by address, each written as in a study: {@code device.qubits.*.T1: 10 us}
     */
    static SetupChange to(String name, YamlMapping values) {
        return (setup, problems) -> {
            List<StudyParameter> parameters = new ArrayList<>();
            List<Double> numbers = new ArrayList<>();
            ValueReader whole = ValueReader.of(name, values, problems);
            try (MappingReader mapping = whole.mapping()) {
                List<ValueReader> written = mapping.values();
                for (ValueReader value : written) {
                    resolve(value, setup)
                            .ifPresent(parameter -> value.quantity(parameter.kind(), parameter.rule())
                                    .map(Quantity::value)
                                    .ifPresent(number -> {
                                        parameters.add(parameter);
                                        numbers.add(number);
                                    }));
                }
                if (parameters.size() < written.size() || StudyParameter.Twins.refuse(whole, parameters, setup)) {
                    return Optional.empty();
                }
            }
            try {
                return Optional.of(StudyParameter.setAll(
                        setup,
                        parameters,
                        numbers.stream().mapToDouble(Double::doubleValue).toArray()));
            } catch (IllegalArgumentException e) {
                whole.problem("holds values that the study cannot take: " + PlainMessage.of(e));
                return Optional.empty();
            }
        };
    }

    private static Optional<StudyParameter> resolve(ValueReader value, Setup setup) {
        try {
            return Optional.of(StudyParameter.resolve(setup, value.name()));
        } catch (IllegalArgumentException e) {
            value.problem("is no parameter: " + PlainMessage.of(e));
            return Optional.empty();
        }
    }
}
