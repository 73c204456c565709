package org.strangenoise.studies.experiment;

import org.strangenoise.simulate.SimulatorChoice;

/**
 * A backend's name and the reason for it.
 *
 * @param name as users write it; {@code none} where nothing quantum is simulated
 * @param reason one sentence
 */
public record Method(String name, String reason) {

    /** Of what simulates nothing quantum. */
    public static final Method NONE = new Method("none", "");

    /** The chosen backend. */
    public static Method of(SimulatorChoice choice) {
        return new Method(choice.simulator().method(), choice.reason());
    }
}
