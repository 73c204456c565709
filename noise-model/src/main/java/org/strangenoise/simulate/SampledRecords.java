package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureRegister;
import org.strangenoise.simulate.pure.RegisterTiling;
import org.strangenoise.simulate.pure.Trajectory;
import org.strangenoise.simulate.pure.TrajectoryStretch;
import org.strangenoise.simulate.pure.Unravelling;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StateVector;

/**
 * A circuit with recorded bits by quantum trajectories, each with outcomes of its own. Trajectory k has its own random
 * numbers, so that results are the same bits for one seed at any thread count.
 */
final class SampledRecords {

    private static final int MAX_QUBITS = 28;

    /** Groups of the jackknife, and pairs that are shared out to the threads at a time. */
    private static final int GROUPS = 32;

    private static final KrausOperators PROJECTORS = new KrausOperators(List.of(
            ComplexMatrix.ofReal(new double[] {1, 0}, new double[] {0, 0}),
            ComplexMatrix.ofReal(new double[] {0, 0}, new double[] {0, 1})));

    private final int qubits;
    private final SimulationOptions options;
    private final RegisterTiling tiling;
    private final List<Member> members = new ArrayList<>();
    private final List<TrajectoryStretch> measurements = new ArrayList<>();

    /** One circuit of the ensemble. */
    private record Member(double weight, RecordedProgram program, List<TrajectoryStretch> stretches) {}

    private SampledRecords(NoisyEnsemble ensemble, SimulationOptions options, boolean keepsBits) {
        this.qubits = ensemble.qubits();
        this.options = options;
        this.tiling = new RegisterTiling(qubits);
        PureOperations operations = new PureOperations(qubits, options);
        for (NoisyEnsemble.Member member : ensemble.members()) {
            RecordedProgram program = new RecordedProgram(
                    member.circuit(), member.circuit().segments().size(), keepsBits, false);
            List<TrajectoryStretch> stretches = program.stretches().stream()
                    .map(segment -> new TrajectoryStretch(tiling, operations.unravellings(segment.instructions())))
                    .toList();
            members.add(new Member(member.weight(), program, stretches));
        }
        for (int q = 0; q < qubits; q++) {
            measurements.add(new TrajectoryStretch(tiling, List.of(Unravelling.of(List.of(q), PROJECTORS))));
        }
    }

    /** The bits at the end of {@code options.trajectories()} trajectories, one more if these are odd. */
    static RecordedBits bits(NoisyEnsemble ensemble, InitialState initial, SimulationOptions options) {
        double bytes = 64.0 * StrictMath.pow(2, ensemble.qubits());
        if (!initial.isPure() || ensemble.qubits() > MAX_QUBITS || bytes > options.memoryLimit()) {
            throw new UnsupportedSimulationException("trajectories take pure initial states of at most " + MAX_QUBITS
                    + " qubits and " + options.memoryLimit() + " bytes, but these are " + ensemble.qubits()
                    + " qubits, for which " + bytes + " bytes are needed");
        }
        SampledRecords sampled = new SampledRecords(ensemble, options, true);
        MeasurementRecords records = ensemble.members().get(0).circuit().records();
        NavigableMap<String, Double> probabilities = RecordedBits.none(records);
        int[] runs = {0};
        sampled.forEach(
                initial,
                pair -> {
                    pair.toEnd();
                    return List.of(pair.lanes[0].text(), pair.lanes[1].text());
                },
                (number, texts) -> {
                    texts.forEach(text -> probabilities.merge(text, 1.0, Double::sum));
                    runs[0] += 2;
                    return true;
                });
        probabilities.replaceAll((text, count) -> count / runs[0]);
        Map<String, Double> errors = new TreeMap<>();
        probabilities.forEach((text, p) -> errors.put(text, Math.sqrt(p * (1 - p) / runs[0])));
        return new RecordedBits(records.registers(), probabilities, Optional.of(errors), TrajectorySimulator.METHOD);
    }

