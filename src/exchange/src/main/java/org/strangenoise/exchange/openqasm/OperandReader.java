package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.IndexContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.RangeContext;

/** The qubits and bits that statements name, with their indices and slices. */
final class OperandReader {

    private final QasmPlace place;
    private final Scope scope;
    private final ExpressionReader expressions;
    private final ProgramBuilder program;

    OperandReader(QasmPlace place, Scope scope, ExpressionReader expressions, ProgramBuilder program) {
        this.place = place;
        this.scope = scope;
        this.expressions = expressions;
        this.program = program;
    }

    /** Qubits of an operand, and whether it broadcasts. */
    Symbol.Qubits qubits(OperandContext operand) {
        if (operand.HARDWARE_QUBIT() != null) {
            return new Symbol.Qubits(List.of(program.physicalQubit(operand, place)), false);
        }
        Symbol symbol = symbol(operand);
        if (!(symbol instanceof Symbol.Qubits qubits)) {
            throw place.problem(operand, QasmPlace.quoted(operand.IDENTIFIER().getText()) + " holds no qubits");
        }
        if (operand.index() == null) {
            return qubits;
        }
        List<Integer> positions = positions(operand.index(), qubits.indices().size());
        return new Symbol.Qubits(
                positions.stream().map(qubits.indices()::get).toList(),
                operand.index().expression() == null);
    }

    /** Numbers of the bits of an operand. */
    List<Integer> bits(OperandContext operand) {
        Symbol symbol = operand.IDENTIFIER() == null ? null : symbol(operand);
        if (!(symbol instanceof Symbol.Bits bits)) {
            throw place.problem(operand, QasmPlace.quoted(operand.getStart().getText()) + " holds no bits");
        }
        return operand.index() == null ? bits.numbers() : bits(bits, operand.index());
    }

    /** Numbers of some of a register's bits. */
    List<Integer> bits(Symbol.Bits bits, IndexContext index) {
        return positions(index, bits.size()).stream().map(bits.numbers()::get).toList();
    }

    private Symbol symbol(OperandContext operand) {
        String name = operand.IDENTIFIER().getText();
        Symbol symbol = scope.find(name);
        if (symbol == null) {
            throw place.problem(operand, QasmPlace.quoted(name) + " is not defined");
        }
        if (symbol instanceof Symbol.Refused) {
            throw new QasmException.AlreadyReportedException();
        }
        return symbol;
    }

    private List<Integer> positions(IndexContext index, int size) {
        if (index.further != null) {
            throw place.problem(index.further, "a register has one index");
        }
        if (index.expression() != null) {
            return List.of(position(index.expression(), size));
        }
        if (index.set != null) {
            return index.set.expression().stream().map(e -> position(e, size)).toList();
        }
        RangeContext range = index.range();
        long step = range.last == null || range.middle == null ? 1 : expressions.integer(range.middle);
        ExpressionContext end = range.last == null ? range.middle : range.last;
        long first = bound(range.first, step > 0 ? 0 : size - 1, size);
        long last = bound(end, step > 0 ? size - 1 : 0, size);
        List<Integer> positions = new ArrayList<>();
        for (long k : sequence(range, first, step, last, size)) {
            positions.add((int) k);
        }
        if (positions.isEmpty()) {
            throw place.problem(range, "the slice from " + first + " to " + last + " is empty");
        }
        return positions;
    }

    /** The integers of a range, ends included. */
    List<Long> sequence(RangeContext range, long first, long step, long last, int most) {
        if (step == 0) {
            throw place.problem(range, "the step of a range must not be 0");
        }
        List<Long> numbers = new ArrayList<>();
        for (long k = first; step > 0 ? k <= last : k >= last; k += step) {
            if (numbers.size() == most) {
                throw place.problem(range, "a range must hold at most " + most + " numbers");
            }
            numbers.add(k);
            if (step > 0 ? k > Long.MAX_VALUE - step : k < Long.MIN_VALUE - step) {
                break;
            }
        }
        return numbers;
    }

    private int bound(@Nullable ExpressionContext bound, int otherwise, int size) {
        return bound == null ? otherwise : position(bound, size);
    }

    private int position(ExpressionContext index, int size) {
        long k = expressions.integer(index);
        if (k < -size || k >= size) {
            throw place.problem(index, "the index must be from 0 to " + (size - 1) + ", but is " + k);
        }
        return (int) (k < 0 ? k + size : k);
    }
}
