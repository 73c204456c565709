package org.strangenoise.exchange.openqasm;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of defined gates that are single operations of a device. The writers call the operation {@code interaction}
 * {@code sn_interaction}, and a second, different one of that name {@code sn2_interaction}.
 */
final class DeviceGateNames {

    private static final Pattern WRITTEN = Pattern.compile("sn[0-9]*_(.+)");
    private static final Pattern DERIVED = Pattern.compile("phi[0-9]+_");

    private DeviceGateNames() {}

    /** The defined gate's name for an operation, the n-th different one of that name, from 1. */
    static String written(String operation, int n) {
        StringBuilder name = new StringBuilder(n == 1 ? "sn_" : "sn" + n + "_");
        operation.codePoints().forEach(c -> name.append(isAsciiWord(c) ? Character.toString(c) : "_"));
        return name.toString();
    }

    /**
     * The operation's own angle first, then the multiples of it that its definition needs. No name is the beginning of
     * another: QuTiP puts values in the place of names by text.
     */
    static String parameter(int index) {
        return index == 0 ? "theta" : "phi" + index + "_";
    }

    /** Whether a parameter is one of the operation, not one that only its definition needs. */
    static boolean isOwn(String parameter) {
        return !DERIVED.matcher(parameter).matches();
    }

    /** The operation that a defined gate is, empty if it is only shorthand for its body. */
    static Optional<String> operation(String gate, Set<String> deviceGates) {
        if (deviceGates.contains(gate)) {
            return Optional.of(gate);
        }
        Matcher written = WRITTEN.matcher(gate);
        return written.matches() ? Optional.of(written.group(1)) : Optional.empty();
    }

    private static boolean isAsciiWord(int c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
