package org.strangenoise.studies.pulses;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;

/**
 * The circuit in time.
 *
 * @param qubits names by index
 * @param pulses in order of their starts
 */
public record PulseSequenceResult(PulseSequencePlan plan, List<String> qubits, List<Pulse> pulses)
        implements AnalysisResult {

    public PulseSequenceResult {
        qubits = List.copyOf(qubits);
        pulses = List.copyOf(pulses);
    }

    /** What a pulse is for. */
    public enum Kind {
        PREPARATION,
        ROTATION,
        INTERACTION,
        IDLE,
        MEASUREMENT
    }

    /**
     * One operation in time.
     *
     * @param operation the device's name for it
     * @param parameters radians
     * @param qubits indices
     * @param start seconds from the circuit's start
     * @param duration seconds
     * @param kind what it is for
     */
    public record Pulse(
            String operation, List<Double> parameters, List<Integer> qubits, double start, double duration, Kind kind) {
        public Pulse {
            parameters = List.copyOf(parameters);
            qubits = List.copyOf(qubits);
        }
    }
}
