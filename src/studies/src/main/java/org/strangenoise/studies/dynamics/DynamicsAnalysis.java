package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.MeasurementSimulation;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.Analysis;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.dynamics.DynamicsPlan.Snapshots;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.FidelityToIdeal;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.PauliExpectations;
import org.strangenoise.studies.experiment.RunCost;
import org.strangenoise.studies.experiment.StepTimes;

/** Time series from several starts. */
final class DynamicsAnalysis implements Analysis<DynamicsResult> {

    private static final List<Observable> SERIES = List.of(
            new Observable.MeanBlochVector(),
            new Observable.MeanEntropy(),
            new Observable.Purity(),
            new Observable.MicrocanonicalOverlap());

    /** Bits of larger circuits are told where conditions need them or shots are asked for. */
    private static final int MOST_QUBITS_UNASKED = 10;

    private static final Observable PROBABILITIES = new Observable.Probabilities(true);

    private final DynamicsPlan plan;
    private final SimulationOptions options;

    DynamicsAnalysis(DynamicsPlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
    }

    @Override
    public void check() {
        StartState first = plan.starts().get(0);
        Experiment experiment = Experiment.of(plan.setup(), first.direction());
        List<Observable> observables = observables(FidelityToIdeal.of(experiment));
        experiment.idealChoice(experiment.idealTask(observables, options));
        experiment.noisyChoice(experiment.noisyTask(observables, options));
        bands().check(plan.setup());
    }

    @Override
    public DynamicsResult run() {
        List<DynamicsResult.Series> series = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        Method method = Method.NONE;
        ConfidenceBands bands = bands();
        for (StartState start : plan.starts()) {
            Runs runs = runs(plan.setup(), start, this::observables, options);
            SimulatorChoice choice = runs.choice();
            method = Method.of(choice);
            warnings.addAll(runs.noisy().warnings());
            series.add(new DynamicsResult.Series(
                    start,
                    runs.seconds(),
                    run(
                            runs.ideal(),
                            runs.fidelity().values(runs.ideal(), runs.ideal(), warnings),
                            bits(start, true, warnings)),
                    run(
                            runs.noisy(),
                            runs.fidelity().values(runs.ideal(), runs.noisy(), warnings),
                            bits(start, false, warnings)),
                    byName(bands.around(plan.setup(), device -> scalars(device, start)))));
        }
        bands.warning().ifPresent(warnings::add);
        return new DynamicsResult(plan, series, method, List.copyOf(warnings));
    }

    /** What the circuit's bits say at its end, measurements after the last step included. */
    private Optional<RecordedBits> bits(StartState start, boolean ideal, Set<String> warnings) {
        Setup setup = plan.setup();
        Circuit circuit = setup.circuit().circuit(start.direction());
        boolean asked = plan.snapshots().shots().isPresent();
        if (circuit.registers().isEmpty()) {
            if (asked) {
                warnings.add("`shots` draws nothing, as the circuit has no classical bits");
            }
            return Optional.empty();
        }
        if (!asked && !circuit.hasConditions() && circuit.qubits() > MOST_QUBITS_UNASKED) {
            return Optional.empty();
        }
        ScheduledCircuit scheduled = new Scheduler(
                        new CalibratedDurations(setup.device()), setup.noise().schedule())
                .schedule(circuit);
        NoiseModel model =
                setup.noise().model(setup.device(), setup.simulation().seed());
        NoisyEnsemble ensemble = (ideal ? model.withPlacement(Placement.NONE) : model).apply(scheduled);
        SimulationOptions seeded = options.withSeed(setup.simulation().seed());
        SimulationMethod method = setup.simulation().method();
        RecordedBits bits =
                MeasurementSimulation.bits(ensemble, setup.circuit().initialState(start.direction()), seeded, method);
        if (bits.standardErrors().isPresent() && method != SimulationMethod.TRAJECTORIES) {
            MeasurementSimulation.exactRefusal(ensemble, seeded)
                    .ifPresent(why ->
                            warnings.add("the bits are of " + seeded.trajectories() + " trajectories, since " + why));
        }
        return Optional.of(bits);
    }

    /** The ideal and the noisy run of one start. */
    private record Runs(
            SimulatorChoice choice,
            double[] seconds,
            FidelityToIdeal fidelity,
            SimulationResult ideal,
            SimulationResult noisy) {}

