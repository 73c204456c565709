import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.strangenoise.simulate.kernel.RotationTables;
import org.strangenoise.simulate.kernel.TensorKernel;

/**
 * What registers of 512 bits would gain: loops over 4^6 numbers in the first-level cache, in ns a number, each width in
 * a JVM of its own, since two in one spoil both.
 *
 * <pre>
 * for width in 256 512; do
 *     java -XX:ObjectAlignmentInBytes=32 --add-modules jdk.incubator.vector \
 *         -cp noise-model/target/classes src/bench/Width.java $width
 * done
 * </pre>
 *
 * <p>256 bits are the product's kernel. 512 bits have a design of their own for digits 0 and 1, which lie within a
 * register: two registers hold the sixteen numbers of both digits, lanes are permuted for what mixes them, and all four
 * operations on them are two sweeps. What they compute is compared with the kernel first.
 */
final class Width {

    private static final int SIZE = 4096;

    /** Of numbers before those that count: every place relative to a line of the cache. */
    private static final int[] LEADS = {0, 1, 2, 3};

    private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_512;

    private static final VectorShuffle<Double> FIRST = shuffle(i -> i & 4);
    private static final VectorShuffle<Double> SECOND = shuffle(i -> (i & 4) | 1);
    private static final VectorShuffle<Double> THIRD = shuffle(i -> (i & 4) | 2);
    private static final VectorShuffle<Double> LOWER = shuffle(i -> i & 3);
    private static final VectorShuffle<Double> UPPER = shuffle(i -> 4 | (i & 3));
    private static final VectorShuffle<Double> COHERENCES = shuffle(i -> (i & 2) == 0 ? i : i ^ 1);
    private static final VectorShuffle<Double> HALVES = shuffle(i -> i ^ 4);

    /** A real map: rows and columns 0 to 2 among themselves, and 3 alone. */
    private static final double[] MAP = {.9, .1, .2, 0, .05, .8, .1, 0, .1, -.1, .85, 0, 0, 0, 0, .9};

    /** The angle by which one qubit turns another, by the other's digit: 1, -1, 0, 0 times this. */
    private static final double ANGLE = 0.31;

    private interface Sweep {
        void over(double[] x, int offset);
    }

    private static VectorShuffle<Double> shuffle(IntUnaryOperator source) {
        return VectorShuffle.fromOp(WIDE, source);
    }

    private static double[] lanes(IntUnaryOperator at, double[] of) {
        double[] eight = new double[8];
        for (int i = 0; i < 8; i++) {
            int k = at.applyAsInt(i);
            eight[i] = k < 0 ? 0 : of[k];
        }
        return eight;
    }

    private static void wideMaps(double[] x, int offset, double[] m) {
        DoubleVector c0 = DoubleVector.fromArray(WIDE, lanes(i -> 4 * (i & 3), m), 0);
        DoubleVector c1 = DoubleVector.fromArray(WIDE, lanes(i -> 4 * (i & 3) + 1, m), 0);
        DoubleVector c2 = DoubleVector.fromArray(WIDE, lanes(i -> 4 * (i & 3) + 2, m), 0);
        DoubleVector c3 = DoubleVector.fromArray(WIDE, lanes(i -> 4 * (i & 3) + 3, m), 0);
        DoubleVector l0 = DoubleVector.fromArray(WIDE, lanes(i -> 4 * (i >> 2), m), 0);
        DoubleVector l1 = DoubleVector.fromArray(WIDE, lanes(i -> 4 * (i >> 2) + 1, m), 0);
        DoubleVector l2 = DoubleVector.fromArray(WIDE, lanes(i -> 4 * (i >> 2) + 2, m), 0);
        DoubleVector u0 = DoubleVector.fromArray(WIDE, lanes(i -> i < 4 ? 8 : -1, m), 0);
        DoubleVector u1 = DoubleVector.fromArray(WIDE, lanes(i -> i < 4 ? 9 : -1, m), 0);
        DoubleVector u2 = DoubleVector.fromArray(WIDE, lanes(i -> i < 4 ? 10 : -1, m), 0);
        DoubleVector last = DoubleVector.fromArray(WIDE, lanes(i -> i < 4 ? -1 : 15, m), 0);
        for (int i = offset; i < offset + SIZE; i += 16) {
            DoubleVector p = DoubleVector.fromArray(WIDE, x, i);
            DoubleVector q = DoubleVector.fromArray(WIDE, x, i + 8);
            p = p.fma(c3, p.rearrange(THIRD).fma(c2, p.rearrange(SECOND).fma(c1, p.rearrange(FIRST).mul(c0))));
            q = q.fma(c3, q.rearrange(THIRD).fma(c2, q.rearrange(SECOND).fma(c1, q.rearrange(FIRST).mul(c0))));
            DoubleVector a = p.rearrange(LOWER);
            DoubleVector b = p.rearrange(UPPER);
            DoubleVector c = q.rearrange(LOWER);
            c.fma(l2, b.fma(l1, a.mul(l0))).intoArray(x, i);
            q.fma(last, c.fma(u2, b.fma(u1, a.mul(u0)))).intoArray(x, i + 8);
        }
    }

