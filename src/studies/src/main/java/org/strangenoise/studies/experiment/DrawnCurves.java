package org.strangenoise.studies.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One curve of every drawn device.
 *
 * @param values {@code [device][point]}
 */
public record DrawnCurves(double[][] values) {

    /**
     * The same curves of every drawn device, curve by curve.
     *
     * @param drawn by device, {@code [curve][point]}; at least one
     */
    public static List<DrawnCurves> of(List<double[][]> drawn) {
        return IntStream.range(0, drawn.get(0).length)
                .mapToObj(curve -> new DrawnCurves(
                        drawn.stream().map(device -> device[curve]).toArray(double[][]::new)))
                .toList();
    }

    /** Where the middle 68% of them lie. */
    public ConfidenceBand band() {
        return new ConfidenceBand(quantile(ConfidenceBand.LOW), quantile(ConfidenceBand.HIGH));
    }

    /** The quantile of the devices at each point, linear between neighbours; NaN where a device has no value. */
    public double[] quantile(double level) {
        double[] quantiles = new double[values[0].length];
        for (int k = 0; k < quantiles.length; k++) {
            double[] sorted = at(k);
            Arrays.sort(sorted);
            double place = level * (sorted.length - 1);
            int low = (int) Math.floor(place);
            int high = Math.min(low + 1, sorted.length - 1);
            boolean complete = !Double.isNaN(sorted[sorted.length - 1]);
            quantiles[k] = complete ? sorted[low] + (place - low) * (sorted[high] - sorted[low]) : Double.NaN;
        }
        return quantiles;
    }

    /** The standard deviation of the devices at each point. */
    public double[] deviation() {
        return IntStream.range(0, values[0].length)
                .mapToDouble(k -> deviation(at(k)))
                .toArray();
    }

    private double[] at(int point) {
        return Arrays.stream(values).mapToDouble(curve -> curve[point]).toArray();
    }

    private static double deviation(double[] sample) {
        double mean = Arrays.stream(sample).average().orElseThrow();
        return Math.sqrt(Arrays.stream(sample).map(v -> (v - mean) * (v - mean)).sum() / (sample.length - 1));
    }
}
