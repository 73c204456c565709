package org.strangenoise.strange;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
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
import org.strangenoise.tomography.MultinomialSampler;

/**
 * What a noisy run of a Program found. To Strange it looks like any result: its "probability" vectors hold the
 * amplitudes in single precision, with their phases where the state is pure, which it is without noise; a mixed state
 * has none, so that they are {@code sqrt(rho_bb)} there. Index bit q is qubit q; in bit strings the leftmost character
 * is the highest qubit.
 *
 * <p>Readout errors act on what is sampled: {@link #measureSystem()}, {@link #counts(int)},
 * {@link #measuredProbabilities()}.
 */
public final class NoisyResult extends Result {

    private static final int PRINTED_OUTCOMES = 16;

    /** So many shots are drawn one by one, as outcomes are; more of them together, at a cost of the outcomes alone. */
    private static final int SINGLE_DRAWS = 1_000_000;

    private final int qubitCount;
    private final int stepCount;
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
     * @param vectors the states there, if all are pure and kept
     * @param state at the end, where the simulator holds one
     * @param seeds of this run's samples
     */
    record RunRecord(
            double[] probabilities,
            double @Nullable [][] steps,
            @Nullable List<StateVector> vectors,
            Optional<QuantumState> state,
            Readout readout,
            NoiseCoverage coverage,
            List<String> warnings,
            double seconds,
            SampleSeeds.RunSeeds seeds) {}

    NoisyResult(int qubitCount, int steps, RunRecord run) {
        super(qubitCount, Math.max(1, steps));
        this.qubitCount = qubitCount;
        this.stepCount = Math.max(1, steps);
        this.run = run;
        this.measured = run.readout().confuse(run.probabilities());
        this.sampler = new OutcomeSampler(measured, run.seeds().outcomes());
        this.qubits = marginals(qubitCount, run.probabilities());
        double[][] snapshots = run.steps();
        List<StateVector> vectors = run.vectors();
        for (int s = 0; s < steps - 1 && snapshots != null; s++) {
            setIntermediateProbability(s, vectors == null ? amplitudes(snapshots[s]) : amplitudes(vectors.get(s)));
        }
        // Strange takes what is set last for the end.
        setIntermediateProbability(
                stepCount - 1,
                run.state().orElse(null) instanceof StateVector last
                        ? amplitudes(last)
                        : amplitudes(run.probabilities()));
        measureSystem();
    }

    private static Complex[] amplitudes(double[] probabilities) {
        Complex[] amplitudes = new Complex[probabilities.length];
        for (int b = 0; b < amplitudes.length; b++) {
            amplitudes[b] = new Complex(Math.sqrt(Math.max(0, probabilities[b])));
        }
        return amplitudes;
    }

