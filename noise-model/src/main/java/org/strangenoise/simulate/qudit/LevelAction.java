package org.strangenoise.simulate.qudit;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.strangenoise.math.ChebyshevAction;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.transmon.LadderGenerator;
import org.strangenoise.transmon.LadderLindbladian;
import org.strangenoise.transmon.LadderSpace;

/**
 * A Lindbladian on the whole register applied to the state itself, where its superoperator does not fit: Chebyshev
 * expansion if nothing depends on time, Dormand-Prince 8(5,3) where pulses are shaped. One state after the other; not
 * for concurrent use.
 */
final class LevelAction implements LevelProgram.LevelPass {

    /** Density matrices that it holds beside the state. */
    static final int WORK_STATES = 16;

    private final LadderGenerator generator;
    private final LadderSpace space;
    private final double seconds;
    private final double tolerance;

    /** Damping of each entry, 1/s. */
    private final double[] damping;

    /** By qubit and column: the entry of the jump from the level above, 0 from the top. */
    private final double[][] fromAbove;

    private final double[][] fromBelow;

    LevelAction(LadderGenerator generator, double tolerance) {
        this.generator = generator;
        this.space = generator.space();
        this.seconds = generator.lindbladian().seconds();
        this.tolerance = tolerance;
        int d = space.dimension();
        double[] half = generator.halfDecay();
        this.damping = new double[d * d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                damping[r * d + c] = half[r] + half[c] + generator.dephasing(r, c);
            }
        }
        this.fromAbove = new double[space.qubits()][d];
        this.fromBelow = new double[space.qubits()][d];
        for (int q = 0; q < space.qubits(); q++) {
            LadderLindbladian.Relaxation rates =
                    generator.lindbladian().relaxations().get(q);
            for (int i = 0; i < d; i++) {
                int n = space.level(i, q);
                fromAbove[q][i] = n + 1 < space.levels(q) ? Math.sqrt(rates.down()) * rates.jump(n + 1) : 0;
                fromBelow[q][i] = n > 0 ? Math.sqrt(rates.up()) * rates.jump(n) : 0;
            }
        }
    }

    @Override
    public void apply(LevelBatch batch, Workers workers) {
        int size = damping.length;
        double[] re = batch.lanes == 1 ? batch.re : new double[size];
        double[] im = batch.lanes == 1 ? batch.im : new double[size];
        for (int lane = 0; lane < batch.lanes; lane++) {
            if (batch.lanes > 1) {
                for (int i = 0; i < size; i++) {
                    re[i] = batch.re[i * batch.lanes + lane];
                    im[i] = batch.im[i * batch.lanes + lane];
                }
            }
            evolve(re, im, workers);
            if (batch.lanes > 1) {
                for (int i = 0; i < size; i++) {
                    batch.re[i * batch.lanes + lane] = re[i];
                    batch.im[i * batch.lanes + lane] = im[i];
                }
            }
        }
    }

    private void evolve(double[] re, double[] im, Workers workers) {
        if (generator.isConstant()) {
            double[] range = spectrum();
            double decay = Arrays.stream(damping).max().orElse(0);
            new ChebyshevAction(
                            (x, y, outX, outY) -> derivative(0, 1, x, y, outX, outY, workers),
                            damping.length,
                            range[1] - range[0],
                            decay,
                            seconds,
                            tolerance)
                    .apply(re, im);
            return;
        }
        int size = damping.length;
        double[] y = new double[2 * size];
        System.arraycopy(re, 0, y, 0, size);
        System.arraycopy(im, 0, y, size, size);
        double[] partRe = new double[size];
        double[] partIm = new double[size];
        double[] outRe = new double[size];
        double[] outIm = new double[size];
        FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
                return 2 * size;
            }

            @Override
            public void computeDerivatives(double x, double[] at, double[] out) {
                System.arraycopy(at, 0, partRe, 0, size);
                System.arraycopy(at, size, partIm, 0, size);
                derivative(x * seconds, seconds, partRe, partIm, outRe, outIm, workers);
                System.arraycopy(outRe, 0, out, 0, size);
                System.arraycopy(outIm, 0, out, size, size);
            }
        };
        // The integrator's error is the root mean square over all entries.
        double each = tolerance / space.dimension();
        new DormandPrince853Integrator(1e-9, 1, each, each).integrate(equations, 0, y, 1, y);
        System.arraycopy(y, 0, re, 0, size);
        System.arraycopy(y, size, im, 0, size);
    }

    /** Gershgorin's bounds of the Hamiltonian's spectrum, rad/s. */
    private double[] spectrum() {
        double[] energies = generator.energies();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < energies.length; r++) {
            double centre = energies[r];
            double radius = 0;
            for (LadderGenerator.Part part : generator.parts()) {
                double coefficient = part.coefficient(0);
                for (int k = part.rowStarts()[r]; k < part.rowStarts()[r + 1]; k++) {
                    if (part.columns()[k] == r) {
                        centre += coefficient * part.re()[k];
                    } else {
                        radius += Math.abs(coefficient) * StrictMath.hypot(part.re()[k], part.im()[k]);
                    }
                }
            }
            low = Math.min(low, centre - radius);
            high = Math.max(high, centre + radius);
        }
        return new double[] {low, high};
    }

    /** {@code factor L(t)} of any matrix, Hermitian or not; rows are shared among threads. */
    private void derivative(
            double t, double factor, double[] re, double[] im, double[] outRe, double[] outIm, Workers workers) {
        int d = space.dimension();
        List<LadderGenerator.Part> parts = generator.parts();
        double[] coefficients =
                parts.stream().mapToDouble(part -> factor * part.coefficient(t)).toArray();
        workers.forEach(d, (r, scratch) -> {
            diagonal(r, factor, re, im, outRe, outIm);
            for (int k = 0; k < coefficients.length; k++) {
                LadderGenerator.Part part = parts.get(k);
                for (int j = part.rowStarts()[r]; j < part.rowStarts()[r + 1]; j++) {
                    // -i h X[k, :]
                    addRow(
                            coefficients[k] * part.im()[j],
                            -coefficients[k] * part.re()[j],
                            part.columns()[j] * d,
                            re,
                            im,
                            r * d,
                            outRe,
                            outIm,
                            d);
                }
                addRight(coefficients[k], part, r * d, re, im, outRe, outIm, d);
            }
            addJumps(r, factor, re, im, outRe, outIm);
        });
    }

    private void diagonal(int r, double factor, double[] re, double[] im, double[] outRe, double[] outIm) {
        double[] energies = generator.energies();
        int d = energies.length;
        int row = r * d;
        double own = energies[r];
        for (int c = 0; c < d; c++) {
            double a = -factor * damping[row + c];
            double b = factor * (energies[c] - own);
            outRe[row + c] = a * re[row + c] - b * im[row + c];
            outIm[row + c] = a * im[row + c] + b * re[row + c];
        }
    }

    private static void addRow(
            double a, double b, int from, double[] re, double[] im, int to, double[] outRe, double[] outIm, int d) {
        for (int c = 0; c < d; c++) {
            outRe[to + c] += a * re[from + c] - b * im[from + c];
            outIm[to + c] += a * im[from + c] + b * re[from + c];
        }
    }

    /** {@code i X h}: entry (r, c) gets i X(r, k) conj h(c, k). */
    private static void addRight(
            double coefficient,
            LadderGenerator.Part part,
            int row,
            double[] re,
            double[] im,
            double[] outRe,
            double[] outIm,
            int d) {
        int[] starts = part.rowStarts();
        int[] columns = part.columns();
        double[] hRe = part.re();
        double[] hIm = part.im();
        for (int c = 0; c < d; c++) {
            double x = 0;
            double y = 0;
            for (int k = starts[c]; k < starts[c + 1]; k++) {
                double a = re[row + columns[k]];
                double b = im[row + columns[k]];
                x += hIm[k] * a - hRe[k] * b;
                y += hIm[k] * b + hRe[k] * a;
            }
            outRe[row + c] += coefficient * x;
            outIm[row + c] += coefficient * y;
        }
    }

    private void addJumps(int r, double factor, double[] re, double[] im, double[] outRe, double[] outIm) {
        int d = space.dimension();
        for (int q = 0; q < fromAbove.length; q++) {
            int stride = space.stride(q);
            addJump(factor * fromAbove[q][r], fromAbove[q], stride, r, re, im, outRe, outIm, d);
            addJump(factor * fromBelow[q][r], fromBelow[q], -stride, r, re, im, outRe, outIm, d);
        }
    }

    private static void addJump(
            double rate,
            double[] weights,
            int shift,
            int r,
            double[] re,
            double[] im,
            double[] outRe,
            double[] outIm,
            int d) {
        if (rate == 0) {
            return;
        }
        int from = (r + shift) * d + shift;
        int to = r * d;
        for (int c = Math.max(0, -shift); c < Math.min(d, d - shift); c++) {
            outRe[to + c] += rate * weights[c] * re[from + c];
            outIm[to + c] += rate * weights[c] * im[from + c];
        }
    }
}
