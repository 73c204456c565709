package org.strangenoise.device;

import org.strangenoise.math.Measured;
import org.strangenoise.math.NumberText;

/** Rules that calibrated values obey. */
final class Calibrated {

    private Calibrated() {}

    static void requireProbability(String name, Measured measured) {
        if (!(measured.value() >= 0 && measured.value() <= 1)) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be from 0 to 1, but is " + NumberText.of(measured.value()));
        }
    }

    static void requirePositiveTime(String name, Measured measured) {
        if (!(measured.value() > 0)) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be positive, but is " + NumberText.seconds(measured.value()));
        }
    }
}
