package org.strangenoise.figures.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where the marks of an axis stand and what they say. */
record Ticks(List<Tick> labelled, List<Double> minor) {

    /** A value and its label. */
    record Tick(double value, String label) {}

    private static final double[] PI_STEPS = {0.25, 0.5, 1, 2, 4, 8, 16, 32, 64};
    private static final int PI_DENOMINATOR = 4;
    private static final double TOLERANCE = 1e-9;
    private static final double PLAIN_BELOW = 1e5;
    private static final double PLAIN_FROM = 1e-3;
    private static final double SIGNIFICANT_FROM = 1e-5;
    private static final String SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** At most about {@code count} labelled ticks. */
    static Ticks of(Frame.AxisScale scale, int count) {
        int most = Math.max(2, count);
        return switch (scale.axis().scale()) {
            case LOGARITHMIC -> logarithmic(scale, most);
            case MULTIPLES_OF_PI -> multiplesOfPi(scale, most);
            case LINEAR -> linear(scale, most, 0);
            case INTEGER -> linear(scale, most, 1);
            case CATEGORIES -> categories(scale);
        };
    }

    private static Ticks categories(Frame.AxisScale scale) {
        List<String> names = scale.axis().categories();
        List<Tick> ticks = new ArrayList<>();
        for (int k = 1; k <= names.size(); k++) {
            if (scale.range().contains(k)) {
                ticks.add(new Tick(k, names.get(k - 1)));
            }
        }
        return new Ticks(ticks, List.of());
    }

    private static Ticks linear(Frame.AxisScale scale, int most, double smallestStep) {
        double step = Math.max(niceStep(scale.range().length() / most), smallestStep);
        List<Tick> ticks = new ArrayList<>();
        double largest =
                Math.max(Math.abs(scale.range().min()), Math.abs(scale.range().max()));
        boolean powers = largest >= PLAIN_BELOW || largest < PLAIN_FROM;
        int decimals = powers ? 0 : decimalsOf(step);
        for (double value : multiples(scale, step)) {
            ticks.add(new Tick(value, powers ? scientific(value, step) : fixed(value, decimals)));
        }
        double leading = step / StrictMath.pow(10, Math.floor(StrictMath.log10(step) + TOLERANCE));
        double fine = step / (Math.round(leading) == 2 ? 2 : 5);
        return new Ticks(ticks, fine < smallestStep ? List.of() : multiples(scale, fine));
    }

    private static Ticks multiplesOfPi(Frame.AxisScale scale, int most) {
        for (double step : PI_STEPS) {
            List<Double> values = multiples(scale, step * Math.PI);
            if (values.size() <= most + 1) {
                List<Tick> ticks = values.stream()
                        .map(value -> new Tick(value, ofPi(Math.round(value / Math.PI * PI_DENOMINATOR))))
                        .toList();
                return ticks.size() >= 2
                        ? new Ticks(ticks, multiples(scale, step * Math.PI / 2))
                        : linear(scale, most, 0);
            }
        }
        return linear(scale, most, 0);
    }

    private static Ticks logarithmic(Frame.AxisScale scale, int most) {
        double min = scale.range().min();
        double max = scale.range().max();
        int first = (int) Math.ceil(StrictMath.log10(min) - TOLERANCE);
        int last = (int) Math.floor(StrictMath.log10(max) + TOLERANCE);
        List<Double> minor = new ArrayList<>();
        for (int decade = first - 1; decade <= last; decade++) {
            for (int digit = 2; digit <= 9; digit++) {
                double value = digit * StrictMath.pow(10, decade);
                if (value >= min * (1 - TOLERANCE) && value <= max * (1 + TOLERANCE)) {
                    minor.add(value);
                }
            }
        }
        List<Tick> ticks = new ArrayList<>();
        int every = Math.max(1, (last - first + most) / most);
        for (int decade = first; decade <= last; decade += every) {
            ticks.add(new Tick(StrictMath.pow(10, decade), powerOfTen(decade, min, max)));
        }
        if (ticks.size() < 3 && max / min < 200) {
            int[] digits = max / min < 8 ? new int[] {2, 3, 4, 5, 6, 7, 8} : new int[] {2, 5};
            for (double value : List.copyOf(minor)) {
                double digit = value / StrictMath.pow(10, Math.floor(StrictMath.log10(value) + TOLERANCE));
                for (int each : digits) {
                    if (Math.abs(digit - each) < TOLERANCE * each && ticks.size() < most + 2) {
                        ticks.add(new Tick(value, number(value)));
                    }
                }
            }
        }
        if (ticks.isEmpty()) {
            return linear(scale, most, 0);
        }
        ticks.sort(Comparator.comparingDouble(Tick::value));
        return new Ticks(ticks, minor);
    }

