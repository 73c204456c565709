package org.strangenoise.simulate.qudit;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.events.EventHandler;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.transmon.LadderGenerator;
import org.strangenoise.transmon.LadderLindbladian;
import org.strangenoise.transmon.LadderPropagator;
import org.strangenoise.transmon.LadderPropagator.Block;
import org.strangenoise.transmon.LadderSpace;

/**
 * A Lindbladian on a pure state: {@code H - i/2 sum L^dagger L} until the squared norm has fallen to a random number,
 * then one of the jumps L by its probability, and so on to the end. Most times nothing jumps, and the whole way is one
 * product where its matrix fits; otherwise, and where it does not, the state is integrated.
 */
final class JumpEvolution implements LevelTrajectory.Step {

    /** Largest block of the matrix without a jump, and of one that is a single block. */
    private static final int MAX_BLOCK = 300;

    private static final int MAX_WHOLE = 100;

    /** Of the time of a jump, in units of the whole evolution. */
    private static final double TIME = 1e-12;

    private final LadderGenerator generator;
    private final double seconds;
    private final double tolerance;
    private final double[] damping;
    private final Optional<VectorBlocks> withoutJump;

    JumpEvolution(LadderSpace space, NoisyInstruction.LevelEvolution evolution, double tolerance) {
        LadderGenerator local = new LadderGenerator(evolution.lindbladian());
        this.generator = new LadderGenerator(LevelCompiler.onRegister(space, evolution));
        this.seconds = evolution.lindbladian().seconds();
        this.tolerance = tolerance;
        this.damping = generator.noJumpDamping();
        int largest = LadderPropagator.largestGroup(local.space(), local.isConserving());
        if (largest <= (local.isConserving() ? MAX_BLOCK : MAX_WHOLE)) {
            List<Block> blocks = LadderPropagator.withoutJump(local, tolerance);
            this.withoutJump = Optional.of(new VectorBlocks(space, evolution.qubits(), blocks));
        } else {
            this.withoutJump = Optional.empty();
        }
    }

    @Override
    public void apply(double[] re, double[] im, DoubleSupplier random) {
        double left = random.getAsDouble();
        if (withoutJump.isPresent()) {
            double[] x = re.clone();
            double[] y = im.clone();
            withoutJump.get().apply(x, y);
            if (LevelTrajectory.squaredNorm(x, y) > left) {
                System.arraycopy(x, 0, re, 0, x.length);
                System.arraycopy(y, 0, im, 0, y.length);
                LevelTrajectory.normalise(re, im);
                return;
            }
        }
        double time = 0;
        while (time < 1) {
            time = integrate(time, left, re, im);
            if (time < 1) {
                jump(re, im, random.getAsDouble());
                left = random.getAsDouble();
            }
            LevelTrajectory.normalise(re, im);
        }
    }

