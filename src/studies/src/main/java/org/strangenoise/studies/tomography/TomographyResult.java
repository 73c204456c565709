package org.strangenoise.studies.tomography;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/** Time series, ideal, noisy, and as they are measured, and the pulses that drive qubits of more than two levels. */
public record TomographyResult(
        TomographyPlan plan, List<Series> series, Pulses pulses, Method method, List<String> warnings)
        implements AnalysisResult {

    /**
     * The series of one start.
     *
     * @param seconds by step, since the circuit's first operation
     * @param budget what lies between ideal and measured, by observable; empty if not asked
     */
    public record Series(
            StartState start, double[] seconds, Run ideal, Run noisy, Measured measured, List<BudgetLine> budget) {

        /** Copies the list. */
        public Series {
            budget = List.copyOf(budget);
        }
    }

    /**
     * The measurement budget of an observable, by step.
     *
     * @param ideal exactly read, without noise
     * @param measured mean of repeated experiments
     * @param shares {@code [player][step]} of what is lost from the first to the second, players as
     *     {@link MeasurementBudget#PLAYERS}
     */
    public record BudgetLine(String observable, double[] ideal, double[] measured, double[][] shares) {}

    /**
     * Values by step, step 0 first.
     *
     * @param bloch mean Bloch vector, x, y, z
     * @param scalars one-qubit entropy, purity, overlap, fidelity to the ideal state, and further observables by name
     * @param pauli expectations at the plan's step by string; empty if not asked
     */
    public record Run(double[][] bloch, Map<String, double[]> scalars, Map<String, Double> pauli) {

        /** The series of a scalar's name. */
        public double[] scalar(String name) {
            double[] found = scalars.get(name);
            if (found == null) {
                throw new IllegalArgumentException(
                        "Argument `name` must be one of " + scalars.keySet() + ", but is " + name);
            }
            return found;
        }

        /** Those that only this study asks for. */
        Map<String, double[]> further() {
            Map<String, double[]> further = new LinkedHashMap<>(scalars);
            further.keySet().removeAll(ObservableNames.SCALARS);
            return further;
        }
    }

    /**
     * What is measured.
     *
     * @param values of one run of the experiment
     * @param errors their standard errors, by bootstraps of the counts; NaN where nothing is drawn
     * @param biases by how much the mean of repeated experiments differs from the noisy values
     */
    public record Measured(Run values, Run errors, Run biases) {}
}
