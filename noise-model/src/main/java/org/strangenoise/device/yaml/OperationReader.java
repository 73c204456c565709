package org.strangenoise.device.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.DurationOverride;
import org.strangenoise.device.OperationCalibration.GateError;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads one entry of {@code operations:}. */
final class OperationReader {

    private OperationReader() {}

    static Optional<OperationCalibration> read(ValueReader entry, List<String> qubits) {
        try (MappingReader operation = entry.mapping()) {
            ValueReader overridesValue = operation.optional("overrides");
            boolean listed = overridesValue.isPresent() && !operation.has("duration") && !operation.has("coupling");
            Optional<Timing> timing = listed ? Optional.of(new Timing.Listed()) : timing(operation);
            Envelope envelope =
                    operation.optional("envelope").oneOf(Envelope.class).orElse(Envelope.RECTANGULAR);
            List<DurationOverride> overrides = new ArrayList<>();
            List<GateError> errors = new ArrayList<>();
            Set<Set<String>> seen = new HashSet<>();
            for (ValueReader item : overridesValue.items()) {
                try (MappingReader override = item.mapping()) {
                    ValueReader targets = override.required("qubits");
                    Optional<List<String>> names = DeviceReader.qubitNames(targets, qubits);
                    boolean needsDuration = listed || !override.has("error");
                    ValueReader durationValue =
                            needsDuration ? override.required("duration") : override.optional("duration");
                    Optional<Quantity> duration = durationValue.time(Rule.DURATION);
                    Optional<Quantity> error =
                            override.optional("error").quantity(QuantityKind.NUMBER, Rule.PROBABILITY);
                    if (names.isPresent() && !seen.add(new HashSet<>(names.get()))) {
                        targets.reject("name qubits that no earlier override of the operation names");
                        continue;
                    }
                    if (names.isEmpty()) {
                        continue;
                    }
                    duration.ifPresent(d -> overrides.add(new DurationOverride(names.get(), Quantities.measured(d))));
                    error.ifPresent(e -> errors.add(new GateError(names.get(), Quantities.measured(e), 0)));
                    if (error.isPresent() && names.get().size() > 3) {
                        targets.reject("name at most three qubits where an error is stated");
                    }
                }
            }
            if (listed && overrides.isEmpty()) {
                if (overridesValue.items().isEmpty()) {
                    overridesValue.reject("hold at least one duration, as the operation states none for all qubits");
                }
                return Optional.empty();
            }
            return timing.map(t -> new OperationCalibration(entry.name(), t, envelope, overrides, errors));
        }
    }

    private static Optional<Timing> timing(MappingReader operation) {
        return operation
                .exactlyOneOf("duration", "coupling")
                .flatMap(value -> value.name().equals("duration")
                        ? value.time(Rule.DURATION).<Timing>map(q -> new Timing.Duration(Quantities.measured(q)))
                        : value.frequency(Rule.COUPLING).map(q -> new Timing.Coupling(Quantities.measured(q))));
    }
}
