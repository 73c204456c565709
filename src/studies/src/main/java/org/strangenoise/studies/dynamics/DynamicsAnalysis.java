package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.MeasurementSimulation;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.TrajectoryBlocks;
import org.strangenoise.simulate.TrajectorySimulator;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.SnapshotPlan;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.FidelityToIdeal;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * Time series from several starts: a sample is a start, or for one start after the other a device drawn within the
 * stated uncertainties. Where trajectories sample, a start's ideal run is a sample and its trajectories are others, in
 * blocks.
 */
final class DynamicsAnalysis implements PreparedAnalysis<DynamicsAnalysis.Row, DynamicsType.Result> {

    private static final List<Observable> SERIES = List.of(
            new Observable.MeanBlochVector(),
            new Observable.MeanEntropy(),
            new Observable.Purity(),
            new Observable.MicrocanonicalOverlap());

    private static final Observable PROBABILITIES = new Observable.Probabilities(true);

    /**
     * What a sample finds.
     *
     * @param runs of a start; null for a drawn device and for a block
     * @param drawn the noisy series of a drawn device, {@code [scalar][step]}, scalars in the plan's order; else empty
     * @param block of trajectories; else null
     */
    record Row(@Nullable Runs runs, double[][] drawn, TrajectoryRounds.@Nullable Found block) {}

    /**
     * The ideal and the noisy run of one start.
     *
     * @param noisy null where blocks of trajectories tell it
     * @param bits of the noisy run
     * @param conditioned states of the noisy run
     */
    record Runs(
            DynamicsType.Result.Run ideal,
            DynamicsType.Result.@Nullable Run noisy,
            Optional<RecordedBits> bits,
            List<DynamicsType.Result.Conditioned> conditioned,
            List<String> warnings) {}

    private final DynamicsType.Plan plan;
    private final SimulationOptions options;
    private final Experiment first;
    private final SimulatorChoice choice;
    private final ConfidenceBands bands;
    private final List<Setup> devices;
    private final Optional<TrajectoryRounds> rounds;

    DynamicsAnalysis(DynamicsType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.first = Experiment.of(plan.setup(), plan.starts().get(0).state());
        List<Observable> observables = observables(FidelityToIdeal.of(first));
        first.idealChoice(first.idealTask(observables, options));
        if (plan.snapshots().conditionedStep().isPresent()) {
            MeasurementSimulation.exactRefusal(first.noisy(), options).ifPresent(why -> {
                throw new IllegalArgumentException("`conditioned-at` asks for exact states, but " + why);
            });
        }
        this.choice = first.noisyChoice(first.noisyTask(observables, options));
        this.bands = ConfidenceBands.of(plan.setup(), plan.starts().size() * secondsPerStart());
        this.devices = bands.devices(plan.setup(), plan.header().seeds());
        this.rounds = comesInBlocks() ? Optional.of(trajectories()) : Optional.empty();
    }

    /** Fidelities from Pauli strings need the ideal run beside the noisy one. */
    private boolean comesInBlocks() {
        return choice.simulator() instanceof TrajectorySimulator
                && !first.noisy().isConditional()
                && FidelityToIdeal.of(first) instanceof FidelityToIdeal.WithReference;
    }

    private TrajectoryRounds trajectories() {
        List<TrajectoryBlocks> starts = new ArrayList<>();
        for (StartState start : plan.starts()) {
            Experiment experiment = first.from(start.state());
            SimulationTask task = experiment.noisyTask(observables(FidelityToIdeal.of(experiment)), options);
            starts.add(new TrajectoryBlocks(task, experiment.initial()));
        }
        return new TrajectoryRounds(starts, options, 2 * secondsPerStart() / options.trajectories());
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return firstOfRound(complete)
                + rounds.map(r -> r.round(found(complete)).size()).orElse(0);
    }

    @Override
    public boolean hasOneRound() {
        return rounds.isEmpty() || options.standardError() == 0;
    }

    /** The first sample that is a block of the round after complete ones. */
    private int firstOfRound(List<Row> complete) {
        return complete.isEmpty() ? plan.starts().size() * (1 + devices.size()) : complete.size();
    }

    private static List<TrajectoryRounds.Found> found(List<Row> rows) {
        return rows.stream().flatMap(row -> Stream.ofNullable(row.block())).toList();
    }

    @Override
    public double secondsPerSample() {
        return rounds.map(TrajectoryRounds::secondsPerBlock).orElseGet(this::secondsPerStart);
    }

