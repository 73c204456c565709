package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Condition.Joined.Connective;
import org.strangenoise.circuit.Condition.Relation;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitStringContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitsContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.CastContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ComparisonContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ConnectionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NameContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NegationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ParenthesesContext;

/** Conditions about measured bits. What does not depend on them is worked out. */
final class ConditionReader {

    private static final int MOST_DIGITS = 62;

    /** A tree deeper than this is refused before it can exhaust the stack. */
    private static final int DEEPEST = 500;

    private final QasmPlace place;
    private final Scope scope;
    private final ExpressionReader expressions;
    private final OperandReader operands;
    private int depth;

    ConditionReader(QasmPlace place, Scope scope, ExpressionReader expressions, OperandReader operands) {
        this.place = place;
        this.scope = scope;
        this.expressions = expressions;
        this.operands = operands;
    }

    /** What a condition is: known, or a proposition about bits. */
    sealed interface Truth {

        /** Worked out. */
        record Known(boolean holds) implements Truth {}

        /** Open until bits are measured. */
        record Open(Condition condition) implements Truth {}
    }

    /** The condition that an expression states. */
    Truth read(ExpressionContext expression) {
        if (depth >= DEEPEST) {
            throw place.problem(expression, "a condition must be at most " + DEEPEST + " operations deep");
        }
        depth++;
        try {
            return truth(expression);
        } finally {
            depth--;
        }
    }

    private Truth truth(ExpressionContext c) {
        if (c instanceof ParenthesesContext inner) {
            return read(inner.expression());
        }
        if (c instanceof NegationContext negation) {
            Truth truth = read(negation.expression());
            if (negation.operator.getType() == OpenQasmParser.TILDE && !isSingle(negation.expression())) {
                throw place.problem(c, "`~` of a register is no condition; compare the register with a number");
            }
            return truth instanceof Truth.Known known
                    ? new Truth.Known(!known.holds())
                    : new Truth.Open(new Condition.Not(((Truth.Open) truth).condition()));
        }
        if (c instanceof ConnectionContext connection) {
            return connected(connection);
        }
        if (c instanceof ComparisonContext comparison) {
            return compared(comparison);
        }
        Optional<List<Integer>> bits = bits(c);
        if (bits.isPresent()) {
            return new Truth.Open(
                    bits.get().size() == 1
                            ? new Condition.Bit(bits.get().get(0))
                            : new Condition.Comparison(digits(bits.get(), c), Relation.NOT_EQUAL, 0));
        }
        return new Truth.Known(number(c) != 0);
    }

    private boolean isSingle(ExpressionContext c) {
        ExpressionContext inner = c;
        while (inner instanceof ParenthesesContext parentheses) {
            inner = parentheses.expression();
        }
        return bits(inner).map(bits -> bits.size() == 1).orElse(true);
    }

    private Truth connected(ConnectionContext c) {
        int operator = c.operator.getType();
        boolean bitwise = operator == OpenQasmParser.AMPERSAND
                || operator == OpenQasmParser.PIPE
                || operator == OpenQasmParser.CARET;
        if (bitwise && !(isSingle(c.expression(0)) && isSingle(c.expression(1)))) {
            throw place.problem(
                    c.operator,
                    QasmPlace.quoted(c.operator.getText()) + " of registers is no condition; join single bits");
        }
        Connective connective = switch (operator) {
            case OpenQasmParser.AND, OpenQasmParser.AMPERSAND -> Connective.AND;
            case OpenQasmParser.OR, OpenQasmParser.PIPE -> Connective.OR;
            default -> Connective.XOR;
        };
        Truth first = read(c.expression(0));
        boolean decided = first instanceof Truth.Known known
                && (connective == Connective.AND ? !known.holds() : connective == Connective.OR && known.holds());
        if (decided) {
            return first;
        }
        Truth second = read(c.expression(1));
        if (first instanceof Truth.Known known) {
            return joined(connective, known.holds(), second);
        }
        if (second instanceof Truth.Known known) {
            return joined(connective, known.holds(), first);
        }
        return new Truth.Open(new Condition.Joined(
                connective, List.of(((Truth.Open) first).condition(), ((Truth.Open) second).condition())));
    }

