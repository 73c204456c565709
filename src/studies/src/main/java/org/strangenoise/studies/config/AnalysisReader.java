package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.strangenoise.studies.config.AnalysisPlan.Colors;
import org.strangenoise.studies.config.AnalysisPlan.DynamicsFigure;
import org.strangenoise.studies.config.AnalysisPlan.Guide;
import org.strangenoise.studies.config.AnalysisPlan.Header;
import org.strangenoise.studies.config.AnalysisPlan.Snapshots;
import org.strangenoise.studies.config.AnalysisPlan.SweepAxis;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;

/** Reads one entry of {@code analyses:}. */
final class AnalysisReader {

    private static final int MAX_GRID = 2001;
    private static final int MAX_STARTS = 1_000_000;

    @FunctionalInterface
    interface Body {
        Optional<AnalysisPlan> read(MappingReader analysis, Header header);
    }

    private static final Map<String, Body> TYPES = types();

    private AnalysisReader() {}

    private static Map<String, Body> types() {
        Map<String, Body> types = new LinkedHashMap<>();
        types.put("dynamics", AnalysisReader::dynamics);
        types.put("entropy-map", AnalysisReader::entropyMap);
        types.put("classical-map", AnalysisReader::classicalMap);
        types.put("sweep", AnalysisReader::sweep);
        types.put("pulse-sequence", AnalysisReader::pulseSequence);
        types.put("system-size", AnalysisReader::systemSize);
        types.put("decay", DecayReader::read);
        types.putAll(BudgetReader.TYPES);
        return types;
    }

    static Optional<AnalysisPlan> read(
            ValueReader item, MappingReader analysis, Optional<YamlMapping> base, SetupReader setups) {
        Optional<String> type = analysis.required("type").oneOf(TYPES.keySet());
        Optional<String> id = analysis.required("id").fileName();
        Optional<Setup> setup = setups.overridden(base, analysis);
        if (type.isEmpty()) {
            // Without it the analysis' own keys cannot be judged.
            analysis.values();
            return Optional.empty();
        }
        Body body = Objects.requireNonNull(TYPES.get(type.get()));
        if (setup.isEmpty()) {
            analysis.values();
            StandInSetups.judge(item, (a, s) -> body.read(a, new Header(id.orElse(""), s, item.location())));
            return Optional.empty();
        }
        Header header = new Header(id.orElse(""), setup.get(), item.location());
        Optional<AnalysisPlan> plan = body.read(analysis, header);
        return id.isPresent() ? plan : Optional.empty();
    }

    private static Optional<AnalysisPlan> dynamics(MappingReader analysis, Header header) {
        List<StartState> starts = starts(analysis.optional("initial-states"), header);
        Snapshots snapshots = SnapshotReader.read(analysis, header);
        List<DynamicsFigure> figures = SnapshotReader.figures(analysis, header, snapshots);
        Optional<String> inset = analysis.optional("inset-map").text();
        List<Guide> guides = guides(analysis.optional("guides"));
        List<Guide> entropyGuides = guides(analysis.optional("entropy-guides"));
        return Optional.of(new AnalysisPlan.Dynamics(header, starts, snapshots, figures, inset, guides, entropyGuides));
    }

    private static List<Guide> guides(ValueReader value) {
        List<Guide> guides = new ArrayList<>();
        for (ValueReader item : value.items()) {
            try (MappingReader guide = item.mapping()) {
                Optional<Double> height = guide.required("value").number(Rule.NUMBER);
                Optional<String> label = guide.required("label").text();
                height.ifPresent(h -> label.ifPresent(l -> guides.add(new Guide(h, l))));
            }
        }
        return guides;
    }

    static List<StartState> starts(ValueReader value, Header header) {
        if (!value.isPresent()) {
            return List.of(ownStart(header));
        }
        List<StartState> starts = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        List<ValueReader> items = value.items();
        if (items.isEmpty()) {
            value.reject("be a list of at least one state");
        }
        for (ValueReader item : items) {
            start(item).ifPresent(start -> {
                if (!labels.add(start.label())) {
                    item.problem("must have a label of its own, but `" + start.label() + "` appears twice");
                }
                starts.add(start);
            });
        }
        return starts;
    }

