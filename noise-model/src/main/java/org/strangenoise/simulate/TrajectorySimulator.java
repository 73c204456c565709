package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.JumpTree;
import org.strangenoise.simulate.pure.PureProgram;
import org.strangenoise.simulate.pure.Trajectory;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.StateVector;

/**
 * Monte Carlo wave functions: pure states with random quantum jumps, whose average is the density matrix. Any channel;
 * memory 2^n. Values carry standard errors; nonlinear observables are those of the averaged state. Trajectory k has its
 * own random numbers, so that results are the same bits for one seed at any thread count.
 */
public final class TrajectorySimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "trajectories";

    private static final int MAX_QUBITS = 28;

    /** Continuous evolution is turned into Kraus operators by an exponential of 4^k x 4^k numbers. */
    private static final int MAX_CONTINUOUS_QUBITS = 4;

    /** Groups of the jackknife. */
    private static final int GROUPS = 32;

    /** Below, a pair of trajectories is one thread's work; from here on all threads share each state. */
    private static final int SHARED_QUBITS = 14;

    /** Amplitude arrays held for a pair: two states and a copy, real and imaginary. */
    private static final int ARRAYS = 6;

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
        boolean continuous = task.ensemble().members().stream()
                .flatMap(member -> member.circuit().distinctSegments().stream())
                .flatMap(segment -> segment.instructions().stream())
                .anyMatch(instruction -> instruction instanceof NoisyInstruction.Continuous
                        && instruction.qubits().size() > MAX_CONTINUOUS_QUBITS);
        if (continuous) {
            return Optional.of("method trajectories takes evolution with noise during gates on at most "
                    + MAX_CONTINUOUS_QUBITS + " qubits together");
        }
        int pairs = n < SHARED_QUBITS ? task.options().threads() : 1;
        double bytes = 8.0 * Math.pow(2, n) * ARRAYS * pairs
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
    public SimulationResult run(SimulationTask task, InitialState initial) {
        refusal(task, initial).ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
        List<List<JumpTree>> members = compile(task);
        LinearSample sample = new LinearSample(task);
        TrajectoryEstimates estimates = new TrajectoryEstimates(task, sample, GROUPS);
        List<@Nullable StateVector> references = references(task, initial);
        JumpableUniformRandomProvider source = (JumpableUniformRandomProvider)
                RandomSource.XO_SHI_RO_256_PP.create(task.options().seed());
        int n = task.ensemble().qubits();
        int pairs = (task.options().trajectories() + 1) / 2;
        boolean shared = n >= SHARED_QUBITS;
        List<PureProgram> programs =
                members.stream().flatMap(List::stream).map(JumpTree::program).toList();
        int threads = task.options().threads();
        int done = 0;
        try (Workers over = new Workers(shared ? 1 : threads);
                Workers within = PureProgram.workers(n, shared ? threads : 1, programs)) {
            while (done < pairs && !isReached(task, estimates, done)) {
                int round = Math.min(GROUPS, pairs - done);
                double[][] linear = new double[round][];
                UniformRandomProvider[][] random = new UniformRandomProvider[round][2];
                for (UniformRandomProvider[] streams : random) {
                    streams[0] = source.jump();
                    streams[1] = source.jump();
                }
                over.forEach(round, (at, scratch) -> {
                    if (shared) {
                        linear[at] = pair(task, initial, members, sample, references, random[at], within);
                    } else {
                        try (Workers own = PureProgram.workers(n, 1, programs)) {
                            linear[at] = pair(task, initial, members, sample, references, random[at], own);
                        }
                    }
                });
                for (int at = 0; at < round; at++) {
                    estimates.add(at, linear[at], 2);
                }
                done += round;
            }
        }
        return new SimulationResult(
                METHOD,
                estimates.values(),
                Optional.of(estimates.standardErrors()),
                Optional.empty(),
                task.ensemble().warnings());
    }

    private static boolean isReached(SimulationTask task, TrajectoryEstimates estimates, int done) {
        return done > 0
                && task.options().standardError() > 0
                && estimates.largestStandardError() <= task.options().standardError();
    }

    /** Two independent trajectories side by side: the numbers of every recording point, one point after the other. */
    private double[] pair(
            SimulationTask task,
            InitialState initial,
            List<List<JumpTree>> members,
            LinearSample sample,
            List<@Nullable StateVector> references,
            UniformRandomProvider[] random,
            Workers workers) {
        int n = task.ensemble().qubits();
        double[][] saved = new double[2][1 << n];
        Trajectory[] pair = new Trajectory[2];
        StateVector[] states = new StateVector[2];
        List<List<JumpTree>> chosen = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            pair[side] = new Trajectory(n, saved, kernel);
            states[side] = StateVector.view(n, pair[side].re(), pair[side].im());
            initial.writeVector(pair[side].re(), pair[side].im());
            chosen.add(members.get(member(task.ensemble(), random[side].nextDouble())));
            pair[side].start(random[side]::nextDouble);
        }
        NoisyCircuit circuit = task.ensemble().members().get(0).circuit();
        boolean everyBoundary = task.recording() == Recording.EVERY_BOUNDARY;
        double[] out = new double[Recorder.points(task) * sample.size()];
        double[] norms = new double[2];
        int point = 0;
        int segments = circuit.segments().size();
        for (int segment = -1; segment < segments; segment++) {
            for (int side = 0; side < 2; side++) {
                if (segment >= 0) {
                    pair[side].advance(chosen.get(side).get(segment), random[side]::nextDouble, workers);
                }
                norms[side] = pair[side].norm();
            }
            boolean recorded =
                    everyBoundary ? segment >= 0 || Recorder.startsAtStart(circuit) : segment == segments - 1;
            if (recorded) {
                sample.add(states, norms, references.get(point), out, point * sample.size());
                point++;
            }
        }
        return out;
    }

    private static int member(NoisyEnsemble ensemble, double uniform) {
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

    private static List<@Nullable StateVector> references(SimulationTask task, InitialState initial) {
        ReferenceStates reference = new ReferenceStates(task, initial);
        List<@Nullable StateVector> all = new ArrayList<>();
        for (int k = 0; k < Recorder.points(task); k++) {
            all.add(reference.next());
        }
        return all;
    }

    /** By member, then by segment; equal segments share a tree. */
    private static List<List<JumpTree>> compile(SimulationTask task) {
        Map<NoisySegment, JumpTree> known = new IdentityHashMap<>();
        List<List<JumpTree>> members = new ArrayList<>();
        for (NoisyEnsemble.Member member : task.ensemble().members()) {
            members.add(member.circuit().segments().stream()
                    .map(segment -> known.computeIfAbsent(
                            segment,
                            s -> JumpTree.of(
                                    member.circuit().qubits(),
                                    s.instructions(),
                                    instruction -> kraus(instruction, task.options()))))
                    .toList());
        }
        return members;
    }

    private static Optional<KrausOperators> kraus(NoisyInstruction instruction, SimulationOptions options) {
        if (instruction instanceof NoisyInstruction.Noise noise) {
            return Optional.of(noise.channel().kraus());
        }
        if (instruction instanceof NoisyInstruction.Continuous continuous) {
            return Optional.of(
                    QuantumChannel.ofSuperOperator(LindbladPropagator.of(continuous.lindbladian(), options.tolerance()))
                            .kraus());
        }
        return Optional.empty();
    }
}
