package org.strangenoise.simulate.lindblad;

import java.util.Collections;
import java.util.List;
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
                        ? DensityPasses.map(register, targets, LindbladPropagator.of(lindbladian, tolerance))
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
}
