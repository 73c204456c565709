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

    /** Above 0, {@code inf} included: a relaxation time. */
    public static final Rule POSITIVE_OR_INFINITE = new Rule("be positive or `inf`", x -> x > 0);

    /** Finite and at least 0: a duration, a number of steps. */
    public static final Rule NON_NEGATIVE = new Rule("be finite and at least 0", x -> x >= 0 && Double.isFinite(x));

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
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }
}
