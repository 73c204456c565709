package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.channel.PauliTransferMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.StartState;

/** Time series from several starts. */
final class DynamicsAnalysis implements Analysis {

    /** All 4^n - 1 Pauli strings are only asked for while that is a readable number. */
    private static final int MAX_PAULI_QUBITS = 6;

    private static final List<Observable> SERIES = List.of(
            new Observable.MeanBlochVector(),
            new Observable.MeanEntropy(),
            new Observable.Purity(),
            new Observable.MicrocanonicalOverlap(),
            new Observable.Fidelity());

    private final AnalysisPlan.Dynamics plan;
    private final SimulationOptions options;

    DynamicsAnalysis(AnalysisPlan.Dynamics plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
    }

    @Override
    public void check() {
        int n = plan.setup().circuit().qubits();
        if (plan.pauliStep().isPresent() && n > MAX_PAULI_QUBITS) {
            throw new IllegalArgumentException("pauli-expectations-at lists all 4^n - 1 strings, at most "
                    + MAX_PAULI_QUBITS + " qubits, but there are " + n);
        }
        Experiment experiment = Experiment.of(plan.setup(), plan.starts().get(0).direction());
        experiment.idealChoice(experiment.idealTask(observables(), options));
        experiment.noisyChoice(experiment.noisyTask(observables(), options));
    }

    @Override
    public DynamicsResult run() {
        List<DynamicsResult.Series> series = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        AnalysisResult.Method method = AnalysisResult.Method.NONE;
        for (StartState start : plan.starts()) {
            Experiment experiment = Experiment.of(plan.setup(), start.direction());
            SimulationTask idealTask = experiment.idealTask(observables(), options);
            SimulationTask noisyTask = experiment.noisyTask(observables(), options);
            SimulatorChoice choice = experiment.noisyChoice(noisyTask);
            SimulationResult ideal =
                    experiment.idealChoice(idealTask).simulator().run(idealTask, experiment.initial());
            SimulationResult noisy = choice.simulator().run(noisyTask, experiment.initial());
            method = new AnalysisResult.Method(choice.simulator().method(), choice.reason());
            noisy.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
            series.add(new DynamicsResult.Series(start, run(ideal), run(noisy)));
        }
        return new DynamicsResult(plan, series, method, warnings);
    }

    private List<Observable> observables() {
        List<Observable> observables = new ArrayList<>(SERIES);
        paulis().forEach(p -> observables.add(new Observable.PauliExpectation(p, plan.measuredPaulis())));
        return observables;
    }

    /** All strings but the identity, ordered by weight, then alphabetically. */
    private List<PauliString> paulis() {
        if (plan.pauliStep().isEmpty()) {
            return List.of();
        }
        int n = plan.setup().circuit().qubits();
        List<PauliString> strings = new ArrayList<>();
        for (int index = 1; index < 1 << (2 * n); index++) {
            strings.add(PauliTransferMatrix.string(n, index));
        }
        strings.sort(Comparator.comparingInt(PauliString::weight).thenComparing(PauliString::letters));
        return strings;
    }

    private DynamicsResult.Run run(SimulationResult result) {
        Map<String, Double> pauli = new LinkedHashMap<>();
        plan.pauliStep()
                .ifPresent(step -> paulis().forEach(p -> pauli.put(
                        p.letters(), result.scalars(new Observable.PauliExpectation(p, plan.measuredPaulis()))[step])));
        return new DynamicsResult.Run(
                result.series(new Observable.MeanBlochVector()),
                result.scalars(new Observable.MeanEntropy()),
                result.scalars(new Observable.Purity()),
                result.scalars(new Observable.MicrocanonicalOverlap()),
                result.scalars(new Observable.Fidelity()),
                pauli);
    }
}