    private double secondsPerStart() {
        return Experiment.RunCost.seconds(first, choice, options);
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        int starts = plan.starts().size();
        int blocks = firstOfRound(complete);
        List<Row> rows = new ArrayList<>();
        if (complete.isEmpty()) {
            rows.addAll(watch.each(from, Math.max(from, Math.min(to, starts)), false, this::start));
            rows.addAll(watch.each(
                    Math.max(from, starts),
                    Math.max(Math.max(from, starts), Math.min(to, blocks)),
                    options.threads() > 1,
                    sample -> drawn(sample - starts)));
        }
        if (to > blocks) {
            TrajectoryRounds trajectories = rounds.orElseThrow();
            List<TrajectoryRounds.Block> round = trajectories.round(found(complete));
            rows.addAll(watch.each(Math.max(from, blocks), to, false, sample -> {
                long seed = plan.header().seeds().of(sample);
                return new Row(null, new double[0][], trajectories.run(round.get(sample - blocks), seed));
            }));
        }
        return rows;
    }

    private Row drawn(int number) {
        StartState start = plan.starts().get(number / devices.size());
        return new Row(null, scalars(devices.get(number % devices.size()), start), null);
    }

    private Row start(int sample) {
        StartState start = plan.starts().get(sample);
        SimulationOptions own = own(sample);
        Experiment experiment = first.from(start.state());
        FidelityToIdeal fidelity = FidelityToIdeal.of(experiment);
        SimulationResult ideal = ideal(experiment, observables(fidelity), own);
        Set<String> warnings = new LinkedHashSet<>();
        Optional<SimulationResult> noisy =
                rounds.isPresent() ? Optional.empty() : Optional.of(noisy(experiment, observables(fidelity), own));
        noisy.ifPresent(found -> warnings.addAll(found.warnings()));
        DynamicsType.Result.Run idealRun = run(
                ideal,
                fidelity.values(ideal, ideal, warnings),
                bits(start, true, own, warnings),
                conditioned(experiment.ideal(), experiment, own),
                own);
        double[] fidelities =
                noisy.map(found -> fidelity.values(ideal, found, warnings)).orElse(new double[0]);
        Optional<RecordedBits> bits = bits(start, false, own, warnings);
        List<DynamicsType.Result.Conditioned> conditioned = conditioned(experiment.noisy(), experiment, own);
        return new Row(
                new Runs(
                        idealRun,
                        noisy.map(found -> run(found, fidelities, bits, conditioned, own))
                                .orElse(null),
                        bits,
                        conditioned,
                        List.copyOf(warnings)),
                new double[0][],
                null);
    }

    private SimulationOptions own(int start) {
        return options.withSeed(plan.header().seeds().of(start));
    }

    private static Experiment experiment(Setup setup, StartState start) {
        return Experiment.of(setup, start.state());
    }

    private static SimulationResult ideal(
            Experiment experiment, List<Observable> observables, SimulationOptions options) {
        SimulationTask task = experiment.idealTask(observables, options);
        return experiment.idealChoice(task).simulator().run(task, experiment.initial());
    }

    private static SimulationResult noisy(
            Experiment experiment, List<Observable> observables, SimulationOptions options) {
        SimulationTask task = experiment.noisyTask(observables, options);
        return experiment.noisyChoice(task).simulator().run(task, experiment.initial());
    }

    @Override
    public DynamicsType.Result assemble(List<Row> rows) {
        int starts = plan.starts().size();
        List<DynamicsType.Result.Series> series = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        Pulses pulses = Pulses.NONE;
        List<TrajectoryRounds.Found> blocks = found(rows);
        for (int s = 0; s < starts; s++) {
            int number = s;
            Runs runs = Objects.requireNonNull(rows.get(s).runs());
            warnings.addAll(runs.warnings());
            Optional<SimulationResult> sampled = sampled(s, blocks);
            sampled.ifPresent(result -> warnings.addAll(result.warnings()));
            StartState start = plan.starts().get(s);
            Experiment experiment = first.from(start.state());
            pulses = pulses.and(Pulses.of(experiment));
            List<double[][]> drawn =
                    rows.subList(starts + s * devices.size(), starts + (s + 1) * devices.size()).stream()
                            .map(Row::drawn)
                            .toList();
            series.add(new DynamicsType.Result.Series(
                    start,
                    Experiment.StepTimes.of(
                                    experiment.scheduled(),
                                    plan.setup().circuit().steps())
                            .sinceStart(),
                    runs.ideal(),
                    sampled.map(result -> run(
                                    result,
                                    result.scalars(new Observable.Fidelity()),
                                    runs.bits(),
                                    runs.conditioned(),
                                    own(number)))
                            .orElseGet(() -> Objects.requireNonNull(runs.noisy())),
                    sampled.map(result -> sampling(number, result, blocks)),
                    byName(ConfidenceBands.of(drawn))));
        }
        bands.warning().ifPresent(warnings::add);
        return new DynamicsType.Result(plan, series, pulses, Method.of(choice), List.copyOf(warnings));
    }

