package org.strangenoise.simulate.qudit;

import org.strangenoise.simulate.tensor.Workers;

/** {@code rho -> U rho U^dagger} with {@code U = exp(-i phases)} diagonal. */
final class PhasePass implements LevelPass {

    private final double[] cos;
    private final double[] sin;

    /** @param phases by the register's index */
    PhasePass(double[] phases) {
        cos = new double[phases.length];
        sin = new double[phases.length];
        for (int i = 0; i < phases.length; i++) {
            cos[i] = StrictMath.cos(phases[i]);
            sin[i] = StrictMath.sin(phases[i]);
        }
    }

    @Override
    public void apply(LevelBatch batch, Workers workers) {
        int d = cos.length;
        int lanes = batch.lanes;
        workers.forEach(d, (r, scratch) -> {
            for (int c = 0; c < d; c++) {
                double x = cos[r] * cos[c] + sin[r] * sin[c];
                double y = cos[r] * sin[c] - sin[r] * cos[c];
                int at = (r * d + c) * lanes;
                for (int k = at; k < at + lanes; k++) {
                    double re = batch.re[k];
                    double im = batch.im[k];
                    batch.re[k] = x * re - y * im;
                    batch.im[k] = x * im + y * re;
                }
            }
        });
    }
}
