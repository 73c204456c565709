package org.strangenoise.studies.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.CouplingMap;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.exchange.openqasm.ImportedCircuit;
import org.strangenoise.exchange.openqasm.ImportedCircuit.RecordingPoints;
import org.strangenoise.exchange.openqasm.OpenQasmReader;
import org.strangenoise.exchange.openqasm.ReaderLimits;
import org.strangenoise.kickedtop.Interaction;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.kickedtop.PairCoupling;
import org.strangenoise.noise.DetuningAverage;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.config.CircuitSource.ImportedSource;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.CircuitSource.Preparation;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;
import org.strangenoise.yaml.YamlScalar;

/**
 * Reads device, circuit, noise, simulation and uncertainty of a study, or of an analysis that overrides some of them.
 */
public final class SetupReader {

    /** The keys of a setup, in a study and as overrides in an analysis. */
    public static final List<String> KEYS = List.of("device", "circuit", "noise", "simulation", "uncertainty");

    private static final List<String> CIRCUITS = List.of("kicked-top", "openqasm");

    private static final String BEST = "best";

    private static final int MAX_QUBITS = 512;
    private static final int MAX_COUPLED = 64;
    private static final int MAX_STEPS = 100_000;

    private static final Rule TRAJECTORIES = Rule.between(4, 1e9);
    private static final Rule STANDARD_ERROR = Rule.between(1e-4, 1);

    private final Problems problems;
    private final FilesRead read;
    private final FilesRead.ParsedFiles.Parser parser;
    private final Setup.Change change;
    private final CircuitSource.LayoutSearch layouts;
    private final Map<Path, Optional<YamlNode>> devices = new HashMap<>();
    private final Map<YamlMapping, Optional<Setup>> setups = new IdentityHashMap<>();

    /**
     * A reader of one study.
     *
     * @param layouts finds the placement of a circuit that asks for the best one
     * @param parser parses the device files that it names
     * @param change is made to every setup after all overrides
     */
    public SetupReader(
            Problems problems,
            FilesRead read,
            CircuitSource.LayoutSearch layouts,
            FilesRead.ParsedFiles.Parser parser,
            Setup.Change change) {
        this.problems = problems;
        this.read = read;
        this.layouts = layouts;
        this.parser = parser;
        this.change = change;
    }