    private Optional<SimulationResult> sampled(int start, List<TrajectoryRounds.Found> blocks) {
        return rounds.map(trajectories -> trajectories.estimate(start, blocks));
    }

    private static DynamicsType.Result.Sampling sampling(
            int start, SimulationResult result, List<TrajectoryRounds.Found> blocks) {
        double largest = result.standardErrors().orElseThrow().values().stream()
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .max()
                .orElse(0);
        return new DynamicsType.Result.Sampling(TrajectoryRounds.trajectories(start, blocks), largest);
    }

    /** What the circuit's bits say at its end, measurements after the last step included. */
    private Optional<RecordedBits> bits(StartState start, boolean ideal, SimulationOptions own, Set<String> warnings) {
        Setup setup = plan.setup();
        Circuit circuit = setup.circuit().circuit(start.state());
        boolean asked = plan.snapshots().shots().isPresent();
        if (circuit.registers().isEmpty()) {
            if (asked) {
                warnings.add("`shots` draws nothing, as the circuit has no classical bits");
            }
            return Optional.empty();
        }
        boolean drawn = plan.figures().contains(DynamicsType.Plan.DynamicsFigure.BITS);
        if (!asked && !drawn && !circuit.hasConditions() && circuit.qubits() > SnapshotReader.MOST_QUBITS_OF_BITS) {
            return Optional.empty();
        }
        ScheduledCircuit scheduled = new Scheduler(
                        new CalibratedDurations(setup.device()), setup.noise().schedule())
                .schedule(circuit);
        NoiseModel model =
                setup.noise().model(setup.device(), setup.simulation().seed());
        NoisyEnsemble ensemble = (ideal ? model.withPlacement(Placement.NONE) : model).apply(scheduled);
        SimulationMethod method = setup.simulation().method();
        RecordedBits bits =
                MeasurementSimulation.bits(ensemble, setup.circuit().initialState(start.state()), own, method);
        if (bits.standardErrors().isPresent() && method != SimulationMethod.TRAJECTORIES) {
            MeasurementSimulation.exactRefusal(ensemble, own)
                    .ifPresent(why ->
                            warnings.add("the bits are of " + own.trajectories() + " trajectories, since " + why));
        }
        return Optional.of(bits);
    }

    /** The states at the asked step by what the bits recorded until then hold. */
    private List<DynamicsType.Result.Conditioned> conditioned(
            NoisyEnsemble ensemble, Experiment experiment, SimulationOptions own) {
        return plan.snapshots()
                .conditionedStep()
                .map(step -> MeasurementSimulation.conditionedStates(
                                ensemble,
                                experiment.initial(),
                                // A preparation is a segment before step 0.
                                ensemble.members().get(0).circuit().recordsStart() ? step : step + 1,
                                own)
                        .stream()
                        .map(DynamicsAnalysis::conditioned)
                        .toList())
                .orElse(List.of());
    }

