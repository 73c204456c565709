package org.strangenoise.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.strangenoise.channel.ChannelParameter;
import org.strangenoise.channel.ChannelParameter.Kind;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.device.QubitCalibration.Ladder;
import org.strangenoise.math.Measured;

/**
 * A number of a calibration by its address, to read and to replace: the one mechanism behind sweeps, budgets,
 * sensitivities and fits. Addresses: {@code device.qubits.Q0.T1} (also T2, Tphi, quasi-static-T, excited-population,
 * readout.p1-given-0, readout.p0-given-1; {@code *} for all qubits; on more than two levels also anharmonicity, T1-ef,
 * readout.p1-given-2), {@code device.operations.ry.duration} (or coupling; on more than two levels also drag,
 * rise-time, detuning.Q0), {@code device.channels.<id>.<parameter>}, {@code device.crosstalk.Q0-Q1.zz}.
 */
public final class DeviceParameter {

    private static final List<String> QUBIT_KEYS = List.of(
            "T1", "T2", "Tphi", "quasi-static-T", "excited-population", "readout.p1-given-0", "readout.p0-given-1");

    /** Of qubits with more than two levels. */
    private static final List<String> LADDER_KEYS = List.of("anharmonicity", "T1-ef", "readout.p1-given-2");

    private final String address;
    private final Kind kind;
    private final Function<Calibration, Measured> getter;
    private final BiFunction<Calibration, Measured, Calibration> setter;

    private DeviceParameter(
            String address,
            Kind kind,
            Function<Calibration, Measured> getter,
            BiFunction<Calibration, Measured, Calibration> setter) {
        this.address = address;
        this.kind = kind;
        this.getter = getter;
        this.setter = setter;
    }

    /**
     * Resolves an address on a device.
     *
     * @throws IllegalArgumentException naming the part that is unknown and what is known
     */
    public static DeviceParameter resolve(Calibration calibration, String address) {
        List<String> parts = Arrays.asList(address.split("\\."));
        if (parts.size() < 4 || !parts.get(0).equals("device")) {
            throw new IllegalArgumentException(
                    "`" + address + "` must have the form device.<section>.<name>.<parameter>");
        }
        String name = parts.get(2);
        String key = String.join(".", parts.subList(3, parts.size()));
        return switch (parts.get(1)) {
            case "qubits" -> qubits(calibration, address, name, key);
            case "operations" -> operation(calibration, address, name, key);
            case "channels" -> channel(calibration, address, name, key);
            case "crosstalk" -> crosstalk(calibration, address, name, key);
            default ->
                throw unknown(
                        address, "section", parts.get(1), List.of("qubits", "operations", "channels", "crosstalk"));
        };
    }

    /** Every parameter of the device, one qubit each, in the order of the file. */
    public static List<DeviceParameter> all(Calibration calibration) {
        List<DeviceParameter> all = new ArrayList<>();
        for (int q = 0; q < calibration.qubits().size(); q++) {
            QubitCalibration qubit = calibration.qubits().get(q);
            List<Integer> target = List.of(q);
            String prefix = "device.qubits." + qubit.name() + ".";
            for (String key : QUBIT_KEYS) {
                if (!key.equals(qubit.coherenceKind() == CoherenceKind.T2 ? "Tphi" : "T2")) {
                    all.add(qubits(prefix + key, target, key));
                }
            }
            if (qubit.levels() > 2) {
                LADDER_KEYS.forEach(key -> all.add(qubits(prefix + key, target, key)));
            }
        }
        for (OperationCalibration operation : calibration.operations().values()) {
            if (operation.timing() instanceof Timing.Listed) {
                continue;
            }
            String key = operation.timing() instanceof Timing.Coupling ? "coupling" : "duration";
            all.add(resolve(calibration, "device.operations." + operation.name() + "." + key));
            pulseKeys(calibration, operation).stream()
                    .filter(pulse -> isGiven(operation.pulse(), pulse))
                    .forEach(pulse ->
                            all.add(resolve(calibration, "device.operations." + operation.name() + "." + pulse)));
        }
        for (ExtraChannel channel : calibration.channels()) {
            for (String key : channel.arguments().numbers().keySet()) {
                all.add(resolve(calibration, "device.channels." + channel.id() + "." + key));
            }
        }
        for (Crosstalk pair : calibration.crosstalk()) {
            all.add(resolve(
                    calibration,
                    "device.crosstalk." + calibration.qubits().get(pair.first()).name() + "-"
                            + calibration.qubits().get(pair.second()).name() + ".zz"));
        }
        return all;
    }

