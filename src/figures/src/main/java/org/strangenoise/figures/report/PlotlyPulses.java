package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.figures.PulseSequence.Kind;
import org.strangenoise.figures.PulseSequence.Pulse;

/** Operations in time as lying bars, a trace for every kind. */
final class PlotlyPulses {

    private static final double LEAST_SHOWN = 0.3;

    private PlotlyPulses() {}

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
        trace.put("name", name(kind)).put("width", kind == Kind.IDLE ? 0.3 : 0.7);
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
            String hover = name(kind) + " " + label + "<br>" + pulse.start() + " ns + " + pulse.duration() + " ns";
            for (int row : pulse.rows()) {
                Plotly.add(trace.withArray("x"), Math.max(pulse.duration(), LEAST_SHOWN));
                Plotly.add(trace.withArray("base"), pulse.start());
                trace.withArray("y").add(row);
                trace.withArray("text").add(kind == Kind.IDLE ? "" : label);
                trace.withArray("customdata").add(hover);
            }
        }
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case PREPARATION -> "preparation";
            case ROTATION -> "rotation";
            case INTERACTION -> "interaction";
            case IDLE -> "idle";
            case MEASUREMENT -> "measurement";
        };
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