    static Optional<StartState> start(ValueReader value) {
        Optional<String> label = value.mapping().optional("label").text();
        return SetupReader.direction(value, true)
                .map(d -> label.map(text -> new StartState(text, d)).orElseGet(() -> StartState.unnamed(d)));
    }

    static StartState ownStart(Header header) {
        CircuitSource circuit = header.setup().circuit();
        return new StartState(circuit instanceof KickedTopSource ? "start" : "ground state", circuit.initial());
    }

    private static Optional<AnalysisPlan> entropyMap(MappingReader analysis, Header header) {
        int theta = 31;
        int phi = 61;
        ValueReader gridValue = analysis.optional("grid");
        if (gridValue.isPresent()) {
            try (MappingReader grid = gridValue.mapping()) {
                theta = grid.required("theta")
                        .integer(Rule.between(2, MAX_GRID))
                        .orElse(theta);
                phi = grid.required("phi").integer(Rule.between(2, MAX_GRID)).orElse(phi);
            }
        }
        ValueReader stepsValue = analysis.optional("steps");
        List<Integer> steps = new ArrayList<>();
        for (ValueReader item : stepsValue.items()) {
            step(item, header).ifPresent(steps::add);
        }
        Optional<Integer> average = step(analysis.optional("average"), header);
        if (average.filter(a -> a == 0).isPresent()) {
            analysis.optional("average").reject("be at least 1");
        }
        if (steps.isEmpty() && average.isEmpty()) {
            analysis.problem("an entropy-map needs `steps`, `average`, or both");
        }
        Colors colors = analysis.optional("colors").oneOf(Colors.class).orElse(Colors.VIRIDIS);
        return Optional.of(
                new AnalysisPlan.EntropyMap(header, theta, phi, List.copyOf(new TreeSet<>(steps)), average, colors));
    }

    private static Optional<AnalysisPlan> classicalMap(MappingReader analysis, Header header) {
        requireKickedTop(analysis, header);
        int starts = analysis.optional("initial-states")
                .integer(Rule.between(1, MAX_STARTS))
                .orElse(5000);
        int own = header.setup().circuit().steps();
        int steps = analysis.optional("steps").integer(Rule.between(1, 100_000)).orElse(own);
        long seed = analysis.optional("seed")
                .longInteger(Rule.FINITE)
                .orElse(header.setup().simulation().seed());
        return Optional.of(new AnalysisPlan.ClassicalMap(header, starts, steps, seed));
    }

    private static Optional<AnalysisPlan> sweep(MappingReader analysis, Header header) {
        List<SweepAxis> axes = new ArrayList<>();
        ValueReader overValue = analysis.required("over");
        try (MappingReader over = overValue.mapping()) {
            for (ValueReader value : over.values()) {
                axis(value, header).ifPresent(axes::add);
            }
            if (over.mapping().isPresent()
                    && (over.mapping().get().entries().isEmpty()
                            || over.mapping().get().entries().size() > 2)) {
                overValue.reject("name one or two parameters");
            }
        }
        Optional<String> observable = analysis.required("observable").oneOf(ObservableNames.SCALARS);
        ValueReader stepValue = analysis.optional("at-step");
        int step = stepValue.isPresent()
                ? step(stepValue, header).orElse(0)
                : header.setup().circuit().steps();
        ValueReader startValue = analysis.optional("initial-state");
        StartState start = startValue.isPresent() ? start(startValue).orElse(ownStart(header)) : ownStart(header);
        return observable.filter(o -> !axes.isEmpty()).map(o -> new AnalysisPlan.Sweep(header, axes, o, step, start));
    }

