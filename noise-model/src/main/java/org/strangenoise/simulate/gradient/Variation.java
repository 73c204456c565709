package org.strangenoise.simulate.gradient;

import java.util.List;
import java.util.function.DoubleFunction;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;

/**
 * A parameter that circuits depend on.
 *
 * @param value where the derivative is taken, SI units
 * @param domain which values the parameter takes
 * @param low least value the other parameters allow
 * @param high greatest value they allow
 * @param circuits the circuits at a value
 */
public record Variation(double value, Domain domain, double low, double high, DoubleFunction<Circuits> circuits) {

    /** Relative and, where a value may be zero, absolute distance of neighbouring values. */
    private static final double STEP = 5e-3;

    /** Angles of gates change little over this times {@link #STEP}, but well above rounding. */
    private static final double TYPICAL_HERTZ = 1e5;

    /** The values a parameter takes. */
    public enum Domain {
        /** Times, rates, durations: not negative. */
        NON_NEGATIVE,
        /** Plain factors: not negative, of order 1. */
        FACTOR,
        /** 0 to 1. */
        PROBABILITY,
        /** Frequencies of either sign. */
        FREQUENCY,
        /** Angles and plain numbers of either sign. */
        ANY
    }

    /**
     * What a value of the parameter makes.
     *
     * @param noisy with noise
     * @param ideal without
     */
    public record Circuits(NoisyEnsemble noisy, NoisyCircuit ideal) {

        /** A member with noise; where detunings are zero, one stands for all that there are beside. */
        NoisyCircuit member(int m) {
            return noisy.members().get(noisy.isSingle() ? 0 : m).circuit();
        }
    }

    /**
     * The neighbours from which the derivatives of single instructions are made, the best first; the others for a value
     * on the edge of those that the circuits take. A channel that is scaled up may be none any more.
     */
    List<Stencil> stencils() {
        Stencil best = stencil();
        double step = Math.abs(best.offsets()[0] - best.offsets()[1]);
        return List.of(best, Stencil.oneSided(-step), Stencil.oneSided(step));
    }

    private Stencil stencil() {
        return switch (domain) {
            case ANY -> within(STEP);
            case FREQUENCY -> within(STEP * Math.max(Math.abs(value), TYPICAL_HERTZ));
            case NON_NEGATIVE -> value > 0 ? within(STEP * value) : Stencil.oneSided(1e-9);
            case FACTOR -> value > 4 * STEP ? within(STEP * Math.max(1, value)) : Stencil.oneSided(STEP);
            case PROBABILITY -> {
                double room = Math.min(value, 1 - value);
                if (room > 1e-6) {
                    yield Stencil.central(Math.min(STEP, room / 4));
                }
                yield Stencil.oneSided(value < 0.5 ? 1e-3 : -1e-3);
            }
        };
    }

    /** On both sides of the value, or on the one that is allowed. */
    private Stencil within(double step) {
        if (value + 3 * step > high) {
            return Stencil.oneSided(-step);
        }
        return value - 3 * step < low ? Stencil.oneSided(step) : Stencil.central(step);
    }
}
