package org.strangenoise.simulate.qudit;

import java.util.List;
import org.strangenoise.state.InitialState;
import org.strangenoise.transmon.LadderSpace;

/**
 * Density matrices of a register of several levels, some at once: entry (r, c) of state k stands at {@code (r d + c)
 * lanes + k} of split arrays.
 */
public final class LevelBatch {

    final LadderSpace space;
    final int lanes;
    final double[] re;
    final double[] im;

    public LevelBatch(LadderSpace space, int lanes) {
        this.space = space;
        this.lanes = lanes;
        int d = space.dimension();
        this.re = new double[Math.multiplyExact(d * d, lanes)];
        this.im = new double[re.length];
    }

    /** States of two-level qubits, nothing above |1>. */
    public static LevelBatch of(LadderSpace space, List<? extends InitialState> initials) {
        LevelBatch batch = new LevelBatch(space, initials.size());
        int d = space.dimension();
        int small = 1 << space.qubits();
        double[] re = new double[small * small];
        double[] im = new double[small * small];
        for (int k = 0; k < initials.size(); k++) {
            initials.get(k).writeDensity(re, im);
            for (int r = 0; r < small; r++) {
                for (int c = 0; c < small; c++) {
                    int at = (space.computational(r) * d + space.computational(c)) * batch.lanes + k;
                    batch.re[at] = re[r * small + c];
                    batch.im[at] = im[r * small + c];
                }
            }
        }
        return batch;
    }

    /** Adds the weighted states of another batch. */
    public void add(double weight, LevelBatch other) {
        for (int i = 0; i < re.length; i++) {
            re[i] += weight * other.re[i];
            im[i] += weight * other.im[i];
        }
    }

    /** A copy of one state. */
    public LevelState state(int lane) {
        int d = space.dimension();
        double[] stateRe = new double[d * d];
        double[] stateIm = new double[d * d];
        for (int i = 0; i < stateRe.length; i++) {
            stateRe[i] = re[i * lanes + lane];
            stateIm[i] = im[i * lanes + lane];
        }
        return new LevelState(space, stateRe, stateIm);
    }

    public int lanes() {
        return lanes;
    }
}
