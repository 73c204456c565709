package org.strangenoise.transmon;

import org.strangenoise.channel.Envelope;

/**
 * The shape of a pulse over its own time, {@code x = t/T} in 0..1, of area 1.
 *
 * @param envelope the shape
 * @param rise part of the time in which a rectangular pulse rises, and falls again, as half a cosine; from 0 to 1/2
 */
public record PulseShape(Envelope envelope, double rise) {

    /** Constant. */
    public static final PulseShape RECTANGULAR = new PulseShape(Envelope.RECTANGULAR, 0);

    /** Checks the components. */
    public PulseShape {
        if (!(rise >= 0 && rise <= 0.5)) {
            throw new IllegalArgumentException(
                    "a pulse's rise time must be at most half its duration, but is " + rise + " of it");
        }
        if (rise > 0 && envelope != Envelope.RECTANGULAR) {
            throw new IllegalArgumentException(
                    "Argument `rise` must be 0 for a pulse of another shape than rectangular, but is " + rise);
        }
    }

    /** f(x) for x in 0..1. */
    public double value(double x) {
        if (rise == 0) {
            return envelope.value(x);
        }
        double edge = Math.min(x, 1 - x);
        double top = 1 / (1 - rise);
        return edge >= rise ? top : top * (1 - StrictMath.cos(Math.PI * edge / rise)) / 2;
    }

    /** df/dx; that of a rectangular pulse, whose ends have none, is 0. */
    public double derivative(double x) {
        if (rise == 0) {
            return envelope.derivative(x);
        }
        double edge = Math.min(x, 1 - x);
        if (edge >= rise) {
            return 0;
        }
        double slope = Math.PI / (2 * rise * (1 - rise)) * StrictMath.sin(Math.PI * edge / rise);
        return x < 0.5 ? slope : -slope;
    }

    /** True if f is 1 throughout. */
    public boolean isConstant() {
        return rise == 0 && envelope == Envelope.RECTANGULAR;
    }
}
