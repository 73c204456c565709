package org.strangenoise.simulate.gradient;

import org.strangenoise.noise.NoiseSelection;

/** Which switch each piece of noise belongs to. */
public interface NoiseSwitches {

    /**
     * The switch of a piece of noise; -1 if it is always on.
     *
     * @param mechanism of {@link org.strangenoise.noise.NoiseMechanism}, or a listed channel's id
     * @param qubit that it acts on, or {@link NoiseSelection#SEVERAL_QUBITS}
     * @param operation that it belongs to
     * @param step of the circuit, 0 for the preparation
     */
    int indexOf(String mechanism, int qubit, String operation, int step);

    /**
     * The noise that acts when some switches are on.
     *
     * @param on one entry a switch
     */
    NoiseSelection selection(boolean[] on);
}
