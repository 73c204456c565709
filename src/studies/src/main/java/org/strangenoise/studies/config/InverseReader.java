package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
            if (value.node().orElse(null) instanceof YamlSequence) {
                value.problem("must be `[lowest, highest]`, but holds " + counted(ends.size(), "value"));
            }
            return Optional.empty();
        }
        Optional<Quantity> low = ends.get(0).quantity(parameter.kind(), parameter.rule());
        Optional<Quantity> high = ends.get(1).quantity(parameter.kind(), parameter.rule());
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        if (!(low.get().value() < high.get().value())) {
            value.problem("must name the lower value first, but names "
                    + parameter.text(low.get().value()) + " before "
                    + parameter.text(high.get().value()));
            return Optional.empty();
        }
        return Optional.of(new double[] {low.get().value(), high.get().value()});
    }

    private static double[] defaultRange(Setup setup, StudyParameter parameter) {
        double now = parameter.get(setup);
        boolean time = parameter.kind() == QuantityKind.TIME && parameter.rule().equals(Rule.DECAY_TIME);
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
        if ((parameter.rule().equals(Rule.DURATION) || parameter.rule().equals(Rule.FACTOR))) {
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
        Optional<List<SweepAxis>> axes = axes(analysis.optional("over"), header);
        ValueReader equalValue = analysis.optional("equal");
        Optional<BudgetPlan.EqualStarts> equal = equalStarts(equalValue, header);
        return merit.filter(m -> equal.isPresent() || !equalValue.isPresent())
                .flatMap(m -> level.flatMap(
                        l -> axes.map(a -> new BudgetPlan.Contour(header, m, a.get(0), a.get(1), l, equal))));
    }

    /** The two axes; empty with a problem if these cannot span a map. */
    private static Optional<List<SweepAxis>> axes(ValueReader value, Header header) {
        if (!value.isPresent()) {
            return Optional.of(List.of(times(header, "device.qubits.*.T1"), times(header, "device.qubits.*.Tphi")));
        }
        List<SweepAxis> axes = new ArrayList<>();
        try (MappingReader over = value.mapping()) {
            List<ValueReader> named = over.values();
            for (ValueReader each : named) {
                AnalysisReader.values(each, header).filter(a -> isGrid(each, a)).ifPresent(axes::add);
            }
            if (over.mapping().isPresent() && named.size() != 2) {
                value.problem("must name two parameters with 2 to " + MAX_CONTOUR_POINTS + " values each, but names "
                        + (named.isEmpty() ? "none" : named.size() + ": " + names(named)));
                return Optional.empty();
            }
        }
        if (axes.size() != 2
                || TwinAddresses.refuse(
                        value, axes.stream().map(SweepAxis::parameter).toList(), header.setup())) {
            return Optional.empty();
        }
        if (!hasAnyPlace(header.setup(), axes)) {
            value.problem("names no two values that the study can take together");
            return Optional.empty();
        }
        return Optional.of(axes);
    }

    private static String names(List<ValueReader> values) {
        return values.stream().map(v -> "`" + v.name() + "`").collect(Collectors.joining(", "));
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
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
            String held = values.size() == 1 ? ", " + axis.parameter().text(values.get(0)) : "";
            value.problem("must hold 2 to " + MAX_CONTOUR_POINTS + " values, but holds " + values.size() + held);
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
            values.add(1e-6 * StrictMath.pow(20, k / (CONTOUR_POINTS - 1.0)));
        }
        return new SweepAxis(StudyParameter.resolve(header.setup(), address), values, true);
    }

    private static Optional<BudgetPlan.EqualStarts> equalStarts(ValueReader value, Header header) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        try (MappingReader equal = value.mapping()) {
            Optional<FigureOfMerit> merit = BudgetReader.merit(equal, header);
            ValueReader kappaValue = equal.optional("kappa");
            Optional<Setup> setup =
                    kappaValue.isPresent() ? withKappa(kappaValue, header) : Optional.of(header.setup());
            if (merit.isPresent() && merit.get().starts().size() != 2) {
                value.problem("must name exactly two initial-states, whose values are to be equal, but names "
                        + merit.get().starts().size() + ": " + merit.get().startLabels());
                return Optional.empty();
            }
            return merit.flatMap(m -> setup.map(s -> new BudgetPlan.EqualStarts(m, s)));
        }
    }

    private static Optional<Setup> withKappa(ValueReader value, Header header) {
        return value.number(Rule.FINITE)
                .flatMap(kappa -> BudgetReader.parameter(value, "circuit.kicked-top.kappa", header)
                        .map(parameter -> parameter.set(header.setup(), kappa)));
    }
}
