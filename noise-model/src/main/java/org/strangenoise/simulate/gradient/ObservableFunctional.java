package org.strangenoise.simulate.gradient;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.Observable;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StatePart;

/**
 * An observable of one number as a function of the coefficients of a {@link DensityTensor}, with its exact gradient:
 * the observable says its slopes by its parts, each part carries them to the coefficients. What it sees is the state
 * itself, or for some, as the overlap, the mean of the states recorded so far.
 */
public final class ObservableFunctional {

    private final Observable observable;
    private final List<StatePart> parts;
    private final int qubits;
    private final Readout readout;

    private ObservableFunctional(Observable observable, int qubits, Readout readout) {
        this.observable = observable;
        this.parts = observable.parts(qubits);
        this.qubits = qubits;
        this.readout = readout;
    }

    /**
     * The functional of an observable with one value.
     *
     * @param readout felt by measured observables only
     */
    public static ObservableFunctional of(Observable observable, Readout readout) {
        int qubits = readout.qubits();
        if (observable.size(qubits) != 1) {
            throw new IllegalArgumentException("Argument `observable` must be of one number, but is " + observable
                    + " of " + observable.size(qubits));
        }
        return new ObservableFunctional(observable, qubits, readout);
    }

    /** The same observable under other readout errors. */
    public ObservableFunctional withReadout(Readout other) {
        return of(observable, other);
    }

    /** Register size. */
    public int qubits() {
        return qubits;
    }

    /** True if readout errors change it. */
    public boolean isMeasured() {
        return observable.isMeasured();
    }

    /** True if it sees the mean of the states recorded so far. */
    public boolean seesRunningMean() {
        return observable.seesRunningMean();
    }

    /** True if it needs the ideal state at the same point. */
    public boolean needsReference() {
        return observable.needsReference();
    }

    /**
     * The value.
     *
     * @param seen coefficients of what it sees
     * @param reference coefficients of the ideal state, if it needs it
     */
    public double value(double[] seen, double @Nullable [] reference) {
        double[] out = new double[1];
        observable.evaluate(qubits, numbers(DensityTensor.view(qubits, seen), setting(reference)), out);
        return out[0];
    }

    private double[] numbers(DensityTensor state, StatePart.Setting setting) {
        double[] numbers =
                new double[parts.stream().mapToInt(part -> part.size(qubits)).sum()];
        int at = 0;
        for (StatePart part : parts) {
            part.read(state, setting, numbers, at);
            at += part.size(qubits);
        }
        return numbers;
    }

    private StatePart.Setting setting(double @Nullable [] reference) {
        return new StatePart.Setting(readout, reference == null ? null : DensityTensor.view(qubits, reference));
    }

    /**
     * The values at all recording points.
     *
     * @param states coefficients there
     * @param references coefficients of the ideal states, if it needs them
     */
    public double[] series(List<double[]> states, List<double[]> references) {
        double[] series = new double[states.size()];
        double[] sum = new double[seesRunningMean() ? states.get(0).length : 0];
        for (int point = 0; point < series.length; point++) {
            double[] state = states.get(point);
            double[] seen = sum.length == 0 ? state : mean(sum, state, point + 1);
            series[point] = value(seen, references.isEmpty() ? null : references.get(point));
        }
        return series;
    }

    /** Adds a state to a sum and returns their mean. */
    private static double[] mean(double[] sum, double[] state, int count) {
        double[] mean = new double[sum.length];
        for (int k = 0; k < sum.length; k++) {
            sum[k] += state[k];
            mean[k] = sum[k] / count;
        }
        return mean;
    }

    /** The derivatives of the value with respect to the coefficients it sees. */
    public double[] gradient(double[] seen, double @Nullable [] reference) {
        DensityTensor state = DensityTensor.view(qubits, seen);
        StatePart.Setting setting = setting(reference);
        double[] gradient = new double[seen.length];
        observable.slopes(
                qubits,
                numbers(state, setting),
                (part, factor, direction) -> parts.get(part).addGradient(factor, direction, state, setting, gradient));
        return gradient;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
