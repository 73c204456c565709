package org.strangenoise.simulate.symmetric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;

/**
 * Writes a one-qubit map, the same on each of n qubits, as a product of {@link SymmetricFactor}s.
 *
 * <p>Phase-covariant channels have closed forms, about z directly, about x and y after a quarter turn. Any other
 * channel {@code r -> T r + t} of Bloch vectors is an amplitude damping of probability |t| towards t after a unital
 * map, whose singular value decomposition is a rotation, three dephasings about x, y, z, and another rotation.
 */
final class LocalMapFactors {

    private static final double[][] X_TO_Z = {{0, 0, -1}, {0, 1, 0}, {1, 0, 0}};
    private static final double[][] Y_TO_Z = {{1, 0, 0}, {0, 0, -1}, {0, 1, 0}};
    /** Entries below this are rounding. */
    private static final double ROUNDING = 1e-15;

    /** Growth of rounding errors that is still accepted where a factor amplifies coherences. */
    private static final double MAX_GROWTH = 1e3;

    /** exp(-42) is below rounding: a smaller factor counts as 0. */
    private static final double STRONGEST = 42;

    private static final double EQUAL = 4e-16;

    private final int n;
    private final List<SymmetricFactor> factors = new ArrayList<>();

    private LocalMapFactors(int n) {
        this.n = n;
    }

    /** The factors of a unitary given by its 4 x 4 superoperator on row-major vectors. */
    static List<SymmetricFactor> ofUnitary(int n, ComplexMatrix superOperator) {
        LocalMapFactors map = new LocalMapFactors(n);
        map.rotate(BlochMap.of(superOperator).matrix());
        return map.factors;
    }

    /**
     * The factors of a channel given by its superoperator.
     *
     * @return empty if the channel is not of determinant positive or zero, or not without loss of digits: such are no
     *     relaxations of any rate
     */
    static Optional<List<SymmetricFactor>> ofChannel(int n, ComplexMatrix superOperator) {
        Optional<PhaseCovariantChannel> aboutZ = PhaseCovariantChannel.of(superOperator);
        if (aboutZ.isPresent()) {
            return aboutZ.get().factors(n);
        }
        BlochMap bloch = BlochMap.of(superOperator);
        for (double[][] turn : List.of(X_TO_Z, Y_TO_Z)) {
            Optional<List<SymmetricFactor>> found = aboutAxis(n, bloch, turn);
            if (found.isPresent()) {
                return found;
            }
        }
        return general(n, bloch);
    }

    /** A channel that is phase covariant once {@code turn} has brought its axis to z. */
    private static Optional<List<SymmetricFactor>> aboutAxis(int n, BlochMap bloch, double[][] turn) {
        double[][] t = product(product(turn, bloch.matrix()), transposed(turn));
        double[] shift = product(turn, bloch.shift());
        double offAxis = Math.abs(t[0][2]) + Math.abs(t[1][2]) + Math.abs(t[2][0]) + Math.abs(t[2][1]);
        double anisotropy = Math.abs(t[0][0] - t[1][1]) + Math.abs(t[0][1] + t[1][0]);
        if (offAxis + anisotropy + Math.abs(shift[0]) + Math.abs(shift[1]) > 4 * ROUNDING) {
            return Optional.empty();
        }
        return new PhaseCovariantChannel(
                        Math.max(0, (1 - t[2][2] - shift[2]) / 2),
                        Math.max(0, (1 - t[2][2] + shift[2]) / 2),
                        t[0][0],
                        t[0][1])
                .factors(n)
                .map(inside -> {
                    LocalMapFactors map = new LocalMapFactors(n);
                    map.rotate(turn);
                    map.factors.addAll(inside);
                    map.rotate(transposed(turn));
                    return map.factors;
                });
    }