    private static Truth joined(Connective connective, boolean known, Truth other) {
        return switch (connective) {
            case AND -> known ? other : new Truth.Known(false);
            case OR -> known ? new Truth.Known(true) : other;
            case XOR -> {
                if (!known) {
                    yield other;
                }
                yield other instanceof Truth.Known second
                        ? new Truth.Known(!second.holds())
                        : new Truth.Open(new Condition.Not(((Truth.Open) other).condition()));
            }
        };
    }

    private Truth compared(ComparisonContext c) {
        Relation relation = switch (c.operator.getType()) {
            case OpenQasmParser.EQUALS -> Relation.EQUAL;
            case OpenQasmParser.NOT_EQUALS -> Relation.NOT_EQUAL;
            case OpenQasmParser.LESS -> Relation.LESS;
            case OpenQasmParser.NOT_GREATER -> Relation.LESS_OR_EQUAL;
            case OpenQasmParser.GREATER -> Relation.GREATER;
            default -> Relation.GREATER_OR_EQUAL;
        };
        Optional<List<Integer>> left = bits(c.expression(0));
        Optional<List<Integer>> right = bits(c.expression(1));
        if (left.isPresent() && right.isPresent()) {
            return new Truth.Open(sameBits(c, relation, left.get(), right.get()));
        }
        if (left.isPresent()) {
            return new Truth.Open(comparison(c, left.get(), relation, whole(c.expression(1))));
        }
        if (right.isPresent()) {
            return new Truth.Open(comparison(c, right.get(), mirrored(relation), whole(c.expression(0))));
        }
        if (isTruth(c.expression(0)) || isTruth(c.expression(1))) {
            return comparedTruths(c, relation);
        }
        double a = number(c.expression(0));
        double b = number(c.expression(1));
        return new Truth.Known(
                switch (relation) {
                    case EQUAL -> a == b;
                    case NOT_EQUAL -> a != b;
                    case LESS -> a < b;
                    case LESS_OR_EQUAL -> a <= b;
                    case GREATER -> a > b;
                    case GREATER_OR_EQUAL -> a >= b;
                });
    }

    /** True for what is true or false itself, such as a comparison in parentheses. */
    private static boolean isTruth(ExpressionContext c) {
        ExpressionContext inner = c;
        while (inner instanceof ParenthesesContext parentheses) {
            inner = parentheses.expression();
        }
        return inner instanceof NegationContext
                || inner instanceof ComparisonContext
                || inner instanceof ConnectionContext;
    }

    private Truth comparedTruths(ComparisonContext c, Relation relation) {
        if (relation != Relation.EQUAL && relation != Relation.NOT_EQUAL) {
            throw place.problem(c.operator, "only `==` and `!=` compare conditions");
        }
        Truth first = read(c.expression(0));
        Truth second = read(c.expression(1));
        boolean differ = relation == Relation.NOT_EQUAL;
        Truth different;
        if (first instanceof Truth.Known known) {
            different = joined(Connective.XOR, known.holds(), second);
        } else if (second instanceof Truth.Known known) {
            different = joined(Connective.XOR, known.holds(), first);
        } else {
            different = new Truth.Open(new Condition.Joined(
                    Connective.XOR, List.of(((Truth.Open) first).condition(), ((Truth.Open) second).condition())));
        }
        return differ ? different : joined(Connective.XOR, true, different);
    }

    private Condition comparison(ParserRuleContext c, List<Integer> bits, Relation relation, long value) {
        if (bits.size() == 1 && (value == 0 || value == 1)) {
            Condition bit = new Condition.Bit(bits.get(0));
            if (relation == Relation.EQUAL || relation == Relation.NOT_EQUAL) {
                return (relation == Relation.EQUAL) == (value == 1) ? bit : new Condition.Not(bit);
            }
        }
        return new Condition.Comparison(digits(bits, c), relation, value);
    }

