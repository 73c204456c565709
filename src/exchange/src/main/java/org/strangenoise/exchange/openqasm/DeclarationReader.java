package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.AliasContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ArrayContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ArrayElementContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ArrayLiteralContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitDeclarationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ConstantContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.DesignatorContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateDefinitionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OpaqueGateContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.QubitDeclarationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.VariableContext;

/** Carries out declarations: names into the scope, qubits into the program. */
final class DeclarationReader {

    private static final int LARGEST_REGISTER = 1 << 20;

    private final QasmPlace place;
    private final Scope scope;
    private final ProgramBuilder program;
    private final boolean isInner;
    private final boolean version2;
    private final ExpressionReader expressions;
    private final OperandReader operands;
    private final ConditionReader conditions;

    DeclarationReader(
            QasmPlace place,
            Scope scope,
            ProgramBuilder program,
            boolean isInner,
            boolean version2,
            ExpressionReader expressions,
            OperandReader operands,
            ConditionReader conditions) {
        this.place = place;
        this.scope = scope;
        this.program = program;
        this.isInner = isInner;
        this.version2 = version2;
        this.expressions = expressions;
        this.operands = operands;
        this.conditions = conditions;
    }

    void requireTopLevel(ParserRuleContext statement, String what) {
        if (isInner) {
            throw place.problem(statement, what + " must not stand inside a loop or box");
        }
    }

    void qubits(QubitDeclarationContext c) {
        Token name = c.IDENTIFIER().getSymbol();
        declaring(name, () -> {
            requireTopLevel(c, "a qubit declaration");
            int size = size(c.designator());
            boolean isRegister = c.designator() != null;
            // The name first: a refused one must not leave qubits behind.
            scope.define(name.getText(), new Symbol.Refused(), place, name, version2);
            List<Integer> indices = program.declare(name.getText(), size, isRegister, place, name);
            scope.redefine(name.getText(), new Symbol.Qubits(indices, isRegister));
        });
    }

    Symbol.Bits bits(BitDeclarationContext c) {
        Token name = c.IDENTIFIER().getSymbol();
        List<Symbol.Bits> declared = new ArrayList<>();
        declaring(name, () -> {
            requireTopLevel(c, "a bit declaration");
            int size = size(c.designator());
            // The name first: a refused one must not leave bits behind.
            scope.define(name.getText(), new Symbol.Refused(), place, name, version2);
            boolean isRegister = c.designator() != null;
            int first = program.declareBits(name.getText(), size, isRegister);
            Symbol.Bits bits = new Symbol.Bits(name.getText(), first, size, isRegister);
            scope.redefine(name.getText(), bits);
            declared.add(bits);
        });
        return declared.get(0);
    }

    private int size(@Nullable DesignatorContext designator) {
        if (designator == null) {
            return 1;
        }
        long size = expressions.integer(designator.expression());
        if (size < 1 || size > LARGEST_REGISTER) {
            throw place.problem(designator.expression(), "a register's size must be from 1 to 2^20, but is " + size);
        }
        return (int) size;
    }

    void constant(ConstantContext c) {
        Token name = c.IDENTIFIER().getSymbol();
        int type = c.scalarType() == null
                ? OpenQasmParser.DURATION
                : c.scalarType().kind.getType();
        declaring(name, () -> {
            Value value = value(c.expression(), type);
            scope.define(name.getText(), new Symbol.Constant(value), place, name);
        });
    }

    /** An array, whose elements never change. */
    void array(ArrayContext c) {
        Token name = c.IDENTIFIER().getSymbol();
        declaring(name, () -> {
            List<Integer> sizes = new ArrayList<>();
            for (ExpressionContext size : c.expression()) {
                long length = expressions.integer(size);
                if (length < 1 || length > LARGEST_REGISTER) {
                    throw place.problem(size, "an array's size must be from 1 to 2^20, but is " + length);
                }
                sizes.add((int) length);
            }
            Value value = listed(c.arrayLiteral(), sizes, c.scalarType().kind.getType());
            scope.define(name.getText(), new Symbol.Constant(value), place, name);
        });
    }

    private Value listed(ArrayLiteralContext c, List<Integer> sizes, int type) {
        if (c.arrayElement().size() != sizes.get(0)) {
            throw place.problem(
                    c,
                    "the array must have " + sizes.get(0) + " elements here, but has "
                            + c.arrayElement().size());
        }
        List<Integer> inner = sizes.subList(1, sizes.size());
        List<Value> elements = new ArrayList<>();
        for (ArrayElementContext element : c.arrayElement()) {
            if (inner.isEmpty() != (element.expression() != null)) {
                throw place.problem(element, "the array has " + (inner.isEmpty() ? "fewer" : "more") + " indices");
            }
            elements.add(
                    inner.isEmpty() ? value(element.expression(), type) : listed(element.arrayLiteral(), inner, type));
        }
        return new Value.Listed(elements);
    }

    /** What an expression is worth as a value of a type. */
    Value value(ExpressionContext expression, int type) {
        return switch (type) {
            case OpenQasmParser.DURATION -> new Value.Time(expressions.seconds(expression));
            case OpenQasmParser.FLOAT, OpenQasmParser.ANGLE -> new Value.Real(expressions.number(expression));
            case OpenQasmParser.INT, OpenQasmParser.UINT -> {
                long value = expressions.integer(expression);
                if (type == OpenQasmParser.UINT && value < 0) {
                    throw place.problem(expression, "a uint must not be negative, but is " + value);
                }
                yield new Value.Whole(value);
            }
            case OpenQasmParser.BOOL -> {
                if (!(conditions.read(expression) instanceof ConditionReader.Truth.Known known)) {
                    throw place.problem(
                            expression,
                            "a value that depends on measurements is not supported; write the expression where the"
                                    + " value is used");
                }
                yield new Value.Whole(known.holds() ? 1 : 0);
            }
            default -> throw place.problem(expression, "values of this type are not supported");
        };
    }

    /** A variable, which may be given its value later. */
    void variable(VariableContext c) {
        Token name = c.IDENTIFIER().getSymbol();
        int type = c.kind.getType();
        declaring(name, () -> {
            Optional<Value> value = Optional.ofNullable(c.expression()).map(given -> value(given, type));
            scope.define(name.getText(), new Symbol.Variable(type, value), place, name);
        });
    }

    void opaque(OpaqueGateContext c) {
        Token name = c.IDENTIFIER().getSymbol();
        declaring(name, () -> {
            requireTopLevel(c, "a gate declaration");
            scope.define(name.getText(), new Symbol.Opaque(), place, name, version2);
        });
    }

    void alias(AliasContext c) {
        Token name = c.IDENTIFIER().getSymbol();
        declaring(name, () -> {
            List<Integer> indices = new ArrayList<>();
            for (OperandContext part : c.operand()) {
                indices.addAll(operands.qubits(part).indices());
            }
            place.requireDistinct(indices, c);
            scope.define(name.getText(), new Symbol.Qubits(indices, true), place, name);
        });
    }

    void gate(GateDefinitionContext c, GateSymbols gates) {
        Token name = c.IDENTIFIER().getSymbol();
        declaring(name, () -> {
            requireTopLevel(c, "a gate definition");
            GateSymbol gate = gates.definition(c);
            scope.define(name.getText(), new Symbol.Gate(gate, false), place, name, version2);
        });
    }

    /** After a refused declaration, uses of its name are not reported again. */
    private void declaring(Token name, Runnable declaration) {
        try {
            declaration.run();
        } catch (QasmException | QasmException.AlreadyReportedException e) {
            scope.refuse(name.getText());
            throw e;
        }
    }
}
