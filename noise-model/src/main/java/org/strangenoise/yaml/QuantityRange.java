package org.strangenoise.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Equally spaced quantities, on a linear or a logarithmic scale, both ends included and exact. */
record QuantityRange(double from, double to, int points, Scale scale) {

    private static final MathContext EXACT = new MathContext(40);
    private static final int LARGEST_ROOT = 64;
    /** Whole numbers up to this, and powers of ten up to the next, are doubles. */
    private static final double EXACT_INTEGERS = 1L << 52;

    private static final int LARGEST_POWER = 15;

    private static final int MOST_POINTS = 1_000_000;

    /** What is equal between neighbours: their difference or their ratio. */
    enum Scale {
        LINEAR,
        LOG
    }

    /** Reads {@code {from, to, points, scale}}; each end keeps the rule, and is finite, positive on a log scale. */
    static Optional<QuantityRange> read(MappingReader reader, QuantityKind kind, Rule rule) {
        try (reader) {
            ValueReader scaleValue = reader.optional("scale");
            Optional<Scale> scale = scaleValue.isPresent() ? scaleValue.oneOf(Scale.class) : Optional.of(Scale.LINEAR);
            Rule end = scale.filter(s -> s == Scale.LOG).isPresent() ? Rule.POSITIVE : Rule.FINITE;
            Optional<Double> from = end(reader.required("from"), kind, rule, end);
            Optional<Double> to = end(reader.required("to"), kind, rule, end);
            Optional<Integer> points = reader.required("points").integer(Rule.between(2, MOST_POINTS));
            if (from.isEmpty() || to.isEmpty() || points.isEmpty() || scale.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new QuantityRange(from.get(), to.get(), points.get(), scale.get()));
        }
    }

    private static Optional<Double> end(ValueReader value, QuantityKind kind, Rule rule, Rule end) {
        Optional<Double> read = value.quantity(kind, rule).map(Quantity::value);
        if (read.isPresent() && !end.accepts().test(read.get())) {
            value.reject(end.clause());
            return Optional.empty();
        }
        return read;
    }

    /** The points in order from {@code from} to {@code to}, without uncertainties. */
    List<Quantity> quantities() {
        return IntStream.range(0, points)
                .mapToObj(i -> Quantity.exact(point(i)))
                .toList();
    }

    private double point(int i) {
        if (i == 0 || i == points - 1) {
            return i == 0 ? from : to;
        }
        return scale == Scale.LINEAR ? linear(i) : logarithmic(i);
    }

    /** The double nearest to the decimal value that is meant: ends are taken as the decimals they were written as. */
    private double linear(int i) {
        BigDecimal low = BigDecimal.valueOf(from);
        BigDecimal high = BigDecimal.valueOf(to);
        int scale = Math.max(0, Math.max(low.scale(), high.scale()));
        if (scale <= LARGEST_POWER) {
            double power = StrictMath.rint(StrictMath.pow(10, scale));
            double numerator = low.scaleByPowerOfTen(scale).doubleValue() * (points - 1 - i)
                    + high.scaleByPowerOfTen(scale).doubleValue() * i;
            double denominator = power * (points - 1);
            double largest = Math.max(Math.abs(from), Math.abs(to)) * power * (points - 1);
            if (largest <= EXACT_INTEGERS && denominator <= EXACT_INTEGERS) {
                // Whole numbers that doubles hold: one division rounds to the nearest.
                return numerator / denominator;
            }
        }
        return low.multiply(BigDecimal.valueOf(points - 1L - i))
                .add(high.multiply(BigDecimal.valueOf(i)))
                .divide(BigDecimal.valueOf(points - 1L), EXACT)
                .doubleValue();
    }

    /**
     * As {@link #linear} where the value is a short decimal, such as the 10 between 1 and 100; else the nearest found.
     */
    private double logarithmic(int i) {
        double t = i / (double) (points - 1);
        double near = StrictMath.pow(from, 1 - t) * StrictMath.pow(to, t);
        int common = BigInteger.valueOf(i).gcd(BigInteger.valueOf(points - 1L)).intValueExact();
        int root = (points - 1) / common;
        if (root > LARGEST_ROOT || !(near > 0) || Double.isInfinite(near)) {
            return near;
        }
        BigDecimal meant = new BigDecimal(near).round(new MathContext(12));
        int part = i / common;
        boolean exact = meant.pow(root)
                        .compareTo(BigDecimal.valueOf(from)
                                .pow(root - part)
                                .multiply(BigDecimal.valueOf(to).pow(part)))
                == 0;
        return exact ? meant.doubleValue() : near;
    }
}
