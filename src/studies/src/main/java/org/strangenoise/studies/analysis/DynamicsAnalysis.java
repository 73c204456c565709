package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.AnalysisPlan.Snapshots;
import org.strangenoise.studies.config.StartState;

/** Time series from several starts. */
final class DynamicsAnalysis implements Analysis {

    private static final List<Observable> SERIES = List.of(
            new Observable.MeanBlochVector(),
            new Observable.MeanEntropy(),
            new Observable.Purity(),
            new Observable.MicrocanonicalOverlap());

    private static final Observable PROBABILITIES = new Observable.Probabilities(true);

    private final AnalysisPlan.Dynamics plan;
    private final SimulationOptions options;

    DynamicsAnalysis(AnalysisPlan.Dynamics plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
    }

    @Override
    public void check() {
        Experiment experiment = Experiment.of(plan.setup(), plan.starts().get(0).direction());
        List<Observable> observables = observables(FidelityToIdeal.of(experiment));
        experiment.idealChoice(experiment.idealTask(observables, options));
        experiment.noisyChoice(experiment.noisyTask(observables, options));
    }

    @Override
    public DynamicsResult run() {
        List<DynamicsResult.Series> series = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        AnalysisResult.Method method = AnalysisResult.Method.NONE;
        for (StartState start : plan.starts()) {
            Experiment experiment = Experiment.of(plan.setup(), start.direction());
            FidelityToIdeal fidelity = FidelityToIdeal.of(experiment);
            SimulationTask idealTask = experiment.idealTask(observables(fidelity), options);
            SimulationTask noisyTask = experiment.noisyTask(observables(fidelity), options);
            SimulatorChoice choice = experiment.noisyChoice(noisyTask);
            SimulationResult ideal =
                    experiment.idealChoice(idealTask).simulator().run(idealTask, experiment.initial());
            SimulationResult noisy = choice.simulator().run(noisyTask, experiment.initial());
            method = new AnalysisResult.Method(choice.simulator().method(), choice.reason());
            warnings.addAll(noisy.warnings());
            series.add(new DynamicsResult.Series(
                    start,
                    run(ideal, fidelity.values(ideal, ideal, warnings)),
                    run(noisy, fidelity.values(ideal, noisy, warnings))));
        }
        return new DynamicsResult(plan, series, method, List.copyOf(warnings));
    }

    /** In order, each once. */
    private List<Observable> observables(FidelityToIdeal fidelity) {
        Set<Observable> observables = new LinkedHashSet<>(SERIES);
        observables.addAll(fidelity.observables());
        int n = plan.setup().circuit().qubits();
        Snapshots asked = plan.snapshots();
        asked.pauliStep().ifPresent(step -> observables.addAll(PauliExpectations.all(n, asked.measuredPaulis())));
        asked.probabilityStep().ifPresent(step -> observables.add(PROBABILITIES));
        asked.densityStep().ifPresent(step -> observables.addAll(PauliExpectations.all(n, false)));
        return List.copyOf(observables);
    }

    private DynamicsResult.Run run(SimulationResult result, double[] fidelity) {
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
                asked.densityStep().map(step -> densityMatrix(paulis(result, step, false))));
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
