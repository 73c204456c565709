package org.strangenoise.strange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redfx.strange.Complex;
import org.redfx.strange.Qubit;
import org.redfx.strange.Result;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StateVector;

/**
 * What a noisy run of a Program found. To Strange it looks like any result: its "probability" vectors hold the
 * amplitudes {@code sqrt(rho_bb)} in single precision. Index bit q is qubit q; in bit strings the leftmost character is
 * the highest qubit.
 *
 * <p>Readout errors act on what is sampled: {@link #measureSystem()}, {@link #counts(int)},
 * {@link #measuredProbabilities()}.
 */
public final class NoisyResult extends Result {

    private static final long COUNTS_STREAM = 0x5DEECE66DL;

    private final int qubitCount;
    private final RunRecord run;
    private final double[] measured;
    private final Qubit[] qubits;
    private final OutcomeSampler sampler;
    private int outcome = -1;

    /**
     * Everything a run yields.
     *
     * @param probabilities at the end, by basis index
     * @param steps probabilities at the Steps' ends; null where snapshots are off
     * @param state at the end, where the simulator holds one
     * @param seed of this run's samples
     */
    record RunRecord(
            double[] probabilities,
            double @Nullable [][] steps,
            Optional<QuantumState> state,
            Readout readout,
            NoiseCoverage coverage,
            List<String> warnings,
            double seconds,
            long seed) {}

    NoisyResult(int qubitCount, int steps, RunRecord run) {
        super(qubitCount, Math.max(1, steps));
        this.qubitCount = qubitCount;
        this.run = run;
        this.measured = run.readout().confuse(run.probabilities());
        this.sampler = new OutcomeSampler(measured, run.seed());
        this.qubits = marginals(qubitCount, run.probabilities());
        double[][] snapshots = run.steps();
        for (int s = 0; s < steps - 1 && snapshots != null; s++) {
            setIntermediateProbability(s, amplitudes(snapshots[s]));
        }
        // Strange takes what is set last for the end.
        setIntermediateProbability(Math.max(1, steps) - 1, amplitudes(run.probabilities()));
        measureSystem();
    }

    private static Complex[] amplitudes(double[] probabilities) {
        Complex[] amplitudes = new Complex[probabilities.length];
        for (int b = 0; b < amplitudes.length; b++) {
            amplitudes[b] = new Complex(Math.sqrt(Math.max(0, probabilities[b])));
        }
        return amplitudes;
    }

    private static Qubit[] marginals(int count, double[] probabilities) {
        Qubit[] qubits = new Qubit[count];
        for (int q = 0; q < count; q++) {
            double one = 0;
            for (int b = 0; b < probabilities.length; b++) {
                one += ((b >> q) & 1) == 1 ? probabilities[b] : 0;
            }
            qubits[q] = new Qubit();
            qubits[q].setProbability(one);
        }
        return qubits;
    }

    /**
     * The density matrix at the end of the Program.
     *
     * @throws IllegalStateException if the simulator holds no such state, or a state vector of more than 13 qubits
     */
    public DensityMatrix densityMatrix() {
        QuantumState state = run.state().orElse(null);
        if (state instanceof DensityMatrix matrix) {
            return matrix;
        }
        if (state instanceof DensityTensor tensor) {
            return tensor.toDensityMatrix();
        }
        if (state instanceof StateVector vector && qubitCount <= 13) {
            return outerProduct(vector);
        }
        throw new IllegalStateException("the simulator holds no density matrix of " + qubitCount + " qubits");
    }

    private DensityMatrix outerProduct(StateVector psi) {
        int d = 1 << qubitCount;
        double[] re = new double[d * d];
        double[] im = new double[re.length];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                re[r * d + c] = psi.re(r) * psi.re(c) + psi.im(r) * psi.im(c);
                im[r * d + c] = psi.im(r) * psi.re(c) - psi.re(r) * psi.im(c);
            }
        }
        return DensityMatrix.view(qubitCount, re, im);
    }

    /** The state at the end as the simulator holds it; empty for one that only samples. */
    public Optional<QuantumState> state() {
        return run.state();
    }

    /** The 2^n probabilities at the end, by basis index, in double precision, without readout error. */
    public double[] probabilities() {
        return run.probabilities().clone();
    }

    /** The 2^n probabilities of what is read at the end, with readout error. */
    public double[] measuredProbabilities() {
        return measured.clone();
    }

    /**
     * The 2^n probabilities at the end of a Step, without readout error. In a Program with boundaries of its own
     * ({@link TimingGate}) those at the last boundary up to there.
     *
     * @throws IllegalStateException if snapshots are off
     */
    public double[] probabilitiesAfter(int step) {
        double[][] snapshots = run.steps();
        if (snapshots == null) {
            throw withoutSnapshots(step);
        }
        return snapshots[step].clone();
    }

    @Override
    public Complex[] getIntermediateProbability(int step) {
        double[][] snapshots = run.steps();
        if (snapshots == null && super.getIntermediateProbability(step) == null) {
            throw withoutSnapshots(step);
        }
        return super.getIntermediateProbability(step);
    }

    private static IllegalStateException withoutSnapshots(int step) {
        return new IllegalStateException("the probabilities after step " + step
                + " were not kept: run with Snapshots.ON (2^n numbers for every step)");
    }

    /** Draws the next outcome of this run's seeded sequence; {@link Qubit#measure()} then returns its bits. */
    @Override
    public synchronized void measureSystem() {
        outcome = sampler.next();
        for (int q = 0; q < qubitCount; q++) {
            qubits[q].setMeasuredValue(((outcome >> q) & 1) == 1);
        }
    }

    /** The basis index drawn last. */
    @Override
    public synchronized int getMeasuredProbability() {
        return outcome;
    }

    /** One a qubit, with its probability of 1 and the value measured last. */
    @Override
    public Qubit[] getQubits() {
        return qubits;
    }

    /** Outcomes of so many runs, with readout error, by bit string; the same for the same result and number. */
    public Map<String, Integer> counts(int shots) {
        return counts(shots, run.seed() ^ COUNTS_STREAM);
    }

    /** As {@link #counts(int)}, with a seed of the caller's. */
    public Map<String, Integer> counts(int shots, long seed) {
        if (shots < 0) {
            throw new IllegalArgumentException("Argument `shots` must not be negative, but is " + shots);
        }
        OutcomeSampler draws = new OutcomeSampler(measured, seed);
        Map<String, Integer> counts = new TreeMap<>();
        for (int s = 0; s < shots; s++) {
            counts.merge(bitString(draws.next()), 1, Integer::sum);
        }
        return counts;
    }

    private String bitString(int index) {
        char[] bits = new char[qubitCount];
        for (int q = 0; q < qubitCount; q++) {
            bits[qubitCount - 1 - q] = ((index >> q) & 1) == 1 ? '1' : '0';
        }
        return new String(bits);
    }

    /** Noise that met nothing, gates known to single precision only, and the like. */
    public List<String> warnings() {
        return run.warnings();
    }

    /** Which noise met which operation, for how long. */
    public NoiseCoverage coverage() {
        return run.coverage();
    }

    /** How long the Program takes on the device, in seconds; 0 without a device. */
    public double seconds() {
        return run.seconds();
    }
}
