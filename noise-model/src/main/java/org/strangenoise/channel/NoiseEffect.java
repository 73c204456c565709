package org.strangenoise.channel;

/** What an extra channel of a device does at the operation it is attached to. */
public sealed interface NoiseEffect {

    /**
     * A channel: a one-qubit channel acts on every qubit of the operation, a k-qubit one on all k in the operation's
     * order.
     */
    record Apply(QuantumChannel channel) implements NoiseEffect {}

    /** The operation turns too far: its own generator's angle grows by {@code fraction * angle + extra}. */
    record OverRotation(double fraction, double extra) implements NoiseEffect {}
}
