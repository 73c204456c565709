package org.strangenoise.studies.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.noise.ReadoutConfusion;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.MicrocanonicalState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.Readout;

/**
 * A scalar observable as a function of the coefficients of a {@link DensityTensor}, with its exact gradient. What it
 * sees is the state itself, or for the overlap the mean of the states recorded so far.
 */
public final class ObservableFunctional {

    /** Eigenvalues of the overlap's block below this are rounding; the square root has no slope there. */
    private static final double RANK_TOLERANCE = 1e-13;

    private final Observable observable;
    private final int qubits;
    private final Readout readout;

    private ObservableFunctional(Observable observable, int qubits, Readout readout) {
        this.observable = observable;
        this.qubits = qubits;
        this.readout = readout;
    }

    /**
     * The functional of an observable with one value.
     *
     * @param confusions readout errors by qubit, felt by measured Pauli expectations only
     */
    public static ObservableFunctional of(Observable observable, List<ReadoutConfusion> confusions) {
        int qubits = confusions.size();
        boolean known = observable instanceof Observable.MeanEntropy
                || observable instanceof Observable.Purity
                || observable instanceof Observable.MicrocanonicalOverlap
                || observable instanceof Observable.Fidelity
                || observable instanceof Observable.PauliExpectation;
        if (!known) {
            throw new IllegalArgumentException(
                    "Argument `observable` must be entropy, purity, overlap, fidelity or a Pauli expectation, but is "
                            + observable);
        }
        return new ObservableFunctional(
                observable,
                qubits,
                new Readout(
                        confusions.stream()
                                .mapToDouble(ReadoutConfusion::p1Given0)
                                .toArray(),
                        confusions.stream()
                                .mapToDouble(ReadoutConfusion::p0Given1)
                                .toArray()));
    }

    /** The same observable under other readout errors. */
    public ObservableFunctional withReadout(List<ReadoutConfusion> confusions) {
        return of(observable, confusions);
    }

    /** Register size. */
    public int qubits() {
        return qubits;
    }

    /** True if readout errors change it. */
    public boolean isMeasured() {
        return observable instanceof Observable.PauliExpectation pauli && pauli.measured();
    }

    /** True if it sees the mean of the states recorded so far. */
    public boolean seesRunningMean() {
        return observable instanceof Observable.MicrocanonicalOverlap;
    }

    /** True if it needs the ideal state at the same point. */
    public boolean needsReference() {
        return observable instanceof Observable.Fidelity;
    }

    /**
     * The value.
     *
     * @param seen coefficients of what it sees
     * @param reference coefficients of the ideal state, if it needs it
     */
    public double value(double[] seen, double @Nullable [] reference) {
        DensityTensor state = DensityTensor.view(qubits, seen);
        if (observable instanceof Observable.MeanEntropy) {
            double[] bloch = new double[3];
            double sum = 0;
            for (int q = 0; q < qubits; q++) {
                state.blochVector(q, bloch);
                sum += Entropy.ofBloch(bloch[0], bloch[1], bloch[2]) / qubits;
            }
            return sum;
        }
        if (observable instanceof Observable.Purity) {
            return state.purity();
        }
        if (observable instanceof Observable.MicrocanonicalOverlap) {
            return MicrocanonicalState.overlap(state.symmetricBlock());
        }
        if (observable instanceof Observable.PauliExpectation request) {
            return request.measured()
                    ? readout.confuse(state, request.pauli())
                    : state.pauliExpectation(request.pauli());
        }
        return dot(seen, required(reference));
    }

