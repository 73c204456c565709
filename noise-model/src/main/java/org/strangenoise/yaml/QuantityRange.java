package org.strangenoise.yaml;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Equally spaced quantities, on a linear or a logarithmic scale, both ends included and exact. */
record QuantityRange(double from, double to, int points, Scale scale) {

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
        double t = i / (double) (points - 1);
        return scale == Scale.LINEAR ? (1 - t) * from + t * to : StrictMath.pow(from, 1 - t) * StrictMath.pow(to, t);
    }
}
