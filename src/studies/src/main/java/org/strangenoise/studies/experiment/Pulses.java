package org.strangenoise.studies.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.DrivenPulse;
import org.strangenoise.noise.NoisyEnsemble;

/**
 * What drives the qubits of more than two levels.
 *
 * @param found pulses and what their calibration found, each once
 * @param withoutLeakage operations whose pulse no device describes: they act on the computational subspace and cannot
 *     leak
 */
public record Pulses(List<Found> found, List<String> withoutLeakage) {

    /** Where every qubit has two levels. */
    public static final Pulses NONE = new Pulses(List.of(), List.of());

    public Pulses {
        found = List.copyOf(found);
        withoutLeakage = List.copyOf(withoutLeakage);
    }

    /**
     * A pulse.
     *
     * @param qubits names
     * @param pulse what was found
     */
    public record Found(List<String> qubits, DrivenPulse pulse) {
        public Found {
            qubits = List.copyOf(qubits);
        }
    }

    /** Those of an experiment's noisy circuit. */
    public static Pulses of(Experiment experiment) {
        NoisyEnsemble noisy = experiment.noisy();
        List<QubitCalibration> qubits = experiment.setup().device().qubits();
        return new Pulses(
                noisy.pulses().stream()
                        .map(pulse -> new Found(
                                pulse.qubits().stream()
                                        .map(q -> qubits.get(q).name())
                                        .toList(),
                                pulse))
                        .toList(),
                noisy.coverage().withoutLeakage());
    }

    /** These and others, each once: starts that are prepared by gates have pulses of their own. */
    public Pulses and(Pulses others) {
        Set<Found> all = new LinkedHashSet<>(found);
        all.addAll(others.found);
        Set<String> operations = new LinkedHashSet<>(withoutLeakage);
        operations.addAll(others.withoutLeakage);
        return new Pulses(new ArrayList<>(all), new ArrayList<>(operations));
    }

    /** True if no pulse and no operation is named. */
    public boolean isEmpty() {
        return found.isEmpty() && withoutLeakage.isEmpty();
    }
}
