package org.strangenoise.studies.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.strangenoise.channel.ChannelParameter;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.math.Measured;
import org.strangenoise.math.NumberText;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlSequence;

/**
 * A number of a setup by its address: those of the device ({@link DeviceParameter}), {@code circuit.kicked-top.kappa},
 * {@code circuit.kicked-top.rotation}, {@code circuit.kicked-top.perturbation} and {@code noise.scale}.
 */
public final class StudyParameter {

    private static final String ALL_QUBITS = "device.qubits.*.";

    private static final String PERTURBATION = "circuit.kicked-top.perturbation";

    private static final List<String> OTHERS =
            List.of("circuit.kicked-top.kappa", "circuit.kicked-top.rotation", PERTURBATION, "noise.scale");

    private final String address;
    private final QuantityKind kind;
    private final Rule rule;
    private final ToDoubleFunction<Setup> getter;
    private final BiFunction<Setup, Double, Setup> setter;
    private final ToDoubleFunction<Setup> uncertainty;

    private StudyParameter(
            String address,
            QuantityKind kind,
            Rule rule,
            ToDoubleFunction<Setup> getter,
            BiFunction<Setup, Double, Setup> setter,
            ToDoubleFunction<Setup> uncertainty) {
        this.address = address;
        this.kind = kind;
        this.rule = rule;
        this.getter = getter;
        this.setter = setter;
        this.uncertainty = uncertainty;
    }

    /**
     * Resolves an address in a setup.
     *
     * @throws IllegalArgumentException naming the part that is unknown and what is known
     */
    public static StudyParameter resolve(Setup setup, String address) {
        if (address.startsWith("device.")) {
            DeviceParameter parameter = DeviceParameter.resolve(setup.device(), address);
            return new StudyParameter(
                    address,
                    kind(parameter.kind()),
                    address.endsWith(".coupling") ? Rule.COUPLING : rule(parameter.kind()),
                    s -> parameter.get(s.device()).value(),
                    (s, value) -> s.withDevice(parameter.set(s.device(), Measured.exactly(value))),
                    s -> parameter.get(s.device()).uncertainty());
        }
        if (address.equals("noise.scale")) {
            return new StudyParameter(
                    address,
                    QuantityKind.NUMBER,
                    Rule.FACTOR,
                    s -> s.noise().scale(),
                    (s, value) -> s.withNoise(s.noise().withScale(value)),
                    s -> 0);
        }
        if (address.equals(PERTURBATION) && setup.circuit().kickedTop().isPresent()) {
            return new StudyParameter(
                    address,
                    QuantityKind.NUMBER,
                    Rule.NUMBER,
                    s -> s.circuit().kickedTop().orElseThrow().perturbation(),
                    (s, value) ->
                            s.withCircuit(s.circuit().kickedTop().orElseThrow().withPerturbation(value)),
                    s -> 0);
        }
        if (OTHERS.contains(address) && setup.circuit().kickedTop().isPresent()) {
            boolean kappa = address.endsWith("kappa");
            return new StudyParameter(
                    address,
                    kappa ? QuantityKind.NUMBER : QuantityKind.ANGLE,
                    kappa ? Rule.NUMBER : Rule.ANGLE,
                    s -> kappa ? top(s).kappa() : top(s).rotation(),
                    (s, value) -> {
                        KickedTop top = top(s);
                        KickedTop changed = kappa ? top.withKappa(value) : top.withRotation(value);
                        return s.withCircuit(
                                s.circuit().kickedTop().orElseThrow().withTop(changed));
                    },
                    s -> 0);
        }
        throw new IllegalArgumentException(
                "`" + address + "` must be a device's address (device.qubits.Q0.T1) or one of "
                        + String.join(", ", OTHERS) + ", the first three of a kicked top");
    }

    /**
     * The duration of an operation for which the device states a coupling: that of its longest use in the circuit, the
     * others in proportion. The angle stays, so that the gate is the same and only its exposure to noise differs. What
     * is uncertain is the coupling.
     *
     * @throws IllegalArgumentException if no operation of the circuit lasts by the coupling
     */
    static StudyParameter couplingDuration(Setup setup, String operation) {
        if (CouplingDuration.seconds(setup, operation) == 0) {
            throw new IllegalArgumentException(
                    "no operation of the circuit takes its time from the coupling of " + operation);
        }
        return new StudyParameter(
                CouplingDuration.address(operation),
                QuantityKind.TIME,
                Rule.LASTING,
                s -> CouplingDuration.seconds(s, operation),
                (s, value) -> CouplingDuration.with(s, operation, value),
                s -> 0);
    }

    private static KickedTop top(Setup setup) {
        return setup.circuit().kickedTop().orElseThrow().top();
    }

