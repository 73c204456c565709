package org.strangenoise.simulate.pure;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.kernel.LocalMap;
import org.strangenoise.simulate.tensor.Workers;

/**
 * One quantum trajectory (Dalibard, Castin, Molmer 1992): the state evolves without jumps, unnormalised, until its
 * squared norm falls below a random number; the jump is drawn, the state normalised, and so on. The no-jump evolution
 * of a whole segment is one compiled program; only a segment with a jump is taken apart, by halves.
 */
public final class Trajectory {

    private final double[] re;
    private final double[] im;
    private final double[] savedRe;
    private final double[] savedIm;
    private final AmplitudeKernel kernel;
    private double norm = 1;
    private double threshold;

    /** @param saved two arrays of 2^n for copies; trajectories that do not run at once may share them */
    public Trajectory(int qubits, double[][] saved, AmplitudeKernel kernel) {
        this.re = new double[1 << qubits];
        this.im = new double[1 << qubits];
        this.savedRe = saved[0];
        this.savedIm = saved[1];
        this.kernel = kernel;
    }

    /** Real parts of the unnormalised amplitudes. */
    public double[] re() {
        return re;
    }

    /** Imaginary parts of the unnormalised amplitudes. */
    public double[] im() {
        return im;
    }

    /** The squared norm. */
    public double norm() {
        return norm;
    }

    /** Starts anew from what the amplitudes now hold. */
    public void start(DoubleSupplier random) {
        norm = 1;
        threshold = random.getAsDouble();
    }

    /** Carries out a segment. */
    public void advance(JumpTree segment, DoubleSupplier random, Workers workers) {
        if (!segment.hasJumps()) {
            segment.program().run(re, im, kernel, workers);
            return;
        }
        System.arraycopy(re, 0, savedRe, 0, re.length);
        System.arraycopy(im, 0, savedIm, 0, im.length);
        segment.program().run(re, im, kernel, workers);
        double after = segment.knownFactor().isPresent()
                ? norm * segment.knownFactor().getAsDouble()
                : PureProgram.norm(re, im, kernel, workers);
        if (after >= threshold) {
            norm = after;
            return;
        }
        System.arraycopy(savedRe, 0, re, 0, re.length);
        System.arraycopy(savedIm, 0, im, 0, im.length);
        Optional<List<JumpTree>> halves = segment.halves();
        if (halves.isPresent()) {
            for (JumpTree half : halves.get()) {
                advance(half, random, workers);
            }
        } else {
            jump(segment, random, workers);
        }
    }

    private void jump(JumpTree leaf, DoubleSupplier random, Workers workers) {
        int[] targets = leaf.targets();
        double[] weights = leaf.unravelling().jumpWeights(reduced(targets));
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double chosen = random.getAsDouble() * total;
        int which = 0;
        while (which < weights.length - 1 && chosen >= weights[which]) {
            chosen -= weights[which++];
        }
        ComplexMatrix operator = leaf.unravelling().jumps().get(which);
        new LocalMap(targets, operator.re(), operator.im()).apply(re, im);
        double scale = 1 / Math.sqrt(PureProgram.norm(re, im, kernel, workers));
        for (int b = 0; b < re.length; b++) {
            re[b] *= scale;
            im[b] *= scale;
        }
        norm = 1;
        threshold = random.getAsDouble();
    }

    /** The unnormalised density matrix of the targets, bit k of its index belonging to the k-th. */
    private ComplexMatrix reduced(int[] targets) {
        int size = 1 << targets.length;
        double[] outRe = new double[size * size];
        double[] outIm = new double[size * size];
        int mask = 0;
        for (int target : targets) {
            mask |= 1 << target;
        }
        int[] offsets = new int[size];
        for (int local = 0; local < size; local++) {
            for (int k = 0; k < targets.length; k++) {
                offsets[local] |= (local >> k & 1) << targets[k];
            }
        }
        int others = (re.length - 1) & ~mask;
        int base = 0;
        do {
            for (int r = 0; r < size; r++) {
                double a = re[base + offsets[r]];
                double b = im[base + offsets[r]];
                for (int c = 0; c < size; c++) {
                    double x = re[base + offsets[c]];
                    double y = im[base + offsets[c]];
                    outRe[r * size + c] += a * x + b * y;
                    outIm[r * size + c] += b * x - a * y;
                }
            }
            base = (base - others) & others;
        } while (base != 0);
        return ComplexMatrix.of(size, size, outRe, outIm);
    }
}
