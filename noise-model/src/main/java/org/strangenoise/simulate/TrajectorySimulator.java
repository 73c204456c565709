package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureRegister;
import org.strangenoise.simulate.pure.RegisterTiling;
import org.strangenoise.simulate.pure.TrajectoryStretch;
import org.strangenoise.simulate.pure.Unravelling;
import org.strangenoise.simulate.qudit.LevelTrajectory;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.StateVector;

/**
 * Monte Carlo wave functions: pure states with random quantum jumps, whose average is the density matrix. Any channel;
 * memory 2^n, or the product of all numbers of levels. Values carry standard errors; nonlinear observables are those of
 * the averaged state. Trajectory k has its own random numbers, so that results are the same bits for one seed at any
 * thread count.
 */
public final class TrajectorySimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "trajectories";

    private static final int MAX_QUBITS = 28;

    /** Continuous evolution is turned into Kraus operators by an exponential of 4^k x 4^k numbers. */
    private static final int MAX_CONTINUOUS_QUBITS = 4;

    /** Groups of the jackknife. */
    static final int GROUPS = 32;

    /** Below, a pair of trajectories is one thread's work; from here on all threads share each state. */
    private static final int SHARED_QUBITS = 19;

    /** Below, one pass takes a segment, and nothing is gained from segments in one. */
    private static final int JOINED_QUBITS = 13;

    /** Amplitude arrays held for a pair: two states, real and imaginary. */
    private static final int ARRAYS = 4;

    private final AmplitudeKernel kernel = AmplitudeKernel.best();

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        int n = task.ensemble().qubits();
        if (!initial.isPure()) {
            return Optional.of("method trajectories starts from pure states, but the initial state is mixed");
        }
        if (TwoLevels.refusal(METHOD, task).isPresent()) {
            return LevelTrajectoryPair.refusal(task, GROUPS);
        }
        boolean continuous = task.ensemble().members().stream()
                .flatMap(member -> member.circuit().distinctSegments().stream())
                .flatMap(segment -> segment.instructions().stream())
                .anyMatch(instruction -> instruction instanceof NoisyInstruction.Continuous
                        && instruction.qubits().size() > MAX_CONTINUOUS_QUBITS);
        if (continuous) {
            return Optional.of("method trajectories takes evolution with noise during gates on at most "
                    + MAX_CONTINUOUS_QUBITS + " qubits together");
        }
        double bytes = 8.0 * StrictMath.pow(2, n) * ARRAYS * pairsAtOnce(task, pairs(task))
                + 8.0 * Recorder.points(task) * (GROUPS + 2.0) * new LinearSample(task).size();
        if (n > MAX_QUBITS || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "trajectories of %d qubits need %.3g bytes, but %d are available",
                    n,
                    bytes,
                    task.options().memoryLimit()));
        }
        return Optional.empty();
    }

    @Override
    public double numbers(int qubits, SimulationOptions options) {
        return StrictMath.pow(2, qubits) * options.trajectories();
    }

    @Override
    public SimulationResult run(SimulationTask task, InitialState initial) {
        refusal(task, initial).ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
        if (task.ensemble().isConditional()) {
            return SampledRecords.observables(task, initial);
        }
        LinearSample sample = new LinearSample(task);
        TrajectoryEstimates estimates = new TrajectoryEstimates(task, sample, GROUPS);
        forEachRound(task, initial, sample, pairs(task), linear -> {
            for (int at = 0; at < linear.length; at++) {
                estimates.add(at, linear[at], 2);
            }
            return !isReached(task, estimates);
        });
        return estimates.result(METHOD, task);
    }

    /** What pairs of trajectories found, in their order; whether there are to be more. */
    @FunctionalInterface
    interface Round {
        boolean goesOn(double[][] linear);
    }

    /** Runs pairs of trajectories of a task that is not refused, {@value #GROUPS} at a time. */
    void forEachRound(SimulationTask task, InitialState initial, LinearSample sample, int pairs, Round round) {
        List<@Nullable StateVector> references = references(task, initial);
        if (TwoLevels.refusal(METHOD, task).isPresent()) {
            List<LevelTrajectory.Program> programs = LevelTrajectoryPair.programs(task);
            int over = Math.min(pairs, task.options().threads());
            sampled(task.options().seed(), pairs, over, round, () -> {
                LevelTrajectoryPair pair = new LevelTrajectoryPair(task, sample, programs);
                return random -> pair.run(initial, references, random);
            });
            return;
        }
        int n = task.ensemble().qubits();
        int threads = task.options().threads();
        int over = pairsAtOnce(task, pairs);
        RegisterTiling tiling = new RegisterTiling(n);
        List<List<List<TrajectoryStretch>>> members = members(task, tiling);
        try (Workers within = PureRegister.workers(n, over == 1 ? threads : 1)) {
            sampled(task.options().seed(), pairs, over, round, () -> {
                Workers own = over == 1 ? within : PureRegister.workers(n, 1);
                TrajectoryPair pair = new TrajectoryPair(task, sample, tiling, kernel, own);
                return random -> pair.run(initial, members, references, random);
            });
        }
    }

    /** Two independent trajectories from the start on: the numbers of every recording point. */
    @FunctionalInterface
    private interface PairRun {
        double[] of(UniformRandomProvider[] random);
    }

    /** Runs pairs in rounds, {@code over} at once. */
    private static void sampled(long seed, int pairs, int over, Round rounds, Supplier<PairRun> pairRuns) {
        JumpableUniformRandomProvider source =
                (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(seed);
        Queue<PairRun> idle = new ConcurrentLinkedQueue<>();
        try (Workers across = new Workers(over)) {
            for (int k = 0; k < over; k++) {
                idle.add(pairRuns.get());
            }
            boolean goesOn = true;
            for (int done = 0; done < pairs && goesOn; done += GROUPS) {
                int round = Math.min(GROUPS, pairs - done);
                double[][] linear = new double[round][];
                UniformRandomProvider[][] random = new UniformRandomProvider[round][2];
                for (UniformRandomProvider[] streams : random) {
                    streams[0] = source.jump();
                    streams[1] = source.jump();
                }
                across.forEach(round, (at, scratch) -> {
                    PairRun pair = idle.remove();
                    linear[at] = pair.of(random[at]);
                    idle.add(pair);
                });
                goesOn = rounds.goesOn(linear);
            }
        }
    }

    private static int pairs(SimulationTask task) {
        return (task.options().trajectories() + 1) / 2;
    }

    private static boolean isReached(SimulationTask task, TrajectoryEstimates estimates) {
        return task.options().standardError() > 0
                && estimates.largestStandardError() <= task.options().standardError();
    }

    private static List<@Nullable StateVector> references(SimulationTask task, InitialState initial) {
        ReferenceStates reference = new ReferenceStates(task, initial);
        List<@Nullable StateVector> all = new ArrayList<>();
        for (int k = 0; k < Recorder.points(task); k++) {
            all.add(reference.next());
        }
        return all;
    }

    /** By member, then by recording point: what happens before it. */
    private static List<List<List<TrajectoryStretch>>> members(SimulationTask task, RegisterTiling tiling) {
        int n = task.ensemble().qubits();
        PureOperations operations = new PureOperations(n, task.options());
        Map<NoisySegment, TrajectoryStretch> known = new IdentityHashMap<>();
        List<List<List<TrajectoryStretch>>> members = new ArrayList<>();
        for (NoisyEnsemble.Member member : task.ensemble().members()) {
            List<NoisySegment> segments = member.circuit().segments();
            if (task.recording() == Recording.END && n >= JOINED_QUBITS) {
                List<Unravelling> all = segments.stream()
                        .flatMap(segment -> operations.unravellings(segment.instructions()).stream())
                        .toList();
                members.add(List.of(List.of(new TrajectoryStretch(tiling, all))));
                continue;
            }
            List<TrajectoryStretch> stretches = segments.stream()
                    .map(segment -> known.computeIfAbsent(
                            segment, s -> new TrajectoryStretch(tiling, operations.unravellings(s.instructions()))))
                    .toList();
            members.add(
                    task.recording() == Recording.END
                            ? List.of(stretches)
                            : stretches.stream().map(List::of).toList());
        }
        return members;
    }

    /** Trajectories of large registers share all threads; so do those of gates whose work space they share. */
    private static int pairsAtOnce(SimulationTask task, int pairs) {
        boolean large = task.ensemble().members().stream()
                .flatMap(member -> member.circuit().distinctSegments().stream())
                .flatMap(segment -> segment.instructions().stream())
                .anyMatch(instruction ->
                        instruction instanceof NoisyInstruction.Gate gate && PureOperations.isLarge(gate.operation()));
        return large || task.ensemble().qubits() >= SHARED_QUBITS
                ? 1
                : Math.min(pairs, task.options().threads());
    }
}
