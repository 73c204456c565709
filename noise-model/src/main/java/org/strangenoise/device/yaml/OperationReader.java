package org.strangenoise.device.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.DurationOverride;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads one entry of {@code operations:}. */
final class OperationReader {

    private OperationReader() {}

    static Optional<OperationCalibration> read(ValueReader entry, List<String> qubits) {
        try (MappingReader operation = entry.mapping()) {
            Optional<Timing> timing = operation
                    .exactlyOneOf("duration", "coupling")
                    .flatMap(value -> value.name().equals("duration")
                            ? value.time(Rule.DURATION)
                                    .<Timing>map(q -> new Timing.Duration(Quantities.measured(q)))
                            : value.frequency(Rule.COUPLING).map(q -> new Timing.Coupling(Quantities.measured(q))));
            Envelope envelope =
                    operation.optional("envelope").oneOf(Envelope.class).orElse(Envelope.RECTANGULAR);
            List<DurationOverride> overrides = new ArrayList<>();
            Set<Set<String>> seen = new HashSet<>();
            for (ValueReader item : operation.optional("overrides").items()) {
                try (MappingReader override = item.mapping()) {
                    ValueReader targets = override.required("qubits");
                    Optional<List<String>> names = DeviceReader.qubitNames(targets, qubits);
                    Optional<Quantity> duration = override.required("duration").time(Rule.DURATION);
                    if (names.isPresent() && !seen.add(new HashSet<>(names.get()))) {
                        targets.reject("name qubits that no earlier override of the operation names");
                    } else if (names.isPresent() && duration.isPresent()) {
                        overrides.add(new DurationOverride(names.get(), Quantities.measured(duration.get())));
                    }
                }
            }
            return timing.map(t -> new OperationCalibration(entry.name(), t, envelope, overrides));
        }
    }
}
