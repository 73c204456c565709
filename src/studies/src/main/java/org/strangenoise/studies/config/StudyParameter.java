package org.strangenoise.studies.config;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.strangenoise.channel.ChannelParameter;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.math.Measured;
import org.strangenoise.math.NumberText;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;

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
}
