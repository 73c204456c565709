package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.math.CacheLines;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureOperations;
import org.strangenoise.simulate.pure.PureRegister;
import org.strangenoise.simulate.pure.RegisterTiling;
import org.strangenoise.simulate.pure.Trajectory;
import org.strangenoise.simulate.pure.Unravelling;
import org.strangenoise.simulate.records.RecordedProgram;
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

    private static final KrausOperators PROJECTORS = new KrausOperators(List.of(
            ComplexMatrix.ofReal(new double[] {1, 0}, new double[] {0, 0}),
            ComplexMatrix.ofReal(new double[] {0, 0}, new double[] {0, 1})));

    private final NoisyEnsemble ensemble;
    private final int qubits;
    private final SimulationOptions options;
    private final RegisterTiling tiling;
    private final List<Member> members = new ArrayList<>();
    private final List<Trajectory.Stretch> measurements = new ArrayList<>();

    /** One circuit of the ensemble. */
    private record Member(RecordedProgram program, List<Trajectory.Stretch> stretches) {}

    private SampledRecords(NoisyEnsemble ensemble, SimulationOptions options, boolean keepsBits) {
        this.ensemble = ensemble;
        this.qubits = ensemble.qubits();
        this.options = options;
        this.tiling = new RegisterTiling(qubits);
        PureOperations operations = new PureOperations(qubits, options.tolerance());
        for (NoisyEnsemble.Member member : ensemble.members()) {
            RecordedProgram program = new RecordedProgram(
                    member.circuit(), member.circuit().segments().size(), keepsBits, false);
            List<Trajectory.Stretch> stretches = program.stretches().stream()
                    .map(segment -> new Trajectory.Stretch(tiling, operations.unravellings(segment.instructions())))
                    .toList();
            members.add(new Member(program, stretches));
        }
        for (int q = 0; q < qubits; q++) {
            measurements.add(new Trajectory.Stretch(tiling, List.of(Unravelling.of(List.of(q), PROJECTORS))));
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
        sampled.forEachRound(
                lanes -> random -> {
                    for (int side = 0; side < 2; side++) {
                        lanes[side].start(initial, random[side]);
                        lanes[side].toEnd();
                    }
                    return List.of(lanes[0].text(), lanes[1].text());
                },
                round -> {
                    round.forEach(texts -> texts.forEach(text -> probabilities.merge(text, 1.0, Double::sum)));
                    runs[0] += 2 * round.size();
                    return true;
                });
        probabilities.replaceAll((text, count) -> count / runs[0]);
        Map<String, Double> errors = new TreeMap<>();
        probabilities.forEach((text, p) -> errors.put(text, Math.sqrt(p * (1 - p) / runs[0])));
        return new RecordedBits(records.registers(), probabilities, Optional.of(errors), TrajectorySimulator.METHOD);
    }

    /** What pairs of trajectories of a task find, averaged over outcomes. */
    static void forEachRound(
            SimulationTask task, InitialState initial, LinearSample sample, TrajectoryPair.Round<double[]> round) {
        List<@Nullable StateVector> references = TrajectoryPair.references(task, initial);
        SampledRecords sampled = new SampledRecords(task.ensemble(), task.options(), false);
        sampled.forEachRound(
                lanes -> {
                    Iterator<Lane> sides = List.of(lanes).iterator();
                    TrajectoryPair pair = new TrajectoryPair(task, sample, sides::next);
                    return random -> pair.run(initial, references, random);
                },
                round);
    }

    /** Runs pairs of trajectories on all threads. */
    private <T> void forEachRound(Function<Lane[], TrajectoryPair.Runner<T>> runner, TrajectoryPair.Round<T> round) {
        int pairs = TrajectoryPair.count(options);
        boolean fits = 64.0 * StrictMath.pow(2, qubits) * options.threads() <= options.memoryLimit();
        int over = fits ? Math.min(pairs, options.threads()) : 1;
        try (Workers within = PureRegister.workers(qubits, over == 1 ? options.threads() : 1)) {
            TrajectoryPair.forEachRound(
                    options.seed(),
                    pairs,
                    over,
                    () -> {
                        Workers own = over == 1 ? within : PureRegister.workers(qubits, 1);
                        return runner.apply(new Lane[] {new Lane(own), new Lane(own)});
                    },
                    round);
        }
    }

    /** One trajectory. */
    private final class Lane extends TrajectoryPair.TwoLevels {
        private byte[] history = new byte[0];
        private Member member = members.get(0);
        private int next;

        Lane(Workers workers) {
            super(ensemble, new Trajectory(new PureRegister(tiling, AmplitudeKernel.best(), workers), tiling));
        }

        @Override
        void begin(int chosen) {
            member = members.get(chosen);
            history = new byte[member.program().records()];
            Arrays.fill(history, RecordedProgram.UNWRITTEN);
            next = 0;
        }

        @Override
        public int stretches() {
            return ensemble.members().get(0).circuit().segments().size();
        }

        @Override
        public void advance(int stretch) {
            advance();
        }

        void toEnd() {
            while (advance()) {
                // Nothing is recorded on the way.
            }
        }

        /** Goes on to the end of a segment; false if there is none. */
        boolean advance() {
            UniformRandomProvider stream = random();
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
            for (int b = 1 << qubit; CacheLines.LEAD + b < re.length && !one; b++) {
                int at = CacheLines.LEAD + b;
                one = (b >> qubit & 1) == 1 && (re[at] != 0 || im[at] != 0);
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
