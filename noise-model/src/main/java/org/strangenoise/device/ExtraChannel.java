package org.strangenoise.device;

import java.util.List;
import java.util.Set;
import org.strangenoise.channel.ChannelArguments;
import org.strangenoise.channel.ChannelType;

/**
 * Noise on top of relaxation, attached to an operation.
 *
 * @param id unique within the device; names it in budgets and addresses
 * @param on an operation's name, {@link #IDLE}, {@link #ANY} or {@link #STEP}
 * @param type the kind of noise
 * @param arguments its parameters
 * @param qubits names of the qubits it is limited to; empty for all
 */
public record ExtraChannel(String id, String on, ChannelType type, ChannelArguments arguments, List<String> qubits) {

    /** Attached to every explicit idle. */
    public static final String IDLE = "idle";
    /** Attached to every operation, idles excluded. */
    public static final String ANY = "any";
    /** Attached once per step, on every qubit, after its last layer. */
    public static final String STEP = "step";

    /** Checks the components, of which it keeps copies. */
    public ExtraChannel {
        qubits = List.copyOf(qubits);
        if (type.attachment() != ChannelType.Attachment.OPERATION) {
            throw new IllegalArgumentException("Argument `type` must be a channel that attaches to operations, but "
                    + type.name() + " has a device key of its own");
        }
        type.effect(arguments, 1e-9);
    }

    /**
     * The same on some of a device's qubits. A channel on several qubits at once needs all of them, and is kept whole.
     */
    ExtraChannel among(Set<String> names) {
        return new ExtraChannel(
                id, on, type, arguments, qubits.stream().filter(names::contains).toList());
    }

    /** The same with other arguments. */
    public ExtraChannel withArguments(ChannelArguments newArguments) {
        return new ExtraChannel(id, on, type, newArguments, qubits);
    }
}
