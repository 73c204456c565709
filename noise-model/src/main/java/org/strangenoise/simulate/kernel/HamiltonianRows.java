package org.strangenoise.simulate.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code -i H} on a register for a Hamiltonian that is a weighted sum of parts, sorted by the bits it flips: for each
 * flip mask f the entries {@code <r| -i H |r xor f>} by row r. Applying it costs one pass a mask, whatever the number
 * of Pauli strings.
 */
public final class HamiltonianRows {

    /**
     * One Pauli string {@code coefficient i^countY (-1)^(sign . b) |b xor flip><b|} of one part.
     *
     * @param part index of the part it belongs to
     */
    public record Term(int part, int flip, int sign, int countY, double coefficient) {}

    /** What one part contributes to one mask. */
    private record Block(int part, int mask, double[] re, double[] im) {}

    private final int dimension;
    private final int[] flips;
    private final double[][] re;
    private final double[][] im;
    private final List<Block> blocks = new ArrayList<>();

    /** The sum with all weights 1. */
    public HamiltonianRows(int qubits, List<Term> terms) {
        this.dimension = 1 << qubits;
        this.flips = terms.stream().mapToInt(Term::flip).distinct().sorted().toArray();
        this.re = new double[flips.length][dimension];
        this.im = new double[flips.length][dimension];
        int parts = 1 + terms.stream().mapToInt(Term::part).max().orElse(-1);
        for (int part = 0; part < parts; part++) {
            for (int mask = 0; mask < flips.length; mask++) {
                addBlock(part, mask, terms);
            }
        }
        double[] ones = new double[parts];
        Arrays.fill(ones, 1);
        setWeights(ones);
    }

    private void addBlock(int part, int mask, List<Term> terms) {
        double[] blockRe = new double[dimension];
        double[] blockIm = new double[dimension];
        boolean used = false;
        for (Term term : terms) {
            if (term.part() != part || term.flip() != flips[mask]) {
                continue;
            }
            used = true;
            // -i times i^countY
            int phase = (term.countY() + 3) & 3;
            for (int r = 0; r < dimension; r++) {
                boolean odd = (Integer.bitCount((r ^ term.flip()) & term.sign()) & 1) == 1;
                double value = odd ? -term.coefficient() : term.coefficient();
                switch (phase) {
                    case 0 -> blockRe[r] += value;
                    case 1 -> blockIm[r] += value;
                    case 2 -> blockRe[r] -= value;
                    default -> blockIm[r] -= value;
                }
            }
        }
        if (used) {
            blocks.add(new Block(part, mask, blockRe, blockIm));
        }
    }

    /** Makes H the sum of {@code weights[p]} times part p. */
    public void setWeights(double[] weights) {
        for (int mask = 0; mask < flips.length; mask++) {
            Arrays.fill(re[mask], 0);
            Arrays.fill(im[mask], 0);
        }
        for (Block block : blocks) {
            double weight = weights[block.part];
            double[] toRe = re[block.mask];
            double[] toIm = im[block.mask];
            for (int r = 0; r < dimension; r++) {
                toRe[r] += weight * block.re[r];
                toIm[r] += weight * block.im[r];
            }
        }
    }

    /** Bounds {@code (lowest, highest)} on the eigenvalues of H by Gershgorin's discs. */
    public double[] bounds() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < dimension; r++) {
            double centre = 0;
            double disc = 0;
            for (int mask = 0; mask < flips.length; mask++) {
                if (flips[mask] == 0) {
                    centre = -im[mask][r];
                } else {
                    disc += StrictMath.hypot(re[mask][r], im[mask][r]);
                }
            }
            low = Math.min(low, centre - disc);
            high = Math.max(high, centre + disc);
        }
        return new double[] {low, high};
    }

    /** {@code out = -i (H - shift) psi}. */
    public void applyToVector(double shift, double[] psiRe, double[] psiIm, double[] outRe, double[] outIm) {
        for (int r = 0; r < dimension; r++) {
            outRe[r] = -shift * psiIm[r];
            outIm[r] = shift * psiRe[r];
        }
        for (int mask = 0; mask < flips.length; mask++) {
            int flip = flips[mask];
            double[] a = re[mask];
            double[] b = im[mask];
            for (int r = 0; r < dimension; r++) {
                int from = r ^ flip;
                outRe[r] += a[r] * psiRe[from] - b[r] * psiIm[from];
                outIm[r] += a[r] * psiIm[from] + b[r] * psiRe[from];
            }
        }
    }

    /** Row r of {@code out = (-i H - loss) rho}, row-major. */
    void writeRow(int r, double loss, double[] rhoRe, double[] rhoIm, double[] outRe, double[] outIm) {
        int to = r * dimension;
        for (int c = to; c < to + dimension; c++) {
            outRe[c] = -loss * rhoRe[c];
            outIm[c] = -loss * rhoIm[c];
        }
        for (int mask = 0; mask < flips.length; mask++) {
            double a = re[mask][r];
            double b = im[mask][r];
            int shift = (r ^ flips[mask]) * dimension - to;
            if (b == 0) {
                if (a != 0) {
                    addReal(a, shift, to, rhoRe, rhoIm, outRe, outIm);
                }
            } else {
                addComplex(a, b, shift, to, rhoRe, rhoIm, outRe, outIm);
            }
        }
    }

    private void addReal(double a, int shift, int to, double[] rhoRe, double[] rhoIm, double[] outRe, double[] outIm) {
        for (int c = to; c < to + dimension; c++) {
            outRe[c] += a * rhoRe[c + shift];
            outIm[c] += a * rhoIm[c + shift];
        }
    }

    private void addComplex(
            double a, double b, int shift, int to, double[] rhoRe, double[] rhoIm, double[] outRe, double[] outIm) {
        if (a == 0) {
            for (int c = to; c < to + dimension; c++) {
                outRe[c] -= b * rhoIm[c + shift];
                outIm[c] += b * rhoRe[c + shift];
            }
            return;
        }
        for (int c = to; c < to + dimension; c++) {
            outRe[c] += a * rhoRe[c + shift] - b * rhoIm[c + shift];
            outIm[c] += a * rhoIm[c + shift] + b * rhoRe[c + shift];
        }
    }
}
