package org.strangenoise.studies.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.state.Observable;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/**
 * One number of the dynamics, to be explained, reached or predicted: an observable at a step, mean over starts.
 *
 * @param name as in study files and results; a Pauli string stands for its expectation
 * @param observable of one value
 * @param step at which
 * @param starts at least one
 */
public record FigureOfMerit(String name, Observable observable, int step, List<StartState> starts) {

    public FigureOfMerit {
        starts = List.copyOf(starts);
    }

    /** True if readout errors are part of it. */
    public boolean isMeasured() {
        return observable.isMeasured();
    }

    /** The qubits that are read out for it, where readout errors are part of it. */
    public Set<Integer> readQubits() {
        return observable.readQubits();
    }

    /** The starts' labels in words. */
    public String startLabels() {
        return String.join(", ", starts.stream().map(StartState::label).toList());
    }

    /** {@code observable}, {@code measured}, {@code at-step}, {@code initial-state} or {@code initial-states}. */
    public static Optional<FigureOfMerit> read(MappingReader analysis, Setup setup) {
        ValueReader observableValue = analysis.required("observable");
        ValueReader measuredValue = analysis.optional("measured");
        boolean measured = measuredValue.bool().orElse(false);
        if (measured && setup.device().confusion().isPresent()) {
            measuredValue.problem(
                    "needs readout errors of each qubit by itself, which a budget can switch and vary, but"
                            + " the device has `readout-confusion`; `type: tomography` has a measurement budget");
        }
        Optional<String> name = observableValue.text();
        Optional<Observable> observable = ObservableNames.read(observableValue, measured, setup);
        ValueReader stepValue = analysis.optional("at-step");
        Optional<Integer> step = stepValue.isPresent()
                ? StartState.Reader.step(stepValue, setup)
                : Optional.of(setup.circuit().steps());
        analysis.atMostOneOf("initial-state", "initial-states");
        ValueReader one = analysis.optional("initial-state");
        ValueReader several = analysis.optional("initial-states");
        List<StartState> starts = one.isPresent()
                ? StartState.Reader.one(one, setup).map(List::of).orElse(List.of())
                : StartState.Reader.several(several, setup);
        return observable.flatMap(
                o -> step.filter(s -> !starts.isEmpty()).map(s -> new FigureOfMerit(name.orElseThrow(), o, s, starts)));
    }

    /** What a wanted value must be: one that the figure of merit can have in some state. */
    public static Rule valueOf(Optional<FigureOfMerit> merit, Setup setup) {
        if (merit.isEmpty()) {
            return Rule.FINITE;
        }
        Observable.Range values = merit.get().observable().range(setup.circuit().qubits());
        Rule range = Rule.between(values.low(), values.high());
        return new Rule(range.clause() + ", the values of " + merit.get().name(), range.accepts());
    }
}
