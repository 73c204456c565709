package org.strangenoise.strange;

import java.util.List;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.state.InitialState;

/**
 * A Strange Program as a circuit.
 *
 * @param circuit its operations
 * @param initial the product state it starts from
 * @param stepPoints for every Step of the Program, the last recording point of the circuit at or before the Step's end;
 *     {@link #BEFORE_RECORDS} where none is
 * @param warnings gates known to single precision only, or that take no time for want of a duration
 */
public record StrangeCircuit(
        Circuit circuit, InitialState.Product initial, List<Integer> stepPoints, List<String> warnings) {

    /** A Step that ends before the preparation does, where records begin. */
    public static final int BEFORE_RECORDS = -1;

    /** Keeps copies of the components. */
    public StrangeCircuit {
        stepPoints = List.copyOf(stepPoints);
        warnings = List.copyOf(warnings);
    }
}
