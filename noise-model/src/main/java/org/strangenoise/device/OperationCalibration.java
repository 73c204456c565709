package org.strangenoise.device;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.Envelope;
import org.strangenoise.math.Measured;
import org.strangenoise.math.NumberText;

/**
 * How long an operation takes: a stated duration, or a coupling from which the duration of an interaction of n qubits
 * by the angle kappa follows, {@code |kappa| / (n 2 pi g)}.
 *
 * @param name the operation's name in circuits
 * @param timing stated duration or coupling
 * @param envelope the pulse's shape, used when noise acts during gates
 * @param overrides durations of certain qubits or groups
 * @param errors stated average errors of certain qubits or groups
 * @param pulse how it is driven where a qubit has more than two levels
 */
public record OperationCalibration(
        String name,
        Timing timing,
        Envelope envelope,
        List<DurationOverride> overrides,
        List<GateError> errors,
        PulseCalibration pulse) {

    /** Where the duration comes from. */
    public sealed interface Timing {

        /** A stated duration in seconds. */
        record Duration(Measured seconds) implements Timing {
            /** Checks the components. */
            public Duration {
                requireDuration("duration", seconds);
            }
        }

        /** No duration but those of the overrides: on other qubits there is no such operation. */
        record Listed() implements Timing {}

        /** A coupling g/2pi in hertz, positive. */
        record Coupling(Measured hertz) implements Timing {
            /** Checks the components. */
            public Coupling {
                if (!(hertz.value() > 0) || Double.isInfinite(hertz.value())) {
                    throw new IllegalArgumentException("Argument `coupling` must be finite and positive, but is "
                            + NumberText.hertz(hertz.value()));
                }
            }
        }
    }

    /**
     * A duration for certain qubits.
     *
     * @param qubits names, in any order; the operation must act on exactly these
     * @param seconds the duration
     */
    public record DurationOverride(List<String> qubits, Measured seconds) {
        /** Checks the components, of which it keeps copies. */
        public DurationOverride {
            qubits = List.copyOf(qubits);
            requireDuration("duration", seconds);
        }
    }

    /**
     * The average error of an operation as measured: 1 minus the mean of its fidelity over all pure states.
     *
     * @param qubits names, in any order, of those it is stated for
     * @param average the error, relaxation included
     * @param depolarizing the probability of a Pauli error that, with the relaxation that the device stated when it was
     *     read, makes up the average; 0 where only relaxation is to act
     */
    public record GateError(List<String> qubits, Measured average, double depolarizing) {

        /** Checks the components, of which it keeps copies. */
        public GateError {
            qubits = List.copyOf(qubits);
            QubitCalibration.requireProbability("average", average);
            QubitCalibration.requireProbability("depolarizing", Measured.exactly(depolarizing));
        }
    }

    /** An operation whose pulse is calibrated as is usual. */
    public OperationCalibration(
            String name, Timing timing, Envelope envelope, List<DurationOverride> overrides, List<GateError> errors) {
        this(name, timing, envelope, overrides, errors, PulseCalibration.DEFAULT);
    }

    /** Checks the components, of which it keeps copies. */
    public OperationCalibration {
        overrides = List.copyOf(overrides);
        errors = List.copyOf(errors);
        if (timing instanceof Timing.Listed && overrides.isEmpty()) {
            throw new IllegalArgumentException("Argument `overrides` of " + name
                    + " must hold a duration, as the operation states none for all qubits, but is empty");
        }
    }

    /** An operation without stated errors. */
    public OperationCalibration(String name, Timing timing, Envelope envelope, List<DurationOverride> overrides) {
        this(name, timing, envelope, overrides, List.of());
    }

    /** An operation of a fixed duration in seconds, rectangular. */
    public static OperationCalibration ofDuration(String name, double seconds) {
        return new OperationCalibration(
                name, new Timing.Duration(Measured.exactly(seconds)), Envelope.RECTANGULAR, List.of());
    }

    /** An interaction whose duration follows from the coupling g/2pi in hertz, rectangular. */
    public static OperationCalibration ofCoupling(String name, double hertz) {
        return new OperationCalibration(
                name, new Timing.Coupling(Measured.exactly(hertz)), Envelope.RECTANGULAR, List.of());
    }

    /** The same with another timing. */
    public OperationCalibration withTiming(Timing newTiming) {
        return new OperationCalibration(name, newTiming, envelope, overrides, errors, pulse);
    }

    /** The same with another envelope. */
    public OperationCalibration withEnvelope(Envelope newEnvelope) {
        return new OperationCalibration(name, timing, newEnvelope, overrides, errors, pulse);
    }

    /** The same with another pulse. */
    public OperationCalibration withPulse(PulseCalibration newPulse) {
        return new OperationCalibration(name, timing, envelope, overrides, errors, newPulse);
    }

    /** The same for the operation under another name. */
    public OperationCalibration withName(String newName) {
        return new OperationCalibration(newName, timing, envelope, overrides, errors, pulse);
    }

    /** The same with other errors. */
    public OperationCalibration withErrors(List<GateError> newErrors) {
        return new OperationCalibration(name, timing, envelope, overrides, newErrors, pulse);
    }

    /** The stated error on certain qubits. */
    public Optional<GateError> error(Collection<String> qubits) {
        return errors.stream().filter(e -> isSame(e.qubits(), qubits)).findFirst();
    }

    private static boolean isSame(Collection<String> a, Collection<String> b) {
        return a.size() == b.size() && a.containsAll(b);
    }

    /** The stated duration on certain qubits, in seconds; empty where it follows from a coupling or there is none. */
    public Optional<Measured> duration(Collection<String> qubits) {
        for (DurationOverride override : overrides) {
            if (isSame(override.qubits(), qubits)) {
                return Optional.of(override.seconds());
            }
        }
        return timing instanceof Timing.Duration stated ? Optional.of(stated.seconds()) : Optional.empty();
    }

    /** The operation on some of a device's qubits: empty if it acts on none of them. */
    Optional<OperationCalibration> among(Set<String> names) {
        List<DurationOverride> kept =
                overrides.stream().filter(o -> names.containsAll(o.qubits())).toList();
        if (timing instanceof Timing.Listed && kept.isEmpty()) {
            return Optional.empty();
        }
        List<GateError> keptErrors =
                errors.stream().filter(e -> names.containsAll(e.qubits())).toList();
        return Optional.of(new OperationCalibration(name, timing, envelope, kept, keptErrors, pulse));
    }

    private static void requireDuration(String name, Measured seconds) {
        if (!(seconds.value() >= 0) || Double.isInfinite(seconds.value())) {
            throw new IllegalArgumentException("Argument `" + name + "` must be finite and not negative, but is "
                    + NumberText.seconds(seconds.value()));
        }
    }
}
