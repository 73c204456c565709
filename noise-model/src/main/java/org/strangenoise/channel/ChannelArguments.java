package org.strangenoise.channel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Measured;

/**
 * Values for the parameters of a channel type, SI units.
 *
 * @param numbers probabilities, times, angles
 * @param axis 'X', 'Y' or 'Z' where the type takes an axis
 * @param operators Kraus operators where the type takes them; may be empty
 */
public record ChannelArguments(Map<String, Measured> numbers, Optional<Character> axis, List<ComplexMatrix> operators) {

    /** Keeps copies of the components. */
    public ChannelArguments {
        numbers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        operators = List.copyOf(operators);
    }

    /** Numbers only, alternating name and value. */
    public static ChannelArguments of(Object... namesAndValues) {
        Map<String, Measured> numbers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            numbers.put((String) namesAndValues[i], Measured.exactly(((Number) namesAndValues[i + 1]).doubleValue()));
        }
        return new ChannelArguments(numbers, Optional.empty(), List.of());
    }

    /** The same arguments with an axis. */
    public ChannelArguments withAxis(char newAxis) {
        return new ChannelArguments(numbers, Optional.of(newAxis), operators);
    }

    /** The same arguments with Kraus operators. */
    public ChannelArguments withOperators(List<ComplexMatrix> newOperators) {
        return new ChannelArguments(numbers, axis, newOperators);
    }

    /** The same arguments with one number replaced or added. */
    public ChannelArguments with(String name, Measured value) {
        Map<String, Measured> changed = new LinkedHashMap<>(numbers);
        changed.put(name, value);
        return new ChannelArguments(changed, axis, operators);
    }

    /** True if the number is given. */
    public boolean has(String name) {
        return numbers.containsKey(name);
    }

    /** A number's value. */
    public double number(String name) {
        Measured measured = numbers.get(name);
        if (measured == null) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be given, but only " + numbers.keySet() + " are");
        }
        return measured.value();
    }
}
