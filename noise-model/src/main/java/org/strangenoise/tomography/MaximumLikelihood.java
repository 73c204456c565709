package org.strangenoise.tomography;

import org.jspecify.annotations.Nullable;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.state.ConfusionMatrix;

/**
 * The state that makes frequencies most probable: the maximum of {@code L = mean over bases of sum f ln p} over density
 * matrices, p being the probabilities as read. Concave, so that there is no other maximum.
 *
 * <p>Steps along the gradient {@code R = mean of sum (f/p) E} with momentum that is dropped where L falls, each put
 * back to the nearest state (Shang, Zhang, Ng, Phys. Rev. A 95, 062336 (2017)). As L is concave and Tr(R rho) = 1, the
 * largest eigenvalue of R less one is at least what L could still gain; the search ends where that is below
 * {@value #TOLERANCE}, and the answer says what it is.
 */
public final class MaximumLikelihood {

    /** What the mean log likelihood of a shot may miss. */
    public static final double TOLERANCE = 1e-9;

    private static final int MAX_STEPS = 20_000;

    /** A state is mixed with so much of the identity, so that all that was read has a probability at the start. */
    private static final double INTERIOR = 0.05;

    private final ProductTomography bases;
    private final double[][] frequencies;
    private final ConfusionMatrix assumed;
    private final PauliVector found;
    private final double gap;
    private final int steps;

    /** The search for a state; it ends by itself. */
    MaximumLikelihood(ProductTomography bases, Frequencies frequencies, ConfusionMatrix assumed) {
        this.bases = bases;
        this.frequencies = frequencies.byBasis();
        this.assumed = assumed;
        PauliVector state = start();
        Point here = new Point(state);
        PauliVector ahead = state;
        Point there = here;
        double momentum = 1;
        double length = 1;
        int step = 0;
        double bound = here.bound();
        while (bound > TOLERANCE && step < MAX_STEPS) {
            step++;
            PauliVector next = state;
            Point at = here;
            boolean accepted = false;
            while (!accepted && length > Double.MIN_NORMAL) {
                next = NearestState.of(ahead.plus(length, there.gradient()));
                PauliVector change = next.plus(-1, ahead);
                at = new Point(next);
                double predicted = there.value + there.gradient().inner(change) - change.inner(change) / (2 * length);
                // Below the rounding of L the comparison says nothing.
                accepted = at.value >= predicted - 1e-14 * Math.abs(there.value);
                length *= accepted ? 1.2 : 0.5;
            }
            if (at.value < here.value && there != here) {
                ahead = state;
                there = here;
                momentum = 1;
                continue;
            }
            double faster = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            PauliVector further = next.plus((momentum - 1) / faster, next.plus(-1, state));
            state = next;
            here = at;
            bound = here.bound();
            momentum = faster;
            ahead = further;
            there = new Point(ahead);
            if (there.value == Double.NEGATIVE_INFINITY) {
                ahead = state;
                there = here;
                momentum = 1;
            }
        }
        this.found = state;
        this.gap = bound;
        this.steps = step;
    }

    private PauliVector start() {
        double[][] inverted = frequencies;
        PauliVector nearest = NearestState.of(bases.inversion(inverted));
        double[] numbers = nearest.numbers().clone();
        for (int k = 1; k < numbers.length; k++) {
            numbers[k] *= 1 - INTERIOR;
        }
        return new PauliVector(nearest.qubits(), numbers);
    }

    /** The state. */
    public PauliVector state() {
        return found;
    }

    /** An upper bound to what the mean log likelihood of a shot could still gain. */
    public double gap() {
        return gap;
    }

    /** How many steps were taken. */
    int steps() {
        return steps;
    }

    /** L and its gradient at an operator of trace one; L is minus infinity where something read has no probability. */
    private final class Point {
        private final double value;
        private final double[][] weights;
        private @Nullable PauliVector gradient;

        Point(PauliVector operator) {
            double[][] probabilities = bases.probabilities(operator);
            this.weights = new double[probabilities.length][];
            double sum = 0;
            for (int s = 0; s < weights.length; s++) {
                double[] read = assumed.isPerfect() ? probabilities[s] : assumed.confuse(probabilities[s]);
                double[] share = new double[read.length];
                for (int r = 0; r < read.length; r++) {
                    double f = frequencies[s][r];
                    if (f > 0) {
                        if (!(read[r] > 0)) {
                            sum = Double.NEGATIVE_INFINITY;
                        } else {
                            sum += f * StrictMath.log(read[r]);
                            share[r] = f / read[r] / weights.length;
                        }
                    }
                }
                weights[s] = assumed.isPerfect() ? share : assumed.adjoint(share);
            }
            this.value = sum / weights.length;
        }

        PauliVector gradient() {
            PauliVector known = gradient;
            if (known == null) {
                known = bases.adjoint(weights);
                gradient = known;
            }
            return known;
        }

        /** The largest eigenvalue of the gradient, less one. */
        double bound() {
            double[] eigenvalues = HermitianEigen.eigenvalues(gradient().matrix());
            return eigenvalues[eigenvalues.length - 1] - 1;
        }
    }
}