    /** The mapping with only the setup's keys, a device's path replaced by the file's content. */
    public YamlMapping withDeviceInlined(YamlMapping mapping) {
        List<YamlMapping.Entry> entries = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            if (!KEYS.contains(entry.key())) {
                continue;
            }
            if (entry.key().equals("device") && entry.value() instanceof YamlScalar) {
                read.open(ValueReader.of("device", entry.value(), problems), YamlParser.maxBytes())
                        .flatMap(file -> devices.computeIfAbsent(file.path(), path -> parser.parse(file, problems)))
                        .ifPresent(root -> entries.add(new YamlMapping.Entry("device", entry.keyLocation(), root)));
            } else {
                entries.add(entry);
            }
        }
        return YamlMapping.of(mapping.location(), entries);
    }

    /** Reads a mapping with the setup's keys; what is the same mapping is the same setup, and read once. */
    public Optional<Setup> read(YamlMapping mapping) {
        Optional<Setup> known = setups.get(mapping);
        if (known == null) {
            known = written(mapping).flatMap(setup -> change.apply(setup, problems));
            setups.put(mapping, known);
        }
        return known;
    }

    private Optional<Setup> written(YamlMapping mapping) {
        try (MappingReader setup = MappingReader.of("", mapping, problems)) {
            ValueReader deviceValue = setup.optional("device");
            Optional<Calibration> whole = deviceValue.node().flatMap(node -> DeviceReader.read(node, problems));
            if (!deviceValue.isPresent() && !problems.hasErrors()) {
                problems.error(mapping.location(), "missing key `device`");
            }
            Optional<Placed> placed = circuit(setup.required("circuit"), whole);
            Optional<Calibration> device = placed.flatMap(Placed::device).or(() -> whole);
            Optional<CircuitSource> circuit = placed.map(Placed::circuit);
            Setup.Noise noise = noise(setup.optional("noise"));
            Setup.Simulation simulation = simulation(setup.optional("simulation"));
            Uncertainties.Settings uncertainty = Uncertainties.Reader.settings(setup.optional("uncertainty"), device);
            if (circuit.isPresent() && exchangeAfterGates(circuit.get(), device, noise)) {
                setup.required("circuit")
                        .problem("has the exchange interaction, which noise must accompany: `noise.placement` must be"
                                + " `during-gate` or `none`, but is `after-gate`");
                return Optional.empty();
            }
            if (device.isPresent() && circuit.isPresent()) {
                int has = device.get().qubits().size();
                if (circuit.get().qubits() > has) {
                    setup.required("circuit")
                            .problem("uses " + circuit.get().qubits() + " qubits, but the device `"
                                    + device.get().name() + "` has " + has);
                    return Optional.empty();
                }
            }
            return device.flatMap(d -> circuit.map(c -> new Setup(d, c, noise, simulation, uncertainty)));
        }
    }

    /** On more than two levels the pulse has a unitary of its own, which noise can follow. */
    private static boolean exchangeAfterGates(CircuitSource circuit, Optional<Calibration> device, Setup.Noise noise) {
        boolean hasLadders = device.isPresent()
                && device.get().qubits().stream().limit(circuit.qubits()).anyMatch(q -> q.levels() > 2);
        return circuit.kickedTop()
                        .filter(source -> source.top().interaction() == Interaction.EXCHANGE)
                        .isPresent()
                && noise.placement() == Placement.AFTER_GATE
                && !hasLadders;
    }

    /**
     * A circuit, and the qubits of the device that it runs on.
     *
     * @param device the device with these qubits alone; absent where the circuit has the device's first ones
     */
    private record Placed(CircuitSource circuit, Optional<Calibration> device) {}

    private Optional<Placed> circuit(ValueReader circuitValue, Optional<Calibration> device) {
        try (MappingReader circuit = circuitValue.mapping()) {
            return circuit.exactlyOneOf(CIRCUITS.toArray(String[]::new))
                    .flatMap(value -> value.name().equals("kicked-top")
                            ? kickedTop(value).map(top -> new Placed(top, Optional.empty()))
                            : openQasm(circuit, value, device));
        }
    }

    private Optional<CircuitSource> kickedTop(ValueReader value) {
        try (MappingReader top = value.mapping()) {
            Optional<Integer> qubits = top.required("qubits").integer(Rule.between(1, MAX_QUBITS));
            Optional<Double> kappa = top.required("kappa").number(Rule.NUMBER);
            Optional<Integer> steps = top.required("steps").integer(Rule.between(0, MAX_STEPS));
            double rotation = top.optional("rotation")
                    .angle(Rule.ANGLE)
                    .map(Quantity::value)
                    .orElse(Math.PI / 2);
            Interaction interaction =
                    top.optional("interaction").oneOf(Interaction.class).orElse(Interaction.NATIVE);
            ValueReader couplingsValue = top.optional("couplings");
            List<PairCoupling> couplings =
                    couplings(couplingsValue, qubits.stream().mapToInt(n -> n).findFirst());
            double perturbation =
                    top.optional("perturbation").number(Rule.NUMBER).orElse(0.0);
            ValueReader initialValue = top.optional("initial-state");
            Preparation preparation =
                    top.optional("preparation").oneOf(Preparation.class).orElse(Preparation.IDEAL);
            if (qubits.isEmpty() || kappa.isEmpty() || steps.isEmpty()) {
                return Optional.empty();
            }
            InitialState.Product initial = StartState.Reader.product(initialValue, qubits.get(), false)
                    .orElse(InitialState.ground(qubits.get()));
            try {
                return Optional.of(new KickedTopSource(
                        new KickedTop(qubits.get(), kappa.get(), rotation, interaction, couplings),
                        steps.get(),
                        initial,
                        preparation,
                        perturbation));
            } catch (IllegalArgumentException e) {
                couplingsValue.problem("is refused: " + PlainMessage.of(e));
                return Optional.empty();
            }
        }
    }

    private Optional<Placed> openQasm(MappingReader circuit, ValueReader value, Optional<Calibration> device) {
        RecordingPoints points =
                circuit.optional("record").oneOf(RecordingPoints.class).orElse(RecordingPoints.BARRIERS);
        ValueReader layout = circuit.optional("layout");
        Optional<InputFile> file = read.open(value, ReaderLimits.DEFAULT.bytes());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Set<String> gates = device.map(d -> d.operations().keySet()).orElse(Set.of());
            ImportedCircuit imported =
                    new OpenQasmReader().withDeviceGates(gates).read(file.get(), read);
            if (imported.hasNoise()) {
                value.problem("holds noise of its own; in a study the noise comes from the device");
                return Optional.empty();
            }
            imported.warnings().forEach(problems::add);
            if (points == RecordingPoints.LAYERS && imported.hasTimedBoxes()) {
                value.problem("holds a box of a stated duration, which layers cannot keep; `record` must be another");
                return Optional.empty();
            }
            return device.flatMap(d -> placed(imported, points, layout, value, d));
        } catch (UnknownDurationException e) {
            value.problem("cannot be timed: " + PlainMessage.of(e));
        } catch (InvalidInputException e) {
            e.problems().forEach(problems::add);
        }
        return Optional.empty();
    }

    /**
     * The circuit on the device's qubits: those of {@code layout}, listed or the best; {@code $k} on the device's Qk;
     * else the k-th on the k-th. Qubits that nothing acts on are left out, unless crosstalk joins them to one that is
     * used.
     */
    private Optional<Placed> placed(
            ImportedCircuit imported, RecordingPoints points, ValueReader layout, ValueReader value, Calibration d) {
        List<Integer> used = imported.usedQubits();
        Optional<CircuitSource.LayoutSearch.Found> best = Optional.empty();
        Optional<List<Integer>> chosen = Optional.of(List.of());
        if (layout.node().orElse(null) instanceof YamlScalar) {
            best = best(layout, imported.among(used), d);
            chosen = best.map(CircuitSource.LayoutSearch.Found::qubits);
        } else if (layout.isPresent()) {
            chosen = listed(layout, imported, d);
        }
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> physical = new ArrayList<>();
        for (int q : used) {
            String name = imported.qubitNames().get(q);
            int at = layout.isPresent()
                    ? chosen.get().get(chosen.get().size() == used.size() ? used.indexOf(q) : q)
                    : name.startsWith("$") ? d.indexOf("Q" + name.substring(1)).orElse(q) : q;
            if (at >= d.qubits().size()) {
                value.problem("uses qubit " + name + ", but the device `" + d.name() + "` has "
                        + d.qubits().size() + " qubits");
                return Optional.empty();
            }
            physical.add(at);
        }
        if (new HashSet<>(physical).size() != physical.size()) {
            value.problem("must run on different qubits of the device, but two of its qubits are placed on one");
            return Optional.empty();
        }
        List<Integer> kept = new ArrayList<>(used);
        List<Integer> on = new ArrayList<>(physical);
        d.crosstalk().forEach(pair -> {
            for (int neighbour : List.of(pair.first(), pair.second())) {
                int other = neighbour == pair.first() ? pair.second() : pair.first();
                if (physical.contains(other) && !on.contains(neighbour)) {
                    on.add(neighbour);
                    kept.add(imported.qubits() + neighbour);
                }
            }
        });
        boolean plain = used.size() == imported.qubits()
                && on.equals(IntStream.range(0, used.size()).boxed().toList());
        if (plain) {
            return Optional.of(new Placed(ImportedSource.of(imported, points, d), Optional.empty()));
        }
        Calibration placed = d.among(on);
        problems.warning(
                value.location(),
                "the circuit runs on qubits "
                        + String.join(
                                ", ",
                                on.stream().map(q -> d.qubits().get(q).name()).toList())
                        + " of the device"
                        + best.map(SetupReader::expected).orElse("")
                        + "; qubits that nothing acts on are left out");
        ImportedSource source =
                ImportedSource.of(imported.among(kept), points, placed).on(on);
        Optional<String> uncoupled = uncoupled(source.circuit(source.initial()).operations(), on, d);
        if (uncoupled.isPresent()) {
            value.problem(uncoupled.get());
            return Optional.empty();
        }
        return Optional.of(new Placed(source, Optional.of(placed)));
    }

    /** Told with the whole device's couplers: what is left of it holds those of the circuit's qubits alone. */
    private static Optional<String> uncoupled(List<Operation> operations, List<Integer> on, Calibration d) {
        for (Operation operation : operations) {
            if (operation instanceof Conditional block) {
                Optional<String> inside = uncoupled(block.then(), on, d).or(() -> uncoupled(block.otherwise(), on, d));
                if (inside.isPresent()) {
                    return inside;
                }
            } else if (operation instanceof UnitaryOperation gate
                    && d.couplings().isPresent()
                    && d.couplings().filter(map -> connects(map, gate, on)).isEmpty()) {
                return Optional.of(
                        uncoupled(gate, gate.qubits().stream().map(on::get).toList(), d));
            }
        }
        return Optional.empty();
    }

    private static boolean connects(CouplingMap couplings, UnitaryOperation gate, List<Integer> on) {
        return couplings.connects(gate.qubits().stream().map(on::get).toList());
    }

    private static String uncoupled(UnitaryOperation gate, List<Integer> physical, Calibration d) {
        String couplers = d.couplings().orElseThrow().pairs().stream()
                .filter(pair -> physical.contains(pair.first()) || physical.contains(pair.second()))
                .map(pair -> d.qubits().get(pair.first()).name() + "-"
                        + d.qubits().get(pair.second()).name())
                .collect(Collectors.joining(", "));
        return "must not use " + gate.name() + " on qubits "
                + physical.stream().map(q -> d.qubits().get(q).name()).collect(Collectors.joining(", "))
                + ", which the device `" + d.name() + "` does not couple; "
                + (couplers.isEmpty() ? "it has no coupler of theirs" : "their couplers are " + couplers);
    }

    private Optional<CircuitSource.LayoutSearch.Found> best(ValueReader layout, ImportedCircuit used, Calibration d) {
        if (layout.oneOf(List.of(BEST)).isEmpty()) {
            return Optional.empty();
        }
        Optional<CircuitSource.LayoutSearch.Found> found = layouts.best(used, d);
        if (found.isEmpty()) {
            layout.problem("finds no qubits of the device `" + d.name() + "` on which all gates of the circuit work");
        } else if (!found.get().isComplete()) {
            layout.warn("stopped before every better placement was ruled out");
        }
        return found;
    }

    private static String expected(CircuitSource.LayoutSearch.Found best) {
        return String.format(Locale.ROOT, ", the best placement, with an expected error of %.3g", best.error());
    }

    /** A qubit of the device for each of the circuit's. */
    private static Optional<List<Integer>> listed(ValueReader layout, ImportedCircuit imported, Calibration d) {
        List<String> names = d.qubits().stream().map(QubitCalibration::name).toList();
        Optional<List<String>> chosen = layout.list(item -> item.oneOf(names));
        if (chosen.isPresent()
                && chosen.get().size() != imported.qubits()
                && chosen.get().size() != imported.usedQubits().size()) {
            layout.reject("name a qubit of the device for each of the circuit's " + imported.qubits());
            return Optional.empty();
        }
        return chosen.map(list -> list.stream().map(names::indexOf).toList());
    }

    /** A list changes the pairs it names; {@code only} leaves no other pair coupled. */
    private static List<PairCoupling> couplings(ValueReader value, OptionalInt count) {
        int qubits = count.orElse(0);
        Rule qubit = Rule.between(0, count.orElse(MAX_QUBITS) - 1);
        long pairs = qubits * (qubits - 1L) / 2;
        if (value.node().orElse(null) instanceof YamlMapping) {
            if (qubits > MAX_COUPLED) {
                value.problem("may have `only` up to " + MAX_COUPLED + " qubits, but the circuit has " + qubits);
                return List.of();
            }
            try (MappingReader mapping = value.mapping()) {
                List<PairCoupling> only = couplings(mapping.required("only"), qubit);
                List<PairCoupling> all = new ArrayList<>(only);
                Set<List<Integer>> named = new HashSet<>();
                only.forEach(c -> named.add(List.of(Math.min(c.first(), c.second()), Math.max(c.first(), c.second()))));
                for (int i = 0; i < qubits; i++) {
                    for (int j = i + 1; j < qubits; j++) {
                        if (!named.contains(List.of(i, j))) {
                            all.add(new PairCoupling(i, j, 0));
                        }
                    }
                }
                return all;
            }
        }
        List<PairCoupling> listed = couplings(value, qubit);
        if (!listed.isEmpty() && listed.size() < pairs) {
            value.warn("lists " + listed.size() + " of " + pairs + " pairs, and the others keep strength 1; write"
                    + " `{ only: [ ... ] }` to couple no others, or list all");
        }
        return listed;
    }

    private static List<PairCoupling> couplings(ValueReader value, Rule qubit) {
        List<PairCoupling> couplings = new ArrayList<>();
        Set<Set<Integer>> named = new HashSet<>();
        for (ValueReader item : value.items()) {
            List<ValueReader> parts = item.items();
            if (parts.size() != 3) {
                item.reject("be `[qubit, qubit, strength]`");
                continue;
            }
            Optional<Integer> first = parts.get(0).integer(qubit);
            Optional<Integer> second = parts.get(1).integer(qubit);
            Optional<Double> strength = parts.get(2).number(Rule.NUMBER);
            if (first.isPresent() && second.isPresent() && strength.isPresent()) {
                if (first.get().equals(second.get())) {
                    item.reject("name two different qubits");
                } else if (!named.add(Set.of(first.get(), second.get()))) {
                    item.problem("names the pair of qubits " + first.get() + " and " + second.get() + " once more");
                } else {
                    couplings.add(new PairCoupling(first.get(), second.get(), strength.get()));
                }
            }
        }
        return couplings;
    }

    private static Setup.Noise noise(ValueReader value) {
        if (!value.isPresent()) {
            return Setup.Noise.DEFAULT;
        }
        try (MappingReader noise = value.mapping()) {
            Setup.Noise none = Setup.Noise.DEFAULT;
            DetuningAverage average = DetuningAverage.DEFAULT;
            return new Setup.Noise(
                    noise.optional("placement").oneOf(Placement.class).orElse(none.placement()),
                    noise.optional("scale").number(Rule.FACTOR).orElse(1.0),
                    noise.optional("schedule").oneOf(Scheduler.Policy.class).orElse(none.schedule()),
                    new DetuningAverage(
                            noise.optional("quasi-static-nodes")
                                    .integer(Rule.between(1, 64))
                                    .orElse(average.order()),
                            average.quadratureQubits(),
                            noise.optional("quasi-static-samples")
                                    .integer(Rule.between(1, 1_000_000))
                                    .orElse(average.samples()),
                            average.seed()));
        }
    }

    private static Setup.Simulation simulation(ValueReader value) {
        if (!value.isPresent()) {
            return Setup.Simulation.DEFAULT;
        }
        try (MappingReader simulation = value.mapping()) {
            return new Setup.Simulation(
                    simulation.optional("method").oneOf(SimulationMethod.class).orElse(SimulationMethod.AUTO),
                    simulation.optional("seed").longInteger(Rule.FINITE).orElse(Setup.Simulation.DEFAULT.seed()),
                    simulation.optional("trajectories").integer(TRAJECTORIES),
                    simulation.optional("standard-error").number(STANDARD_ERROR));
        }
    }

    /** The setup of an analysis: its own keys merged over the study's, and further ones of its parts over these. */
    public Optional<Setup.Layer> overridden(Optional<YamlMapping> base, MappingReader analysis) {
        KEYS.forEach(analysis::optional);
        Optional<YamlMapping> own = analysis.mapping().map(this::withDeviceInlined);
        return base.flatMap(b -> own.map(o -> o.entries().isEmpty()
                        ? b
                        : without(b, replaced(b, analysis)).mergedWith(o)))
                .flatMap(merged -> read(merged)
                        .map(setup -> new Setup.Layer(setup, part -> overridden(Optional.of(merged), part))));
    }

    /** Keys that an analysis replaces as a whole: a device by another file, a circuit by one of another kind. */
    private static Set<String> replaced(YamlMapping base, MappingReader analysis) {
        Set<String> replaced = new HashSet<>();
        if (analysis.optional("device").node().orElse(null) instanceof YamlScalar) {
            replaced.add("device");
        }
        if (analysis.optional("circuit").node().orElse(null) instanceof YamlMapping own
                && base.get("circuit").orElse(null) instanceof YamlMapping other
                && CIRCUITS.stream().anyMatch(kind -> own.entry(kind).isPresent())
                && CIRCUITS.stream()
                        .noneMatch(kind ->
                                own.entry(kind).isPresent() && other.entry(kind).isPresent())) {
            replaced.add("circuit");
        }
        return replaced;
    }

    private static YamlMapping without(YamlMapping mapping, Set<String> keys) {
        return YamlMapping.of(
                mapping.location(),
                mapping.entries().stream().filter(e -> !keys.contains(e.key())).toList());
    }
}
