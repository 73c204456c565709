package org.strangenoise.exchange.gate;

/**
 * An angle of a gate call in radians, or a multiple of the parameter of the gate in whose definition the call stands.
 *
 * @param value the angle, or the factor on the parameter
 * @param symbolic whether it is such a factor
 */
public record Angle(double value, boolean symbolic) {

    /** A number of radians. */
    public static Angle of(double radians) {
        return new Angle(radians, false);
    }

    /** The angle for a value of the parameter. */
    public double at(double parameter) {
        return symbolic ? value * parameter : value;
    }
}
