package org.strangenoise.yaml;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strangenoise.yaml.QuantityKind.Unit;

/**
 * A measured value with its standard uncertainty, both in the SI unit of its kind (s, Hz, rad).
 *
 * @param value the value; never NaN, infinite only where {@code inf} was written
 * @param uncertainty the standard uncertainty, finite and at least 0; 0 if none is known
 */
public record Quantity(double value, double uncertainty) {

    /** Refuses NaN, and an uncertainty that is negative or infinite. */
    public Quantity {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("Argument `value` must be a number, but is NaN");
        }
        if (!(uncertainty >= 0 && uncertainty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Argument `uncertainty` must be finite and at least 0, but is " + uncertainty);
        }
    }

    /** A value known exactly. */
    public static Quantity exact(double value) {
        return new Quantity(value, 0);
    }

    /**
     * Parses {@code 20 ns}, {@code 10 us +/- 1 us}, {@code 10 +/- 1 us}, {@code inf}, {@code 5.305 MHz},
     * {@code -3*pi/4}, {@code 30 deg}. Decimal units are converted exactly: {@code 20 ns} is the double nearest to
     * 2e-8.
     *
     * @throws QuantityFormatException if the text is no quantity of that kind; the message is a clause such as
     *     {@code must have a unit (ps, ns, us, ms, s), but was the bare number `20`}, to be put after the quantity's
     *     name
     */
    public static Quantity parse(String text, QuantityKind kind) {
        return new QuantityParser(text, kind).parse();
    }

    /** Parses one quantity: a value, perhaps {@code +/-} an uncertainty. */
    static final class QuantityParser {

        private static final int LONGEST = 200;
        private static final Pattern PLUS_MINUS = Pattern.compile("\\+/-|\u00B1");
        private static final Pattern NUMBER =
                Pattern.compile("[-+]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]{1,5}+)?");
        private static final Pattern UNIT = Pattern.compile("[\\p{L}%\u00B0\u00B5]++$");
        private static final Set<String> NOT_NUMBERS = Set.of("nan", ".nan", "+nan", "-nan");
        private static final double RADIANS_PER_DEGREE = Math.PI / 180;

        /** A magnitude as written and the unit after it, empty if there is none. */
        private record Term(String magnitude, String unit) {}

        private final String text;
        private final QuantityKind kind;

        QuantityParser(String text, QuantityKind kind) {
            this.text = text.strip();
            this.kind = kind;
        }

        Quantity parse() {
            if (text.length() > LONGEST) {
                throw malformed();
            }
            if (NOT_NUMBERS.contains(text.toLowerCase(Locale.ROOT))) {
                throw new QuantityFormatException("must be a number, but was " + Quoted.value(text));
            }
            if (kind != QuantityKind.ANGLE && (text.equals("inf") || text.equals("-inf"))) {
                return Quantity.exact(text.equals("inf") ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
            }
            String[] parts = PLUS_MINUS.split(text, -1);
            Term last = term(parts[parts.length - 1]);
            if (parts.length == 1) {
                return Quantity.exact(inSi(last));
            }
            if (parts.length > 2) {
                throw malformed();
            }
            Term first = term(parts[0]);
            if (!first.unit().isEmpty() && last.unit().isEmpty()) {
                throw new QuantityFormatException("must have a unit after its uncertainty too ("
                        + String.join(", ", kind.unitSymbols()) + "), but was " + Quoted.value(text));
            }
            double value = inSi(first.unit().isEmpty() ? new Term(first.magnitude(), last.unit()) : first);
            double uncertainty = inSi(last);
            if (uncertainty < 0) {
                throw new QuantityFormatException(
                        "must have an uncertainty of at least 0, but was " + Quoted.value(text));
            }
            return new Quantity(value, uncertainty);
        }

        private Term term(String part) {
            String term = part.strip();
            Matcher unit = UNIT.matcher(term);
            boolean unitFound = unit.find() && !AngleExpression.isConstant(unit.group());
            Term split =
                    unitFound ? new Term(term.substring(0, unit.start()).strip(), unit.group()) : new Term(term, "");
            if (split.magnitude().isEmpty()) {
                throw malformed();
            }
            return split;
        }

        private double inSi(Term term) {
            double value = kind == QuantityKind.ANGLE ? radians(term) : decimal(term);
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new QuantityFormatException("must be finite, but was " + Quoted.value(text));
            }
            return value;
        }

