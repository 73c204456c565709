package org.strangenoise.channel;

import java.util.List;

/**
 * One kind of noise: the registry's record that drives the device reader, the documentation and the contract tests.
 *
 * @param name as written in a device file
 * @param attachment how a device file attaches it
 * @param parameters in the order they are documented
 * @param formula what it does to rho, as plain text
 * @param documentation one or two sentences
 * @param source where the formula comes from
 * @param semigroup true if applying it for t1, then t2, is applying it for t1 + t2
 * @param example arguments that make a generic, not degenerate, instance
 * @param maker arguments and the operation's duration in seconds to the effect
 */
public record ChannelType(
        String name,
        Attachment attachment,
        List<ChannelParameter> parameters,
        String formula,
        String documentation,
        String source,
        boolean semigroup,
        ChannelArguments example,
        Maker maker) {

    /** How a device file attaches a kind of noise. */
    public enum Attachment {
        /** An entry of {@code channels:}, named there. */
        OPERATION,
        /** A key of its own, e.g. {@code T1} of a qubit or {@code crosstalk:}; not allowed under {@code channels:}. */
        DEVICE
    }

    /** Makes the effect. */
    @FunctionalInterface
    public interface Maker {
        /** The noise of some arguments that acts for a time in seconds. */
        NoiseEffect make(ChannelArguments arguments, double seconds);
    }

    /** Keeps copies of the components. */
    public ChannelType {
        parameters = List.copyOf(parameters);
    }

    /**
     * The effect for the arguments, defaults filled in.
     *
     * @param seconds duration of the operation it is attached to, for types that act in time
     * @throws IllegalArgumentException naming the argument, the rule and the value
     */
    public NoiseEffect effect(ChannelArguments arguments, double seconds) {
        ChannelArguments complete = arguments;
        for (String given : arguments.numbers().keySet()) {
            if (parameters.stream().noneMatch(p -> p.name().equals(given))) {
                throw new IllegalArgumentException("Argument `" + given + "` is not a parameter of " + name);
            }
        }
        for (ChannelParameter parameter : parameters) {
            if (parameter.fallback().isPresent() && !arguments.has(parameter.name())) {
                complete = complete.with(
                        parameter.name(),
                        org.strangenoise.math.Measured.exactly(
                                parameter.fallback().get()));
            }
        }
        return maker.make(complete, seconds);
    }
}
