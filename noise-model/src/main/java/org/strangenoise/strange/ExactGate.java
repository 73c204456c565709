package org.strangenoise.strange;

import java.util.List;
import org.strangenoise.circuit.Operation;

/**
 * A Strange gate that knows exactly, in double precision, what it does. Strange keeps matrices in single precision; a
 * gate that implements this besides {@link org.redfx.strange.Gate} is taken at its word instead.
 */
public interface ExactGate {

    /**
     * What the gate does, in order, on qubit indices as its Step or Block counts them. An inverted gate returns the
     * inverse. {@link org.strangenoise.circuit.Boundary} among them marks where a segment of the Program ends.
     */
    List<Operation> operations();
}