    /** As users write it. */
    public String address() {
        return address;
    }

    /** What values it takes. */
    public Kind kind() {
        return kind;
    }

    /** The value in SI units; for {@code *} that of the first qubit. */
    public Measured get(Calibration calibration) {
        return getter.apply(calibration);
    }

    /** The calibration with the value replaced, in SI units. */
    public Calibration set(Calibration calibration, Measured value) {
        return setter.apply(calibration, value);
    }

    /** The calibration with the value replaced, in SI units, without uncertainty. */
    public Calibration set(Calibration calibration, double value) {
        return set(calibration, Measured.exactly(value));
    }

    /**
     * A calibration with several numbers replaced. T1 is out of the way while the others are set, and comes last: only
     * the values that are given are held against each other.
     *
     * @param values in SI units, by parameter
     */
    public static Calibration setAll(Calibration calibration, List<DeviceParameter> parameters, double[] values) {
        return setAll(
                calibration,
                parameters,
                values,
                DeviceParameter::address,
                (device, parameter, value) -> parameter.set(device, value));
    }

    /**
     * The same of whatever holds a calibration, with parameters that know more of it.
     *
     * @param <T> holds a calibration
     * @param <P> a parameter of it
     * @param address of a parameter, as here
     */
    public static <T, P> T setAll(
            T holder, List<P> parameters, double[] values, Function<P, String> address, Setter<T, P> setter) {
        T changed = holder;
        for (P parameter : parameters) {
            if (isQubitT1(address.apply(parameter))) {
                changed = setter.set(changed, parameter, Double.POSITIVE_INFINITY);
            }
        }
        for (boolean t1 : new boolean[] {false, true}) {
            for (int p = 0; p < values.length; p++) {
                if (isQubitT1(address.apply(parameters.get(p))) == t1) {
                    changed = setter.set(changed, parameters.get(p), values[p]);
                }
            }
        }
        return changed;
    }

    private static boolean isQubitT1(String address) {
        return address.startsWith("device.qubits.") && address.endsWith(".T1");
    }

    /**
     * Replaces a number.
     *
     * @param <T> what holds it
     * @param <P> what names it
     */
    @FunctionalInterface
    public interface Setter<T, P> {

        /** The holder with the value replaced, in SI units. */
        T set(T holder, P parameter, double value);
    }

    private static DeviceParameter qubits(Calibration calibration, String address, String name, String key) {
        List<Integer> targets = new ArrayList<>();
        for (int q = 0; q < calibration.qubits().size(); q++) {
            if (name.equals("*") || calibration.qubits().get(q).name().equals(name)) {
                targets.add(q);
            }
        }
        if (targets.isEmpty()) {
            throw unknown(
                    address,
                    "qubit",
                    name,
                    calibration.qubits().stream().map(QubitCalibration::name).toList());
        }
        List<String> known = new ArrayList<>(QUBIT_KEYS);
        if (targets.stream().allMatch(q -> calibration.qubits().get(q).levels() > 2)) {
            known.addAll(LADDER_KEYS);
        }
        if (!known.contains(key)) {
            throw unknown(address, "parameter", key, known);
        }
        return qubits(address, targets, key);
    }

    /** A number of some qubits, which all have it. */
    private static DeviceParameter qubits(String address, List<Integer> targets, String key) {
        Kind kind = key.startsWith("readout") || key.equals("excited-population")
                ? Kind.PROBABILITY
                : key.equals("anharmonicity") ? Kind.FREQUENCY : Kind.TIME;
        return new DeviceParameter(address, kind, c -> qubitValue(c.qubits().get(targets.get(0)), key), (c, value) -> {
            List<QubitCalibration> changed = new ArrayList<>(c.qubits());
            targets.forEach(q -> changed.set(q, withQubitValue(changed.get(q), key, value)));
            return c.withQubits(changed);
        });
    }

