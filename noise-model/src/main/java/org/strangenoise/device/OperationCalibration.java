package org.strangenoise.device;

import java.util.List;
import org.strangenoise.channel.Envelope;
import org.strangenoise.math.Measured;

/**
 * How long an operation takes: a stated duration, or a coupling from which the duration of an interaction of n qubits
 * by the angle kappa follows, {@code |kappa| / (n 2 pi g)}.
 *
 * @param name the operation's name in circuits
 * @param timing stated duration or coupling
 * @param envelope the pulse's shape, used when noise acts during gates
 * @param overrides durations of certain qubits or groups
 * @param pulse how it is driven where a qubit has more than two levels
 */
public record OperationCalibration(
        String name, Timing timing, Envelope envelope, List<DurationOverride> overrides, PulseCalibration pulse) {

    /** Where the duration comes from. */
    public sealed interface Timing {

        /** A stated duration in seconds. */
        record Duration(Measured seconds) implements Timing {
            public Duration {
                requireDuration("duration", seconds);
            }
        }

        /** A coupling g/2pi in hertz, positive. */
        record Coupling(Measured hertz) implements Timing {
            public Coupling {
                if (!(hertz.value() > 0) || Double.isInfinite(hertz.value())) {
                    throw new IllegalArgumentException(
                            "Argument `coupling` must be finite and positive, but is " + hertz.value() + " Hz");
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
        public DurationOverride {
            qubits = List.copyOf(qubits);
            requireDuration("duration", seconds);
        }
    }

    /** An operation whose pulse is calibrated as is usual. */
    public OperationCalibration(String name, Timing timing, Envelope envelope, List<DurationOverride> overrides) {
        this(name, timing, envelope, overrides, PulseCalibration.DEFAULT);
    }

    public OperationCalibration {
        overrides = List.copyOf(overrides);
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

    public OperationCalibration withTiming(Timing newTiming) {
        return new OperationCalibration(name, newTiming, envelope, overrides, pulse);
    }

    public OperationCalibration withEnvelope(Envelope newEnvelope) {
        return new OperationCalibration(name, timing, newEnvelope, overrides, pulse);
    }

    public OperationCalibration withPulse(PulseCalibration newPulse) {
        return new OperationCalibration(name, timing, envelope, overrides, newPulse);
    }

    private static void requireDuration(String name, Measured seconds) {
        if (!(seconds.value() >= 0) || Double.isInfinite(seconds.value())) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be finite and not negative, but is " + seconds.value() + " s");
        }
    }
}
