package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/** Time series, ideal and noisy, and the pulses that drive qubits of more than two levels. */
public record DynamicsResult(
        DynamicsPlan plan, List<Series> series, Pulses pulses, Method method, List<String> warnings)
        implements AnalysisResult {

    /**
     * The series of one start.
     *
     * @param seconds by step, since the circuit's first operation
     * @param sampling of the noisy run where blocks of trajectories tell it
     * @param bands of the noisy series by observable; empty where none were drawn
     */
    public record Series(
            StartState start,
            double[] seconds,
            Run ideal,
            Run noisy,
            Optional<Sampling> sampling,
            Map<String, ConfidenceBand> bands) {
        public Series {
            bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
        }
    }

    /**
     * Quantum trajectories that a run is the average of.
     *
     * @param trajectories how many
     * @param standardError the largest of all values at all steps
     */
    public record Sampling(int trajectories, double standardError) {}

    /**
     * A state that some bits leave behind.
     *
     * @param bits all of the circuit's, the highest first; those not yet recorded are 0
     * @param probability that they are recorded
     * @param bloch x, y, z by qubit
     * @param entropy by qubit, in bits
     * @param re of the density matrix, {@code [row][column]} by basis index
     * @param im likewise
     */
    public record Conditioned(
            String bits,
            double probability,
            double purity,
            double[][] bloch,
            double[] entropy,
            double[][] re,
            double[][] im) {}

    /**
     * Values by step, step 0 first.
     *
     * @param bloch mean Bloch vector, x, y, z
     * @param entropy mean one-qubit entropy in bits
     * @param purity of the whole state
     * @param overlap with the microcanonical state, running mean
     * @param fidelity to the ideal state
     * @param observables those of the plan by name
     * @param qubits the same of each qubit by itself
     * @param pauli expectations at the plan's step by string; empty if not asked
     * @param probabilities of the outcomes by basis index, with readout errors, at the plan's step; empty if not asked
     * @param state expectations of all Pauli strings at the step of the density matrix; empty if not asked
     * @param bits probabilities of what the circuit's bits say at its end; empty where it has none
     * @param conditioned states at the plan's step by what the bits recorded until then hold; empty if not asked
     * @param counts drawn from {@code bits}; empty if not asked
     */
    public record Run(
            double[][] bloch,
            double[] entropy,
            double[] purity,
            double[] overlap,
            double[] fidelity,
            Map<String, double[]> observables,
            Qubits qubits,
            Map<String, Double> pauli,
            double[] probabilities,
            Map<String, Double> state,
            Optional<RecordedBits> bits,
            List<Conditioned> conditioned,
            Map<String, Integer> counts) {

        /**
         * At the plan's step, if asked: {@code rho = 2^-n sum_P Tr(P rho) P}. Every backend answers Pauli strings, not
         * every one holds a matrix.
         */
        public Optional<ComplexMatrix> densityMatrix() {
            if (state.isEmpty()) {
                return Optional.empty();
            }
            int n = state.keySet().iterator().next().length();
            double weight = 1.0 / (1 << n);
            List<PauliSum.Term> terms = new ArrayList<>();
            terms.add(new PauliSum.Term(weight, new PauliString("I".repeat(n))));
            state.forEach((letters, value) -> terms.add(new PauliSum.Term(weight * value, new PauliString(letters))));
            return Optional.of(new PauliSum(n, terms).matrix());
        }

        /** {@link #probabilities} by outcome. */
        Map<String, Double> outcomes() {
            Map<String, Double> outcomes = new LinkedHashMap<>();
            for (int b = 0; b < probabilities.length; b++) {
                outcomes.put(outcome(b, Integer.numberOfTrailingZeros(probabilities.length)), probabilities[b]);
            }
            return outcomes;
        }

        /** The series of a scalar's name. */
        public double[] scalar(String name) {
            return switch (name) {
                case ObservableNames.ENTROPY -> entropy;
                case ObservableNames.PURITY -> purity;
                case ObservableNames.OVERLAP -> overlap;
                case ObservableNames.FIDELITY -> fidelity;
                default -> {
                    double[] asked = observables.get(name);
                    if (asked == null) {
                        throw new IllegalArgumentException("Argument `name` must be one of " + ObservableNames.SCALARS
                                + " or " + observables.keySet() + ", but is " + name);
                    }
                    yield asked;
                }
            };
        }
    }

    /**
     * Values by step, then qubit.
     *
     * @param bloch vectors x, y, z
     * @param entropy in bits
     * @param leakage population above |1>; empty where every qubit has two levels
     */
    public record Qubits(double[][][] bloch, double[][] entropy, double[][] leakage) {

        boolean hasLeakage() {
            return leakage.length > 0;
        }
    }

    /** Names of the circuit's qubits on the device, in order. */
    List<String> qubitNames() {
        return plan.setup().device().qubits().stream()
                .limit(plan.setup().circuit().qubits())
                .map(QubitCalibration::name)
                .toList();
    }

    /** The outcome of a basis index as a bit string; leftmost character = highest qubit. */
    public static String outcome(int index, int qubits) {
        StringBuilder bits = new StringBuilder();
        for (int q = qubits - 1; q >= 0; q--) {
            bits.append(index >> q & 1);
        }
        return bits.toString();
    }

    /**
     * A scalar at a step, mean over starts; empty where there is no such step.
     *
     * @param ideal of the ideal run, else of the noisy one
     * @param observable as {@link Run#scalar} knows it
     * @param labels of the starts; empty for all
     */
    public OptionalDouble mean(boolean ideal, String observable, int step, List<String> labels) {
        return series.stream()
                .filter(s -> labels.isEmpty() || labels.contains(s.start().label()))
                .map(s -> (ideal ? s.ideal() : s.noisy()).scalar(observable))
                .filter(values -> step < values.length)
                .mapToDouble(values -> values[step])
                .average();
    }
}
