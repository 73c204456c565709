package org.strangenoise.yaml;

import java.util.function.DoublePredicate;

/**
 * What a number must be besides a number.
 *
 * @param clause the rule as it stands after "must" in an error message, for example {@code be positive}
 * @param accepts whether a value, in SI units, keeps the rule
 */
public record Rule(String clause, DoublePredicate accepts) {

    /** Any finite value. */
    public static final Rule FINITE = new Rule("be finite", Double::isFinite);

    /** Finite and above 0. */
    public static final Rule POSITIVE = new Rule("be positive and finite", x -> x > 0 && Double.isFinite(x));

    /** Finite and at least 0. */
    public static final Rule NON_NEGATIVE = new Rule("be finite and at least 0", x -> x >= 0 && Double.isFinite(x));

    /** A time in which something decays: one whose rate, and whatever is made of it, is a sensible number. */
    public static final Rule DECAY_TIME = new Rule(
            "be positive or `inf`, from 1 ps to 1e9 s where it is finite",
            x -> (x >= 1e-12 && x <= 1e9) || x == Double.POSITIVE_INFINITY);

    /** How long something takes. */
    public static final Rule DURATION = new Rule("be at least 0, and at most 1e6 s", x -> x >= 0 && x <= 1e6);

    /** How long something takes that cannot be nothing. */
    public static final Rule LASTING = new Rule("be positive, from 1 ps to 1e6 s", x -> x >= 1e-12 && x <= 1e6);

    /** A frequency of either sign. */
    public static final Rule FREQUENCY = new Rule("be from -1e6 to 1e6 MHz", x -> Math.abs(x) <= 1e12);

    /** A coupling that something is made by. */
    public static final Rule COUPLING = new Rule("be positive, from 1e-3 Hz to 1e6 MHz", x -> x >= 1e-3 && x <= 1e12);

    /** An angle in radians: beyond some thousand turns its fraction of a turn is no longer meant, or known. */
    public static final Rule ANGLE = new Rule("be an angle from -1e4 to 1e4 rad", x -> Math.abs(x) <= 1e4);

    /** A plain number such as kappa, or the height of a line. */
    public static final Rule NUMBER = new Rule("be a number from -1e6 to 1e6", x -> Math.abs(x) <= 1e6);

    /** What rates and errors are multiplied by. */
    public static final Rule FACTOR = new Rule("be from 0 to 1e6", x -> x >= 0 && x <= 1e6);

    /** From 0 to 1. */
    public static final Rule PROBABILITY = new Rule("be a probability from 0 to 1", x -> x >= 0 && x <= 1);

    /** Finite and at least {@code smallest}. */
    public static Rule atLeast(long smallest) {
        return new Rule("be at least " + smallest, x -> x >= smallest && Double.isFinite(x));
    }

    /** From {@code smallest} to {@code largest}, both included. */
    public static Rule between(double smallest, double largest) {
        return new Rule("be from " + plain(smallest) + " to " + plain(largest), x -> x >= smallest && x <= largest);
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15
                ? Long.toString((long) x)
                : Double.toString(x).replace(".0E", "e").replace('E', 'e');
    }
}