    private static Complex[] amplitudes(StateVector state) {
        Complex[] amplitudes = new Complex[1 << state.qubits()];
        for (int b = 0; b < amplitudes.length; b++) {
            amplitudes[b] = new Complex(state.re(b), state.im(b));
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
     * @throws IndexOutOfBoundsException if the Program has no such Step
     */
    public double[] probabilitiesAfter(int step) {
        double[][] snapshots = run.steps();
        requireStep(step);
        if (snapshots == null) {
            throw withoutSnapshots(step);
        }
        return step < snapshots.length ? snapshots[step].clone() : probabilities();
    }

    @Override
    public Complex[] getIntermediateProbability(int step) {
        requireStep(step);
        double[][] snapshots = run.steps();
        if (snapshots == null && super.getIntermediateProbability(step) == null) {
            throw withoutSnapshots(step);
        }
        return super.getIntermediateProbability(step);
    }

    private void requireStep(int step) {
        if (step < 0 || step >= stepCount) {
            throw new IndexOutOfBoundsException(
                    "Argument `step` must be from 0 to " + (stepCount - 1) + ", but is " + step);
        }
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

    /**
     * Outcomes of so many runs, with readout error, by bit string; the same for the same result and number. In an
     * environment with a seed they depend on that seed, the Program and the number alone.
     */
    public Map<String, Integer> counts(int shots) {
        return counts(shots, run.seeds().counts());
    }

    /** The seed of {@link #counts(int)}. */
    public long seed() {
        return run.seeds().counts();
    }

    /** As {@link #counts(int)}, with a seed of the caller's. */
    public Map<String, Integer> counts(int shots, long seed) {
        if (shots < 0) {
            throw new IllegalArgumentException("Argument `shots` must not be negative, but is " + shots);
        }
        int[] indices =
                IntStream.range(0, measured.length).filter(b -> measured[b] > 0).toArray();
        long[] drawn = shots > SINGLE_DRAWS ? drawnTogether(indices, shots, seed) : drawnOneByOne(indices, shots, seed);
        Map<String, Integer> counts = new TreeMap<>();
        for (int k = 0; k < indices.length; k++) {
            if (drawn[k] > 0) {
                counts.put(bitString(indices[k]), Math.toIntExact(drawn[k]));
            }
        }
        return counts;
    }

    private long[] drawnOneByOne(int[] indices, int shots, long seed) {
        OutcomeSampler draws = new OutcomeSampler(measured, seed);
        long[] ofIndex = new long[measured.length];
        for (int s = 0; s < shots; s++) {
            ofIndex[draws.next()]++;
        }
        return Arrays.stream(indices).mapToLong(b -> ofIndex[b]).toArray();
    }

    /** The same law of chance, in a time that does not grow with the number of shots. */
    private long[] drawnTogether(int[] indices, int shots, long seed) {
        double[] possible = Arrays.stream(indices).mapToDouble(b -> measured[b]).toArray();
        return MultinomialSampler.draw(possible, shots, RandomSource.XO_SHI_RO_256_PP.create(seed));
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

    /** The most probable outcomes, the time that the Program takes, and warnings. */
    @Override
    public String toString() {
        boolean confused = !Arrays.equals(run.probabilities(), measured);
        List<Integer> order = IntStream.range(0, measured.length)
                .boxed()
                .filter(b -> run.probabilities()[b] > 1e-12 || measured[b] > 1e-12)
                .sorted(Comparator.comparingDouble((Integer b) -> -run.probabilities()[b])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        StringBuilder text = new StringBuilder();
        text.append(qubitCount).append(qubitCount == 1 ? " qubit" : " qubits");
        if (run.seconds() > 0) {
            text.append(String.format(Locale.ROOT, ", %.4g us", run.seconds() * 1e6));
        }
        text.append(String.format("%n%-" + Math.max(7, qubitCount) + "s  probability", "outcome"));
        text.append(confused ? "  as read" : "");
        for (int b : order.subList(0, Math.min(PRINTED_OUTCOMES, order.size()))) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%-" + Math.max(7, qubitCount) + "s  %-11.6f",
                    bitString(b),
                    run.probabilities()[b]));
            text.append(confused ? String.format(Locale.ROOT, "  %.6f", measured[b]) : "");
        }
        if (order.size() > PRINTED_OUTCOMES) {
            text.append(String.format("%nand %d more", order.size() - PRINTED_OUTCOMES));
        }
        run.warnings().forEach(warning -> text.append(String.format("%nwarning: %s", warning)));
        return text.toString().replaceAll("(?m) +$", "");
    }

    /** Prints {@link #toString()}. */
    @Override
    public void printInfo() {
        System.out.println(this);
    }

    /** Seeded basis indices by their probabilities. */
    static final class OutcomeSampler {

        private final double[] cumulative;
        private final UniformRandomProvider random;

        OutcomeSampler(double[] probabilities, long seed) {
            this.cumulative = new double[probabilities.length];
            double sum = 0;
            for (int b = 0; b < cumulative.length; b++) {
                sum += Math.max(0, probabilities[b]);
                cumulative[b] = sum;
            }
            this.random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        }

        /** The next index; one of probability 0 never comes. */
        int next() {
            double total = cumulative[cumulative.length - 1];
            double draw = Math.min(random.nextDouble() * total, Math.nextDown(total));
            int low = 0;
            int high = cumulative.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (cumulative[middle] > draw) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
