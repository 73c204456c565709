package org.strangenoise.noise;

import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.Boundary;

/**
 * The instructions between two boundaries. Equal stretches share one instance: a backend compiles each instance once.
 *
 * @param instructions in order
 * @param seconds how long it takes
 * @param end the boundary that ends it; observables are recorded there
 */
public record NoisySegment(List<NoisyInstruction> instructions, double seconds, Optional<Boundary> end) {

    /** Keeps copies of the components. */
    public NoisySegment {
        instructions = List.copyOf(instructions);
    }
}
