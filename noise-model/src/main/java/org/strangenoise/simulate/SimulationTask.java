package org.strangenoise.simulate;

import java.util.List;
import java.util.Optional;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.state.Observable;

/**
 * What to simulate, apart from the initial state.
 *
 * @param ensemble the noisy circuits
 * @param observables evaluated at every recording point; nonlinear ones of the ensemble's averaged state
 * @param reference the unitary circuit that {@link Observable#needsReference some observables} compare with, of the
 *     same boundaries
 * @param recording which points these are
 * @param options how
 */
public record SimulationTask(
        NoisyEnsemble ensemble,
        List<Observable> observables,
        Optional<NoisyCircuit> reference,
        Recording recording,
        SimulationOptions options) {

    /** Checks the components, of which it keeps copies. */
    public SimulationTask {
        observables = List.copyOf(observables);
        if (reference.isEmpty() && observables.stream().anyMatch(Observable::needsReference)) {
            throw new IllegalArgumentException("Argument `reference` must be given when the fidelity is asked for");
        }
        if (reference.isPresent() && !reference.get().isUnitary()) {
            throw new IllegalArgumentException("Argument `reference` must be a circuit of gates only");
        }
    }

    /** A task that records at every boundary. */
    public SimulationTask(
            NoisyEnsemble ensemble,
            List<Observable> observables,
            Optional<NoisyCircuit> reference,
            SimulationOptions options) {
        this(ensemble, observables, reference, Recording.EVERY_BOUNDARY, options);
    }

    /** A task without a reference that records at every boundary. */
    public static SimulationTask of(NoisyEnsemble ensemble, List<Observable> observables) {
        return new SimulationTask(ensemble, observables, Optional.empty(), SimulationOptions.defaults());
    }

    /** True if an observable compares with the reference. */
    public boolean needsReference() {
        return observables.stream().anyMatch(Observable::needsReference);
    }

    /** The same with another recording. */
    public SimulationTask withRecording(Recording newRecording) {
        return new SimulationTask(ensemble, observables, reference, newRecording, options);
    }

    /** The same with other options. */
    public SimulationTask withOptions(SimulationOptions newOptions) {
        return new SimulationTask(ensemble, observables, reference, recording, newOptions);
    }
}
