package org.strangenoise.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.ComplexMatrix;

/**
 * A completely positive, trace-preserving map on n qubits, in four views that agree. Bit k of a matrix index belongs to
 * the channel's k-th qubit.
 */
public final class QuantumChannel {

    /** How far from CPTP a channel may be when it is made. */
    public static final double TOLERANCE = 1e-9;

    private final SuperOperator superOperator;
    private volatile @Nullable KrausOperators kraus;

    private QuantumChannel(@Nullable KrausOperators kraus, SuperOperator superOperator) {
        this.kraus = kraus;
        this.superOperator = superOperator;
    }

    /**
     * The channel of the given Kraus operators.
     *
     * @throws IllegalArgumentException if sum K^dagger K differs from 1 by more than {@link #TOLERANCE}
     */
    public static QuantumChannel ofKraus(List<ComplexMatrix> operators) {
        KrausOperators kraus = new KrausOperators(operators);
        requireTracePreserving("operators", kraus);
        return new QuantumChannel(kraus, kraus.superOperator());
    }

    /** The channel rho to U rho U^dagger. */
    public static QuantumChannel ofUnitary(ComplexMatrix unitary) {
        return ofKraus(List.of(unitary));
    }

    /**
     * The channel of a superoperator on row-major vectors.
     *
     * @throws IllegalArgumentException if it is not completely positive and trace preserving, with the deviation
     */
    public static QuantumChannel ofSuperOperator(SuperOperator superOperator) {
        ChoiMatrix choi = superOperator.choi();
        double hermiticity = choi.matrix().hermiticityDefect();
        double positivity = choi.positivityDefect();
        if (!(hermiticity <= TOLERANCE) || !(positivity <= TOLERANCE)) {
            throw new IllegalArgumentException("Argument `superOperator` must be completely positive, but its Choi"
                    + " matrix has an eigenvalue of " + -positivity + " and deviates from Hermitian by " + hermiticity);
        }
        KrausOperators kraus = choi.kraus();
        requireTracePreserving("superOperator", kraus);
        return new QuantumChannel(kraus, superOperator);
    }

    /** The channel of a Choi matrix of trace d; checked as {@link #ofSuperOperator}. */
    public static QuantumChannel ofChoi(ChoiMatrix choi) {
        int d = choi.dimension();
        double[] re = new double[d * d * d * d];
        double[] im = new double[d * d * d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int r = 0; r < d; r++) {
                    for (int c = 0; c < d; c++) {
                        int at = (r * d + c) * d * d + i * d + j;
                        re[at] = choi.matrix().re(i * d + r, j * d + c);
                        im[at] = choi.matrix().im(i * d + r, j * d + c);
                    }
                }
            }
        }
        return ofSuperOperator(new SuperOperator(ComplexMatrix.of(d * d, d * d, re, im)));
    }

    /** The channel of a Pauli transfer matrix; checked as {@link #ofSuperOperator}. */
    public static QuantumChannel ofPauliTransfer(PauliTransferMatrix transfer) {
        return ofSuperOperator(transfer.superOperator());
    }

    /** The identity on n qubits. */
    public static QuantumChannel identity(int qubits) {
        return ofUnitary(ComplexMatrix.identity(1 << qubits));
    }

    private static void requireTracePreserving(String argument, KrausOperators kraus) {
        double defect = kraus.tracePreservationDefect();
        if (!(defect <= TOLERANCE)) {
            throw new IllegalArgumentException("Argument `" + argument
                    + "` must be trace preserving, but sum K^dagger K differs from 1 by " + defect);
        }
    }

    /** Number of qubits n. */
    public int qubits() {
        return Integer.numberOfTrailingZeros(superOperator.matrix().rows()) / 2;
    }

    /** As Kraus operators: {@code rho -> sum_k K_k rho K_k^dagger}. */
    public KrausOperators kraus() {
        KrausOperators known = kraus;
        if (known == null) {
            known = choi().kraus();
            kraus = known;
        }
        return known;
    }

    /** As a superoperator on the stacked columns of rho. */
    public SuperOperator superOperator() {
        return superOperator;
    }

    /** As a real matrix on the Pauli coefficients. */
    public PauliTransferMatrix pauliTransfer() {
        return PauliTransferMatrix.of(superOperator);
    }

    /** As a Choi matrix. */
    public ChoiMatrix choi() {
        return superOperator.choi();
    }

    /**
     * First this channel, then {@code next}: of channels that are completely positive and trace preserving, one more.
     */
    public QuantumChannel then(QuantumChannel next) {
        return new QuantumChannel(null, superOperator.then(next.superOperator));
    }

    /** This channel on the first qubits and {@code other} on the qubits after them. */
    public QuantumChannel tensor(QuantumChannel other) {
        return ofKraus(other.kraus().operators().stream()
                .flatMap(b -> kraus().operators().stream().map(b::kronecker))
                .toList());
    }

    /**
     * {@code 1 + factor (E - 1)}: all error probabilities times {@code factor}.
     *
     * @throws IllegalArgumentException if the result is not completely positive
     */
    public QuantumChannel scaled(double factor) {
        int size = superOperator.matrix().rows();
        return ofSuperOperator(new SuperOperator(
                ComplexMatrix.identity(size).scaled(1 - factor).plus(factor, superOperator.matrix())));
    }

    /** The image of a density matrix. */
    public ComplexMatrix apply(ComplexMatrix rho) {
        return superOperator.apply(rho);
    }

    /** True if one unitary describes the channel. */
    public boolean isUnitary() {
        return kraus().operators().size() == 1;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof QuantumChannel other && superOperator.matrix().equals(other.superOperator.matrix());
    }

    @Override
    public int hashCode() {
        return superOperator.matrix().hashCode();
    }

    @Override
    public String toString() {
        return "QuantumChannel[qubits=" + qubits() + ", kraus="
                + kraus().operators().size() + "]";
    }
}
