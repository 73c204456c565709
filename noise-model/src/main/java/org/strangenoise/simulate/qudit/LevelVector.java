package org.strangenoise.simulate.qudit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.simulate.qudit.LevelVector.Leaked.Pattern;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StateVector;
import org.strangenoise.transmon.LadderSpace;

/**
 * A pure state of a register of several levels, read as a {@link LevelState} is: what is derived from it is of the
 * mixture {@code sum_A |phi_A><phi_A|} on two levels, A telling which qubits are above |1> and in which level, and
 * phi_A being the amplitudes with these, each such qubit in |1>.
 */
public final class LevelVector implements QuantumState {

    /** Where the amplitudes of each A stand; the same for all states of a space. */
    static final class Leaked {

        /**
         * One A.
         *
         * @param mask qubits above |1>
         * @param indices of the space
         * @param bits as which each of them is read
         */
        record Pattern(int mask, int[] indices, int[] bits) {}

        private final LadderSpace space;
        private final List<Pattern> patterns = new ArrayList<>();

        Leaked(LadderSpace space) {
            this.space = space;
            Map<List<Integer>, List<Integer>> indices = new LinkedHashMap<>();
            for (int i = 0; i < space.dimension(); i++) {
                List<Integer> above = new ArrayList<>();
                for (int q = 0; q < space.qubits(); q++) {
                    int level = space.level(i, q);
                    above.add(level < 2 ? 0 : level);
                }
                indices.computeIfAbsent(above, key -> new ArrayList<>()).add(i);
            }
            indices.forEach((above, all) -> {
                int mask = 0;
                for (int q = 0; q < above.size(); q++) {
                    mask |= above.get(q) > 1 ? 1 << q : 0;
                }
                patterns.add(new Pattern(
                        mask,
                        all.stream().mapToInt(Integer::intValue).toArray(),
                        all.stream().mapToInt(space::bits).toArray()));
            });
        }
    }

    /** A pattern that has amplitudes. */
    private record Branch(int mask, StateVector state) {}

    private final LadderSpace space;
    private final double[] populations;
    private final List<Branch> branches = new ArrayList<>();

    /** A copy of normalised amplitudes. */
    LevelVector(Leaked leaked, double[] re, double[] im) {
        this.space = leaked.space;
        this.populations = new double[re.length];
        for (int i = 0; i < re.length; i++) {
            populations[i] = re[i] * re[i] + im[i] * im[i];
        }
        int small = 1 << space.qubits();
        for (Pattern pattern : leaked.patterns) {
            double[] partRe = new double[small];
            double[] partIm = new double[small];
            double norm = 0;
            for (int k = 0; k < pattern.indices().length; k++) {
                partRe[pattern.bits()[k]] = re[pattern.indices()[k]];
                partIm[pattern.bits()[k]] = im[pattern.indices()[k]];
                norm += populations[pattern.indices()[k]];
            }
            if (norm > 0) {
                branches.add(new Branch(pattern.mask(), StateVector.view(space.qubits(), partRe, partIm)));
            }
        }
    }

    @Override
    public int qubits() {
        return space.qubits();
    }

    @Override
    public void blochVector(int qubit, double[] out) {
        double[] part = new double[3];
        double[] sum = new double[3];
        for (Branch branch : branches) {
            branch.state().blochVector(qubit, part);
            for (int c = 0; c < 3; c++) {
                sum[c] += part[c];
            }
        }
        System.arraycopy(sum, 0, out, 0, 3);
    }

    @Override
    public double purity() {
        return fidelity(this);
    }

    @Override
    public double pauliExpectation(PauliString pauli) {
        return branches.stream()
                .mapToDouble(branch -> branch.state().pauliExpectation(pauli))
                .sum();
    }

    @Override
    public double[] probabilities() {
        double[] probabilities = new double[1 << space.qubits()];
        for (int i = 0; i < populations.length; i++) {
            probabilities[space.bits(i)] += populations[i];
        }
        return probabilities;
    }

    @Override
    public ComplexMatrix symmetricBlock() {
        int n = space.qubits();
        ComplexMatrix sum = ComplexMatrix.zero(n + 1, n + 1);
        for (Branch branch : branches) {
            sum = sum.plus(1, branch.state().symmetricBlock());
        }
        return sum;
    }

    /** {@inheritDoc} Of two states of several levels, {@code Tr(rho sigma)} of those as which they are read. */
    @Override
    public double fidelity(QuantumState pureReference) {
        double sum = 0;
        for (Branch branch : branches) {
            if (pureReference instanceof LevelVector other) {
                for (Branch with : other.branches) {
                    sum += branch.state().fidelity(with.state());
                }
            } else {
                sum += branch.state().fidelity(pureReference);
            }
        }
        return sum;
    }

    @Override
    public double leakage(int qubit) {
        double sum = 0;
        for (int i = 0; i < populations.length; i++) {
            sum += space.level(i, qubit) > 1 ? populations[i] : 0;
        }
        return sum;
    }

    /** {@inheritDoc} A level above |1> is read by its own probability whatever the letter, see {@link LevelState}. */
    @Override
    public double readExpectation(PauliString pauli, Readout readout) {
        double sum = 0;
        for (Branch branch : branches) {
            double value = 1;
            char[] letters = pauli.letters().toCharArray();
            for (int q = 0; q < letters.length; q++) {
                if (letters[q] != 'I' && (branch.mask() >> q & 1) == 1) {
                    value *= 1 - 2 * readout.reads1(q, 2);
                    letters[q] = 'I';
                }
            }
            sum += value * branch.state().readExpectation(new PauliString(new String(letters)), readout);
        }
        return sum;
    }

    @Override
    public double[] readProbabilities(Readout readout) {
        return LevelState.readProbabilities(space, populations, readout);
    }
}
