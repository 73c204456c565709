package org.strangenoise.exchange.openqasm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitStringContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitsContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.CastContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ComparisonContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ConnectionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.FunctionCallContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.IndexContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NameContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NegationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NumberContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ParenthesesContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.PowerContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ProductContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ShiftContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.SignContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.SumContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParserBaseVisitor;
import org.strangenoise.math.NumberText;

/** Constant expressions, in double precision; integers stay integers, and divide as such in OpenQASM 3. */
final class ExpressionReader extends OpenQasmParserBaseVisitor<Value> {

    /** As in device files. */
    private static final double LONGEST_SECONDS = 1e6;

    /** A sum of more terms than this is nested too deeply to be worked out. */
    private static final int DEEPEST = 1000;

    private static final Map<String, Double> CONSTANTS = Map.of(
            "pi", Math.PI,
            "\u03C0", Math.PI,
            "tau", 2 * Math.PI,
            "\u03C4", 2 * Math.PI,
            "euler", Math.E,
            "\u2107", Math.E);

    /** What a name stands for. */
    @FunctionalInterface
    interface Names {
        @Nullable
        Value get(String name);
    }

    private final QasmPlace place;
    private final boolean version2;
    private final Names names;
    private final Warnings warnings;
    private int depth;

    /** Where doubtful but legal arithmetic is reported. */
    @FunctionalInterface
    interface Warnings {
        void add(Token at, String message);
    }

    ExpressionReader(QasmPlace place, boolean version2, Names names, Warnings warnings) {
        this.place = place;
        this.version2 = version2;
        this.names = names;
        this.warnings = warnings;
    }

    /** Whether a name is a constant of the language, which a file must not define; OpenQASM 2 has pi alone. */
    static boolean isConstant(String name, boolean version2) {
        return version2 ? name.equals("pi") : CONSTANTS.containsKey(name);
    }

    /** A finite number without unit. */
    double number(ExpressionContext expression) {
        Value value = value(expression);
        if (value instanceof Value.Time) {
            throw place.problem(expression, "a number is needed here, but this is a duration");
        }
        return value.magnitude();
    }

    /** An integer. */
    long integer(ExpressionContext expression) {
        Value value = value(expression);
        if (value instanceof Value.Whole whole) {
            return whole.number();
        }
        throw place.problem(expression, "an integer is needed here, but this is " + value.kind());
    }

    /** A duration in seconds, not negative. */
    double seconds(ExpressionContext expression) {
        Value value = value(expression);
        if (!(value instanceof Value.Time time)) {
            throw place.problem(expression, "a duration such as 20ns is needed here, but this is " + value.kind());
        }
        if (time.seconds() < 0) {
            throw place.problem(
                    expression, "a duration must not be negative, but is " + NumberText.seconds(time.seconds()));
        }
        if (time.seconds() > LONGEST_SECONDS) {
            throw place.problem(
                    expression, "a duration must be at most 1e6 s, but is " + NumberText.of(time.seconds()) + " s");
        }
        return time.seconds();
    }

    /** The value; finite. */
    Value value(ExpressionContext expression) {
        if (depth >= DEEPEST) {
            throw place.problem(expression, "an expression must be at most " + DEEPEST + " operations deep");
        }
        depth++;
        Value value;
        try {
            value = expression.accept(this);
        } finally {
            depth--;
        }
        if (value instanceof Value.Listed) {
            throw place.problem(expression, "this is an array, and needs an index");
        }
        if (!Double.isFinite(value.magnitude())) {
            throw place.problem(
                    expression,
                    "the value of an expression must be finite, but is "
                            + (Double.isNaN(value.magnitude()) ? "no number" : NumberText.of(value.magnitude())));
        }
        return value;
    }

    @Override
    public Value visitParentheses(ParenthesesContext c) {
        return value(c.expression());
    }