    private static DynamicsType.Result.Conditioned conditioned(MeasurementSimulation.ConditionedState found) {
        DensityMatrix state = found.state();
        int n = state.qubits();
        double[][] bloch = new double[n][];
        double[] entropy = new double[n];
        for (int q = 0; q < n; q++) {
            bloch[q] = new double[3];
            state.blochVector(q, bloch[q]);
            entropy[q] = Entropy.ofBloch(bloch[q][0], bloch[q][1], bloch[q][2]);
        }
        int d = 1 << n;
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int row = 0; row < d; row++) {
            for (int column = 0; column < d; column++) {
                re[row][column] = state.matrix().re(row, column);
                im[row][column] = state.matrix().im(row, column);
            }
        }
        return new DynamicsType.Result.Conditioned(
                found.bits(), found.probability(), state.purity(), bloch, entropy, re, im);
    }

    /** The noisy series of a device, in the order of the plan's scalars. */
    private double[][] scalars(Setup device, StartState start) {
        SimulationOptions own = options.withThreads(1)
                .withSeed(plan.header().seeds().of(plan.starts().indexOf(start)));
        Experiment experiment = experiment(device, start);
        FidelityToIdeal fidelity = FidelityToIdeal.of(experiment);
        List<Observable> observables = merged(merged(SERIES, fidelity.observables()), asked());
        SimulationResult ideal = ideal(experiment, observables, own);
        SimulationResult noisy = noisy(experiment, observables, own);
        return Stream.concat(
                        Stream.of(
                                noisy.scalars(new Observable.MeanEntropy()),
                                noisy.scalars(new Observable.Purity()),
                                noisy.scalars(new Observable.MicrocanonicalOverlap()),
                                fidelity.values(ideal, noisy, new LinkedHashSet<>())),
                        asked().stream().map(noisy::scalars))
                .toArray(double[][]::new);
    }

    private List<Observable> asked() {
        return plan.observables().stream()
                .map(DynamicsType.Plan.Named::observable)
                .toList();
    }

    private Map<String, ConfidenceBands.Band> byName(List<ConfidenceBands.Band> bands) {
        Map<String, ConfidenceBands.Band> named = new LinkedHashMap<>();
        for (int i = 0; i < bands.size(); i++) {
            named.put(plan.scalars().get(i), bands.get(i));
        }
        return named;
    }

    private static List<Observable> merged(List<Observable> some, List<? extends Observable> more) {
        Set<Observable> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** In order, each once. */
    private List<Observable> observables(FidelityToIdeal fidelity) {
        Set<Observable> observables = new LinkedHashSet<>(merged(merged(SERIES, fidelity.observables()), asked()));
        int n = plan.setup().circuit().qubits();
        for (int q = 0; q < n; q++) {
            observables.add(new Observable.BlochVector(q));
            observables.add(new Observable.QubitEntropy(q));
            if (canLeak()) {
                observables.add(new Observable.Leakage(q));
            }
        }
        SnapshotPlan asked = plan.snapshots();
        asked.pauliStep()
                .ifPresent(step -> observables.addAll(FidelityToIdeal.pauliExpectations(n, asked.measuredPaulis())));
        asked.probabilityStep().ifPresent(step -> observables.add(PROBABILITIES));
        asked.densityStep().ifPresent(step -> observables.addAll(FidelityToIdeal.pauliExpectations(n, false)));
        return List.copyOf(observables);
    }

    private DynamicsType.Result.Run run(
            SimulationResult result,
            double[] fidelity,
            Optional<RecordedBits> bits,
            List<DynamicsType.Result.Conditioned> conditioned,
            SimulationOptions own) {
        SnapshotPlan asked = plan.snapshots();
        return new DynamicsType.Result.Run(
                result.series(new Observable.MeanBlochVector()),
                result.scalars(new Observable.MeanEntropy()),
                result.scalars(new Observable.Purity()),
                result.scalars(new Observable.MicrocanonicalOverlap()),
                fidelity,
                asked(result),
                qubits(result),
                asked.pauliStep()
                        .map(step -> paulis(result, step, asked.measuredPaulis()))
                        .orElse(Map.of()),
                asked.probabilityStep()
                        .map(step -> result.series(PROBABILITIES)[step])
                        .orElse(new double[0]),
                asked.densityStep().map(step -> paulis(result, step, false)).orElse(Map.of()),
                bits,
                conditioned,
                counts(bits, own));
    }

    private Map<String, double[]> asked(SimulationResult result) {
        Map<String, double[]> series = new LinkedHashMap<>();
        plan.observables().forEach(named -> series.put(named.name(), result.scalars(named.observable())));
        return series;
    }

    /** True if the device gives a qubit more than two levels. */
    private boolean canLeak() {
        Setup setup = plan.setup();
        return setup.device().levels(setup.circuit().qubits()).stream().anyMatch(levels -> levels > 2);
    }

    private DynamicsType.Result.Qubits qubits(SimulationResult result) {
        int n = plan.setup().circuit().qubits();
        int points = result.scalars(new Observable.Purity()).length;
        double[][][] bloch = new double[points][n][];
        double[][] entropy = new double[points][n];
        double[][] leakage = canLeak() ? new double[points][n] : new double[0][];
        for (int q = 0; q < n; q++) {
            double[][] vectors = result.series(new Observable.BlochVector(q));
            double[] entropies = result.scalars(new Observable.QubitEntropy(q));
            for (int step = 0; step < points; step++) {
                bloch[step][q] = vectors[step];
                entropy[step][q] = entropies[step];
            }
            if (canLeak()) {
                double[] leaked = result.scalars(new Observable.Leakage(q));
                for (int step = 0; step < points; step++) {
                    leakage[step][q] = leaked[step];
                }
            }
        }
        return new DynamicsType.Result.Qubits(bloch, entropy, leakage);
    }

    private Map<String, Integer> counts(Optional<RecordedBits> bits, SimulationOptions own) {
        return bits.isEmpty() || plan.snapshots().shots().isEmpty()
                ? Map.of()
                : bits.get().counts(plan.snapshots().shots().get(), own.seed());
    }

    private Map<String, Double> paulis(SimulationResult result, int step, boolean measured) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Observable.PauliExpectation asked :
                FidelityToIdeal.pauliExpectations(plan.setup().circuit().qubits(), measured)) {
            values.put(asked.pauli().letters(), result.series(asked)[step][0]);
        }
        return values;
    }
}