    private static Measured qubitValue(QubitCalibration qubit, String key) {
        return switch (key) {
            case "T1" -> qubit.t1();
            case "T2" -> qubit.coherenceKind() == CoherenceKind.T2 ? qubit.coherence() : Measured.exactly(qubit.t2());
            case "Tphi" ->
                qubit.coherenceKind() == CoherenceKind.TPHI
                        ? qubit.coherence()
                        : Measured.exactly(1 / qubit.dephasingRate());
            case "quasi-static-T" -> qubit.quasiStaticT();
            case "excited-population" -> qubit.excitedPopulation();
            case "readout.p1-given-0" -> qubit.readout().p1Given0();
            case "readout.p1-given-2" -> qubit.readout().p1Given2();
            case "anharmonicity" -> qubit.ladder().anharmonicityHertz().orElseThrow();
            case "T1-ef" -> qubit.ladder().t1Ef().orElse(Measured.exactly(1 / qubit.upperRelaxationRate()));
            default -> qubit.readout().p0Given1();
        };
    }

    private static QubitCalibration withQubitValue(QubitCalibration qubit, String key, Measured value) {
        return switch (key) {
            case "T1" -> qubit.withT1(value);
            case "T2" -> qubit.withCoherence(CoherenceKind.T2, value);
            case "Tphi" -> qubit.withCoherence(CoherenceKind.TPHI, value);
            case "quasi-static-T" -> qubit.withQuasiStaticT(value);
            case "excited-population" -> qubit.withExcitedPopulation(value);
            case "readout.p1-given-0" ->
                qubit.withReadout(new ReadoutError(
                        value, qubit.readout().p0Given1(), qubit.readout().p1Given2()));
            case "readout.p1-given-2" ->
                qubit.withReadout(new ReadoutError(
                        qubit.readout().p1Given0(), qubit.readout().p0Given1(), value));
            case "anharmonicity" ->
                qubit.withLadder(new Ladder(
                        qubit.levels(), Optional.of(value), qubit.ladder().t1Ef()));
            case "T1-ef" ->
                qubit.withLadder(new Ladder(qubit.levels(), qubit.ladder().anharmonicityHertz(), Optional.of(value)));
            default ->
                qubit.withReadout(new ReadoutError(
                        qubit.readout().p1Given0(), value, qubit.readout().p1Given2()));
        };
    }

    private static DeviceParameter operation(Calibration calibration, String address, String name, String key) {
        OperationCalibration operation = calibration.operation(name).orElse(null);
        if (operation != null && operation.timing() instanceof Timing.Listed) {
            throw new IllegalArgumentException("`" + address
                    + "` must name an operation with one duration, but the device states those of " + name
                    + " by qubits");
        }
        if (operation == null) {
            throw unknown(
                    address,
                    "operation",
                    name,
                    List.copyOf(calibration.operations().keySet()));
        }
        String known = operation.timing() instanceof Timing.Coupling ? "coupling" : "duration";
        List<String> pulseKeys = pulseKeys(calibration, operation);
        if (pulseKeys.contains(key)) {
            return pulse(address, name, key);
        }
        if (!key.equals(known)) {
            throw unknown(
                    address,
                    "parameter",
                    key,
                    Stream.concat(Stream.of(known), pulseKeys.stream()).toList());
        }
        return new DeviceParameter(
                address,
                known.equals("coupling") ? Kind.FREQUENCY : Kind.DURATION,
                c -> {
                    Timing timing = listed(c, name).timing();
                    return timing instanceof Timing.Coupling coupling
                            ? coupling.hertz()
                            : ((Timing.Duration) timing).seconds();
                },
                (c, value) -> c.withOperation(listed(c, name)
                        .withTiming(
                                known.equals("coupling") ? new Timing.Coupling(value) : new Timing.Duration(value))));
    }

    /**
     * What an operation's pulse has on a device of more than two levels: DRAG where it is shaped, otherwise a rise time
     * and the qubits' detunings.
     */
    private static List<String> pulseKeys(Calibration calibration, OperationCalibration operation) {
        if (calibration.qubits().stream().allMatch(q -> q.levels() == 2)) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        keys.add(operation.envelope() == Envelope.RECTANGULAR ? "rise-time" : "drag");
        calibration.qubits().forEach(q -> keys.add("detuning." + q.name()));
        return keys;
    }

