package org.strangenoise.studies.config;

import org.strangenoise.state.SpinDirection;

/**
 * A spin coherent state to start from.
 *
 * @param label shown in figures and results; unique within an analysis
 * @param direction theta and phi
 */
public record StartState(String label, SpinDirection direction) {

    /** One without a label of its own: its angles are its label. */
    static StartState unnamed(SpinDirection direction) {
        return new StartState(angles(direction), direction);
    }

    /** True if its angles are its label. */
    public boolean isUnnamed() {
        return label.equals(angles(direction));
    }

    private static String angles(SpinDirection direction) {
        return direction.theta() + ", " + direction.phi();
    }
}
