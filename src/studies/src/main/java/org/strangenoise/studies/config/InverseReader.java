package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.config.AnalysisPlan.Header;
import org.strangenoise.studies.config.AnalysisPlan.SweepAxis;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlSequence;

/** Reads the inverse questions: which value of a parameter, which line of two. */
final class InverseReader {

    private static final int CONTOUR_POINTS = 25;
    private static final int MAX_CONTOUR_POINTS = 201;
    private static final double FACTOR = 1000;

    private InverseReader() {}

    static Optional<AnalysisPlan> solveFor(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = BudgetReader.merit(analysis, header);
        ValueReader addressValue = analysis.required("parameter");
        Optional<StudyParameter> parameter =
                addressValue.text().flatMap(a -> BudgetReader.parameter(addressValue, a, header));
        Optional<Double> target = analysis.required("target").number(valueOf(merit, header));
        ValueReader betweenValue = analysis.optional("between");
        Optional<double[]> range = parameter.flatMap(p ->
                betweenValue.isPresent() ? between(betweenValue, p) : Optional.of(defaultRange(header.setup(), p)));
        return merit.flatMap(m -> parameter.flatMap(p ->
                target.flatMap(t -> range.map(r -> new BudgetPlan.SolveFor(header, m, p, t, r[0], r[1])))));
    }

    /** What a wanted value must be: one that the figure of merit can have in some state. */
    private static Rule valueOf(Optional<FigureOfMerit> merit, Header header) {
        if (merit.isEmpty()) {
            return Rule.FINITE;
        }
        ObservableRange values = ObservableRange.of(
                merit.get().observable(), header.setup().circuit().qubits());
        Rule range = Rule.between(values.low(), values.high());
        return new Rule(range.clause() + ", the values of " + merit.get().name(), range.accepts());
    }

    /** {@code [low, high]} in the parameter's units. */
    static Optional<double[]> between(ValueReader value, StudyParameter parameter) {
        List<ValueReader> ends = value.items();
        if (ends.size() != 2) {
            value.reject("be `[lowest, highest]`");
            return Optional.empty();
        }
        Optional<Quantity> low = ends.get(0).quantity(parameter.kind(), parameter.rule());
        Optional<Quantity> high = ends.get(1).quantity(parameter.kind(), parameter.rule());
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        if (!(low.get().value() < high.get().value())) {
            value.reject("name the lower value first");
            return Optional.empty();
        }
        return Optional.of(new double[] {low.get().value(), high.get().value()});
    }

    private static double[] defaultRange(Setup setup, StudyParameter parameter) {
        double now = parameter.get(setup);
        boolean time = parameter.kind() == QuantityKind.TIME && parameter.rule().equals(Rule.POSITIVE_OR_INFINITE);
        if (time) {
            double centre = Double.isFinite(now) ? now : 1e-5;
            double high = parameter.address().endsWith(".T2") ? longestT2(setup) : Double.POSITIVE_INFINITY;
            return new double[] {centre / FACTOR, high};
        }
        if (parameter.rule().equals(Rule.PROBABILITY)) {
            return new double[] {0, 1};
        }
        if (parameter.address().endsWith(".coupling")) {
            return new double[] {now / FACTOR, now * FACTOR};
        }
        if (parameter.rule().equals(Rule.NON_NEGATIVE)) {
            return new double[] {0, 100 * (now > 0 ? now : parameter.kind() == QuantityKind.TIME ? 1e-8 : 1)};
        }
        double reach = Math.max(1, 2 * Math.abs(now));
        return new double[] {now - reach, now + reach};
    }

