package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.AliasContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitDeclarationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ConstantContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.CounterContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.DesignatorContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateDefinitionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.QubitDeclarationContext;

/** Carries out declarations: names into the scope, qubits into the program. */
final class DeclarationReader {

    private static final int LARGEST_REGISTER = 1 << 20;

    private final Place place;
    private final Scope scope;
    private final ProgramBuilder program;
    private final boolean isInner;
    private final boolean version2;
    private final ExpressionReader expressions;
    private final OperandReader operands;

    DeclarationReader(
            Place place,
            Scope scope,
            ProgramBuilder program,
            boolean isInner,
            boolean version2,
            ExpressionReader expressions,
            OperandReader operands) {
        this.place = place;
        this.scope = scope;
        this.program = program;
        this.isInner = isInner;
        this.version2 = version2;
        this.expressions = expressions;
        this.operands = operands;
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
        declaring(name, () -> scope.define(name.getText(), new Symbol.Constant(value(c, type)), place, name));
    }

    private Value value(ConstantContext c, int type) {
        ExpressionContext expression = c.expression();
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
            default ->
                throw place.problem(
                        c.scalarType(),
                        "constants of type " + Place.quoted(c.scalarType().kind.getText()) + " are not supported");
        };
    }

    /** An integer variable. */
    void counter(CounterContext c) {
        Token name = c.IDENTIFIER().getSymbol();
        declaring(name, () -> {
            long value = expressions.integer(c.expression());
            scope.define(name.getText(), new Symbol.Counter(Optional.of(new Value.Whole(value))), place, name);
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

    void gate(GateDefinitionContext c, GateReader gates) {
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
        } catch (QasmException | AlreadyReportedException e) {
            scope.refuse(name.getText());
            throw e;
        }
    }
}
