package org.strangenoise.studies.presentation;

import org.strangenoise.figures.MathText;
import org.strangenoise.math.NumberText;
import org.strangenoise.studies.config.Setup;

/** What is simulated, in words. */
public final class SetupText {

    private SetupText() {}

    /** The kick strength of a kicked top as the end of a phrase; nothing for another circuit. */
    public static String atKappa(Setup setup) {
        String kappa = kappa(setup);
        return kappa.isEmpty() ? "" : " at " + kappa;
    }

    /** The kick strength of a kicked top; nothing for another circuit. */
    public static String kappa(Setup setup) {
        return setup.circuit()
                .kickedTop()
                .map(source ->
                        MathText.KAPPA + " = " + NumberText.of(source.top().kappa()))
                .orElse("");
    }
}
