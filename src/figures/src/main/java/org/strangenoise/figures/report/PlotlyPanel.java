package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BlochSphere;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.figures.PulseSequence.Kind;
import org.strangenoise.figures.PulseSequence.Pulse;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;

/** One panel as a Plotly figure: traces and layout. */
final class PlotlyPanel {

    private PlotlyPanel() {}

    /**
     * @param limits of the colours of a map; of Pauli expectations, of their axis
     * @param colorBar whether a map shows its colour bar
     */
    static ObjectNode of(Figure.Panel panel, Axis.Interval limits, boolean colorBar) {
        if (panel instanceof HeatMap map) {
            return PlotlyHeatMap.of(map, limits, colorBar);
        } else if (panel instanceof LineChart chart) {
            return PlotlyCurves.of(chart);
        } else if (panel instanceof Scatter scatter) {
            return ScatterPlot.of(scatter);
        } else if (panel instanceof BlochSphere sphere) {
            return Bloch.of(sphere);
        } else if (panel instanceof PulseSequence sequence) {
            return PulseBars.of(sequence);
        } else if (panel instanceof PauliBars bars) {
            return PlotlyBars.Paulis.of(bars, limits.max());
        } else if (panel instanceof BarChart chart) {
            return PlotlyBars.of(chart);
        }
        throw new AssertionError("unknown kind of panel: " + panel.getClass());
    }

    /**
     * Many points, each number as one of 4,095 steps from the lowest to the highest, which is finer than the dots, in
     * two characters of base64. The page's script unpacks them.
     */
    static final class ScatterPlot {

        private static final int MISSING = 0xFFF;
        private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

        private ScatterPlot() {}

        static ObjectNode of(Scatter scatter) {
            ObjectNode figure = Plotly.figure(scatter.title());
            ObjectNode layout = Plotly.layout(figure);
            Plotly.axis(layout, "xaxis", scatter.xAxis(), null);
            Plotly.axis(layout, "yaxis", scatter.yAxis(), null);
            ObjectNode trace =
                    Plotly.trace(figure, "scattergl").put("mode", "markers").put("hoverinfo", "x+y");
            trace.set("x", packed(scatter.xs()));
            trace.set("y", packed(scatter.ys()));
            ObjectNode marker = trace.putObject("marker").put("size", 2);
            Samples values = scatter.colorValues();
            if (values == null) {
                marker.put("color", Plotly.color(0));
            } else {
                marker.set("color", packed(values));
                Axis.Interval limits = scatter.colorLimits();
                marker.put("cmin", limits.min()).put("cmax", limits.max());
                marker.set("colorscale", Plotly.colorScale(scatter.colorScale()));
                marker.put("showscale", true);
                marker.putObject("colorbar")
                        .put("thickness", 12)
                        .putObject("title")
                        .put("text", Plotly.text(scatter.valueName()))
                        .put("side", "right");
            }
            return figure;
        }

        /** The value {@code low + k step} for k from 0, and 4,095 for what is missing. */
        private static ObjectNode packed(Samples samples) {
            Axis.Interval range = samples.range();
            double low = range.isEmpty() ? 0 : range.min();
            double step = range.length() > 0 ? range.length() / (MISSING - 1) : 1;
            char[] text = new char[2 * samples.size()];
            for (int i = 0; i < samples.size(); i++) {
                double value = samples.get(i);
                int number = Double.isFinite(value) ? (int) Math.round((value - low) / step) : MISSING;
                text[2 * i] = BASE64.charAt(number >> 6);
                text[2 * i + 1] = BASE64.charAt(number & 63);
            }
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("low", low)
                    .put("step", step)
                    .put("steps", new String(text));
        }
    }

    /** Operations in time as lying bars, a trace for every kind. */
    static final class PulseBars {

        private static final double LEAST_SHOWN = 0.3;

        private PulseBars() {}

        static ObjectNode of(PulseSequence sequence) {
            ObjectNode figure = Plotly.figure(sequence.title());
            for (Kind kind : Kind.values()) {
                List<Pulse> pulses = sequence.pulses().stream()
                        .filter(pulse -> pulse.kind() == kind)
                        .toList();
                if (!pulses.isEmpty()) {
                    addKind(figure, kind, pulses);
                }
            }
            ObjectNode layout = Plotly.layout(figure).put("barmode", "overlay");
            layout.putObject("legend").put("orientation", "h").put("y", 1.02).put("yanchor", "bottom");
            layout.putObject("xaxis").putObject("title").put("text", "time (ns)");
            ObjectNode rows = layout.putObject("yaxis").put("autorange", "reversed");
            for (int row = 0; row < sequence.qubits().size(); row++) {
                rows.withArray("tickvals").add(row);
                rows.withArray("ticktext").add(Plotly.text(sequence.qubits().get(row)));
            }
            return figure;
        }

        /** A pulse on several qubits is a bar on the row of each, joined in the hover text by their numbers. */
        private static void addKind(ObjectNode figure, Kind kind, List<Pulse> pulses) {
            ObjectNode trace = Plotly.trace(figure, "bar").put("orientation", "h");
            trace.put("name", kind.label()).put("width", kind == Kind.IDLE ? 0.3 : 0.7);
            trace.putObject("marker")
                    .put("color", color(kind))
                    .putObject("line")
                    .put("width", 1)
                    .put("color", "#ffffff");
            trace.put("hovertemplate", "%{customdata}")
                    .put("insidetextanchor", "middle")
                    .put("textangle", 0);
            for (Pulse pulse : pulses) {
                String label = Plotly.text(pulse.label());
                String hover =
                        kind.label() + " " + label + "<br>" + pulse.start() + " ns + " + pulse.duration() + " ns";
                for (int row : pulse.rows()) {
                    Plotly.add(trace.withArray("x"), Math.max(pulse.duration(), LEAST_SHOWN));
                    Plotly.add(trace.withArray("base"), pulse.start());
                    trace.withArray("y").add(row);
                    trace.withArray("text").add(kind == Kind.IDLE ? "" : label);
                    trace.withArray("customdata").add(hover);
                }
            }
        }

