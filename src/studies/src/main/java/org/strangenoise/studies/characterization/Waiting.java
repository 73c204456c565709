package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Operation;

/** A routine whose curves are over the time that qubits wait, and the free numbers of what decays and turns in it. */
abstract class Waiting extends Routine {

    final double[] delays;

    /** The longest delay, to which guesses are relative. */
    final double span;

    /** @param delays in seconds, in the order in which they are run */
    Waiting(double[] delays) {
        this.delays = delays.clone();
        this.span = Arrays.stream(delays).max().orElse(1);
    }

    @Override
    final Abscissa abscissa() {
        return new Abscissa("waiting time", "µs", 1e-6);
    }

    /** Runs of a curve, one a delay, that read the first qubit. */
    final List<Sequence> each(int curve, DoubleFunction<List<Operation>> operations) {
        List<Sequence> sequences = new ArrayList<>();
        for (double delay : delays) {
            sequences.add(Sequence.of(curve, delay, operations.apply(delay), 0));
        }
        return sequences;
    }

    static Free offset(String name) {
        return parameter(name, 0.5, -0.5, 1.5, 1);
    }

    static Free amplitude(String name) {
        return parameter(name, 0.5, -1.5, 1.5, 1);
    }

    /** From nothing to a decay within a hundredth of the record. */
    final Free rate(String name) {
        return parameter(name, 1 / span, 0, 100 / span, 1 / span);
    }

    /** From nothing to a thousand turns within the record. */
    final Free frequency(String name, double guess) {
        return parameter(name, guess, 0, 1e3 / span, 1 / span);
    }

    /** Of a Gaussian decay, from nothing to one within a hundredth of the record. */
    final Free squaredRate() {
        return parameter(
                "squared Gaussian rate", 1 / (span * span), 0, 1e4 / (span * span), 1 / (span * span));
    }
}