    /** An axis whose every value the study can take. */
    private static Optional<SweepAxis> axis(ValueReader value, Header header) {
        Optional<SweepAxis> axis = values(value, header);
        for (double each : axis.map(SweepAxis::values).orElse(List.of())) {
            try {
                axis.orElseThrow().parameter().set(header.setup(), each);
            } catch (IllegalArgumentException e) {
                value.problem("holds a value that the study cannot take: " + PlainMessage.of(e));
                return Optional.empty();
            }
        }
        return axis;
    }

    /** A parameter and its values, each keeping the parameter's own rule. */
    static Optional<SweepAxis> values(ValueReader value, Header header) {
        StudyParameter parameter;
        try {
            parameter = StudyParameter.resolve(header.setup(), value.name());
        } catch (IllegalArgumentException e) {
            value.problem("is no parameter: " + PlainMessage.of(e));
            return Optional.empty();
        }
        boolean logarithmic = value.node().orElse(null) instanceof YamlMapping range
                && range.get("scale")
                        .filter(s -> "log".equals(String.valueOf(s.toPlain())))
                        .isPresent();
        Optional<List<Quantity>> values = quantities(value, parameter);
        if (values.isPresent() && values.get().isEmpty()) {
            value.reject("list at least one value");
            return Optional.empty();
        }
        return values.map(
                v -> new SweepAxis(parameter, v.stream().map(Quantity::value).toList(), logarithmic));
    }

    private static Optional<List<Quantity>> quantities(ValueReader value, StudyParameter parameter) {
        QuantityKind kind = parameter.kind();
        return value.quantities(kind, parameter.rule());
    }

    private static Optional<AnalysisPlan> pulseSequence(MappingReader analysis, Header header) {
        int own = header.setup().circuit().steps();
        ValueReader stepsValue = analysis.optional("steps");
        int steps = stepsValue.isPresent() ? step(stepsValue, header).orElse(1) : Math.min(1, own);
        boolean preparation = analysis.optional("preparation").bool().orElse(true);
        ValueReader startValue = analysis.optional("initial-state");
        StartState start = startValue.isPresent() ? start(startValue).orElse(ownStart(header)) : ownStart(header);
        return Optional.of(new AnalysisPlan.PulseSequence(header, steps, preparation, start));
    }

    private static Optional<AnalysisPlan> systemSize(MappingReader analysis, Header header) {
        Rule size = Rule.between(1, 512);
        List<Integer> qubits =
                analysis.required("qubits").list(item -> item.integer(size)).orElse(List.of());
        ValueReader noisyValue = analysis.optional("noisy-qubits");
        List<Integer> noisy = noisyValue.isPresent()
                ? noisyValue.list(item -> item.integer(size)).orElse(List.of())
                : List.of();
        int starts = analysis.optional("initial-states")
                .integer(Rule.between(2, MAX_STARTS))
                .orElse(100);
        int average = step(analysis.required("average"), header).orElse(1);
        ValueReader transientValue = analysis.optional("transient");
        int transientSteps = transientValue.integer(Rule.atLeast(0)).orElse(0);
        if (transientSteps >= average) {
            transientValue.reject("be below `average`, " + average);
        }
        long seed = analysis.optional("seed")
                .longInteger(Rule.FINITE)
                .orElse(header.setup().simulation().seed());
        requireKickedTop(analysis, header);
        return Optional.of(new AnalysisPlan.SystemSize(header, qubits, noisy, starts, average, transientSteps, seed));
    }

    /** A step that the circuit reaches. */
    static Optional<Integer> step(ValueReader value, Header header) {
        int last = header.setup().circuit().steps();
        Optional<Integer> step = value.integer(Rule.atLeast(0));
        if (step.filter(s -> s > last).isPresent()) {
            value.reject("be at most the circuit's " + last + " steps");
            return Optional.empty();
        }
        return step;
    }

    private static void requireKickedTop(MappingReader analysis, Header header) {
        if (!(header.setup().circuit() instanceof KickedTopSource)) {
            analysis.problem("this type of analysis needs a kicked top");
        }
    }
}
