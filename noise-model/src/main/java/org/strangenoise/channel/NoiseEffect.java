package org.strangenoise.channel;

import java.util.Optional;

/** What an extra channel of a device does at the operation it is attached to. */
public sealed interface NoiseEffect {

    /**
     * A channel: a one-qubit channel acts on every qubit of the operation, a k-qubit one on all k in the operation's
     * order.
     *
     * @param channel for the operation's whole duration
     * @param rates the rates of a one-qubit channel that is stated by them: where noise acts during gates they join the
     *     qubit's own; absent for a channel that acts once
     */
    record Apply(QuantumChannel channel, Optional<Lindbladian.Relaxation> rates) implements NoiseEffect {

        /** A channel that acts once, whatever the operation's duration. */
        public Apply(QuantumChannel channel) {
            this(channel, Optional.empty());
        }
    }

    /** The operation turns too far: its own generator's angle grows by {@code fraction * angle + extra}. */
    record OverRotation(double fraction, double extra) implements NoiseEffect {}
}
