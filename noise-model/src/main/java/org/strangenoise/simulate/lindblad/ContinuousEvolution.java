package org.strangenoise.simulate.lindblad;

import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.circuit.Generator;
import org.strangenoise.math.ChebyshevAction;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.kernel.HamiltonianRows;
import org.strangenoise.simulate.kernel.IsingRelaxation;
import org.strangenoise.simulate.kernel.LindbladOperator;

/**
 * Hamiltonian and dissipation together on a dense row-major density matrix of a register, by the cheapest form that is
 * exact or keeps the tolerance. Holds work space: one instance per thread.
 */
public final class ContinuousEvolution implements DensityPass {

    /** How a Lindbladian is carried out. */
    public enum Form {
        /** Its superoperator on up to three qubits. */
        PROPAGATOR(0),
        /** Closed form of fields along z, couplings ZZ of pairs and relaxation; any number of qubits. */
        ISING(0),
        /** Chebyshev expansion of the exponential's action; constant Hamiltonians. */
        CHEBYSHEV(3),
        /** Adaptive Dormand-Prince integration; shaped pulses. */
        RUNGE_KUTTA(ShapedEvolution.WORK_STATES);

        private final int workStates;

        Form(int workStates) {
            this.workStates = workStates;
        }

        /** Work space in multiples of the density matrix itself. */
        public int workStates() {
            return workStates;
        }
    }

    private static final int MAX_PROPAGATOR_QUBITS = 3;

    private final Form form;
    private final DensityPass pass;

    private ContinuousEvolution(Form form, DensityPass pass) {
        this.form = form;
        this.pass = pass;
    }

    /**
     * The form that costs least.
     *
     * @param register number of qubits n
     * @param uses how often it will be applied; a propagator by integration pays only if used often
     */
    public static Form form(Lindbladian lindbladian, int register, int uses) {
        int k = lindbladian.qubits();
        boolean ising = RegisterTerms.isIsing(lindbladian);
        if (lindbladian.isConstant()) {
            return k < MAX_PROPAGATOR_QUBITS || (k == MAX_PROPAGATOR_QUBITS && !ising)
                    ? Form.PROPAGATOR
                    : ising ? Form.ISING : Form.CHEBYSHEV;
        }
        boolean worthwhile = uses * StrictMath.pow(4, register - k) >= StrictMath.pow(4, k);
        return k <= MAX_PROPAGATOR_QUBITS && worthwhile ? Form.PROPAGATOR : Form.RUNGE_KUTTA;
    }

    /**
     * The evolution of an instruction.
     *
     * @param register number of qubits n of the density matrix
     * @param uses how often it will be applied
     * @param tolerance error of one application relative to rho's Frobenius norm; the exponential and the closed form
     *     are exact to rounding
     */
    public static ContinuousEvolution of(
            int register, NoisyInstruction.Continuous instruction, int uses, double tolerance, int threads) {
        return of(register, instruction.qubits(), instruction.lindbladian(), uses, tolerance, threads);
    }

    /** The unitary {@code exp(-i angle axis)} of a generator on many qubits, without its matrix. */
    static ContinuousEvolution ofUnitary(
            int register, List<Integer> targets, Generator generator, double tolerance, int threads) {
        Lindbladian.Drive drive = new Lindbladian.Drive(generator.integrated(), Envelope.RECTANGULAR, 1, 0);
        return of(
                register,
                targets,
                new Lindbladian(
                        targets.size(),
                        1,
                        List.of(drive),
                        Collections.nCopies(targets.size(), Lindbladian.Relaxation.NONE)),
                1,
                tolerance,
                threads);
    }

    private static ContinuousEvolution of(
            int register, List<Integer> targets, Lindbladian lindbladian, int uses, double tolerance, int threads) {
        Form form = form(lindbladian, register, uses);
        return new ContinuousEvolution(
                form,
                form == Form.PROPAGATOR
                        ? DensityPass.map(register, targets, LindbladPropagator.of(lindbladian, tolerance))
                        : withoutSuperOperator(form, register, targets, lindbladian, tolerance, threads));
    }

    static DensityPass withoutSuperOperator(
            Form form, int register, List<Integer> targets, Lindbladian lindbladian, double tolerance, int threads) {
        if (form == Form.ISING) {
            IsingRelaxation closed = new RegisterTerms(register, targets).ising(lindbladian);
            return closed::apply;
        }
        return form == Form.CHEBYSHEV
                ? chebyshev(register, targets, lindbladian, tolerance, threads)
                : new ShapedEvolution(register, targets, lindbladian, tolerance, threads);
    }

