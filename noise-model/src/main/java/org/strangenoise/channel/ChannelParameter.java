package org.strangenoise.channel;

import java.util.Optional;

/**
 * One parameter of a channel type.
 *
 * @param name as written in a device file; named for what it means
 * @param kind what values it takes
 * @param fallback the SI value taken when the file is silent; absent if it must be given
 * @param documentation one sentence
 */
public record ChannelParameter(String name, Kind kind, Optional<Double> fallback, String documentation) {

    /** What values a parameter takes. */
    public enum Kind {
        /** A number from 0 to 1. */
        PROBABILITY,
        /** Seconds, positive, may be infinite. */
        TIME,
        /** Seconds, not negative and finite. */
        DURATION,
        /** Hertz. */
        FREQUENCY,
        /** Radians. */
        ANGLE,
        /** A plain number. */
        NUMBER,
        /** One of x, y, z. */
        AXIS,
        /** A list of complex matrices. */
        OPERATORS
    }

    static ChannelParameter required(String name, Kind kind, String documentation) {
        return new ChannelParameter(name, kind, Optional.empty(), documentation);
    }

    static ChannelParameter optional(String name, Kind kind, double fallback, String documentation) {
        return new ChannelParameter(name, kind, Optional.of(fallback), documentation);
    }
}