    private static QuantityKind kind(ChannelParameter.Kind kind) {
        return switch (kind) {
            case TIME, DURATION -> QuantityKind.TIME;
            case FREQUENCY -> QuantityKind.FREQUENCY;
            case ANGLE -> QuantityKind.ANGLE;
            default -> QuantityKind.NUMBER;
        };
    }

    private static Rule rule(ChannelParameter.Kind kind) {
        return switch (kind) {
            case TIME -> Rule.DECAY_TIME;
            case DURATION -> Rule.DURATION;
            case PROBABILITY -> Rule.PROBABILITY;
            case FREQUENCY -> Rule.FREQUENCY;
            case ANGLE -> Rule.ANGLE;
            default -> Rule.NUMBER;
        };
    }

    /** True for a time of which figures of merit see the rate. */
    public boolean isRate() {
        return kind == QuantityKind.TIME && rule.equals(Rule.DECAY_TIME);
    }

    /** The value; for all qubits at once the mean of theirs, of rates where the parameter is a time. */
    public double mean(Setup setup) {
        double sum = 0;
        List<StudyParameter> each = eachQubit(setup);
        for (StudyParameter one : each) {
            double value = one.get(setup);
            sum += (one.isRate() ? 1 / value : value) / each.size();
        }
        return isRate() ? 1 / sum : sum;
    }

    /**
     * A setup with several parameters replaced, as {@link DeviceParameter#setAll}.
     *
     * @param values in SI units
     */
    public static Setup setAll(Setup setup, List<StudyParameter> parameters, double[] values) {
        return DeviceParameter.setAll(
                setup,
                parameters,
                values,
                StudyParameter::address,
                (changed, parameter, value) -> parameter.set(changed, value));
    }

    public String address() {
        return address;
    }

    /** True if it is one value of all qubits. */
    public boolean isOfAllQubits() {
        return address.startsWith(ALL_QUBITS);
    }

    /** The same value of every qubit that the circuit uses, one by one, if it is one of all; else only itself. */
    public List<StudyParameter> eachQubit(Setup setup) {
        if (!isOfAllQubits()) {
            return List.of(this);
        }
        String key = address.substring(ALL_QUBITS.length());
        return setup.device().qubits().subList(0, setup.circuit().qubits()).stream()
                .map(qubit -> resolve(setup, "device.qubits." + qubit.name() + "." + key))
                .toList();
    }

    /** What its values measure, and so which units they are written in. */
    public QuantityKind kind() {
        return kind;
    }

    /** The rule its values keep. */
    public Rule rule() {
        return rule;
    }

    /** A value as study files write it, to six digits: {@code 3.79 us}. */
    public String text(double value) {
        return switch (kind) {
            case TIME -> NumberText.seconds(value);
            case FREQUENCY -> NumberText.hertz(value);
            case ANGLE, NUMBER -> NumberText.of(value);
        };
    }

    /** The value in SI units. */
    public double get(Setup setup) {
        return getter.applyAsDouble(setup);
    }

    /** The standard deviation that the device states, in SI units; 0 for none. */
    public double uncertainty(Setup setup) {
        return uncertainty.applyAsDouble(setup);
    }

    /** The setup with the value replaced, in SI units. */
    public Setup set(Setup setup, double value) {
        return setter.apply(setup, value);
    }

    /**
     * How long an operation takes for which the device states a coupling g: {@code t = |angle| / (n 2 pi g)}. At a
     * fixed angle, the duration is a parameter like g: {@code df/d ln t = -df/d ln g}.
     */
    static final class CouplingDuration {

        private CouplingDuration() {}

        static String address(String operation) {
            return "device.operations." + operation + ".duration";
        }

        /** The longest use in the circuit; 0 if none takes its time from a coupling. */
        static double seconds(Setup setup, String operation) {
            OperationCalibration listed = setup.device().operations().get(operation);
            if (listed == null || !(listed.timing() instanceof Timing.Coupling)) {
                return 0;
            }
            List<String> names =
                    setup.device().qubits().stream().map(QubitCalibration::name).toList();
            Set<Set<String>> overridden = Set.copyOf(listed.overrides().stream()
                    .map(override -> (Set<String>) new TreeSet<>(override.qubits()))
                    .toList());
            CalibratedDurations durations = new CalibratedDurations(setup.device());
            double longest = 0;
            // All steps of a kicked top are alike, and there may be a hundred thousand.
            CircuitSource circuit = setup.circuit()
                    .kickedTop()
                    .<CircuitSource>map(top -> top.withSteps(Math.min(1, top.steps())))
                    .orElseGet(setup::circuit);
            for (Operation each : circuit.recorded(circuit.initial()).operations()) {
                if (each instanceof UnitaryOperation unitary
                        && unitary.name().equals(operation)
                        && unitary.generator().isPresent()) {
                    Set<String> targets = new TreeSet<>();
                    unitary.qubits().forEach(q -> targets.add(names.get(q)));
                    longest = overridden.contains(targets) ? longest : Math.max(longest, durations.seconds(unitary));
                }
            }
            return longest;
        }

