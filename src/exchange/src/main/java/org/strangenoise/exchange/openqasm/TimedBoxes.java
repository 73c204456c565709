package org.strangenoise.exchange.openqasm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Operation;
import org.strangenoise.exchange.openqasm.ImportedCircuit.Step;
import org.strangenoise.schedule.OperationDurations;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;

/**
 * Turns boxes of a stated duration into their content between barriers and a delay on every qubit for the time that is
 * left.
 */
final class TimedBoxes {

    /** Sums of durations that differ by less, relatively, are the same. */
    private static final double ROUNDING = 1e-9;

    private static final MathContext DIGITS = new MathContext(9);

    private final OperationDurations durations;
    private final Problems problems = new Problems();

    TimedBoxes(OperationDurations durations) {
        this.durations = durations;
    }

    List<Step> fill(List<Step> steps) {
        List<Step> filled = new ArrayList<>(steps.size());
        addAll(steps, filled);
        problems.throwIfErrors();
        return filled;
    }

    private void addAll(List<Step> steps, List<Step> filled) {
        for (Step step : steps) {
            if (step instanceof Step.Box box) {
                add(box, filled);
            } else {
                filled.add(step);
            }
        }
    }

    private void add(Step.Box box, List<Step> filled) {
        Step synchronised = new Step.Ideal(new Barrier(box.qubits()));
        List<Step> content = new ArrayList<>();
        addAll(box.content(), content);
        double taken = seconds(content);
        double left = box.seconds() - taken;
        filled.add(synchronised);
        filled.addAll(content);
        filled.add(synchronised);
        if (left > ROUNDING * box.seconds()) {
            box.qubits().forEach(q -> filled.add(new Step.Ideal(new Delay(q, left))));
        } else if (left < -ROUNDING * box.seconds()) {
            problems.add(Problem.error(
                    box.location(),
                    "a box's content must fit into its " + shown(box.seconds()) + " ns, but takes " + shown(taken)
                            + " ns"));
        }
    }

    /** Sums of durations without the digits that rounding made. */
    private static String shown(double seconds) {
        BigDecimal nanoseconds = new BigDecimal(seconds * 1e9).round(DIGITS);
        return nanoseconds.signum() == 0
                ? "0"
                : nanoseconds.stripTrailingZeros().toPlainString();
    }

    /** From the start, when all qubits are free, to the end of the last operation. */
    private double seconds(List<Step> content) {
        Map<Integer, Double> free = new HashMap<>();
        double last = 0;
        for (Step step : content) {
            if (step instanceof Step.Ideal ideal) {
                double end = end(ideal.operation(), free);
                ideal.operation().qubits().forEach(q -> free.put(q, end));
                last = Math.max(last, end);
            }
        }
        return last;
    }

    private double end(Operation operation, Map<Integer, Double> free) {
        double start = operation.qubits().stream()
                .mapToDouble(q -> free.getOrDefault(q, 0.0))
                .max()
                .orElse(0);
        if (operation instanceof Barrier) {
            return start;
        }
        return start + (operation instanceof Delay delay ? delay.seconds() : durations.seconds(operation));
    }
}
