package org.strangenoise.device.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.ChannelArguments;
import org.strangenoise.channel.ChannelParameter;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.channel.ChannelType;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.ComplexScalar;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads one entry of {@code channels:} by the registry. */
final class ChannelReader {

    private static final List<String> TYPES = ChannelRegistry.types().stream()
            .filter(type -> type.attachment() == ChannelType.Attachment.OPERATION)
            .map(ChannelType::name)
            .toList();

    private ChannelReader() {}

    static Optional<ExtraChannel> read(
            ValueReader item, List<String> qubits, Set<String> operations, double tolerance, List<String> warnings) {
        try (MappingReader entry = item.mapping()) {
            Optional<String> id = entry.required("id").identifier();
            Set<String> places = new LinkedHashSet<>(operations);
            places.addAll(List.of(ExtraChannel.IDLE, ExtraChannel.ANY, ExtraChannel.STEP));
            Optional<String> on = entry.required("on").oneOf(places);
            ValueReader qubitsValue = entry.optional("qubits");
            Optional<List<String>> only =
                    qubitsValue.isPresent() ? DeviceReader.qubitNames(qubitsValue, qubits) : Optional.of(List.of());
            Optional<ChannelType> type = entry.required("channel").oneOf(TYPES).flatMap(ChannelRegistry::find);
            if (type.isEmpty()) {
                // Without the type every parameter would look unknown.
                entry.values();
                return Optional.empty();
            }
            Optional<ChannelArguments> arguments = arguments(entry, type.get());
            if (arguments.isPresent()) {
                arguments = Optional.of(renormalised(arguments.get(), item, tolerance, warnings));
            }
            if (id.isEmpty() || on.isEmpty() || only.isEmpty() || arguments.isEmpty()) {
                return Optional.empty();
            }
            if (on.get().equals(ExtraChannel.STEP) && type.get().name().equals("over-rotation")) {
                item.problem("turns an operation further, so `on` must name an operation, but was `step`");
                return Optional.empty();
            }
            try {
                return Optional.of(new ExtraChannel(id.get(), on.get(), type.get(), arguments.get(), only.get()));
            } catch (IllegalArgumentException e) {
                item.problem("is no channel: " + e.getMessage());
                return Optional.empty();
            }
        }
    }

    /** Operators written with few digits are brought to preserve the trace, and that is said. */
    private static ChannelArguments renormalised(
            ChannelArguments arguments, ValueReader item, double tolerance, List<String> warnings) {
        if (arguments.operators().isEmpty()) {
            return arguments;
        }
        KrausOperators operators = new KrausOperators(arguments.operators());
        double defect = operators.tracePreservationDefect();
        if (!(defect > QuantumChannel.TOLERANCE && defect <= tolerance)) {
            return arguments;
        }
        String warning = String.format(
                Locale.ROOT,
                "has operators whose sum K^dagger K differs from 1 by %.1e; they were renormalised",
                defect);
        item.warn(warning);
        warnings.add("`" + item.name() + "` " + warning);
        return arguments.withOperators(operators.renormalised(tolerance).operators());
    }

    private static Optional<ChannelArguments> arguments(MappingReader entry, ChannelType type) {
        Map<String, Measured> numbers = new LinkedHashMap<>();
        Optional<Character> axis = Optional.empty();
        List<ComplexMatrix> operators = List.of();
        boolean complete = true;
        for (ChannelParameter parameter : type.parameters()) {
            ValueReader value = parameter.fallback().isPresent()
                    ? entry.optional(parameter.name())
                    : entry.required(parameter.name());
            if (!value.isPresent()) {
                complete &= parameter.fallback().isPresent();
                continue;
            }
            switch (parameter.kind()) {
                case AXIS -> {
                    axis = value.oneOf(List.of("x", "y", "z")).map(letter -> Character.toUpperCase(letter.charAt(0)));
                    complete &= axis.isPresent();
                }
                case OPERATORS -> {
                    operators = operators(value);
                    complete &= !operators.isEmpty();
                }
                default -> {
                    Optional<Measured> number = number(value, parameter.kind());
                    number.ifPresent(n -> numbers.put(parameter.name(), n));
                    complete &= number.isPresent();
                }
            }
        }
        return complete ? Optional.of(new ChannelArguments(numbers, axis, operators)) : Optional.empty();
    }

    private static Optional<Measured> number(ValueReader value, ChannelParameter.Kind kind) {
        return switch (kind) {
            case PROBABILITY ->
                value.quantity(QuantityKind.NUMBER, Rule.PROBABILITY).map(DeviceReader::measured);
            case TIME -> value.time(Rule.DECAY_TIME).map(DeviceReader::measured);
            case DURATION -> value.time(Rule.DURATION).map(DeviceReader::measured);
            case FREQUENCY -> value.frequency(Rule.FREQUENCY).map(DeviceReader::measured);
            case ANGLE -> value.angle(Rule.ANGLE).map(DeviceReader::measured);
            case NUMBER -> value.quantity(QuantityKind.NUMBER, Rule.NUMBER).map(DeviceReader::measured);
            case AXIS, OPERATORS ->
                throw new IllegalArgumentException("Argument `kind` must be that of a number, but is " + kind);
        };
    }

    /** Matrices as lists of rows; empty if a problem was recorded. */
    private static List<ComplexMatrix> operators(ValueReader value) {
        List<ComplexMatrix> matrices = new ArrayList<>();
        for (ValueReader item : value.items()) {
            Optional<List<List<ComplexScalar>>> rows = item.list(row -> row.list(ValueReader::complex));
            if (rows.isEmpty()) {
                return List.of();
            }
            int d = rows.get().size();
            if (d < 2
                    || d > 8
                    || Integer.bitCount(d) != 1
                    || rows.get().stream().anyMatch(row -> row.size() != d)) {
                item.reject("be a square matrix of 2, 4 or 8 rows");
                return List.of();
            }
            double[] re = new double[d * d];
            double[] im = new double[d * d];
            for (int i = 0; i < d * d; i++) {
                ComplexScalar entry = rows.get().get(i / d).get(i % d);
                re[i] = entry.re();
                im[i] = entry.im();
            }
            matrices.add(ComplexMatrix.of(d, d, re, im));
        }
        if (matrices.stream().map(ComplexMatrix::rows).distinct().count() != 1) {
            value.reject("be a list of matrices of one size, at least one");
            return List.of();
        }
        return matrices;
    }
}