    /**
     * The values at all recording points.
     *
     * @param states coefficients there
     * @param references coefficients of the ideal states, if it needs them
     */
    double[] series(List<double[]> states, List<double[]> references) {
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
        if (observable instanceof Observable.MeanEntropy) {
            return entropyGradient(DensityTensor.view(qubits, seen));
        }
        if (observable instanceof Observable.Purity) {
            double[] gradient = seen.clone();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= 2;
            }
            return gradient;
        }
        if (observable instanceof Observable.MicrocanonicalOverlap) {
            return overlapGradient(DensityTensor.view(qubits, seen));
        }
        if (observable instanceof Observable.PauliExpectation request) {
            return pauliGradient(request);
        }
        return required(reference).clone();
    }

    /** dS/dr = -log2((1+r)/(1-r)) / 2 along each qubit's Bloch vector of length r. */
    private double[] entropyGradient(DensityTensor state) {
        double[] gradient = new double[1 << (2 * qubits)];
        double[] bloch = new double[3];
        for (int q = 0; q < qubits; q++) {
            state.blochVector(q, bloch);
            double r = Math.sqrt(bloch[0] * bloch[0] + bloch[1] * bloch[1] + bloch[2] * bloch[2]);
            double slope = r < 1e-8
                    ? -1 / StrictMath.log(2)
                    : -(StrictMath.log1p(r) - StrictMath.log1p(-Math.min(r, 1 - 1e-15))) / (2 * StrictMath.log(2) * r);
            addBloch(gradient, q, bloch, slope / qubits);
        }
        return gradient;
    }

    private void addBloch(double[] gradient, int qubit, double[] direction, double factor) {
        int others = ((1 << qubits) - 1) ^ (1 << qubit);
        int digit = 1 << (2 * qubit);
        double root2 = Math.sqrt(2);
        int b = 0;
        do {
            int at = DensityTensor.spread(b);
            gradient[at] += factor * direction[2];
            gradient[at + digit] -= factor * direction[2];
            gradient[at + 2 * digit] += factor * root2 * direction[0];
            gradient[at + 3 * digit] += factor * root2 * direction[1];
            b = (b - others) & others;
        } while (b != 0);
    }

    /** d Tr sqrt(B) = Tr(B^(-1/2) dB) / 2, carried from the Dicke block back to the whole state. */
    private double[] overlapGradient(DensityTensor state) {
        ComplexMatrix block = state.symmetricBlock();
        ComplexMatrix slope = HermitianEigen.of(block.plus(block.adjoint()).scaled(0.5))
                .function(x -> x > RANK_TOLERANCE ? 0.5 / Math.sqrt(x) : 0)
                .scaled(1 / Math.sqrt(qubits + 1));
        double[] amplitude = new double[qubits + 1];
        double binomial = 1;
        for (int k = 0; k <= qubits; k++) {
            amplitude[k] = 1 / Math.sqrt(binomial);
            binomial = binomial * (qubits - k) / (k + 1);
        }
        int d = 1 << qubits;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int r = 0; r < d; r++) {
            int k = Integer.bitCount(r);
            for (int c = 0; c < d; c++) {
                int l = Integer.bitCount(c);
                re[r * d + c] = amplitude[k] * amplitude[l] * slope.re(k, l);
                im[r * d + c] = amplitude[k] * amplitude[l] * slope.im(k, l);
            }
        }
        return coefficients(re, im);
    }

    /** The product of {@code a + b P} over the letters, see {@link Readout#confuse}. */
    private double[] pauliGradient(Observable.PauliExpectation request) {
        ComplexMatrix product = ComplexMatrix.identity(1);
        for (int q = 0; q < qubits; q++) {
            char letter = request.pauli().letter(q);
            ComplexMatrix local = new PauliString(String.valueOf(letter)).matrix();
            if (request.measured() && letter != 'I') {
                double p10 = readout.p1Given0()[q];
                double p01 = readout.p0Given1()[q];
                local = ComplexMatrix.identity(2).scaled(p01 - p10).plus(local.scaled(1 - p10 - p01));
            }
            product = local.kronecker(product);
        }
        return coefficients(product.re(), product.im());
    }

    private double[] coefficients(double[] re, double[] im) {
        double[] coefficients = new double[1 << (2 * qubits)];
        DensityTensor.fromDense(qubits, re, im, coefficients);
        return coefficients;
    }

    private static double[] required(double @Nullable [] reference) {
        if (reference == null) {
            throw new IllegalStateException("a fidelity is asked for, but no ideal state is given");
        }
        return reference;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
