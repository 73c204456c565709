package org.strangenoise.transmon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;
import org.strangenoise.device.PulseCalibration.Knob;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.math.NearestUnitary;

/**
 * How a rotation's pulse was adjusted, and what is left. Without noise, the unitary polar factor W of the pulse's
 * computational block, a virtual z of one angle before and after it, is brought to the rotation that is asked for.
 *
 * @param pulse what was calibrated
 * @param amplitude factor on the pulse
 * @param phase z angle phi of {@code exp(-i phi n)} before and after
 * @param detuning offset of the qubit from the drive, rad/s
 * @param infidelity average gate infidelity on the computational subspace, leakage included
 * @param leakage average leakage out of the computational subspace
 */
public record RotationCalibration(
        Pulse pulse, double amplitude, double phase, double detuning, double infidelity, double leakage) {

    static final double MAX_CHANGE = 0.2;
    static final double MAX_INFIDELITY = 1e-2;
    private static final double TOLERANCE = 1e-13;
    private static final double STEP = 1e-5;

    /**
     * A rotation by {@code exp(-i (x X + y Y))} of one transmon.
     *
     * @param levels of the transmon
     * @param anharmonicity rad/s
     * @param x half the angle about x
     * @param y half the angle about y
     * @param drag factor of the derivative
     * @param shape of the pulse
     * @param seconds its length
     * @param offset of the transmon while it lasts, rad/s
     */
    public record Pulse(
            int levels,
            double anharmonicity,
            double x,
            double y,
            double drag,
            PulseShape shape,
            double seconds,
            double offset) {

        /** The parts of the Hamiltonian, with the amplitude scaled and the qubit detuned. */
        public List<LadderLindbladian.Term> terms(
                int qubit, double amplitude, double detuning, LadderLindbladian.Timing timing) {
            List<LadderLindbladian.Term> terms = new ArrayList<>();
            terms.add(new LadderLindbladian.Energy(qubit, anharmonicity, offset + detuning));
            if (x != 0 || y != 0) {
                double factor = anharmonicity == 0 ? 0 : drag / anharmonicity;
                terms.add(new LadderLindbladian.Drive(qubit, amplitude * x, amplitude * y, factor, timing));
            }
            return terms;
        }

        ComplexMatrix target() {
            return MatrixExponential.hermitian(
                    ComplexMatrix.of(new double[][] {{0, x}, {x, 0}}, new double[][] {{0, -y}, {y, 0}}), 1);
        }

        /** The computational block of the pulse between two z rotations. */
        ComplexMatrix block(double amplitude, double phase, double detuning) {
            LadderLindbladian.Timing timing = new LadderLindbladian.Timing(shape, seconds, 0);
            LadderGenerator generator = new LadderGenerator(new LadderLindbladian(
                    List.of(levels),
                    seconds,
                    terms(0, amplitude, detuning, timing),
                    List.of(LadderLindbladian.Relaxation.NONE)));
            ComplexMatrix whole = LadderPropagator.matrix(levels, LadderPropagator.unitary(generator, TOLERANCE));
            ComplexMatrix z = ComplexMatrix.diagonal(
                    new double[] {1, StrictMath.cos(phase)}, new double[] {0, -StrictMath.sin(phase)});
            return z.times(corner(whole)).times(z);
        }

        private static ComplexMatrix corner(ComplexMatrix whole) {
            double[] re = new double[4];
            double[] im = new double[4];
            for (int k = 0; k < 4; k++) {
                re[k] = whole.re(k / 2, k % 2);
                im[k] = whole.im(k / 2, k % 2);
            }
            return ComplexMatrix.of(2, 2, re, im);
        }
    }

    /** The pulse as it is. */
    public static RotationCalibration raw(Pulse pulse) {
        return result(pulse, 1, 0, 0);
    }

    /**
     * The calibrated pulse.
     *
     * @param name of the operation and its qubit, for messages
     * @param knobs what may be turned: amplitude, phase or detuning
     * @throws CalibrationFailedException with what was reached, if the amplitude must change by more than 20% or the
     *     infidelity stays above 1e-2
     */
    public static RotationCalibration of(String name, Pulse pulse, Set<Knob> knobs) {
        if (pulse.x() == 0 && pulse.y() == 0) {
            return raw(pulse);
        }
        List<Knob> turned = List.of(Knob.AMPLITUDE, Knob.PHASE, Knob.DETUNING).stream()
                .filter(knobs::contains)
                .toList();
        double[] found = turned.isEmpty() ? new double[0] : solve(name, pulse, turned);
        RotationCalibration result = result(
                pulse,
                1 + value(turned, found, Knob.AMPLITUDE),
                value(turned, found, Knob.PHASE),
                value(turned, found, Knob.DETUNING) / pulse.seconds());
        if (Math.abs(result.amplitude() - 1) > MAX_CHANGE || !(result.infidelity() <= MAX_INFIDELITY)) {
            throw new CalibrationFailedException(String.format(
                    Locale.ROOT,
                    "%s cannot be calibrated: with %+.1f%% of amplitude it reaches an infidelity of %.2g, but at most"
                            + " 20%% and 0.01 are taken; `calibrate: none` takes the raw pulse",
                    name,
                    100 * (result.amplitude() - 1),
                    result.infidelity()));
        }
        return result;
    }

    private static double value(List<Knob> turned, double[] found, Knob knob) {
        int at = turned.indexOf(knob);
        return at < 0 ? 0 : found[at];
    }

    /** Least squares of the rotation that W is off by; amplitude as a change, detuning as a phase. */
    private static double[] solve(String name, Pulse pulse, List<Knob> turned) {
        MultivariateJacobianFunction model = point -> {
            double[] p = point.toArray();
            double[][] jacobian = new double[3][p.length];
            for (int k = 0; k < p.length; k++) {
                double[] up = p.clone();
                double[] down = p.clone();
                up[k] += STEP;
                down[k] -= STEP;
                double[] above = error(pulse, turned, up);
                double[] below = error(pulse, turned, down);
                for (int i = 0; i < 3; i++) {
                    jacobian[i][k] = (above[i] - below[i]) / (2 * STEP);
                }
            }
            return new Pair<RealVector, org.apache.commons.math3.linear.RealMatrix>(
                    new ArrayRealVector(error(pulse, turned, p)), new Array2DRowRealMatrix(jacobian));
        };
        try {
            LeastSquaresOptimizer.Optimum optimum = new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(1e-14)
                    .withParameterRelativeTolerance(1e-14)
                    .withOrthoTolerance(1e-14)
                    .optimize(new LeastSquaresBuilder()
                            .start(new double[turned.size()])
                            .target(new double[3])
                            .model(model)
                            .maxEvaluations(200)
                            .maxIterations(200)
                            .build());
            return optimum.getPoint().toArray();
        } catch (MathIllegalStateException | ArithmeticException e) {
            throw new CalibrationFailedException(name + " cannot be calibrated: the search for its "
                    + turned.toString().toLowerCase(Locale.ROOT)
                    + " does not converge; `calibrate: none` takes the raw pulse");
        }
    }

    /** The rotation vector's sines of {@code target^dagger W}, half angles; 0 where W is the target. */
    private static double[] error(Pulse pulse, List<Knob> turned, double[] p) {
        ComplexMatrix w = NearestUnitary.polarFactor(pulse.block(
                1 + value(turned, p, Knob.AMPLITUDE),
                value(turned, p, Knob.PHASE),
                value(turned, p, Knob.DETUNING) / pulse.seconds()));
        ComplexMatrix e = pulse.target().adjoint().times(w);
        // Half the phase of det e is the global phase, up to a sign that the trace decides.
        double det = StrictMath.atan2(
                e.re(0, 0) * e.im(1, 1) + e.im(0, 0) * e.re(1, 1) - e.re(0, 1) * e.im(1, 0) - e.im(0, 1) * e.re(1, 0),
                e.re(0, 0) * e.re(1, 1) - e.im(0, 0) * e.im(1, 1) - e.re(0, 1) * e.re(1, 0) + e.im(0, 1) * e.im(1, 0));
        ComplexMatrix s = e.scaled(StrictMath.cos(det / 2), -StrictMath.sin(det / 2));
        double sign = s.traceRe() < 0 ? -1 : 1;
        return new double[] {
            sign * (s.im(0, 1) + s.im(1, 0)) / 2,
            sign * (s.re(0, 1) - s.re(1, 0)) / 2,
            sign * (s.im(0, 0) - s.im(1, 1)) / 2
        };
    }

    private static RotationCalibration result(Pulse pulse, double amplitude, double phase, double detuning) {
        ComplexMatrix block = pulse.block(amplitude, phase, detuning);
        double kept = block.adjoint().times(block).traceRe();
        ComplexMatrix product = pulse.target().adjoint().times(block);
        double overlap = StrictMath.pow(product.traceRe(), 2) + StrictMath.pow(product.traceIm(), 2);
        return new RotationCalibration(pulse, amplitude, phase, detuning, 1 - (overlap + kept) / 6, 1 - kept / 2);
    }
}
