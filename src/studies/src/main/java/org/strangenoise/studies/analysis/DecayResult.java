package org.strangenoise.studies.analysis;

import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.budget.DecayFit;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.AnalysisPlan.DecayCurve;

/**
 * Decays and their fits.
 *
 * @param times seconds since the start, or since the last reset before the step
 * @param curves in the plan's order
 */
public record DecayResult(
        AnalysisPlan.Decay plan, double[] times, List<Curve> curves, Method method, List<String> warnings)
        implements AnalysisResult {

    public DecayResult {
        curves = List.copyOf(curves);
    }

    /**
     * One decay by step, the plan's first step first.
     *
     * @param band of the noisy values; empty where none was drawn
     * @param fit to the noisy values
     */
    public record Curve(DecayCurve plan, double[] ideal, double[] noisy, Optional<ConfidenceBand> band, DecayFit fit) {}
}
