package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share of the noise that is switched on and off as one; null stands for all there are.
 *
 * @param mechanism T1, Tphi, thermal, quasi-static, crosstalk, readout, or an extra channel's id
 * @param qubit index
 * @param operation the operation's name, {@code idle} or {@code step}
 * @param step 1 for the first step, 0 for the preparation
 */
public record Player(
        @Nullable String mechanism,
        @Nullable Integer qubit,
        @Nullable String operation,
        @Nullable Integer step) {

    /** A name for tables and figures, e.g. {@code T1 Q0 ry step 3}. */
    public String label(List<String> qubitNames) {
        List<String> parts = new ArrayList<>();
        if (mechanism != null) {
            parts.add(mechanism);
        }
        if (qubit != null) {
            parts.add(qubitNames.get(qubit));
        }
        if (operation != null) {
            parts.add(operation);
        }
        if (step != null) {
            parts.add("step " + step);
        }
        return parts.isEmpty() ? "all noise" : String.join(" ", parts);
    }
}
