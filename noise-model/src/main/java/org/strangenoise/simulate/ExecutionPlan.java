package org.strangenoise.simulate;

import java.util.List;
import java.util.Locale;

/**
 * What a backend does with a circuit: the passes over the state between one recording and the next.
 *
 * @param method the backend's name
 * @param qubits register size
 * @param stretches one after the other
 */
public record ExecutionPlan(String method, int qubits, List<Stretch> stretches) {

    /** Bytes a second that two cores of the machine of the published numbers read and write back in place. */
    private static final double BANDWIDTH = 59e9;

    /** Floating-point operations a second of the same two cores in a complex matrix product. */
    private static final double ARITHMETIC = 95e9;

    /**
     * What leads to one recording.
     *
     * @param passes what each sweep over the state does
     * @param bytes read and written
     * @param flops floating-point operations
     */
    public record Stretch(List<String> passes, double bytes, double flops) {
        /** Keeps copies of the components. */
        public Stretch {
            passes = List.copyOf(passes);
        }
    }

    /** Keeps copies of the components. */
    public ExecutionPlan {
        stretches = List.copyOf(stretches);
    }

    /** Sweeps over the state, all stretches together. */
    public int passes() {
        return stretches.stream().mapToInt(stretch -> stretch.passes().size()).sum();
    }

    /** Bytes read and written, all stretches together. */
    public double bytes() {
        return stretches.stream().mapToDouble(Stretch::bytes).sum();
    }

    /**
     * Seconds below which two cores that read and write back 59 GB/s and do 95 Gflop/s cannot get: the larger of both
     * times. A state that fits a cache moves faster than memory.
     */
    public double floorSeconds() {
        double flops = stretches.stream().mapToDouble(Stretch::flops).sum();
        return Math.max(bytes() / BANDWIDTH, flops / ARITHMETIC);
    }

    /** A page for people; stretches that repeat are told once. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %d qubits: %d passes, %.3g bytes moved, not below %.3g s%n",
                method,
                qubits,
                passes(),
                bytes(),
                floorSeconds()));
        int from = 0;
        while (from < stretches.size()) {
            int to = from + 1;
            while (to < stretches.size() && stretches.get(to).equals(stretches.get(from))) {
                to++;
            }
            text.append(String.format("recording %d%s:%n", from + 1, to > from + 1 ? " to " + to + ", each" : ""));
            stretches.get(from).passes().forEach(pass -> text.append(String.format("  %s%n", pass)));
            from = to;
        }
        return text.toString();
    }
}
