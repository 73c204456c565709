package org.strangenoise.transmon;

import java.util.List;
import org.strangenoise.pauli.PauliSum;

/**
 * Hamiltonian and dissipation of coupled transmons together for a time, each in the frame that rotates with it:
 *
 * <p>{@code d rho/dt = -i [H(t), rho] + sum_q (down_q D[l_q] + up_q D[l_q^dagger] + (2 / Tphi_q) D[n_q]) rho}, with one
 * jump operator {@code l = |0><1| + sqrt(upper) |1><2| + sqrt(3) |2><3|} a qubit, since an oscillator's decays are
 * coherent with each other.
 *
 * @param levels of each qubit; local qubit k is digit k of an index
 * @param seconds how long
 * @param terms of H over hbar
 * @param relaxations one entry a qubit
 */
public record LadderLindbladian(List<Integer> levels, double seconds, List<Term> terms, List<Relaxation> relaxations) {

    /** A part of the Hamiltonian. */
    public sealed interface Term {
        /** The same on other qubits: local qubit k becomes {@code qubits.get(k)}. */
        Term on(List<Integer> qubits);
    }

    /** {@code (anharmonicity / 2) n (n - 1) + shift n}, rad/s. */
    public record Energy(int qubit, double anharmonicity, double shift) implements Term {
        @Override
        public Energy on(List<Integer> qubits) {
            return new Energy(qubits.get(qubit), anharmonicity, shift);
        }
    }

    /** {@code rate (1 - 2 n_a) (1 - 2 n_b)}, rad/s: ZZ on two levels. */
    public record Parity(int first, int second, double rate) implements Term {
        @Override
        public Parity on(List<Integer> qubits) {
            return new Parity(qubits.get(first), qubits.get(second), rate);
        }
    }

    /**
     * When a pulse acts: {@code W(t) = f((offset + t) / length) / length}, t from the Lindbladian's start.
     *
     * @param shape f
     * @param length seconds, the whole pulse
     * @param offset seconds of it that are over
     */
    public record Timing(PulseShape shape, double length, double offset) {

        double value(double t) {
            return shape.value(Math.min(1, (offset + t) / length)) / length;
        }

        double derivative(double t) {
            return shape.derivative(Math.min(1, (offset + t) / length)) / (length * length);
        }
    }

    /**
     * {@code W (x X + y Y) + drag W' (y X - x Y)} with {@code X = a + a^dagger}, {@code Y = -i (a - a^dagger)}.
     *
     * @param x half the angle about x
     * @param y half the angle about y
     * @param drag DRAG's factor over the anharmonicity, seconds
     */
    public record Drive(int qubit, double x, double y, double drag, Timing timing) implements Term {
        @Override
        public Drive on(List<Integer> qubits) {
            return new Drive(qubits.get(qubit), x, y, drag, timing);
        }
    }

    /** {@code angle W (a^dagger b + b^dagger a)}. */
    public record Exchange(int first, int second, double angle, Timing timing) implements Term {
        @Override
        public Exchange on(List<Integer> qubits) {
            return new Exchange(qubits.get(first), qubits.get(second), angle, timing);
        }
    }

    /** {@code W integrated} on the computational subspace of some qubits, nothing outside. */
    public record Subspace(PauliSum integrated, List<Integer> qubits, Timing timing) implements Term {
        /** Keeps copies of the components. */
        public Subspace {
            qubits = List.copyOf(qubits);
        }

        @Override
        public Subspace on(List<Integer> newQubits) {
            return new Subspace(integrated, qubits.stream().map(newQubits::get).toList(), timing);
        }
    }

    /**
     * The rates of one qubit.
     *
     * @param down (1 - p1) / T1
     * @param up p1 / T1
     * @param upper T1 / T1-ef, 2 for an oscillator
     * @param dephasing 1 / Tphi
     */
    public record Relaxation(double down, double up, double upper, double dephasing) {

        /** No dissipation. */
        public static final Relaxation NONE = new Relaxation(0, 0, 2, 0);

        boolean isNone() {
            return down == 0 && up == 0 && dephasing == 0;
        }

        /** The entry of the jump operator from one level to the next below. */
        public double jump(int from) {
            return from == 1 ? 1 : Math.sqrt(from == 2 ? upper : from);
        }
    }

    /** Checks the components, of which it keeps copies. */
    public LadderLindbladian {
        levels = List.copyOf(levels);
        terms = List.copyOf(terms);
        relaxations = List.copyOf(relaxations);
        if (relaxations.size() != levels.size()) {
            throw new IllegalArgumentException("Argument `relaxations` must have one entry for each of " + levels.size()
                    + " qubits, but has " + relaxations.size());
        }
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("Argument `seconds` must be finite and not negative, but is " + seconds);
        }
    }

    /** The same Hamiltonian without dissipation. */
    public LadderLindbladian unitary() {
        return new LadderLindbladian(
                levels,
                seconds,
                terms,
                relaxations.stream().map(r -> Relaxation.NONE).toList());
    }

    /** True if nothing decays. */
    public boolean isUnitary() {
        return relaxations.stream().allMatch(Relaxation::isNone);
    }
}