    /** A task's observables, averaged over outcomes. */
    static SimulationResult observables(SimulationTask task, InitialState initial) {
        SampledRecords sampled = new SampledRecords(task.ensemble(), task.options(), false);
        LinearSample sample = new LinearSample(task);
        TrajectoryEstimates estimates = new TrajectoryEstimates(task, sample, GROUPS);
        ReferenceStates reference = new ReferenceStates(task, initial);
        List<@Nullable StateVector> references = new ArrayList<>();
        for (int k = 0; k < Recorder.points(task); k++) {
            references.add(reference.next());
        }
        double target = task.options().standardError();
        sampled.forEach(initial, pair -> pair.observe(task, sample, references), (number, linear) -> {
            estimates.add(number % GROUPS, linear, 2);
            boolean roundDone = (number + 1) % GROUPS == 0;
            return !(roundDone && target > 0 && estimates.largestStandardError() <= target);
        });
        return new SimulationResult(
                TrajectorySimulator.METHOD,
                estimates.values(),
                Optional.of(estimates.standardErrors()),
                Optional.empty(),
                task.ensemble().warnings());
    }

    /** What is done with what a pair found, in order; whether to go on after a full round. */
    @FunctionalInterface
    private interface Collector<T> {
        boolean take(int number, T found);
    }

