package org.strangenoise.studies.fit;

import java.util.List;
import java.util.OptionalDouble;
import org.strangenoise.budget.LeastSquaresFit;
import org.strangenoise.budget.ProfileLikelihood;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * A fit.
 *
 * @param profiles one a parameter
 * @param curves the model at every step, one curve a series of points
 * @param pulses that drive qubits of more than two levels at the best fit
 */
public record FitResult(
        FitPlan plan,
        LeastSquaresFit.Fit fit,
        List<ProfileLikelihood> profiles,
        List<FittedCurve> curves,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {

    /** Measured minus fitted value of a point, in units of its error. */
    public double residual(int point) {
        MeasuredPoint measured = plan.points().get(point);
        return (measured.value() - fit.values()[point]) / measured.error();
    }

    /**
     * A fitted model along the steps of one series of points.
     *
     * @param kappa the points' own, if they have one
     * @param values by step, from 0 to the last point's
     * @param errors standard deviation of each, from the covariance of the parameters; NaN where that is infinite
     */
    public record FittedCurve(
            String experiment,
            String observable,
            InitialState.Product start,
            OptionalDouble kappa,
            double[] values,
            double[] errors) {}
}