    private static boolean isGiven(PulseCalibration pulse, String key) {
        return switch (key) {
            case "drag" -> pulse.drag().value() != 0;
            case "rise-time" -> pulse.riseTime().value() != 0;
            default -> pulse.detunings().containsKey(key.substring(key.indexOf('.') + 1));
        };
    }

    private static DeviceParameter pulse(String address, String name, String key) {
        Kind kind = key.equals("drag") ? Kind.NUMBER : key.equals("rise-time") ? Kind.DURATION : Kind.FREQUENCY;
        String qubit = key.substring(key.indexOf('.') + 1);
        return new DeviceParameter(
                address,
                kind,
                c -> {
                    PulseCalibration pulse = listed(c, name).pulse();
                    return switch (key) {
                        case "drag" -> pulse.drag();
                        case "rise-time" -> pulse.riseTime();
                        default -> pulse.detunings().getOrDefault(qubit, Measured.exactly(0));
                    };
                },
                (c, value) -> {
                    OperationCalibration old = listed(c, name);
                    return c.withOperation(old.withPulse(
                            switch (key) {
                                case "drag" -> old.pulse().withDrag(value);
                                case "rise-time" -> old.pulse().withRiseTime(value);
                                default -> old.pulse().withDetuning(qubit, value);
                            }));
                });
    }

    private static OperationCalibration listed(Calibration calibration, String name) {
        OperationCalibration operation = calibration.operation(name).orElse(null);
        if (operation == null) {
            throw new IllegalArgumentException("the device no longer lists operation " + name);
        }
        return operation;
    }

    private static DeviceParameter channel(Calibration calibration, String address, String id, String key) {
        int index =
                calibration.channels().stream().map(ExtraChannel::id).toList().indexOf(id);
        if (index < 0) {
            throw unknown(
                    address,
                    "channel",
                    id,
                    calibration.channels().stream().map(ExtraChannel::id).toList());
        }
        ExtraChannel channel = calibration.channels().get(index);
        List<ChannelParameter> numeric = channel.type().parameters().stream()
                .filter(p -> p.kind() != Kind.AXIS && p.kind() != Kind.OPERATORS)
                .toList();
        ChannelParameter parameter = numeric.stream()
                .filter(p -> p.name().equals(key))
                .findFirst()
                .orElseThrow(() -> unknown(
                        address,
                        "parameter",
                        key,
                        numeric.stream().map(ChannelParameter::name).toList()));
        return new DeviceParameter(
                address,
                parameter.kind(),
                c -> {
                    Measured given =
                            c.channels().get(index).arguments().numbers().get(key);
                    return given != null
                            ? given
                            : Measured.exactly(parameter.fallback().orElseThrow());
                },
                (c, value) -> {
                    List<ExtraChannel> changed = new ArrayList<>(c.channels());
                    ExtraChannel old = changed.get(index);
                    changed.set(index, old.withArguments(old.arguments().with(key, value)));
                    return c.withChannels(changed);
                });
    }

    private static DeviceParameter crosstalk(Calibration calibration, String address, String pairName, String key) {
        List<String> pairs = new ArrayList<>();
        int index = -1;
        for (Crosstalk pair : calibration.crosstalk()) {
            String first = calibration.qubits().get(pair.first()).name();
            String second = calibration.qubits().get(pair.second()).name();
            if (pairName.equals(first + "-" + second) || pairName.equals(second + "-" + first)) {
                index = pairs.size();
            }
            pairs.add(first + "-" + second);
        }
        if (index < 0) {
            throw unknown(address, "pair", pairName, pairs);
        }
        if (!key.equals("zz")) {
            throw unknown(address, "parameter", key, List.of("zz"));
        }
        int at = index;
        return new DeviceParameter(
                address, Kind.FREQUENCY, c -> c.crosstalk().get(at).zzHertz(), (c, value) -> {
                    List<Crosstalk> changed = new ArrayList<>(c.crosstalk());
                    changed.set(
                            at,
                            new Crosstalk(
                                    changed.get(at).first(), changed.get(at).second(), value));
                    return c.withCrosstalk(changed);
                });
    }

    private static IllegalArgumentException unknown(String address, String what, String given, List<String> known) {
        String choice = known.isEmpty() ? "the device has none" : "one of " + String.join(", ", known);
        return new IllegalArgumentException(
                "`" + address + "` must name a known " + what + " (" + choice + "), but names `" + given + "`");
    }
}
