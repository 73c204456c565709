package org.strangenoise.studies.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.SpinDirection;

/**
 * A product state to start from; a spin coherent one where all qubits have the same direction.
 *
 * @param label shown in figures and results; unique within an analysis
 * @param state theta and phi of each qubit
 */
public record StartState(String label, InitialState.Product state) {

    /** One without a label of its own: its angles are its label. */
    static StartState unnamed(InitialState.Product state) {
        return new StartState(angles(state), state);
    }

    /** True if its angles are its label. */
    public boolean isUnnamed() {
        return label.equals(angles(state));
    }

    /** The direction of all qubits; empty if they differ, so that there is none to draw on a map. */
    public Optional<SpinDirection> direction() {
        return state.isCoherent() ? Optional.of(state.directions().get(0)) : Optional.empty();
    }

    /** Theta of all qubits, or of each where their directions differ; radians. */
    public static double[] thetas(InitialState.Product state) {
        return angles(state, SpinDirection::theta);
    }

    /** Phi, likewise. */
    public static double[] phis(InitialState.Product state) {
        return angles(state, SpinDirection::phi);
    }

    private static double[] angles(InitialState.Product state, ToDoubleFunction<SpinDirection> angle) {
        return state.directions().stream()
                .limit(state.isCoherent() ? 1 : state.qubits())
                .mapToDouble(angle)
                .toArray();
    }

    private static String angles(InitialState.Product state) {
        return text(thetas(state)) + ", " + text(phis(state));
    }

    private static String text(double[] angles) {
        return Arrays.stream(angles).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }
}