    @Override
    public Value visitSign(SignContext c) {
        Value value = value(c.expression());
        if (c.operator.getType() == OpenQasmParser.PLUS) {
            return value;
        }
        if (value instanceof Value.Whole whole) {
            return new Value.Whole(exact(c, () -> Math.negateExact(whole.number())));
        }
        return value instanceof Value.Time time ? new Value.Time(-time.seconds()) : new Value.Real(-value.magnitude());
    }

    @Override
    public Value visitPower(PowerContext c) {
        return power(c, value(c.expression(0)), value(c.expression(1)));
    }

    private Value power(ParserRuleContext c, Value base, Value exponent) {
        requireNumbers(c, base, exponent);
        double result = StrictMath.pow(base.magnitude(), exponent.magnitude());
        if (base instanceof Value.Whole && exponent instanceof Value.Whole whole && whole.number() >= 0 && !version2) {
            if (Math.abs(result) > 1L << 53) {
                throw place.problem(c, "an integer power must fit into 53 bits, but is " + result);
            }
            return new Value.Whole((long) result);
        }
        return new Value.Real(result);
    }

    @Override
    public Value visitProduct(ProductContext c) {
        Value a = value(c.expression(0));
        Value b = value(c.expression(1));
        return switch (c.operator.getType()) {
            case OpenQasmParser.STAR -> product(c, a, b);
            case OpenQasmParser.SLASH -> quotient(c, a, b);
            default -> remainder(c, a, b);
        };
    }

    private Value product(ProductContext c, Value a, Value b) {
        if (a instanceof Value.Whole x && b instanceof Value.Whole y) {
            return new Value.Whole(exact(c, () -> Math.multiplyExact(x.number(), y.number())));
        }
        if (a instanceof Value.Time && b instanceof Value.Time) {
            throw place.problem(c.operator, "durations cannot be multiplied with each other");
        }
        double product = a.magnitude() * b.magnitude();
        return a instanceof Value.Time || b instanceof Value.Time ? new Value.Time(product) : new Value.Real(product);
    }

    private Value quotient(ProductContext c, Value a, Value b) {
        if (b.magnitude() == 0) {
            throw place.problem(c.operator, "division by zero");
        }
        if (b instanceof Value.Time && !(a instanceof Value.Time)) {
            throw place.problem(c.operator, "a number cannot be divided by a duration");
        }
        if (a instanceof Value.Time && !(b instanceof Value.Time)) {
            return new Value.Time(a.magnitude() / b.magnitude());
        }
        if (a instanceof Value.Whole x && b instanceof Value.Whole y && !version2) {
            if (x.number() % y.number() != 0) {
                warnings.add(
                        c.operator,
                        x.number() + " / " + y.number() + " is a division of integers, which gives "
                                + x.number() / y.number() + "; write " + x.number() + ".0 for the fraction");
            }
            return new Value.Whole(x.number() / y.number());
        }
        return new Value.Real(a.magnitude() / b.magnitude());
    }

    private Value remainder(ParserRuleContext c, Value a, Value b) {
        requireNumbers(c, a, b);
        if (b.magnitude() == 0) {
            throw place.problem(c, "division by zero");
        }
        if (a instanceof Value.Whole x && b instanceof Value.Whole y) {
            return new Value.Whole(x.number() % y.number());
        }
        return new Value.Real(a.magnitude() % b.magnitude());
    }

    @Override
    public Value visitSum(SumContext c) {
        Value a = value(c.expression(0));
        Value b = value(c.expression(1));
        boolean minus = c.operator.getType() == OpenQasmParser.MINUS;
        if (a instanceof Value.Whole x && b instanceof Value.Whole y) {
            return new Value.Whole(exact(
                    c,
                    () -> minus ? Math.subtractExact(x.number(), y.number()) : Math.addExact(x.number(), y.number())));
        }
        if (a instanceof Value.Time != b instanceof Value.Time) {
            throw place.problem(c.operator, "a duration and a number cannot be added");
        }
        double sum = minus ? a.magnitude() - b.magnitude() : a.magnitude() + b.magnitude();
        return a instanceof Value.Time ? new Value.Time(sum) : new Value.Real(sum);
    }

