package org.strangenoise.device.yaml;

import org.strangenoise.math.Measured;
import org.strangenoise.yaml.Quantity;

/** From a file's quantities to measured values. */
final class Quantities {

    private Quantities() {}

    static Measured measured(Quantity quantity) {
        return new Measured(quantity.value(), quantity.uncertainty());
    }
}
