package org.strangenoise.budget;

/**
 * How the loss {@code ideal - noisy} of an observable divides among players, by recording point (second index).
 *
 * @param ideal no player acts
 * @param noisy all act
 * @param shapley {@code [player][point]}: the loss a player adds, mean over all orders in which players join
 * @param leaveOneOut {@code f(all but the player) - f(all)}: what the observable gains without it
 * @param only {@code f(none) - f(the player)}: what it costs alone
 * @param standardErrors of {@code shapley} if it is sampled, zero if it is exact
 * @param evaluations number of coalitions simulated
 * @param exact true if all coalitions were
 */
public record Attribution(
        double[] ideal,
        double[] noisy,
        double[][] shapley,
        double[][] leaveOneOut,
        double[][] only,
        double[][] standardErrors,
        int evaluations,
        boolean exact) {

    /** Ideal minus noisy. */
    public double loss(int point) {
        return ideal[point] - noisy[point];
    }

    /** The loss minus the sum of what each player costs alone. */
    public double nonAdditive(int point) {
        double rest = loss(point);
        for (double[] player : only) {
            rest -= player[point];
        }
        return rest;
    }

    /** The loss minus the sum of all Shapley values: rounding. */
    public double residual(int point) {
        double rest = loss(point);
        for (double[] player : shapley) {
            rest -= player[point];
        }
        return rest;
    }
}
