package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.pure.PureRegister;
import org.strangenoise.simulate.pure.Trajectory;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.StateVector;

/**
 * Two independent trajectories side by side: the overlap of their states stands in for quadratic parts, as the purity.
 * One pair is run after the other in the same arrays.
 */
final class TrajectoryPair {

    /** Pairs that are shared out to the threads at a time, and groups of the jackknife. */
    static final int ROUND = 32;

    /** One of the two. */
    interface Side {

        /** Starts anew; the first random number chooses the circuit among those of the ensemble. */
        void start(InitialState initial, UniformRandomProvider random);

        /** How many stretches there are from one recording to the next. */
        int stretches();

        void advance(int stretch);

        /** The state, not normalised. */
        QuantumState state();

        /** Its squared norm. */
        double norm();

        /** Writes the Bloch vectors of all qubits times the squared norm, three numbers each. */
        void blochVectors(double[] out);
    }

    /** One of two-level qubits, whose state a {@link Trajectory} holds. */
    abstract static class TwoLevels implements Side {

        final Trajectory trajectory;
        private final NoisyEnsemble ensemble;
        private @Nullable UniformRandomProvider random;

        TwoLevels(NoisyEnsemble ensemble, Trajectory trajectory) {
            this.ensemble = ensemble;
            this.trajectory = trajectory;
        }

        /** Takes up a circuit of the ensemble, from its beginning. */
        abstract void begin(int member);

        /** The stream of this run. */
        final UniformRandomProvider random() {
            return Objects.requireNonNull(random);
        }

        @Override
        public final void start(InitialState initial, UniformRandomProvider stream) {
            PureRegister register = trajectory.register();
            initial.writeVector(register.re(), register.im());
            trajectory.start();
            random = stream;
            begin(member(ensemble, stream.nextDouble()));
        }

        @Override
        public final StateVector state() {
            return trajectory.register().state();
        }

        @Override
        public final double norm() {
            return trajectory.register().norm();
        }

        @Override
        public final void blochVectors(double[] out) {
            trajectory.register().blochVectors(out);
        }
    }

    private final SimulationTask task;
    private final LinearSample sample;
    private final Side[] sides;
    private final QuantumState[] states = new QuantumState[2];
    private final double[] norms = new double[2];
    private final double[][] blochVectors;

    TrajectoryPair(SimulationTask task, LinearSample sample, Supplier<? extends Side> sides) {
        this.task = task;
        this.sample = sample;
        this.sides = new Side[] {sides.get(), sides.get()};
        this.blochVectors = new double[2][3 * task.ensemble().qubits()];
    }

    /**
     * The numbers of every recording point, one point after the other.
     *
     * @param references the ideal state at each point, where an observable needs one
     * @param random the streams of the two
     */
    double[] run(InitialState initial, List<@Nullable StateVector> references, UniformRandomProvider[] random) {
        sides[0].start(initial, random[0]);
        sides[1].start(initial, random[1]);
        double[] out = new double[references.size() * sample.size()];
        NoisyCircuit circuit = task.ensemble().members().get(0).circuit();
        int[] point = {0};
        EnsembleWalk.along(
                circuit,
                task.recording(),
                sides[0].stretches(),
                stretch -> {
                    sides[0].advance(stretch);
                    sides[1].advance(stretch);
                },
                () -> {
                    record(references.get(point[0]), out, point[0] * sample.size());
                    point[0]++;
                });
        return out;
    }

    private void record(@Nullable StateVector reference, double[] out, int at) {
        for (int k = 0; k < 2; k++) {
            states[k] = sides[k].state();
            norms[k] = sides[k].norm();
            if (sample.needsBlochVectors()) {
                sides[k].blochVectors(blochVectors[k]);
            }
        }
        sample.add(states, norms, blochVectors, reference, out, at);
    }

    /** The member that a number from 0 to 1 falls on. */
    static int member(NoisyEnsemble ensemble, double uniform) {
        double left = uniform;
        int last = ensemble.members().size() - 1;
        for (int k = 0; k < last; k++) {
            left -= ensemble.members().get(k).weight();
            if (left < 0) {
                return k;
            }
        }
        return last;
    }

    /** The ideal states at a task's recording points; null where no observable needs them. */
    static List<@Nullable StateVector> references(SimulationTask task, InitialState initial) {
        Recorder.ReferenceStates reference = new Recorder.ReferenceStates(task, initial);
        List<@Nullable StateVector> all = new ArrayList<>();
        for (int k = 0; k < Recorder.points(task); k++) {
            all.add(reference.next());
        }
        return all;
    }

    /** Runs one pair after the other, with their random numbers. */
    @FunctionalInterface
    interface Runner<T> {
        T run(UniformRandomProvider[] random);
    }

    /** Takes what the pairs of a round found, in their order. */
    @FunctionalInterface
    interface Round<T> {
        /** Whether there is to be another round. */
        boolean goesOn(List<T> found);
    }

    /** Pairs that a task asks for: half of its trajectories. */
    static int count(SimulationOptions options) {
        return (options.trajectories() + 1) / 2;
    }

    /**
     * Runs pairs, {@value #ROUND} a round. Each trajectory has random numbers of its own, so that nothing depends on
     * how many threads there are.
     *
     * @param over pairs at once, each by a runner of its own
     */
    static <T> void forEachRound(long seed, int pairs, int over, Supplier<Runner<T>> runners, Round<T> rounds) {
        JumpableUniformRandomProvider source =
                (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(seed);
        Queue<Runner<T>> idle = new ConcurrentLinkedQueue<>();
        try (Workers across = new Workers(over)) {
            for (int k = 0; k < over; k++) {
                idle.add(runners.get());
            }
            boolean goesOn = true;
            for (int done = 0; done < pairs && goesOn; done += ROUND) {
                int round = Math.min(ROUND, pairs - done);
                UniformRandomProvider[][] random = new UniformRandomProvider[round][2];
                for (UniformRandomProvider[] streams : random) {
                    streams[0] = source.jump();
                    streams[1] = source.jump();
                }
                goesOn = rounds.goesOn(inOrder(round, across, idle, random));
            }
        }
    }

    private static <T> List<T> inOrder(
            int round, Workers across, Queue<Runner<T>> idle, UniformRandomProvider[][] random) {
        List<@Nullable T> found = Collections.synchronizedList(new ArrayList<>(Collections.nCopies(round, null)));
        across.forEach(round, (at, scratch) -> {
            Runner<T> runner = idle.remove();
            found.set(at, runner.run(random[at]));
            idle.add(runner);
        });
        List<T> all = new ArrayList<>(round);
        for (T result : found) {
            all.add(Objects.requireNonNull(result));
        }
        return all;
    }
}
