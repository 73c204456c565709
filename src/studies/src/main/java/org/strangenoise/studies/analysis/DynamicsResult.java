package org.strangenoise.studies.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.Expectation;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.StartState;

/** Time series, ideal and noisy. */
public record DynamicsResult(AnalysisPlan.Dynamics plan, List<Series> series, Method method, List<String> warnings)
        implements AnalysisResult {

    /**
     * The series of one start.
     *
     * @param seconds by step, since the circuit's first operation
     * @param bands of the noisy series by observable; empty where none were drawn
     */
    public record Series(StartState start, double[] seconds, Run ideal, Run noisy, Map<String, ConfidenceBand> bands) {
        public Series {
            bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
        }
    }

    /**
     * Values by step, step 0 first.
     *
     * @param bloch mean Bloch vector, x, y, z
     * @param entropy mean one-qubit entropy in bits
     * @param purity of the whole state
     * @param overlap with the microcanonical state, running mean
     * @param fidelity to the ideal state
     * @param pauli expectations at the plan's step by string; empty if not asked
     * @param probabilities of the outcomes by basis index, with readout errors, at the plan's step; empty if not asked
     * @param densityMatrix at the plan's step; empty if not asked
     * @param bits probabilities of what the circuit's bits say at its end; empty where it has none
     * @param counts drawn from them; empty if not asked
     */
    public record Run(
            double[][] bloch,
            double[] entropy,
            double[] purity,
            double[] overlap,
            double[] fidelity,
            Map<String, Double> pauli,
            double[] probabilities,
            Optional<ComplexMatrix> densityMatrix,
            Optional<RecordedBits> bits,
            Map<String, Integer> counts) {

        /** The series of a scalar's name. */
        public double[] scalar(String name) {
            return switch (name) {
                case ObservableNames.ENTROPY -> entropy;
                case ObservableNames.PURITY -> purity;
                case ObservableNames.OVERLAP -> overlap;
                case ObservableNames.FIDELITY -> fidelity;
                default ->
                    throw new IllegalArgumentException(
                            "Argument `name` must be one of " + ObservableNames.SCALARS + ", but is " + name);
            };
        }
    }

    /** The outcome of a basis index as a bit string; leftmost character = highest qubit. */
    public static String outcome(int index, int qubits) {
        StringBuilder bits = new StringBuilder();
        for (int q = qubits - 1; q >= 0; q--) {
            bits.append(index >> q & 1);
        }
        return bits.toString();
    }

    /** The number of an expectation: a mean over starts; empty where it is about a step that there is not. */
    public OptionalDouble find(Expectation.Subject.OfSeries number) {
        return series.stream()
                .filter(s -> number.starts().isEmpty()
                        || number.starts().contains(s.start().label()))
                .map(s -> number.run().equals("ideal") ? s.ideal() : s.noisy())
                .map(run -> run.scalar(number.observable()))
                .filter(values -> number.step() < values.length)
                .mapToDouble(values -> values[number.step()])
                .average();
    }
}
