package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.kernel.LocalMap;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;
import org.strangenoise.simulate.pure.PureOperation.OneQubitMatrix;
import org.strangenoise.simulate.pure.PureOperation.PhaseFactor;
import org.strangenoise.simulate.pure.PureOperation.SeveralQubitMatrix;
import org.strangenoise.simulate.tensor.PassScheduler;
import org.strangenoise.simulate.tensor.Workers;

/** Every operation of a group on one tile after the other. */
final class PurePass {

    /** One operation on one tile in cache. */
    @FunctionalInterface
    private interface Step {
        void apply(double[] re, double[] im, int offset, int tile, AmplitudeKernel kernel, double[] scratch);
    }

    private final BitTile tile;
    private final Step[] steps;
    private int local;

    PurePass(int qubits, PassScheduler.Group<PureOperation> group) {
        this.tile = BitTile.of(qubits, group.tileMask());
        List<Step> compiled = new ArrayList<>();
        for (PureOperation operation : group.operations()) {
            compiled.add(step(operation));
        }
        this.steps = compiled.toArray(Step[]::new);
    }

    private Step step(PureOperation operation) {
        int size = tile.size();
        if (operation instanceof OneQubitMatrix one) {
            return step(one);
        }
        if (operation instanceof IsingFactor factor) {
            IsingTables tables = new IsingTables(tile, factor);
            local = Math.max(local, tables.scratch());
            return tables::apply;
        }
        if (operation instanceof PhaseFactor factor) {
            return phases(factor);
        }
        SeveralQubitMatrix several = (SeveralQubitMatrix) operation;
        int[] bits = several.qubits().stream().mapToInt(tile::bit).toArray();
        LocalMap map =
                new LocalMap(bits, several.matrix().re(), several.matrix().im());
        local = Math.max(local, map.scratch());
        return (re, im, offset, at, kernel, scratch) -> map.apply(re, im, offset, size, scratch, 0);
    }

    private Step step(OneQubitMatrix one) {
        int size = tile.size();
        int stride = 1 << tile.bit(one.qubit());
        ComplexMatrix u = one.matrix();
        double[] m = new double[8];
        boolean real = true;
        for (int k = 0; k < 4; k++) {
            m[2 * k] = u.re()[k];
            m[2 * k + 1] = u.im()[k];
            real &= u.im()[k] == 0;
        }
        return real
                ? (re, im, offset, at, kernel, scratch) -> kernel.realMatrix(re, im, offset, size, stride, m)
                : (re, im, offset, at, kernel, scratch) -> kernel.matrix(re, im, offset, size, stride, m);
    }

    private Step phases(PhaseFactor factor) {
        int count = factor.phases().length;
        double[] cos = new double[count];
        double[] sin = new double[count];
        for (int k = 0; k < count; k++) {
            cos[k] = Math.cos(factor.phases()[k]);
            sin[k] = -Math.sin(factor.phases()[k]);
        }
        int[] targets = factor.qubits().stream().mapToInt(Integer::intValue).toArray();
        return (re, im, offset, at, kernel, scratch) -> {
            int base = tile.base(at);
            for (int k = 0; k < tile.size(); k++) {
                int index = tile.index(base, k);
                int which = 0;
                for (int t = 0; t < targets.length; t++) {
                    which |= (index >> targets[t] & 1) << t;
                }
                double a = re[offset + k];
                re[offset + k] = cos[which] * a - sin[which] * im[offset + k];
                im[offset + k] = cos[which] * im[offset + k] + sin[which] * a;
            }
        };
    }

    /** Numbers of scratch that each worker needs for the operations. */
    int scratch() {
        return local;
    }

    /** Numbers in each half of the tile that each worker gathers; 0 if the pass works in place. */
    int gathered() {
        return tile.isContiguous() ? 0 : tile.size();
    }

    void apply(double[] re, double[] im, AmplitudeKernel kernel, TensorKernel copies, Workers workers) {
        int size = tile.size();
        if (tile.isContiguous()) {
            workers.forEach(tile.count(), (at, buffers) -> {
                for (Step step : steps) {
                    step.apply(re, im, at * size, at, kernel, buffers[0]);
                }
            });
            return;
        }
        workers.forEach(tile.count(), (at, buffers) -> {
            int base = tile.base(at);
            copies.gather(re, base, tile.rows(), BitTile.RUN, buffers[1], 0);
            copies.gather(im, base, tile.rows(), BitTile.RUN, buffers[2], 0);
            for (Step step : steps) {
                step.apply(buffers[1], buffers[2], 0, at, kernel, buffers[0]);
            }
            copies.scatter(buffers[1], 0, re, base, tile.rows(), BitTile.RUN);
            copies.scatter(buffers[2], 0, im, base, tile.rows(), BitTile.RUN);
        });
    }
}
