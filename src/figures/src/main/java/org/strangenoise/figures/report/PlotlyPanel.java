package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BlochSphere;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Interval;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Panel;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.figures.Scatter;

/** One panel as a Plotly figure: traces and layout. */
final class PlotlyPanel {

    private PlotlyPanel() {}

    /**
     * @param limits of the colours of a map; of Pauli expectations, of their axis
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
            return PlotlyPaulis.of(bars, limits.max());
        } else if (panel instanceof BarChart chart) {
            return PlotlyBars.of(chart);
        }
        throw new AssertionError("unknown kind of panel: " + panel.getClass());
    }
}
