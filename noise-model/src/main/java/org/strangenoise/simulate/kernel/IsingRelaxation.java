package org.strangenoise.simulate.kernel;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;

/**
 * Decay and excitation of identical qubits during a diagonal interaction of pairs, in closed form (cf. Foss-Feig et
 * al., Phys. Rev. A 87, 042101 (2013)).
 *
 * <p>With {@code H = A k + B k^2}, k qubits in |1>, a coherence (k, k + order) turns at the rate {@code order (A + B
 * (2k + order))}: linear in the numbers of qubits that are in |1> on both sides or on one. So in each order every qubit
 * evolves by itself, its populations by {@code exp [[-U, D], [U, -D + 2i B order]]}, its coherences by
 * {@code exp(-(D+U)/2 + i B order)}. The 2 x 2 exponential splits into a decay, a diagonal matrix and an excitation as
 * in a channel, of complex strengths; a complex strength is a real one between turns that are linear in k.
 */
final class IsingRelaxation implements CovariantMap.Factor {

    /** A complex number {@code modulus exp(i angle)}. */
    private record Polar(double modulus, double angle) {
        static Polar of(ComplexMatrix m, int row, int column) {
            return new Polar(
                    Math.hypot(m.re(row, column), m.im(row, column)), Math.atan2(m.im(row, column), m.re(row, column)));
        }

        Polar over(Polar other) {
            return new Polar(modulus / other.modulus, angle - other.angle);
        }
    }

    /** The factors of one order; {@code decayFirst} if decay comes before excitation. */
    private record Split(
            boolean decayFirst, Polar decay, Polar excitation, double[] scale, double offset, double slope) {}

    private final CollectiveJump.Coefficients decays;
    private final CollectiveJump.Coefficients excitations;
    private final Split[] splits;
    private final int n;

    IsingRelaxation(int n, double linear, double quadratic, double decay, double excitation) {
        this.n = n;
        decays = CollectiveJump.DECAY.coefficients(n);
        excitations = CollectiveJump.EXCITATION.coefficients(n);
        splits = new Split[n + 1];
        for (int order = 0; order <= n; order++) {
            splits[order] = split(n, order, linear, quadratic, decay, excitation);
        }
    }

    private static Split split(int n, int order, double linear, double quadratic, double decay, double excitation) {
        double turn = 2 * quadratic * order;
        ComplexMatrix m = MatrixExponential.of(ComplexMatrix.of(
                new double[][] {{-excitation, decay}, {excitation, -decay}}, new double[][] {{0, 0}, {0, turn}}));
        Polar m00 = Polar.of(m, 0, 0);
        Polar m11 = Polar.of(m, 1, 1);
        boolean decayFirst = m00.modulus() >= m11.modulus();
        Polar pivot = decayFirst ? m00 : m11;
        // The determinant is exp(-U - D + i turn); its angle is split exactly, so that half of it suits the coherences.
        Polar rest = new Polar(Math.exp(-excitation - decay), turn).over(pivot);
        Polar p = decayFirst ? pivot : rest;
        Polar q = decayFirst ? rest : pivot;
        double[] scale = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            scale[k] = Math.pow(p.modulus(), (n - k) / 2.0) * Math.pow(q.modulus(), k / 2.0);
        }
        // (n - kappa) arg p + kappa arg q at the mean kappa = k + order/2 of both sides.
        double slope = q.angle() - p.angle();
        double offset = order * linear + n * p.angle() + slope * order / 2;
        return new Split(
                decayFirst, Polar.of(m, 0, 1).over(pivot), Polar.of(m, 1, 0).over(pivot), scale, offset, slope);
    }

    @Override
    public void apply(CoherenceSector sector) {
        Split split = splits[sector.order()];
        jump(sector, split, split.decayFirst());
        sector.scale(split.scale());
        sector.turn(split.offset(), split.slope());
        jump(sector, split, !split.decayFirst());
    }

    private void jump(CoherenceSector sector, Split split, boolean decay) {
        Polar strength = decay ? split.decay() : split.excitation();
        if (strength.modulus() == 0) {
            return;
        }
        // A decay lowers k: entering with exp(i angle k) and leaving with exp(-i angle k) adds exp(i angle).
        double slope = decay ? strength.angle() : -strength.angle();
        sector.turn(0, slope);
        sector.jump(decay ? decays : excitations, strength.modulus(), CovariantMap.terms(n, strength.modulus()));
        sector.turn(0, -slope);
    }
}
