package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureOperations;
import org.strangenoise.simulate.pure.PureRegister;
import org.strangenoise.simulate.pure.RegisterTiling;
import org.strangenoise.simulate.pure.Trajectory;
import org.strangenoise.simulate.pure.Unravelling;
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
        if (SimulatorChoice.refusalOfTwoLevels(METHOD, task).isPresent()) {
            return LevelTrajectories.refusal(task);
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
        double bytes = 8.0 * StrictMath.pow(2, n) * ARRAYS * pairsAtOnce(task, TrajectoryPair.count(task.options()))
                + 8.0 * Recorder.points(task) * (TrajectoryPair.ROUND + 2.0) * new LinearSample(task).size();
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
    public PreparedSimulation prepare(SimulationTask task) {
        return initial -> {
            UnsupportedSimulationException.throwIf(refusal(task, initial));
            LinearSample sample = new LinearSample(task);
            TrajectoryEstimates estimates = new TrajectoryEstimates(task, sample, TrajectoryPair.ROUND);
            TrajectoryPair.Round<double[]> round = linear -> {
                for (int at = 0; at < linear.size(); at++) {
                    estimates.add(at, linear.get(at), 2);
                }
                return !isReached(task, estimates);
            };
            if (task.ensemble().isConditional()) {
                SampledRecords.forEachRound(task, initial, sample, round);
            } else {
                forEachRound(task, initial, sample, TrajectoryPair.count(task.options()), round);
            }
            return estimates.result(METHOD, task);
        };
    }

    /** Runs pairs of trajectories of a task that is not refused. */
    void forEachRound(
            SimulationTask task,
            InitialState initial,
            LinearSample sample,
            int pairs,
            TrajectoryPair.Round<double[]> round) {
        List<@Nullable StateVector> references = TrajectoryPair.references(task, initial);
        int threads = task.options().threads();
        long seed = task.options().seed();
        if (SimulatorChoice.refusalOfTwoLevels(METHOD, task).isPresent()) {
            LevelTrajectories trajectories = new LevelTrajectories(task);
            TrajectoryPair.forEachRound(
                    seed,
                    pairs,
                    Math.min(pairs, threads),
                    () -> runner(new TrajectoryPair(task, sample, trajectories::side), initial, references),
                    round);
            return;
        }
        int n = task.ensemble().qubits();
        int over = pairsAtOnce(task, pairs);
        RegisterTiling tiling = new RegisterTiling(n);
        List<List<List<Trajectory.Stretch>>> members = members(task, tiling);
        try (Workers within = PureRegister.workers(n, over == 1 ? threads : 1)) {
            TrajectoryPair.forEachRound(
                    seed,
                    pairs,
                    over,
                    () -> {
                        Workers own = over == 1 ? within : PureRegister.workers(n, 1);
                        TrajectoryPair pair = new TrajectoryPair(
                                task,
                                sample,
                                () -> new Side(
                                        task.ensemble(), members, new PureRegister(tiling, kernel, own), tiling));
                        return runner(pair, initial, references);
                    },
                    round);
        }
    }

    private static TrajectoryPair.Runner<double[]> runner(
            TrajectoryPair pair, InitialState initial, List<@Nullable StateVector> references) {
        return random -> pair.run(initial, references, random);
    }

    /** A trajectory of two-level qubits. */
    private static final class Side extends TrajectoryPair.TwoLevels {
        private final List<List<List<Trajectory.Stretch>>> members;
        private List<List<Trajectory.Stretch>> chosen;

        /**
         * A trajectory.
         *
         * @param members by member of the ensemble, then by recording: what happens before it
         */
        Side(
                NoisyEnsemble ensemble,
                List<List<List<Trajectory.Stretch>>> members,
                PureRegister register,
                RegisterTiling tiling) {
            super(ensemble, new Trajectory(register, tiling));
            this.members = members;
            this.chosen = members.get(0);
        }

        @Override
        void begin(int member) {
            chosen = members.get(member);
        }

        @Override
        public int stretches() {
            return members.get(0).size();
        }

        @Override
        public void advance(int stretch) {
            for (Trajectory.Stretch part : chosen.get(stretch)) {
                trajectory.advance(part, random()::nextDouble);
            }
        }
    }

    private static boolean isReached(SimulationTask task, TrajectoryEstimates estimates) {
        return task.options().standardError() > 0
                && estimates.largestStandardError() <= task.options().standardError();
    }

    /** By member, then by recording point: what happens before it. */
    private static List<List<List<Trajectory.Stretch>>> members(SimulationTask task, RegisterTiling tiling) {
        int n = task.ensemble().qubits();
        PureOperations operations = new PureOperations(n, task.options().tolerance());
        Map<NoisySegment, Trajectory.Stretch> known = new IdentityHashMap<>();
        List<List<List<Trajectory.Stretch>>> members = new ArrayList<>();
        for (NoisyEnsemble.Member member : task.ensemble().members()) {
            List<NoisySegment> segments = member.circuit().segments();
            if (task.recording() == Recording.END && n >= JOINED_QUBITS) {
                List<Unravelling> all = segments.stream()
                        .flatMap(segment -> operations.unravellings(segment.instructions()).stream())
                        .toList();
                members.add(List.of(List.of(new Trajectory.Stretch(tiling, all))));
                continue;
            }
            List<Trajectory.Stretch> stretches = segments.stream()
                    .map(segment -> known.computeIfAbsent(
                            segment, s -> new Trajectory.Stretch(tiling, operations.unravellings(s.instructions()))))
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
