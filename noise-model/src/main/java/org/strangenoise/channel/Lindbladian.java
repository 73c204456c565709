package org.strangenoise.channel;

import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliSum;

/**
 * Hamiltonian and dissipation acting together for a time:
 *
 * <p>{@code d rho/dt = -i [H(t), rho] + sum_q (down_q D[s-] + up_q D[s+] + dephasing_q / 2 D[Z]) rho}, with {@code D[L]
 * rho = L rho L^dagger - (L^dagger L rho + rho L^dagger L) / 2}, {@code s- = |0><1|}.
 *
 * @param qubits number of qubits n; local qubit k is bit k of an index and letter k of a Pauli string
 * @param seconds how long
 * @param drives the parts of H(t), over hbar; empty for none
 * @param relaxations one entry a qubit
 */
public record Lindbladian(int qubits, double seconds, List<Drive> drives, List<Relaxation> relaxations) {

    /**
     * One part of the Hamiltonian: {@code integrated * (f((offset + t) / length)) / length}, t from the Lindbladian's
     * start.
     *
     * @param integrated the whole pulse's integral of H over time (dimensionless)
     * @param envelope the pulse's shape f
     * @param length seconds, the whole pulse
     * @param offset seconds of the pulse that are over when the Lindbladian starts
     */
    public record Drive(PauliSum integrated, Envelope envelope, double length, double offset) {
        /** Checks the components. */
        public Drive {
            if (!(length > 0)) {
                throw new IllegalArgumentException("Argument `length` must be positive, but is " + length + " s");
            }
        }

        /** Rate at time t after the Lindbladian's start, in 1/s: H(t) = rate(t) integrated. */
        public double rate(double t) {
            return envelope.value((offset + t) / length) / length;
        }

        /** True if the rate does not depend on time. */
        public boolean isConstant() {
            return envelope == Envelope.RECTANGULAR;
        }
    }

    /**
     * The rates of one qubit in 1/s.
     *
     * @param down jump |1> to |0>, (1 - p1) / T1
     * @param up jump |0> to |1>, p1 / T1
     * @param dephasing 1 / Tphi: pure decay of the coherence
     */
    public record Relaxation(double down, double up, double dephasing) {
        /** No dissipation. */
        public static final Relaxation NONE = new Relaxation(0, 0, 0);

        /** Checks the components. */
        public Relaxation {
            if (!(down >= 0 && up >= 0 && dephasing >= 0)) {
                throw new IllegalArgumentException("Arguments `down`, `up`, `dephasing` must not be negative, but are "
                        + down + ", " + up + ", " + dephasing);
            }
        }

        /** Both at the same time. */
        public Relaxation plus(Relaxation other) {
            return new Relaxation(down + other.down, up + other.up, dephasing + other.dephasing);
        }

        /** All rates times a factor. */
        public Relaxation times(double factor) {
            return new Relaxation(down * factor, up * factor, dephasing * factor);
        }
    }

    /** Checks the components, of which it keeps copies. */
    public Lindbladian {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("Argument `seconds` must be finite and not negative, but is " + seconds);
        }
        if (relaxations.size() != qubits) {
            throw new IllegalArgumentException("Argument `relaxations` must have one entry for each of " + qubits
                    + " qubits, but has " + relaxations.size());
        }
        drives = List.copyOf(drives);
        relaxations = List.copyOf(relaxations);
    }

    /** True if H does not depend on time. */
    public boolean isConstant() {
        return drives.stream().allMatch(Drive::isConstant);
    }

    /** H(t) over hbar as a 2^n x 2^n matrix in 1/s. */
    public ComplexMatrix hamiltonian(double t) {
        ComplexMatrix h = ComplexMatrix.zero(1 << qubits, 1 << qubits);
        for (Drive drive : drives) {
            h = h.plus(drive.rate(t), drive.integrated().matrix());
        }
        return h;
    }

    /** The dissipators as a 4^n x 4^n matrix in 1/s on row-major vectors. */
    public ComplexMatrix dissipator() {
        int d = 1 << qubits;
        ComplexMatrix sum = ComplexMatrix.zero(d * d, d * d);
        for (int q = 0; q < qubits; q++) {
            Relaxation r = relaxations.get(q);
            sum = sum.plus(r.down(), dissipator(embedded(q, 0, 1)))
                    .plus(r.up(), dissipator(embedded(q, 1, 0)))
                    .plus(r.dephasing() / 2, dissipator(embeddedZ(q)));
        }
        return sum;
    }

    /** The commutator part {@code -i (H (x) 1 - 1 (x) H^T)} on row-major vectors. */
    public static ComplexMatrix commutator(ComplexMatrix h) {
        ComplexMatrix one = ComplexMatrix.identity(h.rows());
        return h.kronecker(one).minus(one.kronecker(h.transpose())).scaled(0, -1);
    }

    private static ComplexMatrix dissipator(ComplexMatrix jump) {
        ComplexMatrix one = ComplexMatrix.identity(jump.rows());
        ComplexMatrix square = jump.adjoint().times(jump);
        return jump.kronecker(jump.conjugate())
                .plus(-0.5, square.kronecker(one))
                .plus(-0.5, one.kronecker(square.transpose()));
    }

    private ComplexMatrix embedded(int qubit, int to, int from) {
        double[] re = new double[4];
        re[to * 2 + from] = 1;
        return embed(qubit, ComplexMatrix.of(2, 2, re, new double[4]));
    }

    private ComplexMatrix embeddedZ(int qubit) {
        return embed(qubit, ComplexMatrix.ofReal(new double[] {1, 0}, new double[] {0, -1}));
    }

    private ComplexMatrix embed(int qubit, ComplexMatrix local) {
        return ComplexMatrix.identity(1 << (qubits - 1 - qubit))
                .kronecker(local)
                .kronecker(ComplexMatrix.identity(1 << qubit));
    }
}