    private static double longestT2(Setup setup) {
        return setup.device().qubits().subList(0, setup.circuit().qubits()).stream()
                .mapToDouble(q -> 2 * q.t1().value())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    static Optional<AnalysisPlan> contour(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = BudgetReader.merit(analysis, header);
        Optional<Double> level = analysis.required("level").number(valueOf(merit, header));
        List<SweepAxis> axes = new ArrayList<>();
        ValueReader overValue = analysis.optional("over");
        if (overValue.isPresent()) {
            boolean usable = true;
            try (MappingReader over = overValue.mapping()) {
                for (ValueReader value : over.values()) {
                    Optional<SweepAxis> axis =
                            AnalysisReader.values(value, header).filter(a -> isGrid(value, a));
                    axis.ifPresent(axes::add);
                    usable &= axis.isPresent();
                }
            }
            if (axes.size() != 2 || !usable) {
                if (usable) {
                    overValue.reject("name two parameters with 2 to " + MAX_CONTOUR_POINTS + " values each");
                }
                return Optional.empty();
            }
            if (!hasAnyPlace(header.setup(), axes)) {
                overValue.problem("names no two values that the study can take together");
                return Optional.empty();
            }
        } else {
            axes.add(times(header, "device.qubits.*.T1"));
            axes.add(times(header, "device.qubits.*.Tphi"));
        }
        Optional<BudgetPlan.EqualStarts> equal = equalStarts(analysis.optional("equal"), header);
        return merit.flatMap(
                m -> level.map(l -> new BudgetPlan.Contour(header, m, axes.get(0), axes.get(1), l, equal)));
    }

    private static boolean hasAnyPlace(Setup setup, List<SweepAxis> axes) {
        List<StudyParameter> parameters =
                axes.stream().map(SweepAxis::parameter).toList();
        for (double x : axes.get(0).values()) {
            for (double y : axes.get(1).values()) {
                try {
                    StudyParameter.setAll(setup, parameters, new double[] {x, y});
                    return true;
                } catch (IllegalArgumentException unphysical) {
                    // Such places of the map stay empty.
                }
            }
        }
        return false;
    }

    /** Records a problem unless the values can be the axis of a map. */
    private static boolean isGrid(ValueReader value, SweepAxis axis) {
        List<Double> values = axis.values();
        if (values.size() < 2 || values.size() > MAX_CONTOUR_POINTS) {
            value.reject("hold 2 to " + MAX_CONTOUR_POINTS + " values, but has " + values.size());
            return false;
        }
        for (int k = 0; k < values.size(); k++) {
            double before = k == 0 ? Double.NEGATIVE_INFINITY : values.get(k - 1);
            if (!(values.get(k) > before) || Double.isInfinite(values.get(k))) {
                List<ValueReader> items = value.node().orElse(null) instanceof YamlSequence ? value.items() : List.of();
                (items.isEmpty() ? value : items.get(k)).reject("be finite and above the value before it");
                return false;
            }
        }
        return true;
    }

    private static SweepAxis times(Header header, String address) {
        List<Double> values = new ArrayList<>();
        for (int k = 0; k < CONTOUR_POINTS; k++) {
            values.add(1e-6 * Math.pow(20, k / (CONTOUR_POINTS - 1.0)));
        }
        return new SweepAxis(StudyParameter.resolve(header.setup(), address), values, true);
    }

    private static Optional<BudgetPlan.EqualStarts> equalStarts(ValueReader value, Header header) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        try (MappingReader equal = value.mapping()) {
            Optional<FigureOfMerit> merit = BudgetReader.merit(equal, header);
            if (merit.isPresent() && merit.get().starts().size() != 2) {
                value.reject("name exactly two initial-states, whose values are to be equal");
                return Optional.empty();
            }
            Setup setup = header.setup();
            ValueReader kappaValue = equal.optional("kappa");
            if (kappaValue.isPresent()) {
                Optional<Double> kappa = kappaValue.number(Rule.FINITE);
                if (kappa.isEmpty()) {
                    return Optional.empty();
                }
                Optional<StudyParameter> parameter =
                        BudgetReader.parameter(kappaValue, "circuit.kicked-top.kappa", header);
                if (parameter.isEmpty()) {
                    return Optional.empty();
                }
                setup = parameter.get().set(setup, kappa.get());
            }
            Setup own = setup;
            return merit.map(m -> new BudgetPlan.EqualStarts(m, own));
        }
    }
}
