package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ForLoopContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.RangeContext;

/** What the variable of a loop over a constant range or set goes through, in a program and in a gate's body. */
record LoopValues(QasmPlace place, OperandReader operands, int most, Budget budget) {

    /** The variable's values, each of which counts against the budget. */
    List<Value> of(ForLoopContext c, ExpressionReader expressions) {
        boolean isReal = switch (c.scalarType().kind.getType()) {
            case OpenQasmParser.FLOAT, OpenQasmParser.ANGLE -> true;
            case OpenQasmParser.INT, OpenQasmParser.UINT -> false;
            default -> throw place.problem(c.scalarType(), "a loop's variable must be an integer or a float");
        };
        List<Value> values = new ArrayList<>();
        if (c.values().IDENTIFIER() != null) {
            for (Value element : expressions.elements(c.values().IDENTIFIER().getSymbol())) {
                if (isReal || element instanceof Value.Whole) {
                    values.add(isReal ? new Value.Real(element.magnitude()) : element);
                } else {
                    throw place.problem(c.values(), "a loop over reals needs a variable of type float or angle");
                }
            }
        } else if (c.values().range() != null) {
            RangeContext range = c.values().range();
            ExpressionContext end = range.last == null ? range.middle : range.last;
            if (range.first == null || end == null) {
                throw place.problem(range, "a loop's range must have both ends");
            }
            long step = range.last == null || range.middle == null ? 1 : expressions.integer(range.middle);
            long first = expressions.integer(range.first);
            for (long k : operands.sequence(range, first, step, expressions.integer(end), most)) {
                values.add(isReal ? new Value.Real(k) : new Value.Whole(k));
            }
        } else {
            for (ExpressionContext value : c.values().arguments().expression()) {
                values.add(
                        isReal
                                ? new Value.Real(expressions.number(value))
                                : new Value.Whole(expressions.integer(value)));
            }
        }
        values.forEach(value -> budget.spend(1, place, c.getStart()));
        return values;
    }
}
