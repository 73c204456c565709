package org.strangenoise.studies.decay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.StartReader;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.decay.DecayPlan.DecayCurve;
import org.strangenoise.studies.decay.DecayPlan.DecayModel;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlSequence;

/** Reads an analysis of type {@code decay}. */
final class DecayReader {

    private static final int MOST_PARAMETERS = 3;

    private DecayReader() {}

    static Optional<DecayPlan> read(MappingReader analysis, Header header) {
        ValueReader curvesValue = analysis.required("curves");
        List<DecayCurve> curves = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (ValueReader item : curvesValue.items()) {
            curve(item, header).ifPresent(curve -> {
                if (!labels.add(curve.label())) {
                    item.problem("must have a label of its own, but `" + curve.label() + "` appears twice");
                }
                curves.add(curve);
            });
        }
        ValueReader firstValue = analysis.optional("from-step");
        int first = firstValue.isPresent()
                ? StartReader.step(firstValue, header.setup()).orElse(1)
                : 1;
        int points = header.setup().circuit().steps() + 1 - first;
        if (points < MOST_PARAMETERS) {
            analysis.problem("a decay needs at least " + MOST_PARAMETERS + " steps, but the circuit has " + points
                    + " from step " + first + " on");
            return Optional.empty();
        }
        double gateSeconds = analysis.optional("gate-time")
                .time(Rule.LASTING)
                .map(Quantity::value)
                .orElse(0.0);
        ValueReader startValue = analysis.optional("initial-state");
        StartState own = StartReader.own(header.setup());
        StartState start = startValue.isPresent()
                ? StartReader.one(startValue, header.setup()).orElse(own)
                : own;
        if (curves.isEmpty()) {
            // What is wrong with those that are listed has been said.
            if (curvesValue.items().isEmpty()) {
                curvesValue.reject("be a list of at least one decay");
            }
            return Optional.empty();
        }
        return Optional.of(new DecayPlan(header, curves, first, gateSeconds, start));
    }

    private static Optional<DecayCurve> curve(ValueReader item, Header header) {
        try (MappingReader curve = item.mapping()) {
            Optional<String> label = curve.required("label").text();
            List<String> names = new ArrayList<>();
            List<Observable> observables = new ArrayList<>();
            ValueReader listed = curve.required("observables");
            if (listed.node().orElse(null) instanceof YamlSequence list
                    && list.items().isEmpty()) {
                listed.reject("be a list of at least one observable");
            }
            for (ValueReader each : listed.items()) {
                ObservableNames.read(each, false, header.setup()).ifPresent(observable -> {
                    names.add(each.text().orElseThrow());
                    observables.add(observable);
                });
            }
            DecayModel model = curve.optional("model").oneOf(DecayModel.class).orElse(DecayModel.EXPONENTIAL);
            if (label.isEmpty() || observables.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new DecayCurve(label.get(), names, observables, model));
        }
    }
}
