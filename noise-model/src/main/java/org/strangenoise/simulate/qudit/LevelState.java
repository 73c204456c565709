package org.strangenoise.simulate.qudit;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.WalshHadamard;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.Readout;
import org.strangenoise.transmon.LadderSpace;

/**
 * A density matrix of a register of several levels. What is derived from it is of the state in which leaked population
 * is read as 1, by the Kraus operators {@code |0><0| + |1><1|, |1><2|, |1><3|} on each qubit; populations above |1> and
 * outcomes as read are of the state itself.
 */
public final class LevelState implements QuantumState {

    private final LadderSpace space;
    private final double[] re;
    private final double[] im;
    private final DensityMatrix read;

    LevelState(LadderSpace space, double[] re, double[] im) {
        this.space = space;
        this.re = re;
        this.im = im;
        int small = 1 << space.qubits();
        double[] readRe = new double[small * small];
        double[] readIm = new double[small * small];
        int d = space.dimension();
        int[] bits = new int[d];
        int[] above = new int[d];
        for (int i = 0; i < d; i++) {
            bits[i] = space.bits(i);
            for (int q = 0; q < space.qubits(); q++) {
                int level = space.level(i, q);
                above[i] = above[i] * 4 + (level < 2 ? 0 : level);
            }
        }
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                if (above[r] == above[c]) {
                    int to = bits[r] * small + bits[c];
                    readRe[to] += re[r * d + c];
                    readIm[to] += im[r * d + c];
                }
            }
        }
        this.read = DensityMatrix.view(space.qubits(), readRe, readIm);
    }

    /** The state of two-level qubits as which it is read. */
    public DensityMatrix read() {
        return read;
    }

    /** The density matrix on all levels, digit q of an index being the level of qubit q. */
    public ComplexMatrix matrix() {
        return ComplexMatrix.of(space.dimension(), space.dimension(), re, im);
    }

    @Override
    public int qubits() {
        return space.qubits();
    }

    @Override
    public void blochVector(int qubit, double[] out) {
        read.blochVector(qubit, out);
    }

    @Override
    public double purity() {
        return read.purity();
    }

    @Override
    public double pauliExpectation(PauliString pauli) {
        return read.pauliExpectation(pauli);
    }

    @Override
    public double[] probabilities() {
        return read.probabilities();
    }

    @Override
    public ComplexMatrix symmetricBlock() {
        return read.symmetricBlock();
    }

    @Override
    public double fidelity(QuantumState pureReference) {
        return read.fidelity(pureReference);
    }

    @Override
    public double leakage(int qubit) {
        int d = space.dimension();
        double sum = 0;
        for (int i = 0; i < d; i++) {
            sum += space.level(i, qubit) > 1 ? re[i * d + i] : 0;
        }
        return sum;
    }

    /**
     * As on two levels, but a level above |1>, which the rotation to z does not move, is read by its own probability
     * whatever the letter.
     */
    @Override
    public double readExpectation(PauliString pauli, Readout readout) {
        return readout.together().isPresent() ? readout.confuse(this, pauli) : readExpectation(pauli, 0, readout);
    }

    private double readExpectation(PauliString pauli, int opposite, Readout readout) {
        int d = space.dimension();
        double[] entry = new double[2];
        double sum = 0;
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                entry[0] = 1;
                entry[1] = 0;
                for (int q = 0; q < space.qubits() && (entry[0] != 0 || entry[1] != 0); q++) {
                    boolean turned = (opposite >> q & 1) == 1;
                    letter(pauli.letter(q), turned, q, space.level(c, q), space.level(r, q), readout, entry);
                }
                sum += entry[0] * re[r * d + c] - entry[1] * im[r * d + c];
            }
        }
        return sum;
    }

    /** As for {@link #readExpectation}: each qubit's two levels are turned, the others are not. */
    @Override
    public double[] readProbabilities(ProductBasis basis, Readout readout) {
        double[] numbers = new double[1 << space.qubits()];
        for (int on = 0; on < numbers.length; on++) {
            numbers[on] = readExpectation(basis.axes(on), basis.opposite(), readout);
        }
        WalshHadamard.inverse(numbers);
        return readout.together().map(all -> all.confuse(numbers)).orElse(numbers);
    }

    /**
     * Multiplies by the entry (to, from) of what one qubit's outcome, 1 for 0 and -1 for 1, means for its levels.
     *
     * @param turned true if outcome 0 lies along the negative axis
     */
    private static void letter(
            char letter, boolean turned, int q, int to, int from, Readout readout, double[] product) {
        if (letter == 'I' || to > 1 || from > 1) {
            double value = letter == 'I' ? 1 : 1 - 2 * readout.reads1(q, 2);
            product[0] *= to == from ? value : 0;
            product[1] *= to == from ? value : 0;
            return;
        }
        double zero = 1 - 2 * readout.reads1(q, 0);
        double one = 1 - 2 * readout.reads1(q, 1);
        double contrast = turned ? (one - zero) / 2 : (zero - one) / 2;
        if (to == from) {
            double value = (zero + one) / 2 + (letter == 'Z' ? (to == 0 ? contrast : -contrast) : 0);
            product[0] *= value;
            product[1] *= value;
        } else if (letter == 'X') {
            product[0] *= contrast;
            product[1] *= contrast;
        } else if (letter == 'Y') {
            double turn = to == 0 ? -contrast : contrast;
            double a = product[0];
            product[0] = -turn * product[1];
            product[1] = turn * a;
        } else {
            product[0] = 0;
            product[1] = 0;
        }
    }

    @Override
    public double[] readProbabilities(Readout readout) {
        int d = space.dimension();
        double[] populations = new double[d];
        for (int i = 0; i < d; i++) {
            populations[i] = re[i * d + i];
        }
        return readProbabilities(space, populations, readout);
    }

    /** The outcome probabilities as read, from the populations of all levels. */
    static double[] readProbabilities(LadderSpace space, double[] populations, Readout readout) {
        double[] probabilities = new double[1 << space.qubits()];
        for (int outcome = 0; outcome < probabilities.length; outcome++) {
            for (int i = 0; i < populations.length; i++) {
                double p = populations[i];
                for (int q = 0; q < space.qubits(); q++) {
                    double one = readout.reads1(q, space.level(i, q));
                    p *= (outcome >> q & 1) == 1 ? one : 1 - one;
                }
                probabilities[outcome] += p;
            }
        }
        return readout.together().map(all -> all.confuse(probabilities)).orElse(probabilities);
    }
}