        private double radians(Term term) {
            double magnitude;
            try {
                magnitude = AngleExpression.evaluate(term.magnitude());
            } catch (QuantityFormatException e) {
                throw malformed();
            }
            return switch (term.unit()) {
                case "", "rad" -> magnitude;
                case "deg" -> magnitude * RADIANS_PER_DEGREE;
                default -> throw unknownUnit(term.unit());
            };
        }

        private double decimal(Term term) {
            if (!NUMBER.matcher(term.magnitude()).matches()) {
                throw malformed();
            }
            BigDecimal magnitude = new BigDecimal(term.magnitude());
            if (term.unit().isEmpty() && !kind.needsUnit()) {
                return magnitude.doubleValue();
            }
            if (term.unit().isEmpty()) {
                throw new QuantityFormatException("must have a unit (" + String.join(", ", kind.unitSymbols())
                        + "), but was the bare number " + Quoted.value(text));
            }
            Unit unit = kind.unit(term.unit()).orElseThrow(() -> unknownUnit(term.unit()));
            return magnitude.scaleByPowerOfTen(unit.powerOfTen()).doubleValue();
        }

        private QuantityFormatException unknownUnit(String unit) {
            String accepted = kind.unitSymbols().isEmpty()
                    ? "must be a number without a unit"
                    : "must have one of the units " + String.join(", ", kind.unitSymbols());
            return new QuantityFormatException(
                    accepted + ", but has " + Quoted.value(unit) + " in " + Quoted.value(text));
        }

        private QuantityFormatException malformed() {
            return new QuantityFormatException("must be " + kind.description() + ", but was " + Quoted.value(text));
        }

        /**
         * Arithmetic on numbers and {@code pi}: {@code + - * /}, signs and parentheses, evaluated in double precision
         * from left to right with the usual precedence.
         */
        static final class AngleExpression {

            private static final Pattern NUMBER =
                    Pattern.compile("(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]{1,5}+)?");

            private final String text;
            private int at;

            private AngleExpression(String text) {
                this.text = text;
            }

            /** Whether a word is part of an expression rather than a unit after it. */
            static boolean isConstant(String word) {
                return word.equals("pi") || word.equals("\u03C0");
            }

            /**
             * The value of an expression; its length must be bounded by the caller, as the depth of recursion follows
             * it.
             *
             * @throws QuantityFormatException if the text is no expression
             */
            static double evaluate(String text) {
                AngleExpression expression = new AngleExpression(text);
                double value = expression.sum();
                if (expression.at < text.length()) {
                    throw expression.malformed();
                }
                return value;
            }

            private double sum() {
                double value = product();
                while (true) {
                    if (take('+')) {
                        value += product();
                    } else if (take('-')) {
                        value -= product();
                    } else {
                        return value;
                    }
                }
            }

            private double product() {
                double value = signed();
                while (true) {
                    if (take('*')) {
                        value *= signed();
                    } else if (take('/')) {
                        value /= signed();
                    } else {
                        return value;
                    }
                }
            }

            private double signed() {
                if (take('-')) {
                    return -signed();
                }
                return take('+') ? signed() : primary();
            }

            private double primary() {
                if (take('(')) {
                    double value = sum();
                    if (!take(')')) {
                        throw malformed();
                    }
                    return value;
                }
                if (takeWord("pi") || takeWord("\u03C0")) {
                    return Math.PI;
                }
                Matcher number = NUMBER.matcher(text).region(at, text.length());
                if (!number.lookingAt()) {
                    throw malformed();
                }
                at = number.end();
                skipSpaces();
                return Double.parseDouble(number.group());
            }

            private boolean take(char symbol) {
                skipSpaces();
                if (at < text.length() && text.charAt(at) == symbol) {
                    at++;
                    skipSpaces();
                    return true;
                }
                return false;
            }

            private boolean takeWord(String word) {
                if (text.startsWith(word, at)) {
                    at += word.length();
                    skipSpaces();
                    return true;
                }
                return false;
            }

            private void skipSpaces() {
                while (at < text.length() && text.charAt(at) == ' ') {
                    at++;
                }
            }

            private QuantityFormatException malformed() {
                return new QuantityFormatException(
                        "must be an expression of numbers and pi, but was " + Quoted.value(text));
            }
        }
    }
}
