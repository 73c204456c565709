package org.strangenoise.studies.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.strangenoise.studies.figure.BarChart;
import org.strangenoise.studies.figure.BlochSphere;
import org.strangenoise.studies.figure.HeatMap;
import org.strangenoise.studies.figure.Interval;
import org.strangenoise.studies.figure.LineChart;
import org.strangenoise.studies.figure.Panel;
import org.strangenoise.studies.figure.PauliBars;
import org.strangenoise.studies.figure.PulseSequence;
import org.strangenoise.studies.figure.Scatter;

/** One panel as a Plotly figure: traces and layout. */
final class PlotlyPanel {

    private PlotlyPanel() {}

    /**
     * @param limits of the colours of a map
     * @param colorBar whether a map shows its colour bar
     */
    static ObjectNode of(Panel panel, Interval limits, boolean colorBar) {
        if (panel instanceof HeatMap map) {
            return PlotlyHeatMap.of(map, limits, colorBar);
        } else if (panel instanceof LineChart chart) {
            return PlotlyCurves.of(chart);
        } else if (panel instanceof Scatter scatter) {
            return PlotlyScatter.of(scatter);
        } else if (panel instanceof BlochSphere sphere) {
            return PlotlyBloch.of(sphere);
        } else if (panel instanceof PulseSequence sequence) {
            return PlotlyPulses.of(sequence);
        } else if (panel instanceof PauliBars bars) {
            return PlotlyPaulis.of(bars);
        } else if (panel instanceof BarChart chart) {
            return PlotlyBars.of(chart);
        }
        throw new AssertionError("unknown kind of panel: " + panel.getClass());
    }
}