    @Override
    public Value visitShift(ShiftContext c) {
        long number = integer(c.expression(0));
        long by = integer(c.expression(1));
        if (by < 0 || by > 62) {
            throw place.problem(c.expression(1), "a shift must be by 0 to 62 bits, but is by " + by);
        }
        return c.operator.getType() == OpenQasmParser.SHIFT_LEFT
                ? new Value.Whole(exact(c, () -> Math.multiplyExact(number, 1L << by)))
                : new Value.Whole(number >> by);
    }

    @Override
    public Value visitCast(CastContext c) {
        Value value = value(c.expression());
        requireNumbers(c, value, value);
        return switch (c.scalarType().kind.getType()) {
            case OpenQasmParser.FLOAT, OpenQasmParser.ANGLE -> new Value.Real(value.magnitude());
            case OpenQasmParser.INT, OpenQasmParser.UINT -> new Value.Whole((long) value.magnitude());
            default ->
                throw place.problem(
                        c, "a cast to " + QasmPlace.quoted(c.scalarType().kind.getText()) + " is not supported");
        };
    }

    @Override
    public Value visitFunctionCall(FunctionCallContext c) {
        List<Value> arguments = new ArrayList<>();
        if (c.arguments() != null) {
            for (ExpressionContext argument : c.arguments().expression()) {
                arguments.add(value(argument));
            }
        }
        String name = c.function.getText();
        int needed = name.equals("pow") || name.equals("mod") ? 2 : 1;
        if (!isFunction(name)) {
            throw place.problem(c, "unknown function " + QasmPlace.quoted(name));
        }
        if (arguments.size() != needed) {
            throw place.problem(
                    c,
                    "function " + name + " takes " + needed + " argument" + (needed == 1 ? "" : "s") + ", but has "
                            + arguments.size());
        }
        Value a = arguments.get(0);
        requireNumbers(c, a, arguments.get(needed - 1));
        double x = a.magnitude();
        return switch (name) {
            case "pow" -> power(c, a, arguments.get(1));
            case "mod" -> remainder(c, a, arguments.get(1));
            case "ceiling" -> new Value.Whole((long) Math.ceil(x));
            case "floor" -> new Value.Whole((long) Math.floor(x));
            case "abs" ->
                a instanceof Value.Whole w ? new Value.Whole(Math.abs(w.number())) : new Value.Real(Math.abs(x));
            default -> new Value.Real(function(name, x));
        };
    }

    private static boolean isFunction(String name) {
        return switch (name) {
            case "pow", "mod", "ceiling", "floor", "abs" -> true;
            default -> !Double.isNaN(function(name, 0.5));
        };
    }

    /** A real function of one argument, not a number for one that there is not. */
    private static double function(String name, double x) {
        return switch (name) {
            case "sin" -> StrictMath.sin(x);
            case "cos" -> StrictMath.cos(x);
            case "tan" -> StrictMath.tan(x);
            case "arcsin", "asin" -> StrictMath.asin(x);
            case "arccos", "acos" -> StrictMath.acos(x);
            case "arctan", "atan" -> StrictMath.atan(x);
            case "exp" -> StrictMath.exp(x);
            case "log", "ln" -> StrictMath.log(x);
            case "sqrt" -> Math.sqrt(x);
            default -> Double.NaN;
        };
    }

    @Override
    public Value visitName(NameContext c) {
        String name = c.IDENTIFIER().getText();
        Double constant = CONSTANTS.get(name);
        if (constant != null && (isConstant(name, version2) || names.get(name) == null)) {
            return new Value.Real(constant);
        }
        Value value = names.get(name);
        if (value == null) {
            throw place.problem(c, QasmPlace.quoted(name) + " is not a constant known here");
        }
        return value;
    }

