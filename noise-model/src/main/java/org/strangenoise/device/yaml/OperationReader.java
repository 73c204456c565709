package org.strangenoise.device.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.DurationOverride;
import org.strangenoise.device.OperationCalibration.GateError;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.PulseCalibration;
import org.strangenoise.device.PulseCalibration.Knob;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlScalar;

/** Reads one entry of {@code operations:}. */
final class OperationReader {

    private OperationReader() {}

    static Optional<OperationCalibration> read(ValueReader entry, List<String> qubits, boolean hasLadders) {
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
                    duration.ifPresent(d -> overrides.add(new DurationOverride(names.get(), DeviceReader.measured(d))));
                    error.ifPresent(e -> errors.add(new GateError(names.get(), DeviceReader.measured(e), 0)));
                    if (error.isPresent() && names.get().size() > 3) {
                        targets.reject("name at most three qubits where an error is stated");
                    }
                }
            }
            PulseCalibration pulse = pulse(operation, envelope, qubits, hasLadders);
            if (listed && overrides.isEmpty()) {
                if (overridesValue.items().isEmpty()) {
                    overridesValue.reject("hold at least one duration, as the operation states none for all qubits");
                }
                return Optional.empty();
            }
            return timing.map(t -> new OperationCalibration(entry.name(), t, envelope, overrides, errors, pulse));
        }
    }

    private static Optional<Timing> timing(MappingReader operation) {
        return operation
                .exactlyOneOf("duration", "coupling")
                .flatMap(value -> value.name().equals("duration")
                        ? value.time(Rule.DURATION).<Timing>map(q -> new Timing.Duration(DeviceReader.measured(q)))
                        : value.frequency(Rule.COUPLING).map(q -> new Timing.Coupling(DeviceReader.measured(q))));
    }

    private static PulseCalibration pulse(
            MappingReader operation, Envelope envelope, List<String> qubits, boolean hasLadders) {
        ValueReader drag = operation.optional("drag");
        ValueReader rise = operation.optional("rise-time");
        ValueReader detuning = operation.optional("detuning");
        ValueReader calibrate = operation.optional("calibrate");
        for (ValueReader value : List.of(drag, rise, detuning, calibrate)) {
            if (value.isPresent() && !hasLadders) {
                value.problem("needs a qubit with `levels: 3` or `levels: 4`: two levels have no pulse to shape");
            }
        }
        Measured factor = drag.quantity(QuantityKind.NUMBER, Rule.NUMBER)
                .map(DeviceReader::measured)
                .orElse(Measured.exactly(0));
        if (factor.value() != 0 && envelope == Envelope.RECTANGULAR) {
            drag.problem("needs an `envelope` that has a derivative, `cosine` or `gaussian`");
        }
        Measured riseTime = rise.time(Rule.DURATION).map(DeviceReader::measured).orElse(Measured.exactly(0));
        if (riseTime.value() > 0 && envelope != Envelope.RECTANGULAR) {
            rise.problem("rounds a rectangular pulse, so that it excludes `envelope`");
        }
        Map<String, Measured> detunings = new LinkedHashMap<>();
        if (detuning.isPresent()) {
            try (MappingReader reader = detuning.mapping()) {
                for (ValueReader value : reader.named()) {
                    if (qubits.contains(value.name())) {
                        value.frequency(Rule.FREQUENCY)
                                .ifPresent(q -> detunings.put(value.name(), DeviceReader.measured(q)));
                    } else {
                        value.problem("is none of the device's qubits, which are " + String.join(", ", qubits));
                    }
                }
            }
        }
        return new PulseCalibration(factor, riseTime, detunings, knobs(calibrate));
    }

    /** {@code none}, or a list of what is adjusted; absent where nothing is said. */
    private static Optional<Set<Knob>> knobs(ValueReader value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        if (value.node().orElse(null) instanceof YamlScalar scalar
                && scalar.text().equals("none")) {
            return Optional.of(Set.of());
        }
        Set<Knob> knobs = new LinkedHashSet<>();
        for (ValueReader item : value.items()) {
            item.oneOf(Knob.class).ifPresent(knob -> {
                if (!knobs.add(knob)) {
                    item.problem("stands here twice");
                }
            });
        }
        if (knobs.containsAll(Set.of(Knob.PHASE, Knob.DETUNING))) {
            value.problem("must not hold both `phase` and `detuning`: they do the same, and together run away");
            return Optional.empty();
        }
        if (knobs.contains(Knob.KAPPA) && (knobs.contains(Knob.AMPLITUDE) || knobs.contains(Knob.DETUNING))) {
            value.problem("must hold `amplitude`, `phase` or `detuning` of a rotation, or `kappa` and `phase` of an"
                    + " interaction");
            return Optional.empty();
        }
        return Optional.of(knobs);
    }
}
