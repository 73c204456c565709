package org.strangenoise.figures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Curves with optional uncertainties, labelled reference lines and an inset map. */
public record LineChart(
        String title,
        Axis xAxis,
        Axis yAxis,
        List<Series> series,
        List<ReferenceLine> references,
        @Nullable Inset inset)
        implements Panel {

    public LineChart {
        series = List.copyOf(series);
        references = List.copyOf(references);
    }

    public static LineChart of(String title, Axis xAxis, Axis yAxis, List<Series> series) {
        return new LineChart(title, xAxis, yAxis, series, List.of(), null);
    }

    public LineChart withReferences(List<ReferenceLine> newReferences) {
        return new LineChart(title, xAxis, yAxis, series, newReferences, inset);
    }

    public LineChart withInset(Inset newInset) {
        return new LineChart(title, xAxis, yAxis, series, references, newInset);
    }
}