    @Override
    public Value visitNumber(NumberContext c) {
        String text = c.literal.getText().replace("_", "");
        return switch (c.literal.getType()) {
            case OpenQasmParser.INTEGER -> whole(c, text, 10);
            case OpenQasmParser.HEXADECIMAL -> whole(c, text.substring(2), 16);
            case OpenQasmParser.OCTAL -> whole(c, text.substring(2), 8);
            case OpenQasmParser.BINARY -> whole(c, text.substring(2), 2);
            case OpenQasmParser.REAL_NUMBER -> new Value.Real(Double.parseDouble(text));
            default -> time(c, text);
        };
    }

    private Value whole(NumberContext c, String digits, int radix) {
        try {
            return new Value.Whole(Long.parseLong(digits, radix));
        } catch (NumberFormatException e) {
            throw place.problem(c, "an integer must fit into 63 bits, but is " + QasmPlace.quoted(c.getText()));
        }
    }

    /** The decimal point is moved in decimal, so that 20ns is the same double as 20e-9. */
    private Value time(NumberContext c, String text) {
        int unit = text.length();
        while (Character.isLetter(text.charAt(unit - 1))) {
            unit--;
        }
        int shift = switch (text.substring(unit)) {
            case "s" -> 0;
            case "ms" -> -3;
            case "ns" -> -9;
            case "dt" ->
                throw place.problem(
                        c,
                        "the unit `dt` depends on a machine's clock, which the file does not state; use ns, us, ms or s");
            default -> -6;
        };
        try {
            BigDecimal seconds = new BigDecimal(text.substring(0, unit).strip()).scaleByPowerOfTen(shift);
            return new Value.Time(seconds.doubleValue());
        } catch (NumberFormatException | ArithmeticException e) {
            throw place.problem(c, "a duration must be a number with a unit, but is " + QasmPlace.quoted(text));
        }
    }

    @Override
    public Value visitNegation(NegationContext c) {
        throw notANumber(c);
    }

    @Override
    public Value visitComparison(ComparisonContext c) {
        throw notANumber(c);
    }

    @Override
    public Value visitConnection(ConnectionContext c) {
        throw notANumber(c);
    }

    @Override
    public Value visitBitString(BitStringContext c) {
        throw notANumber(c);
    }

    /** An element of an array. */
    @Override
    public Value visitBits(BitsContext c) {
        Value value = names.get(c.IDENTIFIER().getText());
        if (!(value instanceof Value.Listed)) {
            throw notANumber(c);
        }
        for (IndexContext index : c.index()) {
            if (index.expression() == null) {
                throw place.problem(index, "an array's element has one number for each index");
            }
            value = element(value, index.expression());
            if (index.further != null) {
                for (ExpressionContext further : index.further.expression()) {
                    value = element(value, further);
                }
            }
        }
        return value;
    }

    /** The elements of an array of one index. */
    List<Value> elements(Token name) {
        if (!(names.get(name.getText()) instanceof Value.Listed listed)
                || listed.elements().stream().anyMatch(Value.Listed.class::isInstance)) {
            throw place.problem(name, QasmPlace.quoted(name.getText()) + " is no array of one index");
        }
        return listed.elements();
    }

    private Value element(Value array, ExpressionContext index) {
        if (!(array instanceof Value.Listed listed)) {
            throw place.problem(index, "the array has fewer indices");
        }
        int size = listed.elements().size();
        long k = integer(index);
        if (k < -size || k >= size) {
            throw place.problem(index, "the index must be from 0 to " + (size - 1) + ", but is " + k);
        }
        return listed.elements().get((int) (k < 0 ? k + size : k));
    }

    private QasmException notANumber(ExpressionContext c) {
        return place.problem(c, "a number is needed here; what is measured or compared can stand in conditions only");
    }

    private void requireNumbers(ParserRuleContext c, Value a, Value b) {
        if (a instanceof Value.Time || b instanceof Value.Time) {
            throw place.problem(c, "a duration cannot be used here");
        }
    }

    @FunctionalInterface
    private interface Exact {
        long result();
    }

    private long exact(ParserRuleContext c, Exact operation) {
        try {
            return operation.result();
        } catch (ArithmeticException e) {
            throw place.problem(c, "an integer must fit into 63 bits, but this expression does not");
        }
    }
}