        /** The setup whose coupling makes the longest use last for a time. */
        static Setup with(Setup setup, String operation, double seconds) {
            OperationCalibration listed = setup.device().operations().get(operation);
            if (listed == null || !(listed.timing() instanceof Timing.Coupling coupling)) {
                throw new IllegalArgumentException("the device no longer states a coupling of " + operation);
            }
            double hertz = coupling.hertz().value() * seconds(setup, operation) / seconds;
            return setup.withDevice(
                    setup.device().withOperation(listed.withTiming(new Timing.Coupling(Measured.exactly(hertz)))));
        }
    }

    /** The parameter of an address, or a problem at the value that names it. */
    public static Optional<StudyParameter> read(ValueReader value, String address, Setup setup) {
        return read(value, () -> StudyParameter.resolve(setup, address));
    }

    /** The parameter that resolving gives, or a problem at the value that names it. */
    public static Optional<StudyParameter> read(ValueReader value, Supplier<StudyParameter> resolve) {
        try {
            return Optional.of(resolve.get());
        } catch (IllegalArgumentException e) {
            value.problem("is no parameter: " + PlainMessage.of(e));
            return Optional.empty();
        }
    }

    /** {@code [low, high]} in the parameter's units. */
    public static Optional<double[]> between(ValueReader value, StudyParameter parameter) {
        List<ValueReader> ends = value.items();
        if (ends.size() != 2) {
            if (value.node().orElse(null) instanceof YamlSequence) {
                value.problem("must be `[lowest, highest]`, but holds " + ends.size()
                        + (ends.size() == 1 ? " value" : " values"));
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

    /** Addresses of one number, of which only one can vary. */
    public static final class Twins {

        private Twins() {}

        /**
         * Whether two parameters set the same number of a qubit, one for all qubits beside one of its own, or T2 beside
         * Tphi; the first such pair is recorded as a problem of the value that names them.
         */
        public static boolean refuse(ValueReader value, List<StudyParameter> parameters, Setup setup) {
            for (QubitCalibration qubit : setup.device().qubits()) {
                Map<String, String> known = new HashMap<>();
                for (StudyParameter parameter : parameters) {
                    String[] parts = parameter.address().split("\\.", 4);
                    boolean own = parts.length == 4
                            && parts[1].equals("qubits")
                            && (parts[2].equals("*") || parts[2].equals(qubit.name()));
                    if (own) {
                        String number = parts[3].equals("T2") ? "Tphi" : parts[3];
                        String other = known.putIfAbsent(number, parameter.address());
                        if (other != null) {
                            value.problem("holds " + other + " and " + parameter.address()
                                    + ", which set the same number of " + qubit.name());
                            return true;
                        }
                    }
                }
            }
            return false;
        }
    }

    /** A parameter and its values in SI units. */
    public record SweepAxis(StudyParameter parameter, List<Double> values, boolean logarithmic) {
        public SweepAxis {
            values = List.copyOf(values);
        }

        /** An axis whose every value the study can take. */
        public static Optional<SweepAxis> readSettable(ValueReader value, Setup setup) {
            Optional<SweepAxis> axis = read(value, setup);
            Optional<String> refusal = axis.flatMap(a -> a.refusal(setup));
            refusal.ifPresent(why -> value.problem("holds a value that the study cannot take: " + why));
            return refusal.isPresent() ? Optional.empty() : axis;
        }

        /** Why a setup cannot take one of the values; empty if it can take all. */
        public Optional<String> refusal(Setup setup) {
            for (double each : values) {
                try {
                    parameter.set(setup, each);
                } catch (IllegalArgumentException e) {
                    return Optional.of(PlainMessage.of(e));
                }
            }
            return Optional.empty();
        }

        /** A parameter and its values, each keeping the parameter's own rule. */
        public static Optional<SweepAxis> read(ValueReader value, Setup setup) {
            StudyParameter parameter;
            try {
                parameter = StudyParameter.resolve(setup, value.name());
            } catch (IllegalArgumentException e) {
                value.problem("is no parameter: " + PlainMessage.of(e));
                return Optional.empty();
            }
            boolean logarithmic = value.node().orElse(null) instanceof YamlMapping range
                    && range.get("scale")
                            .filter(s -> "log".equals(String.valueOf(s.toPlain())))
                            .isPresent();
            Optional<List<Quantity>> values = value.quantities(parameter.kind(), parameter.rule());
            if (values.isPresent() && values.get().isEmpty()) {
                value.reject("list at least one value");
                return Optional.empty();
            }
            return values.map(v ->
                    new SweepAxis(parameter, v.stream().map(Quantity::value).toList(), logarithmic));
        }
    }
}
