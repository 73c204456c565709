package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.strangenoise.figures.BlochSphere;

/** A Bloch sphere to turn with the mouse. */
final class PlotlyBloch {

    private static final int CIRCLE_POINTS = 72;
    private static final double AXIS_LENGTH = 1.15;
    private static final double LABEL_AT = 1.28;
    private static final double EYE_DISTANCE = 1.5;

    private PlotlyBloch() {}

    static ObjectNode of(BlochSphere sphere) {
        ObjectNode figure = Plotly.figure(sphere.title());
        addGreatCircles(figure);
        addAxes(figure);
        for (BlochSphere.Trajectory trajectory : sphere.trajectories()) {
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
