package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.simulate.kernel.SparseMap;
import org.strangenoise.simulate.tensor.TensorMap;

/**
 * A map that depends on which of a few switches are on: one table entry for each combination, made at once. Switch k of
 * the table is bit k of the entry's index.
 *
 * @param switches what each bit switches
 * @param digits the qubits acted on
 * @param matrices row-major, one a combination; none for a fixed map
 * @param fixed a map of many qubits that depends on nothing and has no matrix
 */
record SwitchedMap(List<Switch> switches, int[] digits, double[][] matrices, Optional<TensorMap> fixed) {

    /** A run of one-qubit maps is not fused further when it has this many switches. */
    static final int MAX_SWITCHES = 8;

    /** A piece of noise whatever the step. */
    record Switch(String mechanism, int qubit, String operation) {}

    SwitchedMap(List<Switch> switches, int[] digits, double[][] matrices) {
        this(switches, digits, matrices, Optional.empty());
    }

    /** A map without a switch. */
    static SwitchedMap always(int[] digits, TensorMap map) {
        return map instanceof TensorMap.Local local
                ? new SwitchedMap(List.of(), digits, new double[][] {local.matrix()})
                : new SwitchedMap(List.of(), digits, new double[0][], Optional.of(map));
    }

    boolean isOneQubit() {
        return digits.length == 1;
    }

    /** First this one, then {@code next}, on the same qubits. */
    SwitchedMap then(SwitchedMap next) {
        List<Switch> all = new ArrayList<>(switches);
        Map<Switch, Integer> at = new HashMap<>();
        for (Switch s : next.switches) {
            if (!all.contains(s)) {
                all.add(s);
            }
            at.put(s, all.indexOf(s));
        }
        double[][] fused = new double[1 << all.size()][];
        int own = (1 << switches.size()) - 1;
        for (int index = 0; index < fused.length; index++) {
            int other = 0;
            for (int k = 0; k < next.switches.size(); k++) {
                other |= (index >> at.getOrDefault(next.switches.get(k), 0) & 1) << k;
            }
            fused[index] = TensorMap.product(next.matrices[other], matrices[index & own], 1 << (2 * digits.length));
        }
        return new SwitchedMap(List.copyOf(all), digits, fused);
    }

    /** The entries that any combination has; none for a map that has no matrix. */
    SparseMap pattern() {
        if (matrices.length == 0) {
            return new SparseMap(new int[0], new int[0], new int[] {0}, new int[0], new double[0]);
        }
        double[] any = new double[matrices[0].length];
        for (double[] matrix : matrices) {
            for (int i = 0; i < any.length; i++) {
                any[i] += Math.abs(matrix[i]);
            }
        }
        return SparseMap.of(any, digits);
    }
}
