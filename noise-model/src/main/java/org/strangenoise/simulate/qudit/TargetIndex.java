package org.strangenoise.simulate.qudit;

import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.transmon.LadderSpace;

/**
 * Where the levels of some qubits stand in a register's index: {@code offsets[local] + rests[k]}.
 *
 * @param offsets by the qubits' own index
 * @param rests indices in which all of these qubits are in |0>
 */
record TargetIndex(int[] offsets, int[] rests) {

    static TargetIndex of(LadderSpace space, List<Integer> targets) {
        LadderSpace local = space.of(targets);
        int[] offsets = new int[local.dimension()];
        for (int i = 0; i < offsets.length; i++) {
            for (int k = 0; k < targets.size(); k++) {
                offsets[i] += local.level(i, k) * space.stride(targets.get(k));
            }
        }
        int[] rests = IntStream.range(0, space.dimension())
                .filter(i -> targets.stream().allMatch(q -> space.level(i, q) == 0))
                .toArray();
        return new TargetIndex(offsets, rests);
    }
}