    /** Equality of registers bit by bit. */
    private Condition sameBits(ComparisonContext c, Relation relation, List<Integer> left, List<Integer> right) {
        if ((relation != Relation.EQUAL && relation != Relation.NOT_EQUAL) || left.size() != right.size()) {
            throw place.problem(c.operator, "only `==` and `!=` compare registers, of one size");
        }
        List<Condition> differences = new ArrayList<>();
        for (int k = 0; k < left.size(); k++) {
            differences.add(new Condition.Joined(
                    Connective.XOR, List.of(new Condition.Bit(left.get(k)), new Condition.Bit(right.get(k)))));
        }
        Condition different = new Condition.Joined(Connective.OR, differences);
        return relation == Relation.EQUAL ? new Condition.Not(different) : different;
    }

    private static Relation mirrored(Relation relation) {
        return switch (relation) {
            case LESS -> Relation.GREATER;
            case LESS_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
            case GREATER -> Relation.LESS;
            case GREATER_OR_EQUAL -> Relation.LESS_OR_EQUAL;
            default -> relation;
        };
    }

    private List<Integer> digits(List<Integer> bits, ParserRuleContext c) {
        if (bits.size() > MOST_DIGITS) {
            throw place.problem(
                    c, "a register in a condition must have at most " + MOST_DIGITS + " bits, but has " + bits.size());
        }
        return bits;
    }

    /** The bits that an expression names; empty if it names none. */
    private Optional<List<Integer>> bits(ExpressionContext c) {
        if (c instanceof ParenthesesContext inner) {
            return bits(inner.expression());
        }
        if (c instanceof CastContext cast) {
            return bits(cast.expression());
        }
        if (c instanceof BitsContext indexed) {
            String name = indexed.IDENTIFIER().getText();
            Symbol symbol = symbol(name);
            if (symbol instanceof Symbol.Constant constant && constant.value() instanceof Value.Listed) {
                return Optional.empty();
            }
            if (!(symbol instanceof Symbol.Bits bits)) {
                throw place.problem(c, QasmPlace.quoted(name) + " holds no bits");
            }
            if (indexed.index().size() > 1) {
                throw place.problem(indexed.index(1), "a register has one index");
            }
            return Optional.of(operands.bits(bits, indexed.index(0)));
        }
        return c instanceof NameContext name && symbol(name.IDENTIFIER().getText()) instanceof Symbol.Bits bits
                ? Optional.of(bits.numbers())
                : Optional.empty();
    }

    private @Nullable Symbol symbol(String name) {
        Symbol symbol = scope.find(name);
        if (symbol instanceof Symbol.Refused) {
            throw new QasmException.AlreadyReportedException();
        }
        return symbol;
    }

    /** The proposition that an expression has one of some values: what a {@code case} of a {@code switch} says. */
    Truth equal(ExpressionContext c, List<ExpressionContext> values) {
        Optional<List<Integer>> bits = bits(c);
        if (bits.isEmpty()) {
            long known = expressions.integer(c);
            return new Truth.Known(values.stream().anyMatch(value -> whole(value) == known));
        }
        List<Condition> parts = values.stream()
                .map(value -> comparison(c, bits.get(), Relation.EQUAL, whole(value)))
                .toList();
        return new Truth.Open(parts.size() == 1 ? parts.get(0) : new Condition.Joined(Connective.OR, parts));
    }

    /** A whole number, {@code true} and {@code false}, or the number that a text of 0 and 1 writes down. */
    long whole(ExpressionContext c) {
        if (c instanceof ParenthesesContext inner) {
            return whole(inner.expression());
        }
        Boolean word = word(c);
        if (word != null) {
            return word ? 1 : 0;
        }
        if (c instanceof BitStringContext string) {
            String text = string.STRING().getText();
            String digits = text.substring(1, text.length() - 1).replace("_", "");
            if (!digits.matches("[01]{1,62}")) {
                throw place.problem(c, "a bit string must be of at most 62 characters 0 and 1");
            }
            return Long.parseLong(digits, 2);
        }
        return expressions.integer(c);
    }

    private double number(ExpressionContext c) {
        Boolean word = word(c);
        return word != null ? word ? 1 : 0 : expressions.number(c);
    }

    private @Nullable Boolean word(ExpressionContext c) {
        if (!(c instanceof NameContext name)) {
            return null;
        }
        return switch (name.IDENTIFIER().getText()) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }
}
