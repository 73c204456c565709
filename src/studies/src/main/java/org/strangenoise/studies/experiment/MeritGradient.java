package org.strangenoise.studies.experiment;

import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.gradient.AdjointPass;
import org.strangenoise.simulate.gradient.RunSlopes;
import org.strangenoise.simulate.gradient.Slopes;
import org.strangenoise.simulate.gradient.Variation;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;

/**
 * A figure of merit under all noise with its derivatives, the mean over its starts: by one adjoint pass a start, or on
 * more than two levels by differences of runs, whose pulses are calibrated at every value.
 *
 * @param value of the density matrix, whatever the setup's method is
 * @param derivatives in the order of the parameters, per SI unit
 */
public record MeritGradient(double value, double[] derivatives) {

    /** What derivatives are taken with, as results name it. */
    public static final String METHOD = "density-matrix";

    /** Differences of figures of merit, extrapolated by their derivatives or not, that may be no more than rounding. */
    public static final double ROUNDING = 1e-10;

    /**
     * Runs the passes.
     *
     * @param parameters each set as its address says; T1 varies at fixed Tphi or T2, whichever the device states
     */
    public static MeritGradient of(
            Setup given, FigureOfMerit merit, List<StudyParameter> parameters, SimulationOptions options) {
        MeritExperiments runs = new MeritExperiments(merit, options);
        List<Experiment> asGiven = runs.of(given);
        Setup setup = runs.withFixedAverage(given, asGiven);
        List<Experiment> starts = setup.equals(given) ? asGiven : runs.of(setup);
        if (!starts.get(0).hasTwoLevels()) {
            return byRuns(runs, setup, starts, merit, parameters, options);
        }
        double value = 0;
        double[] sums = new double[parameters.size()];
        for (int s = 0; s < starts.size(); s++) {
            int start = s;
            Experiment experiment = starts.get(s);
            AdjointPass pass = AdjointPass.of(
                    experiment.noisy(),
                    experiment.referenceCircuit(),
                    experiment.initial(),
                    merit.observable(),
                    merit.step());
            value += pass.value() / starts.size();
            IntStream indices = IntStream.range(0, parameters.size());
            double[] own = (options.threads() > 1 ? indices.parallel() : indices)
                    .mapToDouble(i -> pass.derivative(variation(runs, setup, parameters.get(i), start)))
                    .toArray();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += own[i] / starts.size();
            }
        }
        return new MeritGradient(value, sums);
    }

    private static MeritGradient byRuns(
            MeritExperiments runs,
            Setup setup,
            List<Experiment> starts,
            FigureOfMerit merit,
            List<StudyParameter> parameters,
            SimulationOptions options) {
        double value = 0;
        double[] sums = new double[parameters.size()];
        int together = Experiment.sharesCircuit(setup) ? starts.size() : 1;
        for (int s = 0; s < starts.size(); s += together) {
            int first = s;
            Experiment experiment = starts.get(s);
            List<RunSlopes> slopes = RunSlopes.of(
                    new Variation.Circuits(experiment.noisy(), experiment.referenceCircuit()),
                    starts.subList(s, s + together).stream()
                            .map(Experiment::initial)
                            .toList(),
                    parameters.stream()
                            .map(p -> variation(runs, setup, p, first))
                            .toList(),
                    List.of(merit.observable()),
                    options);
            for (RunSlopes each : slopes) {
                Slopes.Slope slope = each.slope(merit.observable(), merit.step());
                value += slope.value() / starts.size();
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += slope.derivatives()[i] / starts.size();
                }
            }
        }
        return new MeritGradient(value, sums);
    }

    public static Variation variation(MeritExperiments runs, Setup setup, StudyParameter parameter, int start) {
        double[] limits = SensitiveParameters.limits(setup, parameter);
        return new Variation(
                parameter.get(setup), SensitiveParameters.domain(parameter), limits[0], limits[1], value -> {
                    Experiment experiment = runs.of(parameter.set(setup, value)).get(start);
                    return new Variation.Circuits(experiment.noisy(), experiment.referenceCircuit());
                });
    }

    /**
     * One derivative. By a number of all qubits it is that of one common relative change, at the values they have.
     *
     * @param value SI units; NaN where the qubits' differ
     * @param derivative of the figure of merit per SI unit; NaN where the qubits' values differ
     * @param logarithmic {@code sum of value * derivative}: per relative change
     * @param uncertainty of the value, one standard deviation; 0 where none is known, NaN where the qubits' differ
     * @param error what the uncertainties of the parameter alone make of the figure of merit, to first order
     */
    public record Sensitivity(
            String address, double value, double derivative, double logarithmic, double uncertainty, double error) {
        /** Of one number: {@code value * derivative}, and {@code |derivative| * uncertainty}. */
        public static Sensitivity of(String address, double value, double derivative, double uncertainty) {
            return new Sensitivity(
                    address, value, derivative, value * derivative, uncertainty, Math.abs(derivative) * uncertainty);
        }
    }
}