    private static Optional<List<SymmetricFactor>> general(int n, BlochMap bloch) {
        double[] t = bloch.shift();
        double damping = Math.sqrt(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]);
        if (damping >= 1) {
            return Optional.empty();
        }
        double theta = StrictMath.atan2(StrictMath.hypot(t[0], t[1]), t[2]);
        double phi = StrictMath.atan2(t[1], t[0]);
        double[][] fromZ = product(aboutZ(phi), aboutY(theta));
        double transverse = 1 / Math.sqrt(1 - damping);
        double[][] undo = {{transverse, 0, 0}, {0, transverse, 0}, {0, 0, transverse * transverse}};
        double[][] unital = damping == 0
                ? bloch.matrix()
                : product(product(product(fromZ, undo), transposed(fromZ)), bloch.matrix());
        LocalMapFactors map = new LocalMapFactors(n);
        if (!map.addUnital(unital)) {
            return Optional.empty();
        }
        if (damping > 0) {
            map.rotate(transposed(fromZ));
            map.factors.add(new SymmetricFactor.Flips(0, damping));
            map.rotate(fromZ);
        }
        return Optional.of(map.factors);
    }

    /** {@code T = left diag(s) right^T} with proper rotations and positive s; false if there are none. */
    private boolean addUnital(double[][] t) {
        HermitianEigen eigen = HermitianEigen.of(ComplexMatrix.ofReal(product(transposed(t), t)));
        double[][] right = new double[3][3];
        double[] s = new double[3];
        for (int k = 0; k < 3; k++) {
            s[k] = Math.sqrt(Math.max(0, eigen.eigenvalue(k)));
            for (int row = 0; row < 3; row++) {
                right[row][k] = eigen.eigenvectors().re(row, k);
            }
        }
        if (determinant(right) < 0) {
            for (double[] row : right) {
                row[0] = -row[0];
            }
        }
        double[][] left = product(t, right);
        for (double[] row : left) {
            for (int k = 0; k < 3; k++) {
                row[k] /= s[k];
            }
        }
        if (!(determinant(left) > 0.5)) {
            return false;
        }
        // About z, x, y the factors a, b, c scale (x, y), (y, z), (x, z).
        Optional<SymmetricFactor> z = dephasing(Math.sqrt(s[0] * s[1] / s[2]), n);
        Optional<SymmetricFactor> x = dephasing(Math.sqrt(s[1] * s[2] / s[0]), n);
        Optional<SymmetricFactor> y = dephasing(Math.sqrt(s[0] * s[2] / s[1]), n);
        if (x.isEmpty() || y.isEmpty() || z.isEmpty()) {
            return false;
        }
        rotate(transposed(right));
        factors.add(z.get());
        rotate(X_TO_Z);
        factors.add(x.get());
        rotate(product(Y_TO_Z, transposed(X_TO_Z)));
        factors.add(y.get());
        rotate(product(left, transposed(Y_TO_Z)));
        return true;
    }

    /** Adds a proper rotation of Bloch vectors as z, y and z rotations. */
    private void rotate(double[][] r) {
        double alpha = StrictMath.atan2(r[1][2], r[0][2]);
        double beta = StrictMath.atan2(StrictMath.hypot(r[0][2], r[1][2]), r[2][2]);
        double sin = StrictMath.sin(alpha);
        double cos = StrictMath.cos(alpha);
        double gamma = StrictMath.atan2(cos * r[1][0] - sin * r[0][0], cos * r[1][1] - sin * r[0][1]);
        addZRotation(gamma);
        if (beta != 0) {
            factors.add(new SymmetricFactor.YRotation(beta));
        }
        addZRotation(alpha);
    }

    private void addZRotation(double angle) {
        if (angle != 0) {
            factors.add(SymmetricFactor.QuadraticPhase.zRotation(angle));
        }
    }

    private static double[][] aboutZ(double angle) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        return new double[][] {{c, -s, 0}, {s, c, 0}, {0, 0, 1}};
    }

    private static double[][] aboutY(double angle) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        return new double[][] {{c, 0, s}, {0, 1, 0}, {-s, 0, c}};
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] out = new double[3][3];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                out[r][c] = a[r][0] * b[0][c] + a[r][1] * b[1][c] + a[r][2] * b[2][c];
            }
        }
        return out;
    }

    private static double[] product(double[][] a, double[] v) {
        double[] out = new double[3];
        for (int r = 0; r < 3; r++) {
            out[r] = a[r][0] * v[0] + a[r][1] * v[1] + a[r][2] * v[2];
        }
        return out;
    }

    private static double[][] transposed(double[][] a) {
        double[][] out = new double[3][3];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                out[r][c] = a[c][r];
            }
        }
        return out;
    }

    private static double determinant(double[][] a) {
        return a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
                - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
                + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
    }

    /** The dephasing with {@code rho_01 *= factor}; empty if it amplifies n coherences beyond their digits. */
    private static Optional<SymmetricFactor> dephasing(double factor, int n) {
        if (Math.abs(factor - 1) <= EQUAL) {
            return Optional.of(new SymmetricFactor.Dephasing(0));
        }
        double exponent = Math.min(STRONGEST, -StrictMath.log(factor));
        if (-exponent * n > StrictMath.log(MAX_GROWTH) || Double.isNaN(exponent)) {
            return Optional.empty();
        }
        return Optional.of(new SymmetricFactor.Dephasing(exponent));
    }

    /**
     * A one-qubit channel that commutes with z rotations: thermal relaxation, dephasing, depolarizing, reset, and their
     * products.
     *
     * @param excitation probability of |0> to |1>
     * @param decay probability of |1> to |0>
     * @param coherenceRe real part of the factor of rho_01
     * @param coherenceIm its imaginary part
     */
    private record PhaseCovariantChannel(double excitation, double decay, double coherenceRe, double coherenceIm) {

        /** The channel of a 4 x 4 superoperator on row-major vectors, if it has this form. */
        static Optional<PhaseCovariantChannel> of(ComplexMatrix s) {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    boolean population = r % 3 == 0 && c % 3 == 0;
                    if (!population && r != c && StrictMath.hypot(s.re(r, c), s.im(r, c)) > ROUNDING) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(new PhaseCovariantChannel(
                    Math.max(0, s.re(3, 0)), Math.max(0, s.re(0, 3)), s.re(1, 1), s.im(1, 1)));
        }

        /**
         * The factors for n qubits: flips, which leave a coherence of {@code sqrt(1 - excitation - decay)}, dephasing,
         * which brings it to its value, and a z rotation.
         *
         * @return empty if excitation and decay sum to more than 1, or a coherence would have to grow until its digits
         *     are lost
         */
        Optional<List<SymmetricFactor>> factors(int n) {
            double contrast = 1 - excitation - decay;
            double coherence = StrictMath.hypot(coherenceRe, coherenceIm);
            if (contrast < -4 * ROUNDING || (contrast <= 4 * ROUNDING && coherence > ROUNDING)) {
                return Optional.empty();
            }
            if (contrast <= 4 * ROUNDING) {
                return Optional.of(List.of(new SymmetricFactor.Flips(excitation, 1 - excitation)));
            }
            return dephasing(coherence / Math.sqrt(contrast), n)
                    // rho_01 turns by phase_1 - phase_0.
                    .map(dephasing -> List.of(
                            new SymmetricFactor.Flips(excitation, decay),
                            dephasing,
                            SymmetricFactor.QuadraticPhase.zRotation(-StrictMath.atan2(coherenceIm, coherenceRe))));
        }
    }

    /**
     * A trace-preserving one-qubit map on Bloch vectors, {@code r -> matrix r + shift}.
     *
     * @param matrix 3 x 3
     * @param shift the image of 0
     */
    private record BlochMap(double[][] matrix, double[] shift) {

        /** Real and imaginary parts of I, X, Y, Z as row-major vectors. */
        private static final double[][] RE = {{1, 0, 0, 1}, {0, 1, 1, 0}, {0, 0, 0, 0}, {1, 0, 0, -1}};

        private static final double[][] IM = {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, -1, 1, 0}, {0, 0, 0, 0}};

        /** The map of a 4 x 4 superoperator on row-major vectors. */
        static BlochMap of(ComplexMatrix superOperator) {
            double[][] matrix = new double[3][3];
            double[] shift = new double[3];
            for (int a = 0; a < 3; a++) {
                shift[a] = entry(superOperator, a + 1, 0);
                for (int b = 0; b < 3; b++) {
                    matrix[a][b] = entry(superOperator, a + 1, b + 1);
                }
            }
            return new BlochMap(matrix, shift);
        }

        /** {@code Tr(P_a E(P_b)) / 2}. */
        private static double entry(ComplexMatrix s, int a, int b) {
            double sum = 0;
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    // conj(P_a)_r S_rc (P_b)_c; letters are real or imaginary throughout.
                    double re = RE[a][r] * RE[b][c] + IM[a][r] * IM[b][c];
                    double im = RE[a][r] * IM[b][c] - IM[a][r] * RE[b][c];
                    sum += re * s.re(r, c) - im * s.im(r, c);
                }
            }
            return sum / 2;
        }
    }
}
