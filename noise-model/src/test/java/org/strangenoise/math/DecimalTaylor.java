package org.strangenoise.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** exp(A) by its Taylor series in decimal arithmetic: the definition, slow, with as many digits as asked. */
final class DecimalTaylor {

    private DecimalTaylor() {}

    static ComplexMatrix exponential(ComplexMatrix a, int terms, int digits) {
        MathContext context = new MathContext(digits);
        int d = a.rows();
        BigDecimal[][][] matrix = exact(a);
        BigDecimal[][][] term = exact(ComplexMatrix.identity(d));
        BigDecimal[][][] sum = exact(ComplexMatrix.identity(d));
        for (int k = 1; k <= terms; k++) {
            BigDecimal[][][] next = exact(ComplexMatrix.zero(d, d));
            for (int r = 0; r < d; r++) {
                for (int c = 0; c < d; c++) {
                    for (int j = 0; j < d; j++) {
                        BigDecimal x = term[0][r][j];
                        BigDecimal y = term[1][r][j];
                        BigDecimal u = matrix[0][j][c];
                        BigDecimal v = matrix[1][j][c];
                        next[0][r][c] =
                                next[0][r][c].add(x.multiply(u), context).subtract(y.multiply(v), context);
                        next[1][r][c] =
                                next[1][r][c].add(x.multiply(v), context).add(y.multiply(u), context);
                    }
                    for (int part = 0; part < 2; part++) {
                        next[part][r][c] = next[part][r][c].divide(BigDecimal.valueOf(k), context);
                        sum[part][r][c] = sum[part][r][c].add(next[part][r][c], context);
                    }
                }
            }
            term = next;
        }
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                re[r][c] = sum[0][r][c].doubleValue();
                im[r][c] = sum[1][r][c].doubleValue();
            }
        }
        return ComplexMatrix.of(re, im);
    }

    private static BigDecimal[][][] exact(ComplexMatrix a) {
        BigDecimal[][][] parts = new BigDecimal[2][a.rows()][a.columns()];
        for (int r = 0; r < a.rows(); r++) {
            for (int c = 0; c < a.columns(); c++) {
                parts[0][r][c] = new BigDecimal(a.re(r, c));
                parts[1][r][c] = new BigDecimal(a.im(r, c));
            }
        }
        return parts;
    }
}