    /** Goes on until the squared norm is {@code left}, or to the end; the time reached, 1 at the end. */
    private double integrate(double from, double left, double[] re, double[] im) {
        int d = re.length;
        double[] y = new double[2 * d];
        System.arraycopy(re, 0, y, 0, d);
        System.arraycopy(im, 0, y, d, d);
        DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-13, 1, tolerance, tolerance);
        integrator.addEventHandler(new NormReached(left), 1, TIME, 200);
        double reached = integrator.integrate(new Equations(), from, y, 1, y);
        System.arraycopy(y, 0, re, 0, d);
        System.arraycopy(y, d, im, 0, d);
        return reached > 1 - 2 * TIME ? 1 : reached;
    }

    /** Stops where the squared norm has fallen to a number. */
    private record NormReached(double left) implements EventHandler {
        @Override
        public void init(double t0, double[] y0, double t) {}

        @Override
        public double g(double t, double[] y) {
            double sum = -left;
            for (double value : y) {
                sum += value * value;
            }
            return sum;
        }

        @Override
        public Action eventOccurred(double t, double[] y, boolean increasing) {
            return Action.STOP;
        }

        @Override
        public void resetState(double t, double[] y) {}
    }

    /** {@code d psi/dx = seconds (-i H - sum L^dagger L / 2) psi}, x from 0 to 1. */
    private final class Equations implements FirstOrderDifferentialEquations {
        @Override
        public int getDimension() {
            return 2 * damping.length;
        }

        @Override
        public void computeDerivatives(double x, double[] y, double[] out) {
            int d = damping.length;
            double[] energies = generator.energies();
            for (int i = 0; i < d; i++) {
                out[i] = seconds * (energies[i] * y[d + i] - damping[i] * y[i]);
                out[d + i] = seconds * (-energies[i] * y[i] - damping[i] * y[d + i]);
            }
            for (LadderGenerator.Part part : generator.parts()) {
                double factor = seconds * part.coefficient(x * seconds);
                int[] starts = part.rowStarts();
                int[] columns = part.columns();
                double[] hRe = part.re();
                double[] hIm = part.im();
                for (int r = 0; r < d; r++) {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int k = starts[r]; k < starts[r + 1]; k++) {
                        sumRe += hRe[k] * y[columns[k]] - hIm[k] * y[d + columns[k]];
                        sumIm += hRe[k] * y[d + columns[k]] + hIm[k] * y[columns[k]];
                    }
                    out[r] += factor * sumIm;
                    out[d + r] -= factor * sumRe;
                }
            }
        }
    }

    /** One of the jumps: of each qubit down, up, or n. */
    private void jump(double[] re, double[] im, double uniform) {
        LadderSpace space = generator.space();
        int n = space.qubits();
        double[] weights = new double[3 * n];
        double total = 0;
        for (int q = 0; q < n; q++) {
            LadderLindbladian.Relaxation rates =
                    generator.lindbladian().relaxations().get(q);
            for (int i = 0; i < re.length; i++) {
                double p = re[i] * re[i] + im[i] * im[i];
                int level = space.level(i, q);
                if (level > 0) {
                    weights[3 * q] += rates.down() * square(rates.jump(level)) * p;
                }
                if (level + 1 < space.levels(q)) {
                    weights[3 * q + 1] += rates.up() * square(rates.jump(level + 1)) * p;
                }
                weights[3 * q + 2] += 2 * rates.dephasing() * square(level) * p;
            }
            total += weights[3 * q] + weights[3 * q + 1] + weights[3 * q + 2];
        }
        double left = uniform * total;
        int chosen = 0;
        int last = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                last = k;
            }
        }
        while (chosen < last && (left -= weights[chosen]) >= 0) {
            chosen++;
        }
        act(chosen / 3, chosen % 3, re, im);
    }

    private void act(int qubit, int kind, double[] re, double[] im) {
        LadderSpace space = generator.space();
        LadderLindbladian.Relaxation rates =
                generator.lindbladian().relaxations().get(qubit);
        int stride = space.stride(qubit);
        int levels = space.levels(qubit);
        for (int rest = 0; rest < re.length; rest++) {
            if (space.level(rest, qubit) > 0) {
                continue;
            }
            if (kind == 2) {
                for (int level = 0; level < levels; level++) {
                    re[rest + level * stride] *= level;
                    im[rest + level * stride] *= level;
                }
            } else if (kind == 0) {
                for (int level = 0; level < levels; level++) {
                    move(level + 1 < levels ? rates.jump(level + 1) : 0, rest + level * stride, stride, re, im);
                }
            } else {
                for (int level = levels - 1; level >= 0; level--) {
                    move(level > 0 ? rates.jump(level) : 0, rest + level * stride, -stride, re, im);
                }
            }
        }
    }

    /** An amplitude becomes a factor times its neighbour. */
    private static void move(double factor, int to, int distance, double[] re, double[] im) {
        re[to] = factor == 0 ? 0 : factor * re[to + distance];
        im[to] = factor == 0 ? 0 : factor * im[to + distance];
    }

    private static double square(double x) {
        return x * x;
    }
}
