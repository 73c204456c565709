package org.strangenoise.transmon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.PulseCalibration.Knob;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;

/**
 * What an exchange pulse of n transmons does to their symmetric states, and how its duration was adjusted. The pulse
 * keeps the number of excitations, so that it gives each Dicke state an amplitude; kappa and the z angle are those
 * whose {@code exp(-i (kappa m^2 / n + z m))}, m = n/2, ..., -n/2, has the highest average fidelity with these.
 *
 * @param pulse what was calibrated
 * @param scale factor on the duration
 * @param kappa that the pulse of this duration makes
 * @param phase z angle of each qubit that it makes beside
 * @param cubicPhase coefficient of m^3 in the phases that are left, rad; 0 for two qubits
 * @param infidelity average infidelity on the symmetric subspace with the kick that was asked for, z removed where that
 *     is calibrated
 * @param leakage average leakage out of it
 */
public record InteractionCalibration(
        Pulse pulse, double scale, double kappa, double phase, double cubicPhase, double infidelity, double leakage) {

    /** Beyond, an eigendecomposition takes seconds. */
    private static final int MAX_BLOCK = 600;

    private static final double TOLERANCE = 1e-12;

    /**
     * An exchange pulse of equal couplings, {@code H = -(kappa / (n T)) sum (a^dagger b + b^dagger a)}.
     *
     * @param levels of each transmon
     * @param anharmonicities rad/s
     * @param detunings rad/s while it lasts
     * @param kappa strength that is asked for
     * @param envelope and rise time of the pulse, seconds
     * @param seconds its nominal length
     */
    public record Pulse(
            List<Integer> levels,
            List<Double> anharmonicities,
            List<Double> detunings,
            double kappa,
            Envelope envelope,
            double riseSeconds,
            double seconds) {

        /** Keeps copies of the components. */
        public Pulse {
            levels = List.copyOf(levels);
            anharmonicities = List.copyOf(anharmonicities);
            detunings = List.copyOf(detunings);
        }

        private LadderGenerator generator(double scale) {
            int n = levels.size();
            double length = scale * seconds;
            LadderLindbladian.Timing timing =
                    new LadderLindbladian.Timing(new PulseShape(envelope, riseSeconds / length), length, 0);
            List<LadderLindbladian.Term> terms = new ArrayList<>();
            List<LadderLindbladian.Relaxation> relaxations = new ArrayList<>();
            for (int q = 0; q < n; q++) {
                terms.add(new LadderLindbladian.Energy(q, anharmonicities.get(q), detunings.get(q)));
                relaxations.add(LadderLindbladian.Relaxation.NONE);
                for (int other = 0; other < q; other++) {
                    terms.add(new LadderLindbladian.Exchange(other, q, -scale * kappa / n, timing));
                }
            }
            return new LadderGenerator(new LadderLindbladian(levels, length, terms, relaxations));
        }
    }

    /** The amplitudes of the Dicke states after the pulse, by the factor on its duration. */
    private interface Amplitudes {
        /** Real parts, then imaginary parts, by number of excitations. */
        double[][] at(double scale);
    }

    /** The pulse as it is. */
    public static InteractionCalibration raw(String name, Pulse pulse) {
        return of(name, pulse, Set.of());
    }

    /**
     * The calibrated pulse.
     *
     * @param knobs what may be turned: kappa, phase
     * @throws CalibrationFailedException with what was reached, if the duration must change by more than 20% or the
     *     infidelity stays above 1e-2
     */
    public static InteractionCalibration of(String name, Pulse pulse, Set<Knob> knobs) {
        Amplitudes amplitudes = amplitudes(name, pulse);
        boolean turnsKappa = knobs.contains(Knob.KAPPA);
        double scale = turnsKappa ? scale(pulse, amplitudes) : 1;
        InteractionCalibration result = result(pulse, scale, amplitudes, knobs.contains(Knob.PHASE));
        boolean far = Math.abs(scale - 1) > RotationCalibration.MAX_CHANGE
                || Math.abs(result.kappa() - pulse.kappa()) > 1e-6 * Math.abs(pulse.kappa());
        if ((turnsKappa && far) || (!knobs.isEmpty() && !(result.infidelity() <= RotationCalibration.MAX_INFIDELITY))) {
            throw new CalibrationFailedException(String.format(
                    Locale.ROOT,
                    "%s cannot be calibrated: with %+.1f%% of its duration it reaches kappa %.4g and an infidelity of"
                            + " %.2g, but at most 20%% and 0.01 are taken; `calibrate: none` takes the raw pulse",
                    name,
                    100 * (scale - 1),
                    result.kappa(),
                    result.infidelity()));
        }
        return result;
    }

    /** True if a register is small enough to be calibrated. */
    public static boolean isFeasible(List<Integer> levels) {
        return largestBlock(new LadderSpace(levels)) <= MAX_BLOCK;
    }

    private static int largestBlock(LadderSpace space) {
        int[] counts = new int[space.qubits() + 1];
        for (int i = 0; i < space.dimension(); i++) {
            int k = space.excitations(i);
            if (k < counts.length) {
                counts[k]++;
            }
        }
        return Arrays.stream(counts).max().orElse(0);
    }

    private static Amplitudes amplitudes(String name, Pulse pulse) {
        LadderSpace space = new LadderSpace(pulse.levels());
        int largest = largestBlock(space);
        if (largest > MAX_BLOCK) {
            throw new CalibrationFailedException(name + " cannot be calibrated: its largest block has " + largest
                    + " states, but at most " + MAX_BLOCK + " are taken; `calibrate: none` takes the raw pulse");
        }
        LadderGenerator generator = pulse.generator(1);
        int n = space.qubits();
        List<int[]> blocks = new ArrayList<>();
        for (int k = 0; k <= n; k++) {
            blocks.add(indices(space, k));
        }
        if (!generator.isConstant()) {
            return scale -> shaped(pulse.generator(scale), n);
        }
        // Of a constant Hamiltonian the spectral weights of each Dicke state give the amplitude at any duration.
        List<double[]> energies = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        for (int[] block : blocks) {
            HermitianEigen eigen = HermitianEigen.of(hamiltonian(generator, block));
            ComplexMatrix vectors = eigen.eigenvectors();
            double[] weight = new double[block.length];
            double[] dicke = dicke(space, block);
            for (int j = 0; j < weight.length; j++) {
                double re = 0;
                double im = 0;
                for (int i = 0; i < weight.length; i++) {
                    re += dicke[i] * vectors.re(i, j);
                    im += dicke[i] * vectors.im(i, j);
                }
                weight[j] = re * re + im * im;
            }
            energies.add(eigen.eigenvalues());
            weights.add(weight);
        }
        return scale -> {
            double[][] sums = new double[2][n + 1];
            for (int k = 0; k <= n; k++) {
                for (int j = 0; j < weights.get(k).length; j++) {
                    double angle = energies.get(k)[j] * scale * pulse.seconds();
                    sums[0][k] += weights.get(k)[j] * StrictMath.cos(angle);
                    sums[1][k] -= weights.get(k)[j] * StrictMath.sin(angle);
                }
            }
            return sums;
        };
    }

    private static double[][] shaped(LadderGenerator generator, int n) {
        double[][] sums = new double[2][n + 1];
        for (LadderPropagator.Block block : LadderPropagator.unitary(generator, TOLERANCE)) {
            int k = generator.space().excitations(block.indices()[0]);
            if (k <= n) {
                double[] dicke = dicke(generator.space(), block.indices());
                for (int i = 0; i < dicke.length; i++) {
                    for (int j = 0; j < dicke.length; j++) {
                        sums[0][k] += dicke[i] * dicke[j] * block.matrix().re(i, j);
                        sums[1][k] += dicke[i] * dicke[j] * block.matrix().im(i, j);
                    }
                }
            }
        }
        return sums;
    }

    private static int[] indices(LadderSpace space, int excitations) {
        return IntStream.range(0, space.dimension())
                .filter(i -> space.excitations(i) == excitations)
                .toArray();
    }

    private static ComplexMatrix hamiltonian(LadderGenerator generator, int[] block) {
        int[] position = new int[generator.space().dimension()];
        double[] re = new double[block.length * block.length];
        for (int i = 0; i < block.length; i++) {
            position[block[i]] = i;
        }
        for (int i = 0; i < block.length; i++) {
            re[i * block.length + i] = generator.energies()[block[i]];
            for (LadderGenerator.Part part : generator.parts()) {
                for (int k = part.rowStarts[block[i]]; k < part.rowStarts[block[i] + 1]; k++) {
                    re[i * block.length + position[part.columns[k]]] += part.coefficient(0) * part.re[k];
                }
            }
        }
        return ComplexMatrix.of(block.length, block.length, re, new double[re.length]);
    }

    /** Amplitudes of the Dicke state on a block's basis states; 0 outside of the computational subspace. */
    private static double[] dicke(LadderSpace space, int[] block) {
        double[] amplitudes = new double[block.length];
        int inside = 0;
        for (int i = 0; i < block.length; i++) {
            if (space.isComputational(block[i])) {
                amplitudes[i] = 1;
                inside++;
            }
        }
        for (int i = 0; i < block.length; i++) {
            amplitudes[i] /= Math.sqrt(Math.max(1, inside));
        }
        return amplitudes;
    }

    /** The factor at which the pulse makes the kappa that is asked for, by the secant method. */
    private static double scale(Pulse pulse, Amplitudes amplitudes) {
        if (pulse.kappa() == 0) {
            return 1;
        }
        double before = 1;
        double errorBefore = best(pulse, 1, amplitudes.at(1))[0] / pulse.kappa() - 1;
        double scale = 1 / (1 + errorBefore);
        for (int k = 0; k < 60 && Math.abs(scale - 1) < 0.5; k++) {
            double error = best(pulse, scale, amplitudes.at(scale))[0] / pulse.kappa() - 1;
            if (Math.abs(error) < 1e-13 || error == errorBefore) {
                break;
            }
            double next = scale - error * (scale - before) / (error - errorBefore);
            before = scale;
            errorBefore = error;
            scale = next;
        }
        return scale;
    }

    /** kappa and z of the highest average fidelity: Newton's method from the best of a grid about the nominal kick. */
    private static double[] best(Pulse pulse, double scale, double[][] amplitudes) {
        double nominal = scale * pulse.kappa();
        double width = Math.max(0.2, 0.3 * Math.abs(nominal));
        double kappa = nominal;
        double z = 0;
        double value = -1;
        for (int i = -12; i <= 12; i++) {
            for (int j = -24; j < 24; j++) {
                double[] f = overlap(amplitudes, nominal + width * i / 12, Math.PI * j / 24);
                double square = f[0] * f[0] + f[1] * f[1];
                // Where several are equally good, as every kappa for one qubit, the nearest to the nominal one.
                double worth = square - 1e-9 * (Math.abs(i) + Math.abs(j));
                if (worth > value) {
                    value = worth;
                    kappa = nominal + width * i / 12;
                    z = Math.PI * j / 24;
                }
            }
        }
        for (int k = 0; k < 50; k++) {
            double[] f = overlap(amplitudes, kappa, z);
            // |f|^2 and its derivatives: f = sum A e^{i(kappa u + z m)}, f_k = sum i u A e^..., and so on.
            double gk = 2 * (f[0] * f[2] + f[1] * f[3]);
            double gz = 2 * (f[0] * f[4] + f[1] * f[5]);
            double hkk = 2 * (f[2] * f[2] + f[3] * f[3] + f[0] * f[6] + f[1] * f[7]);
            double hkz = 2 * (f[2] * f[4] + f[3] * f[5] + f[0] * f[8] + f[1] * f[9]);
            double hzz = 2 * (f[4] * f[4] + f[5] * f[5] + f[0] * f[10] + f[1] * f[11]);
            double det = hkk * hzz - hkz * hkz;
            if (!(det > 0) || hkk >= 0) {
                break;
            }
            double dk = (hzz * gk - hkz * gz) / det;
            double dz = (hkk * gz - hkz * gk) / det;
            kappa -= dk;
            z -= dz;
            if (Math.abs(dk) + Math.abs(dz) < 1e-15) {
                break;
            }
        }
        return new double[] {kappa, z};
    }

    /** {@code f = sum_k A_k e^{i (kappa m^2/n + z m)}} and its derivatives by kappa, z, kappa kappa, kappa z, z z. */
    private static double[] overlap(double[][] amplitudes, double kappa, double z) {
        int n = amplitudes[0].length - 1;
        double[] f = new double[12];
        for (int k = 0; k <= n; k++) {
            double m = n / 2.0 - k;
            double u = m * m / n;
            double c = StrictMath.cos(kappa * u + z * m);
            double s = StrictMath.sin(kappa * u + z * m);
            double re = amplitudes[0][k] * c - amplitudes[1][k] * s;
            double im = amplitudes[0][k] * s + amplitudes[1][k] * c;
            f[0] += re;
            f[1] += im;
            f[2] -= u * im;
            f[3] += u * re;
            f[4] -= m * im;
            f[5] += m * re;
            f[6] -= u * u * re;
            f[7] -= u * u * im;
            f[8] -= u * m * re;
            f[9] -= u * m * im;
            f[10] -= m * m * re;
            f[11] -= m * m * im;
        }
        return f;
    }

    private static InteractionCalibration result(
            Pulse pulse, double scale, Amplitudes amplitudes, boolean phaseIsRemoved) {
        double[][] found = amplitudes.at(scale);
        double[] best = best(pulse, scale, found);
        int d = found[0].length;
        double kept = 0;
        for (int k = 0; k < d; k++) {
            kept += found[0][k] * found[0][k] + found[1][k] * found[1][k];
        }
        double[] f = overlap(found, pulse.kappa(), phaseIsRemoved ? best[1] : 0);
        double fidelity = (f[0] * f[0] + f[1] * f[1] + kept) / (d * (d + 1.0));
        return new InteractionCalibration(
                pulse, scale, best[0], best[1], cubic(found, best), 1 - fidelity, 1 - kept / d);
    }

    /** Least-squares coefficient of m^3 in the phases that kappa and z leave, beside a constant, m and m^2. */
    private static double cubic(double[][] amplitudes, double[] best) {
        int n = amplitudes[0].length - 1;
        if (n < 3) {
            return 0;
        }
        // m^3 less its projection on m; it is orthogonal to 1 and m^2 as m is symmetric about 0.
        double m2 = 0;
        double m4 = 0;
        for (int k = 0; k <= n; k++) {
            double m = n / 2.0 - k;
            m2 += m * m;
            m4 += m * m * m * m;
        }
        double[] f = overlap(amplitudes, best[0], best[1]);
        double common = StrictMath.atan2(f[1], f[0]);
        double sum = 0;
        double norm = 0;
        for (int k = 0; k <= n; k++) {
            double m = n / 2.0 - k;
            double shape = m * m * m - m * m4 / m2;
            double phase = Math.IEEEremainder(
                    -StrictMath.atan2(amplitudes[1][k], amplitudes[0][k]) - best[0] * m * m / n - best[1] * m + common,
                    2 * Math.PI);
            sum += shape * phase;
            norm += shape * shape;
        }
        return sum / norm;
    }
}