    /** @param re the factors of digits 2 to 5, by group of sixteen numbers */
    private static void wideTurns(double[] x, int offset, double[] re, double[] im) {
        double[] cos = {Math.cos(ANGLE), Math.cos(ANGLE), 1, 1};
        double[] sin = {Math.sin(ANGLE), -Math.sin(ANGLE), 0, 0};
        IntUnaryOperator second = i -> (i & 2) == 0 ? -1 : i >> 2;
        IntUnaryOperator third = i -> (i & 2) == 0 ? -1 : 2 + (i >> 2);
        DoubleVector f0 = DoubleVector.fromArray(WIDE, lanes(second, cos), 0);
        DoubleVector g0 = DoubleVector.fromArray(WIDE, lanes(second, sin), 0);
        DoubleVector f1 = DoubleVector.fromArray(WIDE, lanes(third, cos), 0);
        DoubleVector g1 = DoubleVector.fromArray(WIDE, lanes(third, sin), 0);
        DoubleVector lowCos = DoubleVector.fromArray(WIDE, lanes(i -> i & 3, cos), 0);
        DoubleVector lowSin = DoubleVector.fromArray(WIDE, lanes(i -> i & 3, sin), 0);
        DoubleVector kept = DoubleVector.fromArray(WIDE, lanes(i -> (i & 2) == 0 ? 0 : -1, new double[] {1}), 0);
        DoubleVector sign = DoubleVector.fromArray(WIDE, lanes(i -> (i & 2) == 0 ? -1 : i & 1, new double[] {-1, 1}), 0);
        DoubleVector halves = DoubleVector.fromArray(WIDE, lanes(i -> i >> 2, new double[] {-1, 1}), 0);
        for (int g = 0; g < SIZE / 16; g++) {
            int i = offset + 16 * g;
            DoubleVector r = DoubleVector.broadcast(WIDE, re[g]);
            DoubleVector s = DoubleVector.broadcast(WIDE, im[g]);
            DoubleVector t = DoubleVector.broadcast(WIDE, -im[g]);
            DoubleVector p = DoubleVector.fromArray(WIDE, x, i);
            DoubleVector q = DoubleVector.fromArray(WIDE, x, i + 8);
            p = p.fma(
                    f0.fma(r, g0.fma(t, kept)),
                    p.rearrange(COHERENCES).mul(f0.fma(s, g0.mul(r)).mul(sign)));
            q = q.fma(
                    f1.fma(r, g1.fma(t, kept)),
                    q.rearrange(COHERENCES).mul(f1.fma(s, g1.mul(r)).mul(sign)));
            q = q.fma(
                    lowCos.fma(r, lowSin.mul(t)),
                    q.rearrange(HALVES).mul(lowCos.fma(s, lowSin.mul(r)).mul(halves)));
            p.intoArray(x, i);
            q.intoArray(x, i + 8);
        }
    }

