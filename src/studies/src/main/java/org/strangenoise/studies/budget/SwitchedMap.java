package org.strangenoise.studies.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.simulate.tensor.TensorMap;

/**
 * A map that depends on which of a few switches are on: one table entry for each combination, made at once. Switch k of
 * the table is bit k of the entry's index.
 *
 * @param switches what each bit switches
 * @param digits the qubits acted on
 * @param matrices row-major, one a combination; none for a fixed map
 * @param fixed a map of several qubits that depends on nothing
 */
record SwitchedMap(List<Switch> switches, int[] digits, double[][] matrices, Optional<TensorMap> fixed) {

    /** A run of one-qubit maps is not fused further when it has this many switches. */
    static final int MAX_SWITCHES = 8;

    /** A piece of noise whatever the step. */
    record Switch(String mechanism, int qubit, String operation) {}

    SwitchedMap(List<Switch> switches, int[] digits, double[][] matrices) {
        this(switches, digits, matrices, Optional.empty());
    }

    /** A map of one qubit without a switch. */
    static SwitchedMap always(int qubit, double[] matrix) {
        return new SwitchedMap(List.of(), new int[] {qubit}, new double[][] {matrix});
    }

    /** A map of several qubits without a switch. */
    static SwitchedMap fixed(int[] digits, TensorMap map) {
        return new SwitchedMap(List.of(), digits, new double[0][], Optional.of(map));
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

    /** One map a combination. */
    TensorMap[] maps() {
        return fixed.map(map -> new TensorMap[] {map})
                .orElseGet(() -> Arrays.stream(matrices)
                        .map(m -> TensorMap.local(digits, m))
                        .toArray(TensorMap[]::new));
    }
}