    private static Runs runs(
            Setup setup,
            StartState start,
            Function<FidelityToIdeal, List<Observable>> observables,
            SimulationOptions options) {
        Experiment experiment = Experiment.of(setup, start.direction());
        FidelityToIdeal fidelity = FidelityToIdeal.of(experiment);
        SimulationTask idealTask = experiment.idealTask(observables.apply(fidelity), options);
        SimulationTask noisyTask = experiment.noisyTask(observables.apply(fidelity), options);
        SimulatorChoice choice = experiment.noisyChoice(noisyTask);
        return new Runs(
                choice,
                StepTimes.of(experiment.scheduled(), setup.circuit().steps()).sinceStart(),
                fidelity,
                experiment.idealChoice(idealTask).simulator().run(idealTask, experiment.initial()),
                choice.simulator().run(noisyTask, experiment.initial()));
    }

    private ConfidenceBands bands() {
        StartState first = plan.starts().get(0);
        Experiment experiment = Experiment.of(plan.setup(), first.direction());
        SimulationTask task = experiment.noisyTask(SERIES, options);
        double seconds = RunCost.seconds(experiment, experiment.noisyChoice(task), options);
        return ConfidenceBands.of(plan.setup(), plan.starts().size() * seconds, options);
    }

    /** The noisy series of a device, in the order of {@link ObservableNames#SCALARS}. */
    private double[][] scalars(Setup device, StartState start) {
        Runs runs = runs(device, start, fidelity -> merged(SERIES, fidelity.observables()), options.withThreads(1));
        return new double[][] {
            runs.noisy().scalars(new Observable.MeanEntropy()),
            runs.noisy().scalars(new Observable.Purity()),
            runs.noisy().scalars(new Observable.MicrocanonicalOverlap()),
            runs.fidelity().values(runs.ideal(), runs.noisy(), new LinkedHashSet<>())
        };
    }

    private static Map<String, ConfidenceBand> byName(List<ConfidenceBand> bands) {
        Map<String, ConfidenceBand> named = new LinkedHashMap<>();
        for (int i = 0; i < bands.size(); i++) {
            named.put(ObservableNames.SCALARS.get(i), bands.get(i));
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
        Set<Observable> observables = new LinkedHashSet<>(merged(SERIES, fidelity.observables()));
        int n = plan.setup().circuit().qubits();
        Snapshots asked = plan.snapshots();
        asked.pauliStep().ifPresent(step -> observables.addAll(PauliExpectations.all(n, asked.measuredPaulis())));
        asked.probabilityStep().ifPresent(step -> observables.add(PROBABILITIES));
        asked.densityStep().ifPresent(step -> observables.addAll(PauliExpectations.all(n, false)));
        return List.copyOf(observables);
    }

    private DynamicsResult.Run run(SimulationResult result, double[] fidelity, Optional<RecordedBits> bits) {
        Snapshots asked = plan.snapshots();
        return new DynamicsResult.Run(
                result.series(new Observable.MeanBlochVector()),
                result.scalars(new Observable.MeanEntropy()),
                result.scalars(new Observable.Purity()),
                result.scalars(new Observable.MicrocanonicalOverlap()),
                fidelity,
                asked.pauliStep()
                        .map(step -> paulis(result, step, asked.measuredPaulis()))
                        .orElse(Map.of()),
                asked.probabilityStep()
                        .map(step -> result.series(PROBABILITIES)[step])
                        .orElse(new double[0]),
                asked.densityStep().map(step -> densityMatrix(paulis(result, step, false))),
                bits,
                counts(bits));
    }

    private Map<String, Integer> counts(Optional<RecordedBits> bits) {
        return bits.isEmpty() || plan.snapshots().shots().isEmpty()
                ? Map.of()
                : bits.get()
                        .counts(
                                plan.snapshots().shots().get(),
                                plan.setup().simulation().seed());
    }

    private Map<String, Double> paulis(SimulationResult result, int step, boolean measured) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Observable.PauliExpectation asked :
                PauliExpectations.all(plan.setup().circuit().qubits(), measured)) {
            values.put(asked.pauli().letters(), result.series(asked)[step][0]);
        }
        return values;
    }

    /** {@code rho = 2^-n sum_P Tr(P rho) P}: every backend answers Pauli strings, not every one holds a matrix. */
    private ComplexMatrix densityMatrix(Map<String, Double> expectations) {
        int n = plan.setup().circuit().qubits();
        double weight = 1.0 / (1 << n);
        List<PauliSum.Term> terms = new ArrayList<>();
        terms.add(new PauliSum.Term(weight, new PauliString("I".repeat(n))));
        expectations.forEach(
                (letters, value) -> terms.add(new PauliSum.Term(weight * value, new PauliString(letters))));
        return new PauliSum(n, terms).matrix();
    }
}