    private static DensityPass chebyshev(
            int register, List<Integer> targets, Lindbladian lindbladian, double tolerance, int threads) {
        RegisterTerms terms = new RegisterTerms(register, targets);
        HamiltonianRows rows = terms.rows(lindbladian.drives().stream()
                .map(drive -> drive.integrated().times(drive.rate(0) * lindbladian.seconds()))
                .toList());
        LindbladOperator operator = terms.operator(lindbladian, rows, threads);
        double[] bounds = rows.bounds();
        ChebyshevAction action = new ChebyshevAction(
                operator, 1 << (2 * register), bounds[1] - bounds[0], operator.decay(), 1, tolerance);
        return action::apply;
    }

    /** How it is carried out. */
    public Form form() {
        return form;
    }

    @Override
    public void apply(double[] re, double[] im) {
        pass.apply(re, im);
    }

    /**
     * Evolution under pulses whose strength changes in time: {@code d rho/dx = T L(xT) rho} for x from 0 to 1 by the
     * Runge-Kutta method of Dormand and Prince of order 8 with adaptive steps. Holds for any Lindbladian.
     */
    static final class ShapedEvolution implements DensityPass, FirstOrderDifferentialEquations {

        /**
         * What the integrator and this class hold in density matrices: 24 packed states of half the size, two whole
         * ones.
         */
        static final int WORK_STATES = 14;

        private static final double MIN_STEP = 1e-9;
        private static final double MIN_TOLERANCE = 1e-14;

        private final Lindbladian lindbladian;
        private final double tolerance;
        private final HamiltonianRows rows;
        private final LindbladOperator operator;
        private final double[] weights;
        private final int dimension;
        /** rho as 4^n real numbers: real parts on and above the diagonal, imaginary parts below it. */
        private final double[] packed;

        private final double[] re;
        private final double[] im;
        private final double[] outRe;
        private final double[] outIm;

        /** @param tolerance error of the result relative to rho's Frobenius norm */
        ShapedEvolution(int register, List<Integer> targets, Lindbladian lindbladian, double tolerance, int threads) {
            this.lindbladian = lindbladian;
            this.tolerance = Math.max(tolerance, MIN_TOLERANCE);
            RegisterTerms terms = new RegisterTerms(register, targets);
            this.rows = terms.rows(lindbladian.drives().stream()
                    .map(Lindbladian.Drive::integrated)
                    .toList());
            this.operator = terms.operator(lindbladian, rows, threads);
            this.weights = new double[lindbladian.drives().size()];
            this.dimension = 1 << register;
            int length = dimension * dimension;
            this.packed = new double[length];
            this.re = new double[length];
            this.im = new double[length];
            this.outRe = new double[length];
            this.outIm = new double[length];
        }

        @Override
        public void apply(double[] rhoRe, double[] rhoIm) {
            pack(rhoRe, rhoIm, packed);
            double square = 0;
            for (int i = 0; i < packed.length; i++) {
                square += rhoRe[i] * rhoRe[i] + rhoIm[i] * rhoIm[i];
            }
            if (square == 0) {
                return;
            }
            // The integrator bounds the root mean square over packed components; off the diagonal each stands for two.
            double perComponent = tolerance * Math.sqrt(square / (2.0 * packed.length));
            new DormandPrince853Integrator(MIN_STEP, 1, perComponent, 0).integrate(this, 0, packed, 1, packed);
            unpack(packed, rhoRe, rhoIm);
        }

        private void pack(double[] fromRe, double[] fromIm, double[] to) {
            for (int r = 0; r < dimension; r++) {
                int row = r * dimension;
                System.arraycopy(fromIm, row, to, row, r);
                System.arraycopy(fromRe, row + r, to, row + r, dimension - r);
            }
        }

        private void unpack(double[] from, double[] toRe, double[] toIm) {
            for (int r = 0; r < dimension; r++) {
                int row = r * dimension;
                toRe[row + r] = from[row + r];
                toIm[row + r] = 0;
                for (int c = 0; c < r; c++) {
                    int mirror = c * dimension + r;
                    toRe[row + c] = from[mirror];
                    toRe[mirror] = from[mirror];
                    toIm[row + c] = from[row + c];
                    toIm[mirror] = -from[row + c];
                }
            }
        }

        @Override
        public int getDimension() {
            return packed.length;
        }

        @Override
        public void computeDerivatives(double x, double[] y, double[] derivative) {
            for (int d = 0; d < weights.length; d++) {
                weights[d] = lindbladian.drives().get(d).rate(x * lindbladian.seconds()) * lindbladian.seconds();
            }
            rows.setWeights(weights);
            unpack(y, re, im);
            operator.apply(re, im, outRe, outIm);
            pack(outRe, outIm, derivative);
        }
    }
}