    /** A map on a digit whose runs are whole registers. */
    private static void wideMap(double[] x, int offset, int stride, double[] m) {
        DoubleVector m0 = DoubleVector.broadcast(WIDE, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(WIDE, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(WIDE, m[2]);
        DoubleVector m4 = DoubleVector.broadcast(WIDE, m[4]);
        DoubleVector m5 = DoubleVector.broadcast(WIDE, m[5]);
        DoubleVector m6 = DoubleVector.broadcast(WIDE, m[6]);
        DoubleVector m8 = DoubleVector.broadcast(WIDE, m[8]);
        DoubleVector m9 = DoubleVector.broadcast(WIDE, m[9]);
        DoubleVector m10 = DoubleVector.broadcast(WIDE, m[10]);
        DoubleVector m15 = DoubleVector.broadcast(WIDE, m[15]);
        int run = Math.min(stride, 64);
        for (int group = 0; group < SIZE / 4; group += run) {
            int low = group & (stride - 1);
            int at = offset + (((group ^ low) << 2) | low);
            for (int i = at; i < at + run; i += 8) {
                DoubleVector a = DoubleVector.fromArray(WIDE, x, i);
                DoubleVector b = DoubleVector.fromArray(WIDE, x, i + stride);
                DoubleVector c = DoubleVector.fromArray(WIDE, x, i + 2 * stride);
                DoubleVector d = DoubleVector.fromArray(WIDE, x, i + 3 * stride);
                c.fma(m2, b.fma(m1, a.mul(m0))).intoArray(x, i);
                c.fma(m6, b.fma(m5, a.mul(m4))).intoArray(x, i + stride);
                c.fma(m10, b.fma(m9, a.mul(m8))).intoArray(x, i + 2 * stride);
                d.mul(m15).intoArray(x, i + 3 * stride);
            }
        }
    }

    /** What turns digit 0 or 1 by all others, as the kernel takes it. */
    private static RotationTables tables(int digit) {
        double[][] row = factors(2);
        double[][] low = factors(3);
        return RotationTables.of(digit, row[0], row[1], low[0], low[1]);
    }

    private static double[][] factors(int digits) {
        int size = 1 << (2 * digits);
        double[][] factors = new double[2][size];
        for (int index = 0; index < size; index++) {
            double angle = 0;
            for (int k = 0; k < digits; k++) {
                int digit = index >> (2 * k) & 3;
                angle += digit == 0 ? ANGLE : digit == 1 ? -ANGLE : 0;
            }
            factors[0][index] = Math.cos(angle);
            factors[1][index] = Math.sin(angle);
        }
        return factors;
    }

    private static double time(Sweep sweep, double[] x, int offset) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 100; round++) {
            Arrays.fill(x, 1e-3);
            long from = System.nanoTime();
            for (int k = 0; k < 50; k++) {
                sweep.over(x, offset);
            }
            best = Math.min(best, (System.nanoTime() - from) / 50.0 / SIZE);
        }
        return best;
    }

    private static void compare(String what, Sweep wide, Sweep kernel) {
        double[] x = new Random(7).doubles(SIZE + 8, -1, 1).toArray();
        double[] y = x.clone();
        wide.over(x, 4);
        kernel.over(y, 4);
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(x[i] - y[i]) <= 1e-15 * 8)) {
                throw new AssertionError(what + ": number " + i + " is " + x[i] + ", not " + y[i]);
            }
        }
    }

    public static void main(String[] arguments) {
        TensorKernel kernel = TensorKernel.best();
        RotationTables[] turned = {tables(0), tables(1)};
        double[][] groups = factors(4);
        Sweep[] own = {
            (x, at) -> {
                kernel.map(x, at, SIZE, 1, MAP, TensorKernel.Shape.REAL);
                kernel.map(x, at, SIZE, 4, MAP, TensorKernel.Shape.REAL);
            },
            (x, at) -> {
                kernel.rotate(x, at, turned[0], 1, 0);
                kernel.rotate(x, at, turned[1], 1, 0);
            },
            (x, at) -> kernel.map(x, at, SIZE, 256, MAP, TensorKernel.Shape.REAL)
        };
        Sweep[] wide = {
            (x, at) -> wideMaps(x, at, MAP),
            (x, at) -> wideTurns(x, at, groups[0], groups[1]),
            (x, at) -> wideMap(x, at, 256, MAP)
        };
        String[] names = {"maps of digits 0 and 1", "turns of digits 0 and 1", "map of digit 4"};
        boolean is512 = switch (arguments.length == 1 ? arguments[0] : "") {
            case "256" -> false;
            case "512" -> true;
            case "compare" -> {
                for (int k = 0; k < names.length; k++) {
                    compare(names[k], wide[k], own[k]);
                }
                System.out.println("the same numbers");
                System.exit(0);
                yield false;
            }
            default -> throw new IllegalArgumentException("say 256, 512 or compare");
        };
        // Large, so that collectors put it where large arrays go.
        double[] x = new double[1 << 20];
        for (int k = 0; k < names.length; k++) {
            StringBuilder line = new StringBuilder(arguments[0] + " bits, " + names[k] + ", ns a number:");
            for (int lead : LEADS) {
                time(is512 ? wide[k] : own[k], x, lead);
                line.append(String.format(" %.3f", time(is512 ? wide[k] : own[k], x, lead)));
            }
            System.out.println(line);
        }
    }
}
