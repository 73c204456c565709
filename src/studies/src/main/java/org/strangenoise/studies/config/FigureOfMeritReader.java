package org.strangenoise.studies.config;

import java.util.List;
import java.util.Optional;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.Observable;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads figures of merit, and the parameters that they are asked about. */
public final class FigureOfMeritReader {

    private FigureOfMeritReader() {}

    /** {@code observable}, {@code measured}, {@code at-step}, {@code initial-state} or {@code initial-states}. */
    public static Optional<FigureOfMerit> read(MappingReader analysis, Setup setup) {
        ValueReader observableValue = analysis.required("observable");
        boolean measured = analysis.optional("measured").bool().orElse(false);
        Optional<String> name = observableValue.text();
        Optional<Observable> observable = name.flatMap(n -> observable(n, measured, setup, observableValue));
        ValueReader stepValue = analysis.optional("at-step");
        Optional<Integer> step = stepValue.isPresent()
                ? StartReader.step(stepValue, setup)
                : Optional.of(setup.circuit().steps());
        analysis.atMostOneOf("initial-state", "initial-states");
        ValueReader one = analysis.optional("initial-state");
        ValueReader several = analysis.optional("initial-states");
        List<StartState> starts = one.isPresent()
                ? StartReader.one(one).map(List::of).orElse(List.of())
                : StartReader.several(several, setup);
        return observable.flatMap(
                o -> step.filter(s -> !starts.isEmpty()).map(s -> new FigureOfMerit(name.orElseThrow(), o, s, starts)));
    }

    private static Optional<Observable> observable(String name, boolean measured, Setup setup, ValueReader value) {
        int n = setup.circuit().qubits();
        Optional<Observable> known = observable(name, measured, n);
        if (known.isEmpty()) {
            value.reject(
                    measured
                            ? "be a Pauli string of " + n + " letters I, X, Y, Z where `measured` is true"
                            : "be " + knownObservables(n));
        }
        return known;
    }

    /** The observables there are, for messages. */
    public static String knownObservables(int qubits) {
        return "one of " + String.join(", ", ObservableNames.SCALARS) + " or a Pauli string of " + qubits
                + " letters I, X, Y, Z";
    }

    /** The observable of a name; empty if there is none. */
    public static Optional<Observable> observable(String name, boolean measured, int n) {
        if (!measured && ObservableNames.SCALARS.contains(name)) {
            return Optional.of(
                    switch (name) {
                        case ObservableNames.ENTROPY -> new Observable.MeanEntropy();
                        case ObservableNames.PURITY -> new Observable.Purity();
                        case ObservableNames.OVERLAP -> new Observable.MicrocanonicalOverlap();
                        default -> new Observable.Fidelity();
                    });
        }
        if (name.matches("[IXYZ]{" + n + "}")) {
            return Optional.of(new Observable.PauliExpectation(new PauliString(name), measured));
        }
        return Optional.empty();
    }

    /** What a wanted value must be: one that the figure of merit can have in some state. */
    public static Rule valueOf(Optional<FigureOfMerit> merit, Setup setup) {
        if (merit.isEmpty()) {
            return Rule.FINITE;
        }
        ObservableRange values =
                ObservableRange.of(merit.get().observable(), setup.circuit().qubits());
        Rule range = Rule.between(values.low(), values.high());
        return new Rule(range.clause() + ", the values of " + merit.get().name(), range.accepts());
    }
}
