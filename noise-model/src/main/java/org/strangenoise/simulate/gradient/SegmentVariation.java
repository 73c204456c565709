package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.simulate.tensor.TensorMap;

/**
 * How a parameter changes the maps of one segment: instruction by instruction where the instructions at neighbouring
 * values correspond, else the segment as a whole.
 */
final class SegmentVariation {

    private final Stencil stencil;
    private final List<TensorMap> base;
    private final List<List<TensorMap>> varied;
    private final boolean aligned;
    private final List<Integer> changed;

    private SegmentVariation(Stencil stencil, List<TensorMap> base, List<List<TensorMap>> varied, boolean aligned) {
        this.stencil = stencil;
        this.base = base;
        this.varied = varied;
        this.aligned = aligned;
        this.changed = aligned ? changed(base, varied) : List.of();
    }

    /**
     * Compares a segment with those at neighbouring values: as many circuits as the stencil has offsets. Where gates
     * end together, or wait for each other, a little more or less of a duration changes the order of instructions.
     */
    static SegmentVariation of(Stencil stencil, CompiledCircuit own, List<CompiledCircuit> beside, int segment) {
        return new SegmentVariation(
                stencil,
                own.segments().get(segment),
                beside.stream().map(c -> c.segments().get(segment)).toList(),
                beside.stream().allMatch(c -> c.isAlike(own, segment)));
    }

    private static List<Integer> changed(List<TensorMap> base, List<List<TensorMap>> varied) {
        List<Integer> changed = new ArrayList<>();
        for (int k = 0; k < base.size(); k++) {
            int at = k;
            if (!varied.stream().allMatch(v -> v.get(at).isSame(base.get(at)))) {
                changed.add(k);
            }
        }
        return changed;
    }

    List<TensorMap> base() {
        return base;
    }

    /** True if the segment depends on the parameter only by single instructions, or not at all. */
    boolean isAligned() {
        return aligned;
    }

    /** The instructions that depend on the parameter, where they correspond. */
    List<Integer> changed() {
        return changed;
    }

    /** {@code (dS/dp) rho} of one instruction. */
    double[] derivative(int instruction, double[] before) {
        return derivative(
                base.subList(instruction, instruction + 1),
                varied.stream()
                        .map(v -> v.subList(instruction, instruction + 1))
                        .toList(),
                before);
    }

    /** {@code (dS/dp) rho} of the whole segment. */
    double[] derivative(double[] before) {
        return derivative(base, varied, before);
    }

    private double[] derivative(List<TensorMap> from, List<List<TensorMap>> to, double[] before) {
        double[] unchanged = before.clone();
        from.forEach(map -> map.apply(unchanged));
        double[] derivative = new double[before.length];
        // The weights sum to zero: differences from the unchanged image lose no digits to it.
        for (int k = 0; k < to.size(); k++) {
            double[] image = before.clone();
            to.get(k).forEach(map -> map.apply(image));
            double weight = stencil.weights()[k];
            for (int i = 0; i < image.length; i++) {
                derivative[i] += weight * (image[i] - unchanged[i]);
            }
        }
        return derivative;
    }
}
