package org.strangenoise.studies.output;

import java.util.List;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.figure.LineChart;
import org.strangenoise.studies.figure.Samples;
import org.strangenoise.studies.figure.Series;
import org.strangenoise.studies.figure.Style;

/** A time series with the band of the device's uncertainties. */
final class UncertaintyFigures {

    private UncertaintyFigures() {}

    static Figure band(BudgetResult.ErrorBars result) {
        String merit = result.plan().merit().name();
        Series series = Series.of(
                        merit,
                        Samples.steps(result.nominal().length),
                        Samples.of(result.nominal()),
                        Style.solid(0).with(Style.Marker.CIRCLE))
                .withBand(Samples.of(result.quantiles()[1]), Samples.of(result.quantiles()[3]));
        return Figure.of(
                result.plan().id(),
                "Error bars",
                "The " + merit + " by step (" + result.plan().merit().startLabels()
                        + "); band: the middle 68% of " + result.plan().samples()
                        + " devices drawn within the stated uncertainties. What matters most is "
                        + result.dominant().address() + ".",
                55,
                LineChart.of(
                        "",
                        new Axis("step number, N", null, null, Axis.Scale.INTEGER),
                        Axis.of(merit),
                        List.of(series)));
    }
}