    private static String powerOfTen(int decade, double min, double max) {
        boolean plain = min >= PLAIN_FROM && max < PLAIN_BELOW;
        return plain ? number(StrictMath.pow(10, decade)) : "10" + superscript(decade);
    }

    private static List<Double> multiples(Frame.AxisScale scale, double step) {
        double slack = TOLERANCE * scale.range().length();
        long first = (long) Math.ceil((scale.range().min() - slack) / step);
        long last = (long) Math.floor((scale.range().max() + slack) / step);
        List<Double> values = new ArrayList<>();
        for (long k = first; k <= last && values.size() < 200; k++) {
            values.add(k * step);
        }
        return values;
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below the given step. */
    private static double niceStep(double atLeast) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast * (1 - TOLERANCE)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static int decimalsOf(double step) {
        return (int) Math.max(0, -Math.floor(StrictMath.log10(step) + TOLERANCE));
    }

    private static String fixed(double value, int decimals) {
        return withMinus(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    private static String scientific(double value, double step) {
        if (Math.abs(value) < step / 2) {
            return "0";
        }
        int exponent = (int) Math.floor(StrictMath.log10(Math.abs(value)) + TOLERANCE);
        int decimals = Math.max(0, exponent - (int) Math.floor(StrictMath.log10(step) + TOLERANCE));
        String digits = fixed(value / StrictMath.pow(10, exponent), Math.min(decimals, 6));
        return digits + "×10" + superscript(exponent);
    }

    /** A number in as few digits as say it to six figures. */
    static String number(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Double.isFinite(value) ? "0" : "–";
        }
        if (Math.abs(value) >= PLAIN_BELOW || Math.abs(value) < PLAIN_FROM) {
            int exponent = (int) Math.floor(StrictMath.log10(Math.abs(value)) + TOLERANCE);
            String digits = number(Math.round(value / StrictMath.pow(10, exponent) * 100) / 100.0);
            return digits + "×10" + superscript(exponent);
        }
        return withMinus(new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros());
    }

    /** A number with so many significant digits, written without a power of ten down to the fifth decimal. */
    static String number(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        boolean plain = Math.abs(value) >= SIGNIFICANT_FROM && Math.abs(value) < PLAIN_BELOW;
        return plain ? withMinus(rounded) : number(rounded.doubleValue());
    }

    /** A number with the digits that matter beside a span of the given length: down to a tenth of its leading digit. */
    static String rounded(double value, double span) {
        int decimals = span > 0 ? (int) Math.max(0, 1 - Math.floor(StrictMath.log10(span) + TOLERANCE)) : 3;
        return decimals > 6 ? number(value) : fixed(value, decimals);
    }

    private static String withMinus(BigDecimal value) {
        String digits = value.abs().toPlainString();
        return value.signum() < 0 ? "−" + digits : digits;
    }

    private static String superscript(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        Integer.toString(Math.abs(exponent))
                .chars()
                .forEach(digit -> text.append(SUPERSCRIPT_DIGITS.charAt(digit - '0')));
        return text.toString();
    }

    private static String ofPi(long quarters) {
        if (quarters == 0) {
            return "0";
        }
        long numerator = Math.abs(quarters);
        long denominator = PI_DENOMINATOR;
        while (numerator % 2 == 0 && denominator > 1) {
            numerator /= 2;
            denominator /= 2;
        }
        String sign = quarters < 0 ? "−" : "";
        return sign + (numerator == 1 ? "" : numerator) + "π" + (denominator == 1 ? "" : "/" + denominator);
    }
}