        private static String color(Kind kind) {
            return switch (kind) {
                case PREPARATION -> "#7fceb9";
                case ROTATION -> "#7fb8d8";
                case INTERACTION -> "#eaae7f";
                case IDLE -> "#c5c5c5";
                case MEASUREMENT -> "#a6a6a6";
            };
        }
    }

    /** A Bloch sphere to turn with the mouse. */
    static final class Bloch {

        private static final int CIRCLE_POINTS = 72;
        private static final double AXIS_LENGTH = 1.15;
        private static final double LABEL_AT = 1.28;
        private static final double EYE_DISTANCE = 1.5;

        private Bloch() {}

        static ObjectNode of(BlochSphere sphere) {
            ObjectNode figure = Plotly.figure(sphere.title());
            addGreatCircles(figure);
            addAxes(figure);
            for (BlochSphere.Track trajectory : sphere.trajectories()) {
                ObjectNode trace = Plotly.trace(figure, "scatter3d");
                trace.set("x", Plotly.numbers(trajectory.x()));
                trace.set("y", Plotly.numbers(trajectory.y()));
                trace.set("z", Plotly.numbers(trajectory.z()));
                Plotly.style(trace, trajectory.style(), 4);
                trace.withObject("/line").put("width", 3);
                trace.put("name", Plotly.text(trajectory.label()));
                trace.put("showlegend", !trajectory.label().isEmpty());
                ArrayNode steps = trace.putArray("text");
                for (int step = 0; step < trajectory.x().size(); step++) {
                    steps.add(Integer.toString(step));
                }
                if (trajectory.numbered()) {
                    trace.put("mode", trace.get("mode").asText() + "+text").put("textposition", "top center");
                    trace.putObject("textfont").put("size", 10);
                }
                trace.put("hovertemplate", "step %{text}<br>(%{x:.4f}, %{y:.4f}, %{z:.4f})");
            }
            ObjectNode scene = Plotly.layout(figure).putObject("scene");
            for (String axis : new String[] {"xaxis", "yaxis", "zaxis"}) {
                ObjectNode node = scene.putObject(axis).put("visible", false);
                node.putArray("range").add(-LABEL_AT - 0.05).add(LABEL_AT + 0.05);
            }
            scene.put("aspectmode", "cube").put("dragmode", "orbit");
            scene.putObject("camera")
                    .putObject("eye")
                    .put("x", EYE_DISTANCE * StrictMath.cos(sphere.elevation()) * StrictMath.cos(sphere.azimuth()))
                    .put("y", EYE_DISTANCE * StrictMath.cos(sphere.elevation()) * StrictMath.sin(sphere.azimuth()))
                    .put("z", EYE_DISTANCE * StrictMath.sin(sphere.elevation()));
            return figure;
        }

        private static void addGreatCircles(ObjectNode figure) {
            ObjectNode trace = frame(figure, "#a8afba", 1.5);
            for (int plane = 0; plane < 3; plane++) {
                for (int i = 0; i <= CIRCLE_POINTS; i++) {
                    double c = StrictMath.cos(2 * Math.PI * i / CIRCLE_POINTS);
                    double s = StrictMath.sin(2 * Math.PI * i / CIRCLE_POINTS);
                    add(trace, plane == 2 ? 0 : c, plane == 0 ? s : plane == 2 ? c : 0, plane == 0 ? 0 : s);
                }
                add(trace, Double.NaN, Double.NaN, Double.NaN);
            }
        }

        private static void addAxes(ObjectNode figure) {
            ObjectNode lines = frame(figure, "#8c8c8c", 2);
            ObjectNode names = frame(figure, "#8c8c8c", 1).put("mode", "text");
            ArrayNode text = names.putArray("text");
            for (int axis = 0; axis < 3; axis++) {
                double[] unit = {axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0};
                add(lines, -unit[0], -unit[1], -unit[2]);
                add(lines, AXIS_LENGTH * unit[0], AXIS_LENGTH * unit[1], AXIS_LENGTH * unit[2]);
                add(lines, Double.NaN, Double.NaN, Double.NaN);
                add(names, LABEL_AT * unit[0], LABEL_AT * unit[1], LABEL_AT * unit[2]);
            }
            add(names, 0, 0, -LABEL_AT);
            text.add("<i>x</i>").add("<i>y</i>").add("|0⟩").add("|1⟩");
        }

        private static ObjectNode frame(ObjectNode figure, String color, double width) {
            ObjectNode trace = Plotly.trace(figure, "scatter3d").put("mode", "lines");
            trace.put("hoverinfo", "skip").put("showlegend", false);
            trace.putObject("line").put("color", color).put("width", width);
            trace.putArray("x");
            trace.putArray("y");
            trace.putArray("z");
            return trace;
        }

        private static void add(ObjectNode trace, double x, double y, double z) {
            Plotly.add(trace.withArray("x"), x);
            Plotly.add(trace.withArray("y"), y);
            Plotly.add(trace.withArray("z"), z);
        }
    }
}