    /** Runs pairs of trajectories on all threads; what they find is told in their order. */
    private <T> void forEach(InitialState initial, Function<Pair, T> run, Collector<T> collector) {
        JumpableUniformRandomProvider source =
                (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(options.seed());
        int pairs = (options.trajectories() + 1) / 2;
        boolean fits = 64.0 * StrictMath.pow(2, qubits) * options.threads() <= options.memoryLimit();
        int over = fits ? Math.min(pairs, options.threads()) : 1;
        Queue<Pair> idle = new ConcurrentLinkedQueue<>();
        try (Workers across = new Workers(over);
                Workers within = PureRegister.workers(qubits, over == 1 ? options.threads() : 1)) {
            for (int k = 0; k < over; k++) {
                idle.add(new Pair(over == 1 ? within : PureRegister.workers(qubits, 1)));
            }
            boolean goesOn = true;
            for (int done = 0; done < pairs && goesOn; done += GROUPS) {
                int round = Math.min(GROUPS, pairs - done);
                UniformRandomProvider[][] random = new UniformRandomProvider[round][2];
                for (UniformRandomProvider[] streams : random) {
                    streams[0] = source.jump();
                    streams[1] = source.jump();
                }
                List<T> found = inOrder(round, across, at -> {
                    Pair pair = idle.remove();
                    pair.start(initial, random[at]);
                    T result = run.apply(pair);
                    idle.add(pair);
                    return result;
                });
                for (int at = 0; at < round; at++) {
                    goesOn = collector.take(done + at, found.get(at));
                }
            }
        }
    }

    private static <T> List<T> inOrder(int count, Workers workers, IntFunction<T> task) {
        List<@Nullable T> found = new ArrayList<>(Collections.nCopies(count, null));
        workers.forEach(count, (at, scratch) -> {
            T result = task.apply(at);
            synchronized (found) {
                found.set(at, result);
            }
        });
        List<T> all = new ArrayList<>(count);
        for (T result : found) {
            all.add(Objects.requireNonNull(result));
        }
        return all;
    }

    /** Two independent trajectories: the overlap of their states stands in for the purity. */
    private final class Pair {
        private final Lane[] lanes = new Lane[2];

        Pair(Workers workers) {
            lanes[0] = new Lane(workers);
            lanes[1] = new Lane(workers);
        }

        void start(InitialState initial, UniformRandomProvider[] random) {
            lanes[0].start(initial, random[0]);
            lanes[1].start(initial, random[1]);
        }

        void toEnd() {
            for (Lane lane : lanes) {
                while (lane.advance()) {
                    // Nothing is recorded on the way.
                }
            }
        }

        double[] observe(SimulationTask task, LinearSample sample, List<@Nullable StateVector> references) {
            double[] out = new double[references.size() * sample.size()];
            if (task.recording() == Recording.END) {
                toEnd();
                record(sample, references.get(0), out, 0);
                return out;
            }
            int point = 0;
            if (task.ensemble().members().get(0).circuit().recordsStart()) {
                record(sample, references.get(0), out, 0);
                point = 1;
            }
            for (; point < references.size(); point++) {
                lanes[0].advance();
                lanes[1].advance();
                record(sample, references.get(point), out, point * sample.size());
            }
            return out;
        }

        private void record(LinearSample sample, @Nullable StateVector reference, double[] out, int at) {
            StateVector[] states = new StateVector[2];
            double[] norms = new double[2];
            double[][] vectors = new double[2][3 * qubits];
            for (int side = 0; side < 2; side++) {
                PureRegister register = lanes[side].trajectory.register();
                states[side] = register.state();
                norms[side] = register.norm();
                if (sample.needsBlochVectors()) {
                    register.blochVectors(vectors[side]);
                }
            }
            sample.add(states, norms, vectors, reference, out, at);
        }
    }

    /** One trajectory. */
    private final class Lane {
        private final Trajectory trajectory;
        private byte[] history = new byte[0];
        private Member member = members.get(0);
        private int next;
        private @Nullable UniformRandomProvider random;

        Lane(Workers workers) {
            trajectory = new Trajectory(new PureRegister(tiling, AmplitudeKernel.best(), workers), tiling);
        }

        void start(InitialState initial, UniformRandomProvider stream) {
            PureRegister register = trajectory.register();
            initial.writeVector(register.re(), register.im());
            trajectory.start();
            random = stream;
            double left = stream.nextDouble();
            int chosen = 0;
            while (chosen < members.size() - 1 && (left -= members.get(chosen).weight()) >= 0) {
                chosen++;
            }
            member = members.get(chosen);
            history = new byte[member.program().records()];
            Arrays.fill(history, RecordedProgram.UNWRITTEN);
            next = 0;
        }

        /** Goes on to the end of a segment; false if there is none. */
        boolean advance() {
            UniformRandomProvider stream = Objects.requireNonNull(random);
            RecordedProgram program = member.program();
            while (next < program.steps().size()) {
                RecordedProgram.Step step = program.steps().get(next++);
                if (step instanceof RecordedProgram.Step.Run run) {
                    if (program.holds(run.guard(), history)) {
                        trajectory.advance(member.stretches().get(run.stretch()), stream::nextDouble);
                    }
                } else if (step instanceof RecordedProgram.Step.Recorded measured) {
                    if (program.holds(measured.guard(), history)) {
                        history[measured.record()] = measure(program, measured.qubit(), stream);
                    } else {
                        program.skip(measured.record(), history);
                    }
                } else {
                    return true;
                }
            }
            return false;
        }

        private byte measure(RecordedProgram program, int qubit, UniformRandomProvider stream) {
            trajectory.advance(measurements.get(qubit), stream::nextDouble);
            double[] re = trajectory.register().re();
            double[] im = trajectory.register().im();
            boolean one = false;
            for (int b = 1 << qubit; b < re.length && !one; b++) {
                one = (b >> qubit & 1) == 1 && (re[b] != 0 || im[b] != 0);
            }
            Readout readout = program.circuit().readout();
            boolean flipped = stream.nextDouble() < (one ? readout.p0Given1()[qubit] : readout.p1Given0()[qubit]);
            return (byte) (one != flipped ? 1 : 0);
        }

        String text() {
            int[] last = member.program().last();
            char[] text = new char[last.length];
            for (int bit = 0; bit < last.length; bit++) {
                boolean one = last[bit] >= 0 && member.program().value(last[bit], history) == 1;
                text[last.length - 1 - bit] = one ? '1' : '0';
            }
            return new String(text);
        }
    }
}
