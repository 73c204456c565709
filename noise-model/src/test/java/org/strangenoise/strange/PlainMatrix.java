package org.strangenoise.strange;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.redfx.strange.Complex;

/** A unitary as plain arrays, from its definition. */
final class PlainMatrix {

    final double[][] re;
    final double[][] im;

    PlainMatrix(int size) {
        re = new double[size][size];
        im = new double[size][size];
    }

    /** |b> to |images(b)>. */
    static PlainMatrix permutation(int size, IntUnaryOperator images) {
        PlainMatrix m = new PlainMatrix(size);
        for (int b = 0; b < size; b++) {
            m.re[images.applyAsInt(b)][b] = 1;
        }
        return m;
    }

    /** |b> to e^{i angles[b]}|b>. */
    static PlainMatrix phases(double... angles) {
        PlainMatrix m = new PlainMatrix(angles.length);
        for (int b = 0; b < angles.length; b++) {
            m.re[b][b] = Math.cos(angles[b]);
            m.im[b][b] = Math.sin(angles[b]);
        }
        return m;
    }

    /** exp(-i angle (x X + y Y + z Z) / 2) of a unit vector: cos - i sin (n sigma). */
    static PlainMatrix rotation(double angle, double x, double y, double z) {
        double c = Math.cos(angle / 2);
        double s = Math.sin(angle / 2);
        PlainMatrix m = new PlainMatrix(2);
        m.re[0][0] = c;
        m.im[0][0] = -s * z;
        m.re[0][1] = -s * y;
        m.im[0][1] = -s * x;
        m.re[1][0] = s * y;
        m.im[1][0] = -s * x;
        m.re[1][1] = c;
        m.im[1][1] = s * z;
        return m;
    }

    /** e^{2 pi i j k / N} / sqrt N. */
    static PlainMatrix fourier(int size) {
        PlainMatrix m = new PlainMatrix(size);
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < size; k++) {
                m.re[j][k] = Math.cos(2 * Math.PI * j * k / size) / Math.sqrt(size);
                m.im[j][k] = Math.sin(2 * Math.PI * j * k / size) / Math.sqrt(size);
            }
        }
        return m;
    }

    /** A product of random plane rotations and phases, rounded to single precision as Strange stores it. */
    static PlainMatrix randomStored(int size, Random random) {
        PlainMatrix m = new PlainMatrix(size);
        for (int b = 0; b < size; b++) {
            m.re[b][b] = 1;
        }
        for (int a = 0; a < size; a++) {
            for (int b = a + 1; b < size; b++) {
                double angle = random.nextDouble() * 6;
                double phase = random.nextDouble() * 6;
                for (int column = 0; column < size; column++) {
                    double xr = m.re[a][column];
                    double xi = m.im[a][column];
                    double yr = m.re[b][column] * Math.cos(phase) - m.im[b][column] * Math.sin(phase);
                    double yi = m.re[b][column] * Math.sin(phase) + m.im[b][column] * Math.cos(phase);
                    m.re[a][column] = Math.cos(angle) * xr - Math.sin(angle) * yr;
                    m.im[a][column] = Math.cos(angle) * xi - Math.sin(angle) * yi;
                    m.re[b][column] = Math.sin(angle) * xr + Math.cos(angle) * yr;
                    m.im[b][column] = Math.sin(angle) * xi + Math.cos(angle) * yi;
                }
            }
        }
        return m;
    }

    PlainMatrix adjoint() {
        PlainMatrix m = new PlainMatrix(re.length);
        for (int r = 0; r < re.length; r++) {
            for (int c = 0; c < re.length; c++) {
                m.re[r][c] = re[c][r];
                m.im[r][c] = -im[c][r];
            }
        }
        return m;
    }

    Complex[][] strange() {
        Complex[][] m = new Complex[re.length][re.length];
        for (int r = 0; r < re.length; r++) {
            for (int c = 0; c < re.length; c++) {
                m[r][c] = new Complex(re[r][c], im[r][c]);
            }
        }
        return m;
    }
}
