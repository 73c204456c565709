package org.strangenoise.figures;

/** One plot of a {@link Figure}. */
public sealed interface Panel permits HeatMap, LineChart, Scatter, BlochSphere, PulseSequence, PauliBars, BarChart {

    /** A short heading above the plot; may be empty. */
    String title();
}
