package org.strangenoise.simulate.lindblad;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.kernel.HamiltonianRows;
import org.strangenoise.simulate.kernel.IsingRelaxation;
import org.strangenoise.simulate.kernel.LindbladOperator;

/** Puts a local Hamiltonian or Lindbladian on a register, in the arrays that kernels take. */
final class RegisterTerms {

    private final int register;
    private final List<Integer> targets;

    /**
     * @param register number of qubits n
     * @param targets the register's qubit of each local one
     */
    RegisterTerms(int register, List<Integer> targets) {
        this.register = register;
        this.targets = targets;
    }

    /** {@code -i sum_p H_p}, one part a summand. */
    HamiltonianRows rows(List<PauliSum> parts) {
        List<HamiltonianRows.Term> terms = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            for (PauliSum.Term term : parts.get(part).terms()) {
                PauliString string = term.string();
                terms.add(new HamiltonianRows.Term(
                        part,
                        spread(string.flipMask()),
                        spread(string.signMask()),
                        string.countY(),
                        term.coefficient()));
            }
        }
        return new HamiltonianRows(register, terms);
    }

    /** The right-hand side in units of 1 / (the Lindbladian's duration); part p is its p-th drive. */
    LindbladOperator operator(Lindbladian lindbladian, HamiltonianRows rows, int threads) {
        double[][] rates = rates(lindbladian);
        return new LindbladOperator(register, rows, rates[0], rates[1], rates[2], threads);
    }

    /** True if {@link #ising} applies: constant, of fields along z and couplings of pairs. */
    static boolean isIsing(Lindbladian lindbladian) {
        return lindbladian.isConstant()
                && lindbladian.drives().stream()
                        .flatMap(drive -> drive.integrated().terms().stream())
                        .allMatch(t -> t.coefficient() == 0
                                || (t.string().isDiagonal() && t.string().weight() <= 2));
    }

    /** The closed form of a Lindbladian for which {@link #isIsing} holds. */
    IsingRelaxation ising(Lindbladian lindbladian) {
        double[] fields = new double[register];
        double[][] couplings = new double[register][register];
        for (Lindbladian.Drive drive : lindbladian.drives()) {
            double weight = drive.rate(0) * lindbladian.seconds();
            for (PauliSum.Term term : drive.integrated().terms()) {
                int[] bits = bits(spread(term.string().signMask()));
                double angle = weight * term.coefficient();
                if (bits.length == 1) {
                    fields[bits[0]] += angle;
                } else if (bits.length == 2) {
                    couplings[bits[0]][bits[1]] += angle;
                    couplings[bits[1]][bits[0]] += angle;
                }
            }
        }
        double[][] rates = rates(lindbladian);
        return new IsingRelaxation(fields, couplings, rates[0], rates[1], rates[2]);
    }

    /** down, up and dephasing of every qubit of the register, times the duration. */
    private double[][] rates(Lindbladian lindbladian) {
        double[][] rates = new double[3][register];
        for (int k = 0; k < targets.size(); k++) {
            Lindbladian.Relaxation relaxation = lindbladian.relaxations().get(k);
            rates[0][targets.get(k)] = relaxation.down() * lindbladian.seconds();
            rates[1][targets.get(k)] = relaxation.up() * lindbladian.seconds();
            rates[2][targets.get(k)] = relaxation.dephasing() * lindbladian.seconds();
        }
        return rates;
    }

    private int spread(long mask) {
        int spread = 0;
        for (int k = 0; k < targets.size(); k++) {
            spread |= (int) ((mask >> k) & 1) << targets.get(k);
        }
        return spread;
    }

    private static int[] bits(int mask) {
        int[] bits = new int[Integer.bitCount(mask)];
        int left = mask;
        for (int k = 0; k < bits.length; k++) {
            bits[k] = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
        }
        return bits;
    }
}
