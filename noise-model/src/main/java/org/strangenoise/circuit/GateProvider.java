package org.strangenoise.circuit;

import java.util.List;

/**
 * Gates of another library: a class of this kind that is named in its
 * {@code META-INF/services/org.strangenoise.circuit.GateProvider} makes its entries known to {@link StandardGates}, and
 * so to every reader and writer of circuits and to device files.
 */
public interface GateProvider {

    /** Gates whose names are not yet taken. */
    List<StandardGate> gates();
}
